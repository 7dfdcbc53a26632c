# Generators: iteration, state, return values, arguments, laziness.
def count(n):
    print("start", end="; ")
    for i in range(n):
        yield i
    print("end", end="; ")
    return "done"


g = count(3)
print(
    type(g).__name__, g.__name__, g.__qualname__, iter(g) is g, g.gi_running, g.gi_frame is not None
)
print(next(g), next(g), next(g))
try:
    next(g)
except StopIteration as e:
    print("StopIteration", e.value, e.args)
try:
    next(g)
except StopIteration as e:
    print("again", e.value, e.args, g.gi_frame)
print(next(g, "default"), list(g), list(count(2)), [*count(2)], sum(count(4)))


def empty():
    return
    yield


print(list(empty()))


def infinite():
    n = 0
    while True:
        yield n
        n += 1


for v in infinite():
    if v > 3:
        break
    print(v, end=" ")
print()


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


f = fib()
print([next(f) for _ in range(15)])


def tree(t):
    if t:
        l, v, r = t
        yield from tree(l)
        yield v
        yield from tree(r)


print(list(tree(((None, 1, None), 2, ((None, 3, None), 4, None)))))


def pairs(*args, **kw):
    for a in args:
        for k, v in kw.items():
            yield a, k, v


print(list(pairs(1, 2, x=3, y=4)))


class Bag:
    def __init__(self, *a):
        self.a = a

    def __iter__(self):
        for v in self.a:
            yield v * 10


b = Bag(1, 2)
print(list(b), list(b), max(b), 20 in b, dict(zip(b, b)))


def pipeline():
    def nums():
        yield from range(10)

    def odd(it):
        return (v for v in it if v % 2)

    def sq(it):
        for v in it:
            yield v * v

    return sq(odd(nums()))


print(list(pipeline()))


def fin():
    try:
        yield 1
        yield 2
    finally:
        print("cleanup", end="; ")


print(list(fin()))
g = fin()
next(g)
g.close()
print("closed", list(g))


def raises():
    yield 1
    raise KeyError("inside")


g = raises()
print(next(g))
try:
    next(g)
except KeyError as e:
    print("KeyError", e)
print(next(g, "exhausted after error"))


def stop():
    yield 1
    raise StopIteration("oops")


try:
    list(stop())
except RuntimeError as e:
    print(e, repr(e.__cause__))


def reenter():
    yield next(me)


me = reenter()
try:
    next(me)
except ValueError as e:
    print(e)
gen = (x * 2 for x in range(3))
print(gen.__name__, gen.__qualname__, next(gen), list(gen), type(gen).__name__)
for f in (
    lambda: next(count),
    lambda: count(),
    lambda: len(count(1)),
    lambda: count(1)[0],
    lambda: setattr(gen, "x", 1),
    lambda: next(),
    lambda: next(gen, 1, 2),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


def many():
    a = yield_count = 0
    for a in range(3):
        yield_count += (yield a) or 10
    yield yield_count


print(list(many()))
g = count(1)
g.__name__ = "renamed"
g.__qualname__ = "q"
print(g.__name__, g.__qualname__, repr(g).split(" at")[0])
print(list(g))
