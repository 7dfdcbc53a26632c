# while with break, continue and else.
i = 0
while i < 5:
    print(i, end=" ")
    i += 1
print()
i = 10
while i:
    i -= 1
    if i % 2:
        continue
    if i == 2:
        break
    print(i, end=" ")
else:
    print("never")
print("| stopped at", i)
n = 3
while n > 0:
    n -= 1
else:
    print("else ran, n =", n)
while False:
    print("never")
else:
    print("else without a turn")
while True:
    break
else:
    print("never")


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


print([collatz(k) for k in range(1, 20)])
a, b = 0, 1
while a < 200:
    print(a, end=",")
    a, b = b, a + b
print()
outer = 0
while outer < 3:
    inner = 0
    while True:
        inner += 1
        if inner > outer:
            break
        if inner == 2:
            continue
        print("outer", outer, "inner", inner)
    else:
        print("never")
    outer += 1


def finder(seq, wanted):
    i = 0
    while i < len(seq):
        if seq[i] == wanted:
            return "found at %d" % i
        i += 1
    else:
        return "missing"


print(finder("abc", "c"), finder("abc", "z"))
data = [3, 1, 2]
while data:
    print(data.pop(), end=" ")
print()
count = 0
while 1:
    try:
        count += 1
        if count < 3:
            continue
        break
    finally:
        print("finally", count)
