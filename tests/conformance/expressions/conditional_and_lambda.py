# Conditional expressions and lambdas in every position.
f = lambda: None
print(
    f(),
    (lambda x: x)(1),
    (lambda x, y=2: x + y)(1),
    (lambda *a: a)(1, 2),
    (lambda **k: k)(a=1),
    (lambda a, /, b, *, c: (a, b, c))(1, 2, c=3),
    (lambda: (yield))().__class__.__name__,
)
print(
    (lambda x: lambda y: x + y)(1)(2),
    [g(3) for g in (lambda x: x + 1, lambda x: x * x)],
    (lambda f: f(f, 5))(lambda s, n: 1 if n == 0 else n * s(s, n - 1)),
)
print(
    1 if True else 2,
    1 if [] else 2,
    "a" if 0 else "b" if 0 else "c",
    ("a" if 0 else "b") if 1 else "c",
    [1 if i % 2 else 0 for i in range(4)],
    (1, 2) if 1 else 3,
    (1 if 0 else 2, 3),
)
print(
    (lambda: 1 if 0 else 2)(),
    (lambda: 1) if 0 else 5,
    (lambda x: x if x > 0 else -x)(-3),
    sorted([3, -1, 2], key=lambda v: v if v > 0 else 100),
    max([1, 2], key=lambda v: -v),
)
print(
    not 1 if 0 else 2,
    1 or 2 if 0 else 3,
    1 if 0 or 1 else 2,
    1 + 1 if 0 else 2 + 2,
    {1: 2 if 0 else 3},
    {(1 if 0 else 2)},
    f"{1 if 0 else 2}",
    [0, 1, 2][1 if 1 else 0 : 2 if 1 else 1],
)
x = 1 if False else 2
print(x)
y = lambda a=1 if 0 else 7: a
print(y())
d = {"+": lambda a, b: a + b, "-": lambda a, b: a - b}
print(d["+"](1, 2), d["-"](5, 3))
print(
    (lambda a, b=lambda: 5: a + b())(1),
    (lambda *, k=1: k)(k=2),
    list(map(lambda a, b: (a, b), "ab", "cd")),
    list(filter(lambda c: c != "b", "abc")),
)
fs = []
for i in range(3):
    fs.append((lambda: i, lambda i=i: i))
print([a() for a, _ in fs], [b() for _, b in fs])
print(
    (lambda: [lambda: k for k in range(3)][1]())(), (lambda: {i: (lambda: i)() for i in range(2)})()
)
z = lambda: (yield from [1, 2])
print(list(z()))
print((lambda: 0).__name__, (lambda: 0).__qualname__, y.__defaults__, type(f).__name__)


def outer():
    n = 10
    return lambda: n + (lambda: n * 2)()


print(outer()())


class C:
    m = lambda self, v=3: (type(self).__name__, v)
    s = staticmethod(lambda v: v * 2)
    p = property(lambda self: "p")


print(C().m(), C.s(4), C().p, C().m(9))
print(
    (lambda x: (lambda x: x + 1)(x * 2))(5),
    (lambda x: [x := x + 1, x])(1) if True else 0,
    (lambda: (w := 3) + w)(),
)
t = True if not False else False
print(t)
print(
    "even" if (lambda n: n % 2 == 0)(4) else "odd",
    (lambda s: s[::-1])("abc"),
    (lambda *args, **kw: len(args) + len(kw))(1, 2, a=3),
)
assert (lambda: True)() if 1 else False
