# Generator expressions: binding of the first iterable, laziness, scopes, yield in odd places.
x = [1, 2, 3]
g = (i * k for i in x)
k = 10
x = ["never"]
print(list(g))


def f():
    n = 2
    g = (v * n for v in range(3))
    n = 5
    return g


print(list(f()))
try:
    g = (a for a in undefined_name)
except NameError as e:
    print("at creation:", e)
g = (a for a in [1] for b in undefined_name)
try:
    next(g)
except NameError as e:
    print("on first next:", e)
print(
    sum(i for i in range(4)),
    max((i for i in [3, 9]), default=1),
    tuple(i for i in "ab"),
    "".join(c for c in "xyz" if c != "y"),
    dict((c, 1) for c in "a"),
)
g = (i for i in range(3))
print(2 in g, list(g))
g = (i for i in range(10))
print([v for v in zip(g, g)])
a = [1, 2, 3, 4]
g = (v for v in a if v % 2)
a[1] = 7
print(list(g))
g = (print("filter", v, end="; ") or v for v in range(3) if not print("test", v, end="; "))
print(next(g))
print(list(g))


def lam():
    return lambda: (yield 1)


print(list(lam()()), list((lambda: (yield from "ab"))()))


def yields_default(a=[1]):
    yield from a
    a.append(len(a) + 1)


print(list(yields_default()), list(yields_default()))


def closure():
    total = 0

    def add():
        nonlocal total
        for i in range(3):
            total += i
            yield total

    return list(add()), total


print(closure())


class C:
    def gen(self):
        yield self
        yield self.v

    v = 1

    @classmethod
    def cg(cls):
        yield cls.__name__

    @staticmethod
    def sg():
        yield "static"

    @property
    def pg(self):
        yield "prop"


c = C()
print(list(c.gen())[1], list(C.cg()), list(C.sg()), list(c.pg))


def in_try():
    for i in range(3):
        try:
            if i == 1:
                continue
            yield i
        finally:
            yield "f%d" % i


print(list(in_try()))


def in_with():
    class CM:
        def __enter__(self):
            print("enter", end="; ")
            return 5

        def __exit__(self, *a):
            print("exit", a[0] and a[0].__name__, end="; ")

    with CM() as v:
        yield v


g = in_with()
print(next(g))
g.close()
print()
g = in_with()
next(g)
print(next(g, "end"))


def cond(n):
    return (yield) if n else None


print(cond(1).__class__.__name__, list(cond(0)))


def nested():
    return ((i, j) for i in range(2) for j in (k * 10 for k in range(i + 1)))


print(list(nested()))


def loop_else():
    for i in range(2):
        yield i
    else:
        yield "else"
    while True:
        yield "w"
        break


print(list(loop_else()))
gens = [(lambda n: (n * i for i in range(2)))(n) for n in range(3)]
print([list(g) for g in gens])
print(
    f.__code__.co_flags & 0x20,
    in_try.__code__.co_flags & 0x20,
    list(map(lambda g: next(g), [iter("a"), iter("b")])),
)


def big():
    for i in range(100000):
        yield i


print(sum(big()), sum(1 for _ in big()))


def locals_kept(a, b=2):
    c = a + b
    yield dict(sorted(locals().items()))
    d = 1
    yield sorted(locals())


print(list(locals_kept(1)))
g = locals_kept(5)
next(g)
print(sorted(g.gi_frame.f_locals.items()), g.gi_code.co_name, g.gi_frame.f_lineno > 0)
import inspect

g = locals_kept(1)
print(inspect.getgeneratorstate(g))
next(g)
print(inspect.getgeneratorstate(g))
g.close()
print(inspect.getgeneratorstate(g), inspect.isgeneratorfunction(locals_kept))
