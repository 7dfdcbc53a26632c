# typing: special forms, repr, get_type_hints, get_origin/get_args, cast, overload, TypedDict
import collections.abc
import typing
from typing import (Annotated, Any, Callable, ClassVar, Dict, Final, Generic, List, Literal,
                    NamedTuple, NewType, Optional, Required, NotRequired, Tuple, Type, TypedDict,
                    Union, cast, final, get_args, get_origin, get_type_hints, overload)

print(Optional[int], Union[int, str], Union[int], Union[int, int, str, int], Union[int, None] == Optional[int])
print(List[int], Dict[str, List[int]], Tuple[int, ...], Tuple[()], Callable[[int, str], bool], Callable[..., Any])
print(Type[int], Literal[1, "a", True], Annotated[int, "meta", 5], ClassVar[int], Final[str], Any)
print(list[int], dict[str, int | None], int | str, tuple[int, ...], type[int], collections.abc.Callable[[int], str])
print(get_origin(List[int]), get_origin(Dict), get_origin(Union[int, str]), get_origin(int | str), get_origin(list[int]), get_origin(int))
print(get_args(Dict[str, int]), get_args(Callable[[int], str]), get_args(Literal[1, 2]), get_args(int | None), get_args(Annotated[int, "m"]))
print(Union[int, str] == Union[str, int], hash(Union[int, str]) == hash(Union[str, int]), Literal[1, 2] == Literal[2, 1], Literal[1] == Literal[True])
print((int | str) == Union[int, str], isinstance(3, int | str), isinstance(3, (int | None)), issubclass(bool, int | str))


def f(a: int, b: "str" = "x", *args: "list[int]", c: Optional[int] = None, **kw: Any) -> "Dict[str, int]":
    return {}


print(get_type_hints(f))
print(f.__annotations__)


class C:
    x: int
    y: "Optional[C]" = None
    z: ClassVar[List["C"]] = []
    w: Annotated[int, "info"] = 0


print(get_type_hints(C))
print(get_type_hints(C, include_extras=True)["w"])
UserId = NewType("UserId", int)
print(UserId(5) + 1, UserId, UserId.__name__, UserId.__supertype__)
print(cast(str, 5), cast("whatever", None))


class Movie(TypedDict, total=False):
    name: Required[str]
    year: int


class Sequel(Movie):
    part: int
    note: NotRequired[str]


m = Movie(name="x", year=3)
print(m, type(m), Movie.__total__, sorted(Movie.__required_keys__), sorted(Movie.__optional_keys__))
print(sorted(Sequel.__required_keys__), sorted(Sequel.__optional_keys__), Sequel.__annotations__["part"])
TD = TypedDict("TD", {"a-b": int})
print(TD.__annotations__, TD({"a-b": 1}))


class Emp(NamedTuple):
    name: str
    id: int = 3

    def label(self):
        return f"{self.name}#{self.id}"


print(Emp("Guido"), Emp("G", 4).label(), Emp._field_defaults, Emp.__annotations__, Emp._fields)


@overload
def g(x: int) -> int: ...
@overload
def g(x: str) -> str: ...
def g(x):
    return x


print(len(typing.get_overloads(g)), g(1))


@final
class Leaf:
    pass


print(Leaf.__final__)


def attempt(fn):
    try:
        print(fn())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: isinstance(1, Union[int, List[int]]))
attempt(lambda: isinstance([], List[int]))
attempt(lambda: isinstance([], list[int]))
attempt(lambda: Optional[1, 2])
attempt(lambda: Union[()])
attempt(lambda: Any())
attempt(lambda: List[int, str])
attempt(lambda: Callable[int])
attempt(lambda: isinstance({}, Movie))
attempt(lambda: Union[int, 3])
attempt(lambda: get_type_hints(5))
attempt(lambda: Literal[1](2))
attempt(lambda: ClassVar[int, str])
attempt(lambda: list[int](range(3)))
attempt(lambda: isinstance(1, int | list[int]))
attempt(lambda: isinstance([], Any))
