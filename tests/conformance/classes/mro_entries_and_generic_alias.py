# __mro_entries__, types.new_class, __orig_bases__, subclass hooks.
import types


class Fake:
    def __init__(self, *bases):
        self.bases = bases

    def __mro_entries__(self, bases):
        print("entries", len(bases))
        return self.bases


class R:
    pass


class A(Fake(R, dict), metaclass=type):
    pass


print([c.__name__ for c in A.__mro__], type(A.__orig_bases__[0]).__name__)


class B(Fake()):
    pass


print(B.__bases__)


class BadEntries:
    def __mro_entries__(self, bases):
        return [int]


try:

    class C(BadEntries()):
        pass

except TypeError as e:
    print(e)
try:
    type("C", (Fake(R),), {})
except TypeError as e:
    print(e)
print(types.resolve_bases((Fake(R), int)), types.resolve_bases((int,)))
N = types.new_class("N", (Fake(R),), {}, lambda ns: ns.update(v=5))
print(N.v, N.__bases__, N.__module__)
meta, ns, kw = types.prepare_class("P", (int,), {"metaclass": type, "k": 1})
print(meta, ns, kw)


class Hook(type):
    def __instancecheck__(cls, obj):
        return obj == 42

    def __subclasscheck__(cls, sub):
        return sub is int


class K(metaclass=Hook):
    pass


print(
    isinstance(42, K),
    isinstance(K(), K),
    isinstance(43, K),
    issubclass(int, K),
    issubclass(K, K),
    issubclass(str, (K, str)),
)


class Ducks(type):
    def __instancecheck__(cls, o):
        raise ValueError("no checks")


class Du(metaclass=Ducks):
    pass


try:
    isinstance(1, Du)
except ValueError as e:
    print(e)
print(isinstance(Du(), Du), "exact type is never asked")


class Lies:
    __class__ = property(lambda self: int)


l = Lies()
print(isinstance(l, int), type(l).__name__, l.__class__, isinstance(l, Lies))


class L(list[int]):
    pass


print(L.__bases__, L.__orig_bases__, L([1]), L.__mro__[1])
print(
    list[int],
    dict[str, int],
    tuple[int, ...],
    list[int]() == [],
    list[int]([1]),
    list[int].__origin__,
    dict[str, int].__args__,
    list[int] == list[int],
    list[int] == list[str],
)
print(
    type(list[int]).__name__,
    list["x"],
    list[list[int]],
    isinstance([], list),
    set[int] | None,
    int | str,
    type(int | str).__name__,
)
for f in (
    lambda: isinstance([], list[int]),
    lambda: issubclass(list, list[int]),
    lambda: int[3],
    lambda: list[int]["x"],
    lambda: list[int].nope,
    lambda: isinstance(5, int | str),
    lambda: issubclass(bool, int | None),
    lambda: isinstance(5, int | list[int]),
    lambda: int | 5,
    lambda: None | None,
    lambda: (int | str) == (str | int),
    lambda: hash(int | str) == hash(str | int),
    lambda: (int | None).__args__,
    lambda: int | int,
    lambda: int | (str | int),
):
    try:
        print("ok", f())
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
import abc


class Abs(abc.ABC):
    @abc.abstractmethod
    def f(self):
        return "base f"

    @property
    @abc.abstractmethod
    def p(self):
        ...

    @classmethod
    def __subclasshook__(cls, c):
        return True if hasattr(c, "quack") else NotImplemented


class Half(Abs):
    def f(self):
        return "half " + super().f()


class Full(Half):
    p = 1


class Duck:
    def quack(self):
        pass


for k in (Abs, Half, Full):
    try:
        print(k().f(), k.__abstractmethods__)
    except TypeError as e:
        print(e)
print(
    issubclass(Duck, Abs),
    isinstance(Duck(), Abs),
    isinstance(5, Abs),
    sorted(Abs.__abstractmethods__),
    Abs.register(int),
    isinstance(5, Abs),
)
