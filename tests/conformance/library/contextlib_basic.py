# contextlib: contextmanager, closing, suppress, redirect_stdout, nullcontext, ContextDecorator
import contextlib
import io


@contextlib.contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name.upper()
    except ValueError as e:
        print("caught", e)
    finally:
        print(f"</{name}>")


with tag("a") as t:
    print(t)
with tag("b"):
    raise ValueError("swallowed")
try:
    with tag("c"):
        raise KeyError("passes")
except KeyError as e:
    print("KeyError", e, e.__context__)


@tag("deco")
def work(x):
    print("work", x)
    return x * 2


print(work(1), work(2), work.__name__)


@contextlib.contextmanager
def never():
    if False:
        yield


@contextlib.contextmanager
def twice():
    yield 1
    yield 2


@contextlib.contextmanager
def ignores():
    try:
        yield
    except ZeroDivisionError:
        yield


def attempt(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)


def use(cm, exc=None):
    with cm as value:
        if exc:
            raise exc
        return value


attempt(lambda: use(never()))
attempt(lambda: use(twice()))
attempt(lambda: use(ignores(), ZeroDivisionError()))
attempt(lambda: use(tag("stop"), StopIteration("s")))
attempt(lambda: use(tag("rt"), RuntimeError("r")))
attempt(lambda: use(5))


class Res:
    def close(self):
        print("closed")


with contextlib.closing(Res()) as r:
    print(type(r).__name__)
with contextlib.suppress(ZeroDivisionError, KeyError):
    1 / 0
    print("not reached")
attempt(lambda: use(contextlib.suppress(KeyError), ValueError("leaks")))
buf = io.StringIO()
with contextlib.redirect_stdout(buf):
    print("hidden")
    with contextlib.redirect_stdout(io.StringIO()) as inner:
        print("deeper")
print(repr(buf.getvalue()), repr(inner.getvalue()))
with contextlib.nullcontext(42) as v:
    print(v)


class Counted(contextlib.ContextDecorator):
    def __init__(self):
        self.n = 0

    def __enter__(self):
        self.n += 1
        return self

    def __exit__(self, *exc):
        print("exit", self.n, exc[0])
        return False


counted = Counted()


@counted
def f():
    return "result"


print(f(), f(), counted.n)


class Managed(contextlib.AbstractContextManager):
    def __exit__(self, *args):
        return True


print(use(Managed(), ValueError()), issubclass(io.StringIO, contextlib.AbstractContextManager))
with tag("x") as x, tag("y") as y:
    print(x, y)
