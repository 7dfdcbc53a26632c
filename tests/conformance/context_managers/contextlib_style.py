# Own managers from generators, ExitStack-like stacks, reentrancy - written out in the program.
class GenCM:
    def __init__(self, gen):
        self.gen = gen

    def __enter__(self):
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, t, v, tb):
        if t is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        try:
            self.gen.throw(t, v, tb)
        except StopIteration as e:
            return e is not v
        except RuntimeError as e:
            if e is v:
                return False
            if isinstance(v, StopIteration) and e.__cause__ is v:
                return False
            raise
        except BaseException as e:
            if e is not v:
                raise
            return False
        raise RuntimeError("generator didn't stop after throw()")


def manager(f):
    return lambda *a, **k: GenCM(f(*a, **k))


@manager
def tag(n):
    print(f"<{n}>", end="")
    try:
        yield n.upper()
    finally:
        print(f"</{n}>", end="")


with tag("b") as t:
    print(t, end="")
print()
with tag("a") as x, tag("i") as y:
    print(x + y, end="")
print()


@manager
def ignoring(*kinds):
    try:
        yield
    except kinds as e:
        print("ignored", repr(e), end="; ")


with ignoring(KeyError, ValueError):
    raise KeyError("k")
with ignoring(ValueError):
    int("x")
print()
try:
    with ignoring(ValueError):
        raise TypeError("t")
except TypeError as e:
    print("passed", e)


@manager
def no_yield():
    if 0:
        yield


@manager
def two_yields():
    yield 1
    yield 2


@manager
def replaces():
    try:
        yield
    except KeyError as e:
        raise ValueError("replaced") from e


@manager
def swallow_then_yield():
    try:
        yield
    except KeyError:
        yield "again"


def e(cm, exc=None):
    try:
        with cm:
            if exc:
                raise exc
        print("fine")
    except BaseException as ex:
        print(type(ex).__name__, ex, repr(ex.__cause__), repr(ex.__context__))


e(no_yield())
e(two_yields())
e(replaces(), KeyError("orig"))
e(swallow_then_yield(), KeyError("x"))
e(tag("s"), StopIteration("si"))
e(tag("r"), RuntimeError("rt"))
e(tag("g"), GeneratorExit())
e(ignoring(StopIteration), StopIteration("caught"))


class Stack:
    def __init__(self):
        self.cbs = []

    def __enter__(self):
        return self

    def push(self, cm):
        v = cm.__enter__()
        self.cbs.append(cm.__exit__)
        return v

    def callback(self, f, *a):
        self.cbs.append(lambda *exc: f(*a) and False)

    def __exit__(self, t, v, tb):
        suppressed = False
        while self.cbs:
            cb = self.cbs.pop()
            try:
                if cb(t, v, tb):
                    suppressed, t, v, tb = True, None, None, None
            except BaseException as new:
                t, v, tb, suppressed = type(new), new, new.__traceback__, False
        if v is not None and not suppressed:
            raise v
        return suppressed


with Stack() as s:
    for n in "xyz":
        s.push(tag(n))
    s.callback(print, "callback", "!")
    print("body", end=" ")
print()
with Stack() as s:
    s.push(ignoring(ZeroDivisionError))
    s.push(tag("q"))
    1 / 0
print("after")
try:
    with Stack() as s:
        s.push(ignoring(KeyError))
        s.push(replaces())
        raise KeyError("inner")
except ValueError as v:
    print("escaped", v)


class Re:
    depth = 0

    def __enter__(self):
        self.depth += 1
        return self.depth

    def __exit__(self, *a):
        self.depth -= 1


r = Re()
with r as a, r as b:
    with r as c:
        print(a, b, c, r.depth)
print(r.depth)


class Dec:
    def __call__(self, f):
        def w(*a):
            with self:
                return f(*a)

        return w

    def __enter__(self):
        print("[", end="")

    def __exit__(self, *a):
        print("]", end="")


@Dec()
def hello(n):
    print("hello", n, end="")
    return n


print(hello("w"))
import contextlib


@contextlib.contextmanager
def lib(n):
    print("lib in", n, end="; ")
    try:
        yield n
    finally:
        print("lib out", end="; ")


with lib(1) as v:
    print(v, end="; ")
with contextlib.suppress(KeyError):
    {}["x"]
with contextlib.ExitStack() as st:
    st.callback(print, "exit stack")
    st.enter_context(lib(2))
with contextlib.nullcontext(5) as n:
    print(n)
