# property: getter, setter, deleter, decorators, inheritance, errors.
class T:
    def __init__(self):
        self._c = 0

    @property
    def celsius(self):
        "Degrees."
        return self._c

    @celsius.setter
    def celsius(self, v):
        if v < -273:
            raise ValueError("too cold")
        self._c = v

    @celsius.deleter
    def celsius(self):
        print("deleting")
        self._c = None

    @property
    def read_only(self):
        return "ro"

    write_only = property(None, lambda self, v: print("wrote", v))
    nothing = property()
    documented = property(lambda self: 1, doc="explicit doc")


t = T()
t.celsius = 25
t.celsius += 1
print(
    t.celsius, T.celsius.__doc__, T.documented.__doc__, T.nothing.__doc__, type(T.celsius).__name__
)
try:
    t.celsius = -300
except ValueError as e:
    print(e)
del t.celsius
print(t.celsius, t.read_only)
t.write_only = 5


def e(f):
    try:
        print("ok", f())
    except Exception as ex:
        print(type(ex).__name__ + ":", ex)


e(lambda: setattr(t, "read_only", 1))
e(lambda: delattr(t, "read_only"))
e(lambda: t.write_only)
e(lambda: t.nothing)
e(lambda: setattr(t, "nothing", 1))
e(lambda: delattr(t, "nothing"))
e(lambda: property(1, 2, 3, 4, 5))
e(lambda: property(bogus=1))
e(lambda: setattr(T.celsius, "fget", None))
e(lambda: property(5).__get__(t, T))
p = T.celsius
print(
    p.fget.__name__,
    p.fset.__name__,
    p.fdel.__name__,
    p.fget(t),
    T.read_only.fset,
    p.__get__(t),
    p.__get__(None, T) is p,
)
t.__dict__["celsius"] = "hidden by the data descriptor"
print(t.celsius)


class Sub(T):
    @property
    def celsius(self):
        return "sub"

    @T.read_only.getter
    def read_only(self):
        return "new " + super().read_only


s = Sub()
print(s.celsius, s.read_only)
e(lambda: setattr(s, "celsius", 1))


class Sub2(T):
    @T.celsius.setter
    def celsius(self, v):
        self._c = v * 100


s = Sub2()
s.celsius = 2
print(s.celsius)


class Raises:
    @property
    def bad(self):
        raise AttributeError("inner attribute error")

    @property
    def worse(self):
        return self.nonexistent

    def __getattr__(self, name):
        return "getattr:" + name


r = Raises()
print(r.bad, r.worse, hasattr(r, "zzz"))


class Raises2:
    @property
    def bad(self):
        raise ValueError("from property")

    @property
    def missing(self):
        return self.nope


e(lambda: Raises2().bad)
e(lambda: hasattr(Raises2(), "bad"))
e(lambda: hasattr(Raises2(), "missing"))
e(lambda: getattr(Raises2(), "missing", "dflt"))
e(lambda: Raises2().missing)
T.read_only = 5
print(t.read_only, T.read_only)
T.added = property(lambda self: "added later")
print(t.added)


class Meta(type):
    @property
    def on_class(cls):
        return "class property of " + cls.__name__


class K(metaclass=Meta):
    pass


print(K.on_class)
e(lambda: K().on_class)


class MyProp(property):
    pass


class M:
    @MyProp
    def x(self):
        "xdoc"
        return 3

    @x.setter
    def x(self, v):
        pass


print(M().x, type(M.__dict__["x"]).__name__, M.x.__doc__)
