# classmethod and staticmethod: binding, inheritance, wrapping, attributes.
class A:
    count = 0

    @classmethod
    def make(cls, *args, **kw):
        cls.count += 1
        return cls.__name__, args, kw

    @staticmethod
    def plain(*args):
        return args

    def normal(self):
        return "normal"

    late = classmethod(lambda cls: cls)


class B(A):
    pass


print(A.make(1), B.make(2, k=3), A().make(), B().make(), A.count, B.count)
print(A.plain(1, 2), A().plain(1), B.plain(), A.late() is A, B().late() is B)
print(
    A.make.__self__ is A,
    B.make.__self__ is B,
    A.make.__func__ is A.__dict__["make"].__func__,
    type(A.__dict__["make"]).__name__,
    type(A.__dict__["plain"]).__name__,
)
print(
    type(A.make).__name__,
    type(A.plain).__name__,
    type(A.normal).__name__,
    type(A().normal).__name__,
)
print(
    A.__dict__["make"].__wrapped__.__name__,
    A.__dict__["plain"].__name__,
    A.__dict__["plain"].__wrapped__.__name__,
    A.__dict__["plain"](5),
)


def e(f):
    try:
        print("ok", f())
    except Exception as ex:
        print(type(ex).__name__ + ":", ex)


e(lambda: A.__dict__["make"]())
e(lambda: classmethod())
e(lambda: staticmethod())
e(lambda: classmethod(1, 2))
e(lambda: classmethod(5).__get__(None, A)())
e(lambda: staticmethod(5).__get__(None, A))
e(lambda: A.normal())
e(lambda: A.make.x)
e(lambda: setattr(A.make, "x", 1))
e(lambda: A.make(nope=1, *[1]))


class C:
    @staticmethod
    def helper(x):
        return x * 2

    value = helper(21)

    @classmethod
    @property
    def prop(cls):
        return "prop of " + cls.__name__

    @staticmethod
    @classmethod
    def odd(cls):
        return cls

    def __init_subclass__(cls, **kw):
        print("init_subclass", cls.__name__, kw)
        super().__init_subclass__()

    @classmethod
    def __class_getitem__(cls, item):
        return cls.__name__, item


print(C.value, C.prop, C().prop, C[int], C["a", 1])


class D(C):
    pass


print(D.prop, D[5])


class E(D, flag=True):
    pass


e(lambda: type("F", (E,), {}, nope=1).__name__)


class Alt:
    def __init__(self, v):
        self.v = v

    @classmethod
    def parse(cls, s):
        return cls(int(s))

    @classmethod
    def chain(cls, *parts):
        return [cls.parse(p).v for p in parts]


class Alt2(Alt):
    def __init__(self, v):
        super().__init__(v * 10)


print(Alt.parse("4").v, Alt2.parse("4").v, Alt2.chain("1", "2"))
m = classmethod(lambda cls: "bound to " + cls.__name__)
print(m.__get__(None, int)(), m.__get__(5)(), m.__get__(5, str)())
s = staticmethod(len)
print(s.__get__(None, int)([1, 2]), s("abc"), s.__get__(5) is len)


class G:
    def f(self):
        return "instance"

    f2 = f
    f = classmethod(f)


print(G.f(), G().f2())
A.make = classmethod(lambda cls: "replaced")
print(A.make(), B.make())
A().plain = 3
print(A.plain())


class Deco:
    def _d(f):
        def w(*a):
            return "wrapped " + str(f(*a))

        return w

    @_d
    def m(self):
        return 1

    @staticmethod
    @_d
    def s():
        return 2

    @classmethod
    @_d
    def c(cls):
        return cls.__name__


print(Deco().m(), Deco.s(), Deco.c())
print(
    repr(A.__dict__["plain"]).split(" at ")[0].split("<function")[0],
    (A.make == A.make),
    A.make is A.make,
    hash(A.make) == hash(A.make),
    A.normal is A.normal,
)
