# typing.Protocol and runtime_checkable; SupportsX protocols; is_typeddict, reveal and dataclass_transform
import typing
from typing import Protocol, SupportsAbs, SupportsFloat, SupportsIndex, SupportsInt, TypeVar, runtime_checkable

T = TypeVar("T")


@runtime_checkable
class Closable(Protocol):
    def close(self) -> None: ...


@runtime_checkable
class Named(Protocol):
    name: str


class NotChecked(Protocol):
    def go(self): ...


class File:
    name = "f"

    def close(self):
        pass


class Nothing:
    pass


print(isinstance(File(), Closable), isinstance(Nothing(), Closable), issubclass(File, Closable))
print(isinstance(File(), Named), isinstance(Nothing(), Named))
n = Nothing()
n.name = "set on the instance"
print(isinstance(n, Named))


def attempt(fn):
    try:
        print(fn())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: isinstance(File(), NotChecked))
attempt(lambda: issubclass(File, Named))
attempt(Closable)
attempt(lambda: type("Bad", (Protocol, File), {}))
attempt(lambda: runtime_checkable(File))


class Explicit(Closable):
    def close(self):
        return "explicit"


class Inherits(Closable):
    pass


print(Explicit().close(), isinstance(Explicit(), Closable), Inherits().close())


class Getter(Protocol[T]):
    def get(self) -> T: ...


class Abstract(Protocol):
    from abc import abstractmethod

    @abstractmethod
    def must(self): ...


class Lacks(Abstract):
    pass


attempt(Lacks)
print(Getter[int], Getter.__parameters__, getattr(Getter, "_is_protocol"), Explicit._is_protocol)
print(isinstance(3, SupportsAbs), isinstance("3", SupportsInt), isinstance(3.5, SupportsFloat), isinstance(True, SupportsIndex), isinstance(2.0, SupportsIndex))


class TD(typing.TypedDict):
    a: int


print(typing.is_typeddict(TD), typing.is_typeddict(dict))


@typing.dataclass_transform(kw_only_default=True)
def model(cls):
    return cls


print(sorted(model.__dataclass_transform__.items()))


@typing.no_type_check
def untyped(x: "not valid python"):
    return x


print(typing.get_type_hints(untyped), untyped(1))
attempt(lambda: typing.get_type_hints(Bad))


class Bad:
    x: "NoSuchName"


attempt(lambda: typing.get_type_hints(Bad))
print(typing.get_type_hints(Bad, localns={"NoSuchName": int}))


class Base:
    a: int


class Derived(Base):
    b: "list[Base]"
    a: str


print(typing.get_type_hints(Derived), Derived.__annotations__)
print(typing.assert_type(5, str), typing.Generic.__name__, typing.Protocol.__name__)
