# raise in all its forms; what may be raised; from; re-raise.
def e(f):
    try:
        print("ok", f())
    except BaseException as ex:
        print(
            type(ex).__name__,
            ex.args,
            "cause",
            repr(ex.__cause__),
            "context",
            repr(ex.__context__),
            "suppress",
            ex.__suppress_context__,
        )


def r(x):
    raise x


def rf(x, y):
    raise x from y


class Custom(Exception):
    def __init__(self, a, b):
        super().__init__(a)
        self.b = b


class NeedsArg(Exception):
    def __init__(self, a):
        pass


class NewOther(Exception):
    def __new__(cls):
        return 5


class NewRaises(Exception):
    def __init__(self):
        raise KeyError("from __init__")


e(lambda: r(ValueError))
e(lambda: r(ValueError()))
e(lambda: r(ValueError(1, "b")))
e(lambda: r(5))
e(lambda: r("str"))
e(lambda: r(None))
e(lambda: r(int))
e(lambda: r(object()))
e(lambda: r(NeedsArg))
e(lambda: r(NewOther))
e(lambda: r(NewRaises))
e(lambda: r(Custom(1, 2)))
e(lambda: r((ValueError, KeyError)))
e(lambda: r(type("Dyn", (Exception,), {})))
e(lambda: rf(ValueError("a"), KeyError("b")))
e(lambda: rf(ValueError("a"), KeyError))
e(lambda: rf(ValueError("a"), None))
e(lambda: rf(ValueError("a"), 5))
e(lambda: rf(5, ValueError()))
e(lambda: rf(ValueError, NeedsArg))
e(lambda: rf(ValueError, int))


def bare():
    raise


e(bare)


def chain():
    try:
        raise KeyError("first")
    except KeyError:
        raise ValueError("second")


def chain_from():
    try:
        raise KeyError("first")
    except KeyError as k:
        raise ValueError("second") from k


def chain_none():
    try:
        raise KeyError("first")
    except KeyError:
        raise ValueError("second") from None


def chain_fin():
    try:
        raise KeyError("first")
    finally:
        raise ValueError("second")


def same():
    x = KeyError("same")
    try:
        raise x
    except KeyError:
        raise x


def reraise():
    try:
        raise KeyError("again")
    except KeyError:
        try:
            1 / 0
        except ZeroDivisionError:
            pass
        raise


def reraise_nested():
    try:
        raise KeyError("outer")
    except KeyError:

        def inner():
            raise

        inner()


def after():
    try:
        raise KeyError
    except KeyError:
        pass
    raise


def cycle():
    a, b = KeyError("a"), ValueError("b")
    try:
        try:
            raise a
        except KeyError:
            raise b
    except ValueError:
        raise a


for f in (chain, chain_from, chain_none, chain_fin, same, reraise, reraise_nested, after, cycle):
    e(f)
x = ValueError("kept")
for i in range(2):
    try:
        raise x
    except ValueError as y:
        print(y is x, x.__traceback__ is not None)
v = ValueError("a")
v.__cause__ = KeyError("set")
print(v.__suppress_context__, repr(v.__cause__))
v.__cause__ = None
print(v.__suppress_context__)
v.__context__ = OSError("ctx")
print(repr(v.__context__))
for a, b in (
    ("__cause__", 5),
    ("__context__", "x"),
    ("__traceback__", 5),
    ("args", 5),
    ("args", [1, 2]),
    ("__suppress_context__", 1),
    ("__suppress_context__", "x"),
):
    try:
        setattr(v, a, b)
        print("set", a, v.args)
    except TypeError as ex:
        print(ex)
for a in ("__cause__", "__context__", "__traceback__", "args", "__suppress_context__"):
    try:
        delattr(v, a)
        print("deleted", a)
    except (TypeError, AttributeError) as ex:
        print(ex)
w = ValueError(1)
print(w.with_traceback(None) is w, w.__traceback__)
e(lambda: w.with_traceback(5))


class Falsy(Exception):
    def __bool__(self):
        return False


try:
    raise Falsy
except Falsy as f:
    print("falsy", not f)
try:
    raise Exception if 1 else None
except Exception as z:
    print(repr(z))
