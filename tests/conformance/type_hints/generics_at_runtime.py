# Generic aliases and unions of built-in types at run time; dataclasses that read annotations.
print(
    list[int],
    dict[str, list[int]],
    tuple[int, ...],
    tuple[()],
    set[str],
    frozenset[int],
    type[int],
    list[list[int]],
    int | str | None,
    list[int] | None,
    None | int,
)
a = dict[str, int]
print(
    a.__origin__,
    a.__args__,
    a.__parameters__,
    a({"k": 1}),
    a == dict[str, int],
    hash(a) == hash(dict[str, int]),
    a is dict[str, int] if 0 else "-",
    type(a).__name__,
    isinstance(a, type),
    a.fromkeys("ab"),
    list[int].__name__,
    list[int].__mro__[0],
    repr(list["fwd"]),
    list[1, 2].__args__,
)
u = int | str
print(
    u.__args__,
    u == (str | int),
    isinstance(1, u),
    isinstance(1.5, u),
    issubclass(bool, u),
    u | float,
    u | int,
    type(u).__name__,
    hash(u) == hash(str | int),
    (int | None).__args__,
    bool | int,
    u == (int | str | int),
)
from typing import TypeVar, Generic, Union, Optional, get_type_hints, get_args, get_origin

T = TypeVar("T")
K = TypeVar("K")
print(
    list[T].__parameters__,
    list[T][int],
    dict[K, list[T]][str, int],
    (list[T] | None)[int],
    tuple[T, ...][int],
    get_args(list[int]),
    get_origin(dict[str, int]),
    Union[int, str] == int | str,
    Optional[int] == int | None,
)


class Stack(Generic[T]):
    def __init__(self):
        self.items: list[T] = []

    def push(self, x: T) -> None:
        self.items.append(x)

    def pop(self) -> T:
        return self.items.pop()


s = Stack[int]()
s.push(1)
s.push("anything")
print(
    s.pop(),
    s.pop(),
    Stack[int],
    type(s).__name__,
    s.__orig_class__,
    Stack.__parameters__,
    Stack.push.__annotations__,
)


class IntStack(Stack[int]):
    pass


class Pair(Generic[K, T]):
    pass


class Half(Pair[str, T]):
    pass


print(
    IntStack.__bases__,
    IntStack.__orig_bases__,
    Half.__parameters__,
    Half[int],
    Pair[int, str].__args__,
)
for f in (
    lambda: int[str],
    lambda: list[int][str],
    lambda: isinstance([], list[int]),
    lambda: issubclass(list, list[int]),
    lambda: int | 5,
    lambda: Stack[int, str],
    lambda: IntStack[int],
    lambda: u(),
    lambda: isinstance(1, int | list[int]),
    lambda: dict[str, int].nope,
    lambda: setattr(list[int], "x", 1),
    lambda: class_of(list[int]),
    lambda: "a" | int,
    lambda: list[T][int, str],
    lambda: type(None) | None,
    lambda: [] | list[int],
):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__, e)


class Sub(list[int]):
    pass


print(Sub([1]), Sub.__bases__, Sub.__orig_bases__)


class HasGetitem:
    def __class_getitem__(cls, k):
        return cls, k


print(HasGetitem[1][1], HasGetitem[int, str][1])


def record(cls):
    names = list(cls.__annotations__)

    def __init__(self, *a, **k):
        vals = dict(zip(names, a)) | k
        for n in names:
            if n not in vals and not hasattr(cls, n):
                raise TypeError(f"missing {n}")
            setattr(self, n, vals.get(n, getattr(cls, n, None)))

    cls.__init__, cls.__match_args__ = __init__, tuple(names)
    cls.__repr__ = (
        lambda self: f"{cls.__name__}({', '.join(f'{n}={getattr(self, n)!r}' for n in names)})"
    )
    cls.__eq__ = lambda self, o: type(o) is cls and all(
        getattr(self, n) == getattr(o, n) for n in names
    )
    return cls


@record
class Pt:
    x: int
    y: int = 0


print(Pt(1), Pt(y=2, x=3), Pt(1) == Pt(1, 0), Pt.__match_args__, get_type_hints(Pt))
try:
    Pt()
except TypeError as e:
    print(e)


def check(f):
    def w(*a):
        for v, (n, t) in zip(a, f.__annotations__.items()):
            if not isinstance(v, t):
                raise TypeError(f"{n} must be {t}, not {type(v).__name__}")
        return f(*a)

    return w


@check
def area(w: int | float, h: int | float) -> float:
    return w * h


print(area(2, 3.5))
try:
    area(2, "x")
except TypeError as e:
    print(e)
from dataclasses import dataclass, field, asdict, replace, fields, astuple


@dataclass(order=True)
class D:
    a: int
    b: str = "b"
    c: list[int] = field(default_factory=list, compare=False)

    def __post_init__(self):
        self.c.append(self.a)


@dataclass(frozen=True)
class Fz:
    v: int = 1


print(
    D(1),
    D(1) == D(1, "b", [5]),
    D(1) < D(2),
    asdict(D(1)),
    replace(D(1), b="z"),
    [f.name for f in fields(D)],
    astuple(D(3)),
    Fz(),
    hash(Fz()) == hash(Fz(1)),
    {Fz(2): 1}[Fz(2)],
)
for f in (
    lambda: setattr(Fz(), "v", 2),
    lambda: D(),
    lambda: D(1, 2, 3, 4),
    lambda: dataclass(type("Q", (), {"__annotations__": {"l": list}, "l": []})),
    lambda: hash(D(1)),
    lambda: D(1) < 5,
    lambda: dataclass(type("R", (), {"__annotations__": {"a": int, "b": int}, "a": 1})),
):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__, e)
