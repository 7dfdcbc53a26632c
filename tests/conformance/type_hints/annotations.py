# Annotations: where they are stored, when they are evaluated, syntax in all places.
x: int = 1
y: str
z: list[int] = []
(w): float = 2.0


class A:
    pass


a = A()
d = {}
a.attr: int = 5
d["k"]: "never stored" = 6
print(__annotations__, a.attr, d, hasattr(A, "__annotations__"), A.__annotations__)
try:
    y
except NameError as e:
    print(e)


def t(v):
    print("eval", v, end="; ")
    return v


def f(
    p: t("p"), q: t("q") = t("default"), *args: t("args"), k: t("k") = 1, **kw: t("kw")
) -> t("ret"):
    pass


print()
print(f.__annotations__)


def g():
    local: t("never evaluated") = t("value")
    nothing: undefined_name
    a.x: t("evaluated: attribute target") = 1
    return sorted(locals())


print(g(), g.__annotations__)


class C:
    v: t("class v") = 1
    u: "forward"

    def m(self, o: "C") -> "C":
        return self

    class N:
        n: int


print(C.__annotations__, C.N.__annotations__, C.m.__annotations__, hasattr(C, "u"))


class D(C):
    extra: bytes


class E(C):
    pass


print(D.__annotations__, "__annotations__" in E.__dict__, E.__annotations__)
for src in (
    "x: int: str",
    "x: int = 1 = 2",
    "(x, y): int",
    "[x]: int",
    "f(): int",
    "5: int",
    "x: int += 1",
    "x: yield",
    "def f(): x: (yield)",
    "lambda x: int: 1",
    "for x: int in y: pass",
    "with a as b: int: pass",
    "x: int, y: int",
    "global x\nx: int",
    "def f():\n global x\n x: int",
    "x.y: int",
    "x[0]: int = 3",
    "x: (y := int)",
    "x: *int",
    "def f(*a: *b): pass",
    "x, y: int = 1",
    "x: int = yield",
    "x: int = *a, 1",
    "x: int = (yield)",
    "a: b = c, d",
    "(a.b): int",
    "None: int",
    "x : int",
    "def f(a: int = 1, /, b: str = 2, *, c: float): pass",
    "-x: int",
):
    try:
        compile(src, "s", "exec")
        print("compiles", repr(src))
    except SyntaxError as e:
        print(repr(src), "->", e.msg)
ns = {}
exec(
    "from __future__ import annotations\nx: undefined[1] = 5\ndef f(a: b + c, *d: e.f, **g: 'quoted') -> [h, i]: pass\nclass K: q: not_there(1, k=2)\ny: lambda z: z\nw: f'{a}'\nv: (1, 2)\nu: x if y else z\nt: {'a': 1}\ns: a[b:c, ...]\nr: -1 ** 2\nq: not a or b\n",
    ns,
)
print(ns["__annotations__"], ns["f"].__annotations__, ns["K"].__annotations__, sep="\n")
import typing
from typing import (
    Optional,
    Union,
    List,
    Dict,
    Any,
    Callable,
    TypeVar,
    Generic,
    ClassVar,
    Literal,
    NamedTuple,
    TypedDict,
    get_type_hints,
    cast,
    overload,
    Protocol,
    runtime_checkable,
    Final,
    Annotated,
)

print(
    Optional[int],
    Union[int, str, None],
    List[int],
    Dict[str, List[int]],
    Callable[[int], str],
    Callable[..., Any],
    Literal["a", 1],
    Union[int, int],
    Optional[None],
    Annotated[int, "meta"],
    ClassVar[int],
    Final[str],
    typing.Tuple[int, ...],
    Union[int, Union[str, float]],
    Any,
)
print(
    Optional[int] == Union[int, None],
    List[int] == List[int],
    List[int] == list[int],
    typing.get_origin(List[int]),
    typing.get_args(Dict[str, int]),
    typing.get_args(Callable[[int], str]),
    hash(Union[int, str]) == hash(Union[str, int]),
)
T = TypeVar("T")
K = TypeVar("K", int, str)
B = TypeVar("B", bound="A")


class Box(Generic[T]):
    def __init__(self, v: T):
        self.v = v


class IntBox(Box[int]):
    pass


print(
    Box[int],
    Box[int](5).v,
    Box[T],
    Box[int].__origin__ is Box,
    IntBox.__orig_bases__,
    IntBox.__mro__[1].__name__,
    T,
    K.__constraints__,
    Box.__parameters__,
    Dict[str, T][int],
)


class H:
    a: "int"
    b: Optional["H"] = None
    c: ClassVar[str] = ""


print(get_type_hints(H))
print(get_type_hints(f := (lambda: 0)))


class P(NamedTuple):
    x: int
    y: str = "d"

    def both(self):
        return self.x, self.y


class TD(TypedDict, total=False):
    name: str
    age: int


print(
    P(1),
    P(2, "e").both(),
    P._fields,
    P._field_defaults,
    P.__annotations__,
    TD(name="n"),
    TD.__annotations__,
    TD.__total__,
    TD.__optional_keys__ == frozenset({"name", "age"}),
    cast(int, "not checked"),
)


@runtime_checkable
class HasLen(Protocol):
    def __len__(self) -> int:
        ...


print(isinstance([], HasLen), isinstance(5, HasLen), issubclass(dict, HasLen))
for bad in (
    lambda: List[int, str],
    lambda: Union[()],
    lambda: Optional[1, 2],
    lambda: Box[int, str],
    lambda: isinstance([], List[int]),
    lambda: Callable[int, str],
    lambda: Any(),
    lambda: Union[int, 5],
    lambda: TypeVar("X", int),
    lambda: Literal[[]],
    lambda: Generic[int],
    lambda: get_type_hints(type("Q", (), {"__annotations__": {"a": "undefined_q"}})),
    lambda: isinstance(1, Any),
    lambda: ClassVar[ClassVar[int]],
    lambda: List[int]().append(1),
):
    try:
        print("ok", bad())
    except Exception as e:
        print(type(e).__name__, e)
