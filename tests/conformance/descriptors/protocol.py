# The descriptor protocol: data and non-data descriptors, precedence, lookup on class and instance.
class Data:
    def __init__(self, tag):
        self.tag = tag

    def __get__(self, obj, cls=None):
        print("get", self.tag, obj is not None, cls.__name__ if cls else cls, end="; ")
        return self.tag

    def __set__(self, obj, v):
        print("set", self.tag, v, end="; ")

    def __delete__(self, obj):
        print("delete", self.tag, end="; ")


class NonData:
    def __get__(self, obj, cls=None):
        return "nondata"


class SetOnly:
    def __set__(self, obj, v):
        obj.__dict__["s"] = ("via set", v)


class DelOnly:
    def __delete__(self, obj):
        print("deleted", end="; ")


class C:
    d = Data("d")
    n = NonData()
    s = SetOnly()
    r = DelOnly()


c = C()
print(c.d, C.d)
c.d = 5
del c.d
c.__dict__["d"] = "instance"
print(c.d, c.__dict__)
print(c.n)
c.n = "shadow"
print(c.n, C.n)
del c.n
print(c.n)
print(type(c.s).__name__)
c.s = 3
print(c.s)


def e(f):
    try:
        print("ok", f())
    except Exception as ex:
        print(type(ex).__name__ + ":", ex)


e(lambda: delattr(c, "s"))
e(lambda: setattr(c, "r", 1))
del c.r
print()
C.d = "replaced on class"
print(C.d, c.d)


class E(C):
    d = Data("E.d")


print(E().d, super(E, E()).n)
c2 = C()
c2.d2 = Data("on instance")
print(type(c2.d2).__name__)


class GetRaises:
    def __get__(self, o, t):
        raise AttributeError("descriptor says no")


class X:
    g = GetRaises()

    def __getattr__(self, n):
        return "fallback for " + n


print(X().g)
e(lambda: X.g)


class Meta(type):
    m = Data("meta")
    both = Data("meta both")
    nd = NonData()


class K(metaclass=Meta):
    both = "class attribute"
    nd = "class wins over non-data"
    own = Data("own")


print(K.m)
print(K.both, K.nd, K.own)
e(lambda: K().m)
print(K().both)
K.m = 1
print()


class Func:
    def __init__(self, f):
        self.f = f

    def __get__(self, obj, cls):
        return self if obj is None else lambda *a: self.f(obj, *a)


class U:
    @Func
    def hello(self, n):
        return "hello %s" % n


print(U().hello(3), type(U.hello).__name__)


class Lazy:
    def __init__(self, f):
        self.f = f
        self.name = f.__name__

    def __get__(self, obj, cls):
        print("computing", end=" ")
        v = obj.__dict__[self.name] = self.f(obj)
        return v


class V:
    @Lazy
    def big(self):
        return 99


v = V()
print(v.big, v.big, v.__dict__)


class Typed:
    def __init__(self, t):
        self.t = t

    def __set_name__(self, o, n):
        self.n = "_" + n

    def __get__(self, o, t):
        return self if o is None else getattr(o, self.n)

    def __set__(self, o, v):
        if not isinstance(v, self.t):
            raise TypeError(f"{self.n[1:]} must be {self.t.__name__}")
        setattr(o, self.n, v)


class Person:
    name = Typed(str)
    age = Typed(int)

    def __init__(self, n, a):
        self.name, self.age = n, a


print(vars(Person("x", 3)))
e(lambda: Person(3, 3))
e(lambda: Person("x", "y"))


class BadGet:
    __get__ = 5


class Y:
    b = BadGet()


e(lambda: Y().b)


class Inst:
    def __init__(self):
        self.__get__ = lambda *a: "not used"


class Z:
    i = Inst()


print(type(Z().i).__name__)
