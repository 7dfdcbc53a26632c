# Inheritance, super, C3 linearisation and its failures.
class A:
    def who(self):
        return "A"

    def chain(self):
        return ["A"]


class B(A):
    def who(self):
        return "B>" + super().who()

    def chain(self):
        return ["B"] + super().chain()


class C(A):
    def who(self):
        return "C>" + super().who()

    def chain(self):
        return ["C"] + super().chain()


class D(B, C):
    def who(self):
        return "D>" + super().who()

    def chain(self):
        return ["D"] + super().chain()


d = D()
print(
    d.who(),
    d.chain(),
    [k.__name__ for k in D.__mro__],
    D.mro() == list(D.__mro__),
    D.__base__.__name__,
    D.__bases__,
)
print(super(B, d).who(), super(D, d).who(), super(C, d).who(), A.who(d), B.chain(d))
print(
    issubclass(D, A),
    issubclass(A, D),
    isinstance(d, (int, C)),
    issubclass(D, (str, (int, A))),
    A.__subclasses__(),
    D.__subclasses__(),
)


class X:
    pass


class Y(X):
    pass


def e(f):
    try:
        print("ok", f())
    except Exception as ex:
        print(type(ex).__name__ + ":", ex)


e(lambda: type("Z", (X, Y), {}))
e(lambda: type("Z", (X, X), {}))
e(lambda: type("Z", (int, str), {}))
e(lambda: type("Z", (bool,), {}))
e(lambda: type("Z", (5,), {}))
e(lambda: type("Z", (type(None),), {}))
e(lambda: type("Z", (type(lambda: 0),), {}))
e(lambda: type("Z", (range,), {}))
e(lambda: type("Z", (slice,), {}))
e(lambda: isinstance(5, 5))
e(lambda: issubclass(5, int))
e(lambda: issubclass(int, 5))
e(lambda: isinstance(5, (int, 5)))
e(lambda: isinstance("a", (int, 5)))


class Base:
    def __init__(self, a):
        self.a = a
        print("Base", a)


class Left(Base):
    def __init__(self, a, b):
        super().__init__(a)
        self.b = b
        print("Left", b)


class Mixin:
    def __init__(self, *args, **kw):
        print("Mixin", args, kw)
        super().__init__(*args, **kw)


class Both(Mixin, Left):
    pass


b = Both(1, b=2)
print(b.__dict__)


class P:
    def f(self):
        return self.g()

    def g(self):
        return "P.g"


class Q(P):
    def g(self):
        return "Q.g then " + super().g()


print(Q().f(), P().f())


class S:
    @classmethod
    def make(cls):
        return cls.__name__

    @staticmethod
    def st():
        return "S.st"


class T(S):
    @classmethod
    def make(cls):
        return "T:" + super().make()

    @staticmethod
    def st():
        return "T." + super(T, T).st()


print(S.make(), T.make(), T().make(), T.st(), T().st())


def outside(self):
    return super().who()


B.outside = outside
e(lambda: B().outside())


class NoArgs:
    def f():
        return super().f()

    def g(self):
        del self
        return super().f()

    def h(self):
        return super(NoArgs, 5).f()

    def i(self):
        return super(5, self)

    def j(self):
        return super().missing


e(NoArgs.f)
e(NoArgs().g)
e(NoArgs().h)
e(NoArgs().i)
e(NoArgs().j)
print(
    repr(super(B, d)).split(" object")[0].split("<__main__.B")[0],
    super(B, d).__thisclass__.__name__,
    super(B, d).__self__ is d,
    super(B, d).__self_class__.__name__,
)


class Multi(int, X):
    def __add__(self, o):
        return Multi(super().__add__(o))


print(Multi(3) + 4, type(Multi(3) + 4).__name__, Multi(3) * 2)
B.__bases__ = (C,)
print([k.__name__ for k in B.__mro__], B().who())
e(lambda: setattr(B, "__bases__", ()))
e(lambda: setattr(B, "__bases__", (D,)))
e(lambda: setattr(C, "__bases__", (B,)))
e(lambda: setattr(B, "__bases__", (int,)))
e(lambda: delattr(B, "__bases__"))
