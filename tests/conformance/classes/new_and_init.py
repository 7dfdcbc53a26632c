# __new__, __init__, object creation protocol, singletons, immutable subclasses.
class A:
    def __new__(cls, *args, **kw):
        print("new", cls.__name__, args, kw)
        return super().__new__(cls)

    def __init__(self, *args, **kw):
        print("init", args, kw)


A(1, k=2)


class Other:
    def __new__(cls):
        return 42

    def __init__(self):
        print("never")


print(Other())


class Sub(A):
    def __new__(cls, x):
        return super().__new__(Sub2 if x else cls, x)


class Sub2(Sub):
    def __init__(self, x):
        print("Sub2 init", x)


print(type(Sub(True)).__name__)
print(type(Sub(False)).__name__)


class Single:
    inst = None

    def __new__(cls):
        if cls.inst is None:
            cls.inst = super().__new__(cls)
        return cls.inst


print(Single() is Single())


class Inch(float):
    def __new__(cls, v, unit="in"):
        self = super().__new__(cls, v * 2.54)
        self.unit = unit
        return self


i = Inch(2, unit="inch")
print(i, i.unit, i + 1, type(i + 1).__name__)


class Up(str):
    def __new__(cls, s):
        return str.__new__(cls, s.upper())


print(
    Up("abc"),
    Up("x") + "y",
    len(Up("abc")),
    Up("q") == "Q",
    type(Up("a").lower()).__name__,
    {Up("k"): 1}["K"],
)


class Pair(tuple):
    def __new__(cls, a, b):
        return tuple.__new__(cls, (a, b))

    a = property(lambda s: s[0])


print(Pair(1, 2), Pair(3, 4).a)


def e(f):
    try:
        print("ok", f())
    except Exception as ex:
        print(type(ex).__name__ + ":", ex)


class N:
    pass


class I:
    def __init__(self, a):
        pass


class W:
    def __new__(cls, a):
        return super().__new__(cls)


class R:
    def __init__(self):
        return 5


class OV:
    def __new__(cls, a):
        return super().__new__(cls, a)


class OI:
    def __init__(self, a):
        super().__init__(a)


class BothOv:
    def __new__(cls, a):
        return super().__new__(cls, a)

    def __init__(self, a):
        super().__init__(a)


e(lambda: N(1))
e(lambda: N(x=1))
e(lambda: I())
e(lambda: W())
e(lambda: W(1).__class__.__name__)
e(lambda: R())
e(lambda: OV(1))
e(lambda: OI(1))
e(lambda: BothOv(1))
e(lambda: object(1))
e(lambda: object.__new__())
e(lambda: object.__new__(5))
e(lambda: object.__new__(int))
e(lambda: int.__new__(str))
e(lambda: int.__new__())
e(lambda: str.__new__(int))
e(lambda: object().__init__(1))
e(lambda: list.__new__(list, 1, 2))
e(lambda: tuple.__new__(list))
e(lambda: object.__new__(A, 1).__class__.__name__)
e(lambda: bool.__new__(int))
e(lambda: dict.__new__(5))
e(lambda: type(None)())
e(lambda: type(None)(1))
e(lambda: type(...)())
e(lambda: type(NotImplemented)())
e(lambda: type(print)())
e(lambda: type(lambda: 0)())
e(lambda: type((x for x in ()))())
n = object.__new__(A)
print(type(n).__name__)
n.__init__("explicit")


class Cached:
    cache = {}

    def __new__(cls, k):
        if k not in cls.cache:
            cls.cache[k] = object.__new__(cls)
        return cls.cache[k]

    def __init__(self, k):
        self.times = getattr(self, "times", 0) + 1


Cached("a")
Cached("a")
print(Cached("a").times)


class Call:
    def __call__(self, *a, **k):
        return "called", a, k


c = Call()
print(c(1, x=2), callable(c), Call.__call__(c), callable(N()))
c.__call__ = lambda: "instance attribute is ignored"
print(c())


class NB:
    __new__ = lambda cls: "from lambda"


print(NB())
