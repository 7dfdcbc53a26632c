# add_note, __notes__, exceptions in odd places, sys.exc_info after handlers.
e = ValueError("x")
print(hasattr(e, "__notes__"))
print(e.add_note("first"), e.__notes__)
e.add_note("second")
print(e.__notes__, e)


def t(f):
    try:
        print("ok", f())
    except BaseException as ex:
        print(type(ex).__name__ + ":", ex)


t(lambda: e.add_note(5))
t(lambda: e.add_note())
t(lambda: e.add_note("a", "b"))
e.__notes__ = 5
t(lambda: e.add_note("z"))
e.__notes__ = ["list"]
e.add_note("ok")
print(e.__notes__)
del e.__notes__
e.add_note("fresh")
print(e.__notes__, e.__dict__)


class Slow(Exception):
    def __eq__(self, o):
        return True

    __hash__ = None


t(lambda: (_ for _ in ()).throw(Slow("unhashable exception")))


class ExcMeta(type(Exception)):
    def __instancecheck__(cls, o):
        print("instancecheck", end=" ")
        return True

    def __subclasscheck__(cls, o):
        print("subclasscheck", end=" ")
        return True


class Any(Exception, metaclass=ExcMeta):
    pass


try:
    try:
        raise KeyError("not matched by hooks")
    except Any:
        print("matched")
except KeyError as k:
    print(repr(k))


class Base(Exception):
    def __init__(self, *args, extra=None):
        super().__init__(*args)
        self.extra = extra


class Derived(Base):
    pass


try:
    raise Derived("m", extra=5)
except Base as b:
    print(b, b.extra, type(b).__name__, b.args)


class StrBad(Exception):
    def __str__(self):
        raise RuntimeError("str fails")


try:
    raise StrBad("x")
except StrBad as s:
    print(repr(s))
    t(lambda: str(s))


class NoInit(Exception):
    def __init__(self, a, b=2):
        pass


n = NoInit("q")
print(n.args, n)
n = NoInit("q", b=3)
print(n.args)
t(lambda: NoInit())


def lots():
    for exc in (ValueError, TypeError, KeyError):
        try:
            raise exc("m")
        except ValueError:
            yield "V"
        except TypeError:
            yield "T"
        except:
            yield "other"


print(list(lots()))


def ret_in_handler():
    try:
        raise ValueError
    except ValueError:
        return "r"
    finally:
        print("finally runs", end="; ")


print(ret_in_handler())


def nested(depth):
    try:
        if depth == 0:
            raise ValueError("bottom")
        nested(depth - 1)
    except ValueError as ex:
        ex.add_note("level %d" % depth)
        raise


try:
    nested(3)
except ValueError as ex:
    print(ex.__notes__)


def swallow_in_cond():
    return [x for x in (1, 0, 2) if safe(x)]


def safe(x):
    try:
        return 1 / x
    except ZeroDivisionError:
        return 0


print(swallow_in_cond())


def loop_break():
    for i in range(5):
        try:
            if i == 3:
                raise StopIteration
        except StopIteration:
            break
    else:
        return "else"
    return i


print(loop_break())
t(lambda: [].pop())
t(lambda: int("x"))
t(lambda: {}.popitem())
t(lambda: "abc".index("z"))
t(lambda: chr(-1))
t(lambda: "a".encode("nope"))
t(lambda: __import__("a.b.c"))
t(lambda: (1).__getattribute__("q"))
t(lambda: eval("1 +"))
t(lambda: exec("raise SystemExit(3)"))
t(lambda: exit.__class__.__name__)


class WithProps(Exception):
    @property
    def args(self):
        return ("overridden",)


print(WithProps("real").args, repr(WithProps("real")), str(WithProps("real")))
try:
    raise ValueError("multi\nline")
except ValueError as v:
    print(v, repr(v))
try:
    assert isinstance(e, KeyError), "wrong kind"
except AssertionError as a:
    print(a)
print(
    isinstance(StopIteration(), Exception),
    issubclass(KeyboardInterrupt, Exception),
    issubclass(BaseExceptionGroup, Exception),
    Exception.__init__ is BaseException.__init__,
    Exception.__base__.__name__,
)
