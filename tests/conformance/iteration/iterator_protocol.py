# iter, next, the two-argument iter, sequence iterators, exhaustion, built-in iterator types.
class Count:
    def __init__(self, n):
        self.i, self.n = 0, n

    def __iter__(self):
        return self

    def __next__(self):
        if self.i >= self.n:
            raise StopIteration
        self.i += 1
        return self.i


c = Count(3)
print(
    list(c),
    list(c),
    next(Count(1)),
    next(Count(0), "default"),
    iter(c) is c,
    sum(Count(4)),
    2 in Count(3),
    max(Count(5)),
    sorted(Count(3), reverse=True),
    tuple(Count(2)),
    [*Count(2)],
    dict(zip("ab", Count(9))),
    list(map(str, Count(2))),
    a if (a := 1) else 0,
)


class Again:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n % 3 == 0:
            raise StopIteration
        return self.n


g = Again()
print(list(g), list(g), list(g))
vals = iter([1, 2, 0, 3])
print(list(iter(lambda: next(vals), 0)), next(vals))
it = iter(lambda: 5, 5)
print(list(it), next(it, "done"), type(it).__name__)


def boom():
    raise ValueError("callable fails")


try:
    list(iter(boom, 1))
except ValueError as e:
    print(e)


def stop():
    raise StopIteration("ends quietly")


print(list(iter(stop, 1)))
for x in (
    [1],
    (1,),
    "a",
    b"a",
    {1: 1},
    {1},
    frozenset([1]),
    range(1),
    {}.keys(),
    {}.values(),
    {}.items(),
    reversed([1]),
    enumerate([]),
    zip(),
    map(str, []),
    filter(None, []),
    (i for i in ()),
    bytearray(b"a"),
    memoryview(b"a"),
    reversed("a"),
    reversed(range(1)),
    reversed({}),
    "é",
    range(10**30),
    iter(int, 1),
):
    i = iter(x)
    print(type(i).__name__, iter(i) is i, hasattr(i, "__length_hint__"), end="; ")
print()
print(
    list(enumerate("abc")),
    list(enumerate("ab", 5)),
    list(enumerate([], start=1)),
    next(enumerate("x", 10**30)),
    list(enumerate("ab", -1)),
)
print(
    list(zip()),
    list(zip([1])),
    list(zip([1, 2], "ab", (3.0,))),
    list(zip([1, 2], "ab", strict=True)),
    list(zip(*[(1, 2), (3, 4)])),
    list(zip(range(3), iter(lambda: 7, 8))),
)
print(
    list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])),
    list(map(None.__class__, [])),
    list(map(pow, [2, 3], [3, 2])),
    list(map(lambda *a: a, "ab", "cd", "ef")),
)
print(
    list(filter(None, [0, 1, "", "a", None])),
    list(filter(lambda v: v > 1, [1, 2, 3])),
    list(filter(str.isdigit, "a1b2")),
)
print(
    list(reversed([1, 2])),
    list(reversed((1, 2))),
    list(reversed("ab")),
    list(reversed(range(3))),
    list(reversed({1: 0, 2: 0})),
    list(reversed(b"ab")),
)


def e(f):
    try:
        print("ok", f())
    except BaseException as x:
        print(type(x).__name__, x)


e(lambda: iter(5))
e(lambda: iter(None))
e(lambda: iter(5, 5))
e(lambda: iter())
e(lambda: iter([], 1))
e(lambda: next(5))
e(lambda: next([]))
e(lambda: next(iter([])))
e(lambda: list(zip([1], [1, 2], strict=True)))
e(lambda: list(zip([1, 2], [1], strict=True)))
e(lambda: list(zip([1, 2], [1, 2], [1], strict=True)))
e(lambda: list(zip([1], [1], [1, 2], strict=True)))
e(lambda: zip(5))
e(lambda: zip([1], 5))
e(lambda: zip([1], nope=1))
e(lambda: map(str))
e(lambda: map())
e(lambda: map(str, 5))
e(lambda: list(map(5, [1])))
e(lambda: filter(None))
e(lambda: filter(None, 5))
e(lambda: list(filter(5, [1])))
e(lambda: enumerate())
e(lambda: enumerate(5))
e(lambda: enumerate([], "a"))
e(lambda: enumerate([], 1.5))
e(lambda: enumerate([], 1, 2))
e(lambda: enumerate(iterable=[1], start=3).__next__())
e(lambda: reversed(5))
e(lambda: reversed({1}))
e(lambda: reversed(iter([])))
e(lambda: reversed())
e(lambda: list(map(lambda v: 1 / v, [1, 0])))
e(lambda: next(map(int, ["x"])))
e(lambda: [x for x in Bad()])
e(lambda: iter(Bad()))
e(lambda: iter(NotIter()))
e(lambda: list(LateError()))
e(lambda: dict(LateError()))
e(lambda: sum(LateError()))
e(lambda: ",".join(LateError()))
e(lambda: tuple(LateError()))
e(lambda: max(LateError()))
e(lambda: set(LateError()))
e(lambda: any(LateError()))
e(lambda: bytes(LateError()))
e(lambda: sorted(LateError()))
e(lambda: [].extend(LateError()))
e(lambda: print(*LateError()))


class Bad:
    def __iter__(self):
        raise LookupError("iter")


class NotIter:
    def __iter__(self):
        return self


class LateError:
    def __iter__(self):
        yield 1
        raise OSError("late")


for f in (
    lambda: [x for x in Bad()],
    lambda: iter(Bad()),
    lambda: iter(NotIter()),
    lambda: list(LateError()),
    lambda: dict(LateError()),
    lambda: sum(LateError()),
    lambda: ",".join(LateError()),
    lambda: max(LateError()),
    lambda: set(LateError()),
    lambda: bytes(LateError()),
    lambda: sorted(LateError()),
    lambda: print(*LateError()),
    lambda: any(LateError()),
    lambda: all(LateError()),
    lambda: (lambda *a: a)(*LateError()),
    lambda: 5 in LateError(),
):
    e(f)
it = iter([1, 2, 3, 4, 5])
z = zip(it, it)
print(next(z), list(it), list(z))
m = map(lambda v: v * 2, iter([1, 2]))
print(next(m), list(m), next(m, "end"))


def tee():
    yield 1
    yield 2


t = tee()
print([next(t, None) for _ in range(4)])
try:
    for v in iter([1, 2]):
        raise StopIteration("in body")
except StopIteration as x:
    print("not swallowed", x)
it = iter("abc")
print(it.__reduce__()[1:], next(it), it.__reduce__()[1:], list(it), it.__reduce__()[1])
a = iter([1, 2, 3])
next(a)
a.__setstate__(2)
print(list(a))
print(
    list(zip("abc", [i for i in range(3)], strict=False)),
    zip([1]).__next__(),
    [v for p in zip([1, 2], [3, 4]) for v in p],
    type(zip([]).__reduce__()).__name__,
)
