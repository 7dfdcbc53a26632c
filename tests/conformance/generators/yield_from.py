# yield from: delegation of next, send, throw, close; return values; non-generators.
def inner():
    print("inner starts", end="; ")
    try:
        x = yield 1
        print("inner got", x, end="; ")
        y = yield 2
        print("inner got", y, end="; ")
    except KeyError as e:
        print("inner caught", e, end="; ")
        yield "recovered"
    finally:
        print("inner finally", end="; ")
    return "inner result"


def outer():
    r = yield from inner()
    print("outer has", r, end="; ")
    yield r
    return "outer result"


g = outer()
print(next(g), g.send("A"), g.send("B"), next(g, "end"))
g = outer()
print(next(g), g.throw(KeyError("k")), next(g))
g = outer()
next(g)
g.close()
print("closed")
g = outer()
next(g)
try:
    g.throw(ValueError("not handled"))
except ValueError as e:
    print("out:", e)


def over(it):
    r = yield from it
    return ("returned", r)


def drain(g):
    out = []
    while True:
        try:
            out.append(next(g))
        except StopIteration as e:
            return out, e.value


print(
    drain(over([1, 2])),
    drain(over("ab")),
    drain(over(range(2))),
    drain(over({"k": 1})),
    drain(over(())),
    drain(over(over(inner()))),
)


class It:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration("value from StopIteration")


class Sendable(It):
    def __init__(self):
        self.n = 0

    def __next__(self):
        self.n += 1
        return self.n

    def send(self, v):
        return "send %s" % v

    def throw(self, *a):
        print("throw", a[0] if isinstance(a[0], type) else type(a[0]), end="; ")
        raise StopIteration("thrown out")

    def close(self):
        print("close called", end="; ")


print(drain(over(It())))
g = over(Sendable())
print(next(g), next(g), g.send("x"), g.send(None))
try:
    g.throw(KeyError("x"))
except StopIteration as e:
    print(e.value)
g = over(Sendable())
next(g)
g.close()
print()


def e(f):
    try:
        print("ok", f())
    except BaseException as ex:
        print(type(ex).__name__ + ":", ex, repr(ex.__context__))


e(lambda: next(over(5)))
g = over([1, 2])
next(g)
e(lambda: g.send(3))
g = over([1, 2])
next(g)
e(lambda: g.throw(KeyError("list has no throw")))
e(lambda: next(g))
g = over([1])
next(g)
e(g.close)


class BadClose(Sendable):
    def close(self):
        raise LookupError("close failed")


g = over(BadClose())
next(g)
e(g.close)


class GetattrThrow(It):
    def __next__(self):
        return 1

    def __getattr__(self, n):
        raise AttributeError("no " + n)


g = over(GetattrThrow())
next(g)
e(lambda: g.send(1))
g = over(GetattrThrow())
next(g)
e(lambda: g.throw(OSError("os")))


def depth(n):
    if n:
        yield from depth(n - 1)
    yield n


print(list(depth(5)), sum(depth(100)))


def expr():
    return [(yield from "ab"), (yield from over(()))]


print(drain(expr()))


def ig():
    try:
        yield 1
    except GeneratorExit:
        yield "ignored"


g = over(ig())
next(g)
e(g.close)


def own():
    yield from me


me = own()
e(lambda: next(me))
g = over(inner())
print(g.gi_yieldfrom)
next(g)
print(g.gi_yieldfrom.__name__)
g.close()
print(g.gi_yieldfrom)


def ret_tuple():
    return (1, 2)
    yield


def ret_exc():
    return StopIteration("as value")
    yield


print(drain(over(ret_tuple())), drain(over(ret_exc())))


def shared():
    it = iter(range(6))
    yield from zip(it, it)
    yield from it


print(list(shared()))
s = inner()
next(s)
print(drain(over(s)))
