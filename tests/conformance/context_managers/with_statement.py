# with: protocol, several managers, suppression, flow control, errors.
class CM:
    def __init__(self, n, suppress=False, fail=None):
        self.n, self.s, self.fail = n, suppress, fail

    def __enter__(self):
        print("enter", self.n, end="; ")
        if self.fail == "enter":
            raise OSError("enter " + self.n)
        return self.n + "!"

    def __exit__(self, t, v, tb):
        print("exit", self.n, t and t.__name__, v, tb is not None, end="; ")
        if self.fail == "exit":
            raise OSError("exit " + self.n)
        return self.s


with CM("a") as x:
    print(x, end="; ")
print()
with CM("a") as x, CM("b") as y:
    print(x, y, end="; ")
print()
with (
    CM("a") as x,
    CM("b"),
    CM("c") as z,
):
    print(x, z, end="; ")
print()
with CM("p"):
    pass
print()
with (CM("a"), CM("b")) if 0 else CM("c"):
    pass
print()
with CM("a", suppress=True):
    1 / 0
print("suppressed")


def e(f):
    try:
        print("->", f())
    except BaseException as ex:
        print("->", type(ex).__name__ + ":", ex, "| context", repr(ex.__context__))


def w(*cms, body=lambda: None):
    if not cms:
        return body()
    with cms[0]:
        return w(*cms[1:], body=body)


def boom():
    raise KeyError("boom")


e(lambda: w(CM("a"), body=boom))
e(lambda: w(CM("a", True), CM("b"), body=boom))
e(lambda: w(CM("a"), CM("b", True), body=boom))
e(lambda: w(CM("a", fail="enter")))
e(lambda: w(CM("a"), CM("b", fail="enter")))
e(lambda: w(CM("a", True), CM("b", fail="enter")))
e(lambda: w(CM("a", fail="exit")))
e(lambda: w(CM("a", fail="exit"), body=boom))
e(lambda: w(CM("a"), CM("b", fail="exit"), body=boom))


def ret():
    with CM("r"):
        return "returned"


def ret2():
    with CM("r", True):
        boom()
    return "after suppression"


def loop():
    for i in range(3):
        with CM(str(i)):
            if i == 0:
                continue
            if i == 1:
                break
    return i


def unb():
    with CM("u", True):
        boom()
        val = 1
    return val


def gen():
    with CM("g") as v:
        yield v
        yield 2


e(ret)
e(ret2)
e(loop)
e(unb)
e(lambda: list(gen()))
g = gen()
next(g)
g.close()
print()


class NoExit:
    def __enter__(self):
        pass


class NoEnter:
    def __exit__(self, *a):
        pass


class Inst:
    def __init__(self):
        self.__enter__ = self.__exit__ = lambda *a: None


class BadArgs:
    def __enter__(self):
        pass

    def __exit__(self):
        pass


class Truthy(CM):
    def __exit__(self, *a):
        return Bad()


class Bad:
    def __bool__(self):
        raise ValueError("bool failed")


e(lambda: w(NoExit()))
e(lambda: w(NoEnter()))
e(lambda: w(5))
e(lambda: w(None))
e(lambda: w(Inst()))
e(lambda: w(BadArgs()))
e(lambda: w(Truthy("t"), body=boom))
e(lambda: w(Truthy("t")))
e(lambda: w(CM))
e(lambda: w(lambda: 0))


class T:
    pass


t = T()
d = {}
with CM("attr") as t.x, CM("item") as d["k"], CM("tuple") as (p, q, *r):
    print(t.x, d, p, q, r)
try:
    with CM("ab") as (p,):
        pass
except ValueError as ex:
    print(ex)


class Order:
    @property
    def __enter__(self):
        print("get enter", end="; ")
        return lambda: print("call enter", end="; ")

    @property
    def __exit__(self):
        print("get exit", end="; ")
        return lambda *a: print("call exit", end="; ")


with Order():
    print("body", end="; ")
print()
cm = CM("twice")
with cm, cm:
    print("nested twice", end="; ")
print()
with CM("sys", True):
    raise SystemExit(3)
print("alive")


def inner_reraise():
    try:
        with CM("i"):
            raise KeyError("orig")
    except KeyError as k:
        return k.__context__, k.args


e(inner_reraise)
with open(__file__) as f1, open(__file__) as f2:
    print(f1.readline() == f2.readline(), f1.closed)
print(f1.closed, f2.closed)
