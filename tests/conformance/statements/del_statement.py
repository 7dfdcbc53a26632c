# del of names, items, slices, attributes and nested targets.
x = 1
del x
try:
    print(x)
except NameError as e:
    print(e)
try:
    del x
except NameError as e:
    print(e)
a, b, c = 1, 2, 3
del a, (b, [c])
print("a" in globals(), "b" in globals(), "c" in globals())
l = list(range(10))
del l[0]
print(l)
del l[-1], l[0]
print(l)
del l[1:3]
print(l)
del l[::2]
print(l)
del l[:]
print(l)
d = {"a": 1, "b": 2, "c": 3}
del d["b"]
print(d)
try:
    del d["zz"]
except KeyError as e:
    print(repr(e))
try:
    del l[5]
except IndexError as e:
    print(e)


class C:
    y = 2

    def f(self):
        v = 1
        del v
        try:
            return v
        except UnboundLocalError as e:
            return str(e)


c = C()
c.y = 5
print(c.y)
del c.y
print(c.y)
for stmt in (
    "del c.y",
    "del C.zzz",
    "del (1, 2)[0]",
    "del 'abc'[0]",
    "del c[0]",
    "del len.x",
    "del (5).real",
):
    try:
        exec(stmt)
        print("done", stmt)
    except Exception as e:
        print(type(e).__name__, e)
print(c.f())


def g():
    v = [1]

    def h():
        return v

    del v
    try:
        return h()
    except NameError as e:
        return type(e).__name__ + ": " + str(e)


print(g())


def loop():
    for i in range(2):
        try:
            print("i", i, k)
        except UnboundLocalError as e:
            print(e)
        k = i
        if i == 1:
            del k


loop()
del ()
del []
print("empty targets are fine")
