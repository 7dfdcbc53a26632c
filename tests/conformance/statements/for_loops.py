# for over many iterables, with else, break, continue and targets of all forms.
for i in range(3):
    print(i, end=" ")
print(i)
for ch in "abc":
    print(ch, end="")
print()
for x in []:
    print("never")
else:
    print("empty: else")
for x in [1, 2, 3]:
    if x == 2:
        break
else:
    print("never")
print("broke at", x)
for a, b in [(1, 2), (3, 4)]:
    print(a + b)
for a, (b, c) in [(1, (2, 3)), (4, "xy")]:
    print(a, b, c)
for a, *rest in [(1, 2, 3), "hello", [9]]:
    print(a, rest)
for [p, q] in ([1, 2], (3, 4)):
    print(p, q)
d = {"one": 1, "two": 2}
for k in d:
    print(k, d[k])
for k, v in d.items():
    print(k, v)
lst = [0, 0, 0]
for lst[1] in range(5):
    pass
print(lst)


class Box:
    pass


box = Box()
for box.value in "xyz":
    pass
print(box.value)
for d["key"] in (7, 8):
    pass
print(d)
for i in 1, 2, 3:
    print(i, end=";")
print()
for i in *[1, 2], 3, *"ab":
    print(i, end=";")
print()
lst = [1, 2, 3, 4, 5, 6]
for i in lst:
    if i % 2:
        lst.remove(i)
print(lst)
lst = [1]
for i in lst:
    if len(lst) < 6:
        lst.append(i * 2)
print(lst)
try:
    for k in d:
        d[k + "!"] = 0
except RuntimeError as e:
    print(e)
try:
    for i in 5:
        pass
except TypeError as e:
    print(e)
try:
    for a, b in [(1, 2, 3)]:
        pass
except ValueError as e:
    print(e)
for i in range(2):
    for j in range(3):
        if j == 1:
            continue
        print((i, j), end="")
    else:
        print(" inner else")
