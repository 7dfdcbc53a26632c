# Aliasing: names, defaults, nested containers, slices, augmented assignment, loops.
a = [1, 2]
b = a
b.append(3)
print(a, a is b)
b = b + [4]
print(a, b)
b += [5]
c = b
c += [6]
print(b, c is b)
m = [[0] * 3] * 2
m[0][1] = 9
print(m)
m = [[0] * 3 for _ in range(2)]
m[0][1] = 9
print(m)
t = ([1], [2])
u = t
u[0].append(5)
print(t, t is u, t[0] is u[0])
d = dict.fromkeys("ab", [])
d["a"].append(1)
print(d)
d["a"] = d["a"] + [2]
print(d)
s = "x"
r = s
r += "y"
print(s, r)
n = 5
k = n
k += 1
print(n, k)


def mutate(l, e):
    l.append(e)
    l = [0]
    l.append(1)
    return l


x = []
print(mutate(x, 1), mutate(x, 2), x)


def default(v, acc=[]):
    acc.append(v)
    return acc


p, q = default(1), default(2)
print(p, q, p is q, default.__defaults__)
l = [1, 2, 3]
sl = l[:]
sl[0] = 9
print(l, sl, l[:] == l, l[:] is l)
l2 = list(l)
l2.pop()
print(l, l2)
nested = [[1], [2]]
shallow = nested[:]
shallow[0].append(9)
shallow.append([3])
print(nested, shallow)
import copy

deep = copy.deepcopy(nested)
deep[0].clear()
print(nested, deep)
for v in nested:
    v.append("seen")
    v = None
print(nested)
for i, v in enumerate(l):
    v *= 10
    l[i] += v
print(l)


class C:
    shared = []
    count = 0


c1, c2 = C(), C()
c1.shared.append(1)
c1.count += 1
print(c2.shared, c2.count, C.count, c1.count, vars(c1))
c1.shared = [9]
print(C.shared, c2.shared)
c2.shared += [2]
print(C.shared, "shared" in vars(c2), c2.shared is C.shared)
fns = []
lst = [1]
for v in lst:
    fns.append(lambda: (v, lst))
    lst.append(v + 1) if len(lst) < 3 else None
print([f() for f in fns])
a = b = []
a.append(1)
print(b)
a = [2]
print(a, b)
a, b = b, a
print(a, b)
x = [1, 2, 3]
x[0], x[1:] = x[2], [x[0]] * 2
print(x)
x[:], y = [7], x
print(x, y, y is x)
d1 = {"k": [1]}
d2 = d1.copy()
d2["k"].append(2)
d2["n"] = 1
print(d1, d2)
d3 = {**d1}
d3["k"] = 0
print(d1, d3)
d4 = d1 | {}
print(d4["k"] is d1["k"])
args = [1, 2]


def star(*a, **k):
    a = list(a)
    a.append(3)
    k["z"] = 1
    return a, k


kw = {"y": 0}
print(star(*args, **kw), args, kw)
g = (v for v in args)
args.append(99)
print(list(g))
it = iter(args)
args.insert(0, "late")
print(list(it))
st = {1, 2}
st2 = st
st2 |= {3}
print(sorted(st))
st2 = st2 | {4}
print(sorted(st), sorted(st2))
fs = frozenset([1])
fs2 = fs
fs2 |= {2}
print(sorted(fs), sorted(fs2))
ba = bytearray(b"ab")
bb = ba
bb += b"c"
print(ba, ba is bb)
by = b"ab"
bc = by
bc += b"c"
print(by, bc)
row = [0]
grid = [row, row, row[:]]
row[0] = 5
print(grid)
grid[0] = "cut"
print(grid, row)
z = [1]
z.append(z)
w = z[:]
print(w[1] is z, z[1] is z)
w[1] = 0
print(w, z)


def swap(a, b):
    return b, a


e, f = [1], [2]
e2, f2 = swap(e, f)
print(e2 is f, f2 is e)
h = [e, e]
h[0] = h[0] + [7]
print(h, e)
h[1] += [8]
print(h, e)
