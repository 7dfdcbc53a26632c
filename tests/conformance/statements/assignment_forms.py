# Assignment statements: chained, unpacking, augmented, annotated, to all targets.
a = b = c = 5
print(a, b, c)
x, y = 1, 2
x, y = y, x
print(x, y)
(p, q) = [r, s] = "uv"
print(p, q, r, s)
[m, [n, (o,)]] = 1, (2, [3])
print(m, n, o)
first, *middle, last = range(6)
print(first, middle, last)
*init, tail = "abc"
print(init, tail)
head, *rest = [1]
print(head, rest)
(*every,) = "xy"
print(every)
(*every,) = 1, 2
print(every)
d = {}
d["k"], d[1], d[(1, 2)] = 10, 20, 30
print(d)
l = [0] * 5
l[1:3] = "abc"
print(l)
l[::2] = [9, 8, 7]
print(l)
l[0], l[1] = l[1], l[0]
print(l)


class N:
    pass


n = N()
n.a = n.b = [1]
n.a += [2]
print(n.a, n.b, n.a is n.b)
n.c, n.d = 3, 4
print(n.c + n.d, sorted(vars(n)))
i = 3
i += 1
i -= 2
i *= 10
i //= 3
i **= 2
i %= 7
i <<= 3
i |= 1
i ^= 5
i &= 0xFF
i >>= 1
print(i)
s = "a"
s += "b"
s *= 3
print(s)
t = (1, 2)
t2 = t
t += (3,)
print(t, t2)
l1 = l2 = [1]
l1 += (2, 3)
l1 *= 2
print(l1, l2 is l1)
l2 = l2 + [0]
print(l1 is l2)
st = {1, 2, 3}
st |= {4}
st &= {2, 3, 4}
st -= {2}
st ^= {3, 9}
print(sorted(st))
dd = {"a": 1}
dd |= {"b": 2}
dd |= [("c", 3)]
print(dd)
v: int = 3
w: "anything"
print(v, __annotations__)
try:
    print(w)
except NameError as e:
    print(e)
tup = ([1], 2)
try:
    tup[0] += [9]
except TypeError as e:
    print(e, tup)
(z) = 4
(n.z) = 5
(d["z"]): int = 6
print(z, n.z, d["z"])
