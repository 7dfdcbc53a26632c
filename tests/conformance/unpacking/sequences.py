# Unpacking assignments: starred, nested, from any iterable; errors.
a, b = "xy"
print(a, b)
a, b = {"k1": 1, "k2": 2}
print(a, b)
a, b = (i * i for i in (3, 4))
print(a, b)
a, b, *c = [1, 2]
print(a, b, c)
*a, b = range(4)
print(a, b)
a, *b, c = "hello"
print(a, b, c)
(a, *b), *c = ["abc", 1, 2]
print(a, b, c)
[a, [b, *c]], d = [1, (2, 3, 4)], 5
print(a, b, c, d)
(*a,) = ()
print(a)
a, (b, (c, (d,))) = 1, (2, (3, (4,)))
print(a, b, c, d)
for i, (x, *y) in enumerate(["ab", "c", "def"]):
    print(i, x, y)


class It:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        for i in range(self.n):
            print("yield", i, end="; ")
            yield i


a, b = It(2)
print(a, b)


def u(text, value):
    try:
        exec(text, {"v": value})
        print("ok", text)
    except Exception as e:
        print(text, "<-", type(e).__name__ + ":", e)


u("a, b = v", [1])
u("a, b = v", [])
u("a, b = v", [1, 2, 3])
u("a, b = v", It(4))
u("a, b, c = v", It(1))
u("a, = v", ())
u("a, = v", "ab")
u("a, b, *c = v", [1])
u("a, *b, c, d = v", [1, 2])
u("*a, b = v", [])
u("a, b = v", 5)
u("a, b = v", None)
u("*a, = v", 5)
u("(a, b), c = v", [1, 2])
u("(a, b), c = v", [(1, 2, 3), 4])
u("[] = v", [1])
u("() = v", [])
u("[a] = v", [])
u("a, b = v", {1})
u("a, b, c, d, e = v", "abcd")
u("x.a, b = v", [1, 2])
u("a, b = v", {})
u("for a, b in v: pass", [(1, 2), (3,)])
u("a, b = v", int)


class Bad:
    def __iter__(self):
        raise ValueError("iter failed")


class Bad2:
    def __iter__(self):
        return 5


class Bad3:
    def __getitem__(self, i):
        if i < 2:
            return i * 10
        raise IndexError


class Bad4:
    def __iter__(self):
        return self

    def __next__(self):
        raise KeyError("next failed")


u("a, b = v", Bad())
u("a, b = v", Bad2())
u("a, b = v", Bad3())
u("a, b, c = v", Bad3())
u("a, b = v", Bad4())
u("*a, b = v", Bad4())
x = [0, 1, 2]
i = 0
i, x[i] = 2, 9
print(i, x)
x[0], x[1], x[2] = x[2], x[0], x[1]
print(x)
a = b = 1
a, b = b, a + b
print(a, b)
t = a, b = 7, 8
print(t, a, b)
print(*[1], *(2, 3), *"ab", *{5: 6}, sep=",")
l = [*range(3), 9, *[]]
s = (*l, *l)
d = {**dict(a=1), "b": 2, **{"a": 3}}
print(l, s, d, [*"a", *b"b"], {*"aa"}, (*(),))
first, *_, last = range(10**3)
print(first, len(_), last)


def f():
    return 1, [2, 3]


p, (q, r) = f()
print(p, q, r)
(a), b = [1], 2
print(a, b)
[(c), (d)] = 3, 4
print(c, d)
