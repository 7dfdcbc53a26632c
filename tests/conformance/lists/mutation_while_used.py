# Lists changed while being iterated, compared, sorted, or searched.
l = [1, 2, 3, 4]
seen = []
for v in l:
    seen.append(v)
    if v == 2:
        l.remove(2)
print(seen, l)
l = [1, 2, 3]
it = iter(l)
print(next(it), l.clear(), list(it), list(it))
l.append(9)
print(list(it))
l = [1, 2, 3]
it = reversed(l)
print(next(it))
l.append(4)
print(list(it))
l = [1, 2, 3]
it = reversed(l)
l.clear()
print(list(it), it.__length_hint__())
it = iter([1, 2, 3])
print(
    it.__length_hint__(),
    next(it),
    it.__length_hint__(),
    it.__reduce__()[1:],
    it.__reduce__()[0].__name__,
)


class Evil:
    def __init__(self, target):
        self.t = target

    def __eq__(self, other):
        self.t.clear()
        return False


t = []
t.extend([Evil(t), 1, 2])
print(5 in t, t)
t.extend([Evil(t), 1, 2])
print(t.count(7), t)
t.extend([Evil(t), 1, 2])
try:
    t.index(7)
except ValueError as e:
    print(e)
t.extend([Evil(t), 1])
u = [0, 1]
print(t == u, t)
l = [3, 2, 1]


def key(v):
    l.append(v)
    return v


try:
    l.sort(key=key)
except ValueError as e:
    print(e, l)
l = [3, 2, 1]


def look(v):
    print("during sort:", l)
    return v


l.sort(key=look)
print(l)


class Bad:
    def __lt__(self, o):
        raise KeyError("cmp")


l = [2, Bad(), 1]
try:
    l.sort()
except Exception as e:
    print(type(e).__name__, e, len(l))
l = [1, 2]
l.extend(l)
print(l)
l += l
print(l)
l[len(l) :] = l
print(len(l))


def grow():
    for i in range(3):
        g.append("g%d" % i)
        yield i


g = []
g.extend(grow())
print(g)
l = list(range(5))
l[:] = (x * 2 for x in l)
print(l)
l[1:3] = iter("abc")
print(l)
a = [1, 2, 3]
for i, v in enumerate(a):
    a[i] = v * 10
print(a)
for v in a[:]:
    a.append(v + 1)
print(a)
