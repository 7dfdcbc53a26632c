# What a generator's body handles, what its callers handle, and how contexts are chained.
import sys
from contextlib import ExitStack, contextmanager


def g():
    try:
        raise ValueError("inside")
    except ValueError:
        yield sys.exc_info()[0]
    yield sys.exc_info()[0]
    try:
        yield "waiting"
    except KeyError as e:
        yield repr(e.__context__)


gen = g()
try:
    raise IndexError("outside")
except IndexError:
    print(next(gen), sys.exc_info()[0])
print(next(gen), sys.exc_info()[0])
print(next(gen))
try:
    raise OSError("thrown from here")
except OSError:
    print(gen.throw(KeyError("k")))


@contextmanager
def replaces(exc):
    try:
        yield
    finally:
        raise exc


try:
    with ExitStack() as stack:
        for i in (4, 3, 2):
            stack.enter_context(replaces(Exception(i)))
        raise Exception(1)
except Exception as e:
    while e:
        print(repr(e), end=" <- ")
        e = e.__context__
    print()


def catches():
    while True:
        try:
            yield
        except Exception as e:
            print("caught", repr(e))


class Wrong(Exception):
    def __new__(cls, *args):
        return 5


for arguments in (
    (TypeError, "text"),
    (Wrong,),
    (TypeError, TypeError("made")),
    (TypeError, ValueError("inner")),
    (TypeError, (1, 2)),
    (TypeError, None),
    (TypeError("x"), 5),
    (TypeError, None, 5),
    ("text",),
    (int,),
):
    c = catches()
    next(c)
    try:
        c.throw(*arguments)
    except TypeError as e:
        print("refused", e)


def cycle():
    try:
        raise ValueError(1)
    except ValueError as ex:
        ex.__context__ = ex
        raise TypeError(2)


try:
    cycle()
except TypeError as e:
    print(repr(e), repr(e.__context__), e.__context__.__context__ is e.__context__)


def keeps():
    try:
        yield sys.exc_info()[0]
    except ValueError as e:
        yield sys.exc_info()[0], e.__context__
        yield sys.exc_info()[0]
        raise


k = keeps()
print(next(k))
try:
    raise ValueError("the caller handles it too")
except ValueError as e:
    print(k.throw(e))
print(next(k))
try:
    next(k)
except ValueError as e:
    print("again", e, e.__context__)

pair = (lambda: (yield 1))()
print(next(pair))
try:
    pair.send("sent")
except StopIteration as e:
    print("a lambda returns", e.value)
