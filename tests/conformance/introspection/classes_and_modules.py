# __dict__, dir, __mro__, __subclasses__, vars of classes, members of modules and instances.
class Base:
    "Doc."
    cls_attr = 1

    def method(self):
        pass

    @property
    def prop(self):
        return 1

    @classmethod
    def cm(cls):
        pass

    @staticmethod
    def sm():
        pass

    def __private(self):
        pass


class Derived(Base):
    __slots__ = ("slot",)

    def __repr__(self):
        return "D"


class Third(Base):
    pass


print(
    sorted(k for k in Base.__dict__),
    sorted(k for k in Derived.__dict__),
    type(Base.__dict__).__name__,
)
print({k: type(v).__name__ for k, v in Base.__dict__.items()})
print(
    Base.__name__,
    Base.__qualname__,
    Base.__module__,
    Base.__doc__,
    Base.__bases__,
    Base.__base__,
    Base.__mro__,
    Base.__subclasses__(),
    Base.__class__,
    Base.__weakrefoffset__ != 0,
    Base.__flags__ > 0,
    Base.__basicsize__ > 0,
    Derived.__doc__,
    Derived.__base__,
    Base.__text_signature__,
)
b = Base()
b.inst = 2
print(
    b.__dict__,
    b.__class__,
    b.__module__,
    b.__doc__,
    [n for n in dir(b) if not n.startswith("__")],
    sorted(set(dir(Base)) - set(dir(object))),
    sorted(dir(object)),
    sorted(set(dir(type)) - set(dir(object))),
)
print(
    [n for n in dir(type("E", (), {})) if n not in dir(object)],
    dir(type("N", (), {"__dir__": lambda s: [3, 1, 2]})()),
)
b.__dict__["direct"] = 3
print(b.direct, vars(b) is b.__dict__, b.__dict__ is b.__dict__)
b.__dict__.clear()
print(vars(b), hasattr(b, "inst"))
b.__dict__ = {1: "non-string key", "k": 2}
print(b.k, vars(b))
for f in (
    lambda: dir(b),
    lambda: setattr(b, "__dict__", 5),
    lambda: Base.__dict__.update({}),
    lambda: setattr(Base, "__dict__", {}),
    lambda: Base.__nope__,
    lambda: setattr(Base, "__bases__", 5),
    lambda: setattr(Base, "__bases__", (int,)),
    lambda: delattr(Base, "__doc__"),
    lambda: delattr(Base, "__module__"),
    lambda: delattr(Base, "__name__"),
    lambda: setattr(int, "__doc__", "x"),
    lambda: setattr(Base, "__mro__", ()),
    lambda: Base.mro(5),
    lambda: type.__subclasses__(5),
    lambda: Base.__subclasses__(1),
    lambda: object.__subclasshook__(1),
    lambda: object().__dict__,
    lambda: (5).__dict__,
    lambda: len.__dict__,
    lambda: b.__slots__,
    lambda: object.__init_subclass__(),
    lambda: object.__reduce_ex__(b, 2)[0].__name__,
    lambda: b.__sizeof__() > 0,
    lambda: b.__dir__ is not None,
    lambda: b.__format__("x"),
    lambda: type(b).__call__().__class__.__name__,
):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__, e)
Base.__doc__ = "new doc"
print(b.__doc__)
Base.__module__ = "mod.name"
print(Base, repr(b).split(" at ")[0])


class NoDict:
    __slots__ = ()


print(
    hasattr(NoDict(), "__dict__"),
    NoDict.__slots__,
    hasattr(NoDict(), "__weakref__"),
    Derived.slot,
    Derived().__dict__,
)
import types, math, sys

m = types.ModuleType("mine")
m.a = 1
print(
    vars(m)["a"],
    dir(m),
    m.__dict__ is vars(m),
    repr(m),
    types.SimpleNamespace(x=1, y="z"),
    types.SimpleNamespace(a=1) == types.SimpleNamespace(a=1),
)
ns = types.SimpleNamespace(b=2, a=1)
ns.c = [ns]
print(ns, vars(ns)["b"], ns == 5)
del ns.c
try:
    types.SimpleNamespace(1)
except TypeError as e:
    print(e)
mp = types.MappingProxyType({"k": 1})
print(
    mp,
    mp["k"],
    dict(mp),
    len(mp),
    "k" in mp,
    mp | {"z": 2},
    mp == {"k": 1},
    list(mp),
    mp.get("q", 0),
    mp.copy(),
)
try:
    mp["k"] = 2
except TypeError as e:
    print(e)
print(
    math.__name__,
    type(math.floor).__name__,
    math.floor.__self__ is math,
    math.floor.__module__,
    len.__self__.__name__,
    [].append.__self__,
    sys.implementation.version[:2] == sys.version_info[:2],
    sys.version_info[:2],
    sys.version_info.major,
    type(sys.flags).__name__,
    sys.byteorder in ("little", "big"),
    sys.maxunicode,
    sys.getsizeof(1) > 0,
    sys.intern("abc") is sys.intern("ab" + "c"),
    callable(sys.exit),
)


def outer():
    class Local:
        class Inner:
            pass

        def m(self):
            class Deep:
                pass

            return Deep

    return Local


L = outer()
print(L.__qualname__, L.Inner.__qualname__, L().m().__qualname__, L.m.__qualname__, L, L.Inner)
print(
    type("Dyn", (), {}).__qualname__,
    type("Dyn", (), {"__qualname__": "Given.Name"}).__qualname__,
    type("D", (), {"__module__": None}).__module__,
    type("x.y", (), {}).__name__,
)
try:
    type("Q", (), {"__qualname__": 5})
except TypeError as e:
    print(e)
print(
    issubclass(type, object),
    isinstance(object, type),
    type.__base__,
    object.__base__,
    type.__class__,
    type(type(type)),
    object.__class__,
    object.__bases__,
    type.__mro__,
)
meths = {
    n: type(getattr(int, n)).__name__
    for n in (
        "real",
        "__add__",
        "from_bytes",
        "bit_length",
        "__new__",
        "__init__",
        "__class__",
        "__doc__",
        "__hash__",
    )
}
print(meths)
