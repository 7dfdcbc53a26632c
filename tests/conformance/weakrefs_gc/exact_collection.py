# What an explicit collection leaves: nothing that the program has let go of, everything it has not.
import gc
import weakref


class C:
    pass


def generator():
    c = C()
    yield weakref.ref(c)
    c = None
    gc.collect()
    yield 5


g = generator()
r = next(g)
gc.collect()
print(r() is not None)
next(g)
print(r())


def parameter(a, *b, **k):
    r = weakref.ref(a)
    del a
    gc.collect()
    return r()


print(parameter(C(), 1, x=2), parameter(C()), parameter(a=C()))


def temporaries():
    holder = [C(), C()]
    refs = [weakref.ref(x) for x in holder]
    x = None
    print(len(holder), gc.collect() >= 0, holder[0] is refs[0]())
    for item in holder:
        pass
    del item
    holder.clear()
    gc.collect()
    print([r() for r in refs])


temporaries()


def attribute():
    x = C()
    x.child = C()
    r = weakref.ref(x.child)
    del x.child
    gc.collect()
    return r()


print(attribute())


def local_class():
    class Local(C):
        def method(self):
            return 1

    Local().method()
    return weakref.ref(Local)


r = local_class()
gc.collect()
print(r())


class N:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        gc.collect()
        return self.n < other.n

    def __eq__(self, other):
        gc.collect()
        return self.n == other.n

    def __hash__(self):
        gc.collect()
        return hash(self.n)


def key(x):
    gc.collect()
    return x.n


print([x.n for x in sorted([N(3), N(1), N(2)], key=key)], [x.n for x in sorted([N(3), N(1)])])
d = {N(i): N(i) for i in range(5)}
print(sorted(k.n for k in d), N(3) in d, d[N(2)].n)


class M:
    def __enter__(self):
        gc.collect()
        return [1, 2, 3]

    def __exit__(self, *args):
        gc.collect()
        return True


with M() as m:
    print(m)
    gc.collect()
    raise ValueError(m)
print([(gc.collect(), x)[1] for x in (N(i).n for i in range(3))])
for i, (a, b) in enumerate(zip([N(1), N(2)], "ab")):
    gc.collect()
    print(i, a.n, b)
print([N(1).n, gc.collect() > -1, N(2).n], {"a": N(1).n, "b": gc.collect() > -1})
try:
    try:
        raise ValueError(C())
    finally:
        gc.collect()
except ValueError as e:
    gc.collect()
    print(type(e.args[0]).__name__)


class Delegate:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def throw(self, *args):
        for i in range(3):
            gc.collect()
        raise StopIteration("thrown")


def delegating():
    kept = ["kept" + str(len("x"))]
    result = yield from Delegate()
    yield kept, result


g = delegating()
next(g)
print(g.throw(KeyError("k")))
