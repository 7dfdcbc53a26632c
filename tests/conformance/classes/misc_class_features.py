# __class_getitem__, __init_subclass__, __set_name__, class keyword arguments, class scope.
class Base:
    registry = []

    def __init_subclass__(cls, /, tag="none", **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag
        Base.registry.append(cls.__name__)


class A(Base):
    pass


class B(A, tag="bee"):
    pass


print(A.tag, B.tag, Base.registry)
try:

    class C(Base, bad=1):
        pass

except TypeError as e:
    print(e)
try:

    class C2(object, bad=1):
        pass

except TypeError as e:
    print(e)


class Named:
    def __set_name__(self, owner, name):
        self.name = name
        print("set_name", owner.__name__, name)

    def __get__(self, obj, cls):
        return "%s of %s" % (self.name, cls.__name__)


class H:
    first = Named()
    second = Named()


print(H().first, H.second)
H.third = Named()
try:
    H.third
except AttributeError as e:
    print(e)


class BadName:
    def __set_name__(self, owner, name):
        raise ValueError("bad name")


try:

    class Q:
        attr = BadName()

except RuntimeError as e:
    print(e, "/", repr(e.__cause__))


class G:
    def __class_getitem__(cls, k):
        return f"{cls.__name__}[{k!r}]"


class G2(G):
    pass


print(G[int], G2["x", 1], G[:])
try:
    G()[1]
except TypeError as e:
    print(e)
try:
    A[int]
except TypeError as e:
    print(e)
x = "global"


class Scope:
    y = x
    x = "class"
    z = x

    def f(self):
        return x

    class Nested:
        w = x

    del x


print(Scope.y, Scope.z, Scope().f(), Scope.Nested.w, hasattr(Scope, "x"))


class Ann:
    a: int
    b: str = "v"

    def f(self, q: int):
        pass


print(Ann.__annotations__, hasattr(Ann, "a"), Ann.b)


class WithLocals:
    before = sorted(k for k in locals() if not k.startswith("__"))
    locals()["made"] = 3
    names = [__name__, __qualname__]


print(WithLocals.before, WithLocals.made, WithLocals.names)


class Doc:
    __doc__ = "assigned " + "doc"
    __slots__ = ()
    __module__ = "elsewhere"


print(Doc.__doc__, Doc.__module__, Doc)
Doc.__doc__ = "changed"
print(Doc.__doc__)
Doc.__name__ = "Renamed"
Doc.__qualname__ = "Q.Renamed"
print(Doc, Doc.__name__)
for attr, v in (
    ("__name__", 5),
    ("__qualname__", 5),
    ("__name__", "nul\0"),
    ("__module__", 5),
    ("__dict__", {}),
    ("__mro__", ()),
    ("__class__", int),
    ("__abstractmethods__", 5),
):
    try:
        setattr(Doc, attr, v)
        print("set", attr)
    except Exception as e:
        print(attr, type(e).__name__, e)
bases = (dict,)
kw = {"metaclass": type}


class Star(*bases, **kw):
    pass


print(Star.__mro__)


class Conditional(A if len("x") else B):
    pass


print(Conditional.__bases__, Base.registry)


class Equal:
    def __eq__(self, o):
        return True


print(Equal.__hash__, Equal() == 5, Equal() != 5)
try:
    hash(Equal())
except TypeError as e:
    print(e)


class Func:
    def f():
        return "no self"


print(Func.f(), Func.__dict__["f"](), type(Func.__dict__).__name__)
try:
    Func.__dict__["x"] = 1
except TypeError as e:
    print(e)
T = type("T", (A,), {"v": 1, "m": lambda self: self.v}, tag="dyn")
print(
    T().m(), T.tag, T.__name__, type("E", (), {})().__class__, type("X", (), dict(__module__="mm"))
)
