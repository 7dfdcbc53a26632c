# typing: Generic classes, TypeVar, ParamSpec, substitution, variance, Self and friends
import typing
from typing import (Concatenate, Callable, Dict, Generic, Iterable, List, Mapping, ParamSpec, Self, Tuple,
                    TypeVar, TypeVarTuple, Union, Unpack, get_args, get_origin, assert_never)

T = TypeVar("T")
K = TypeVar("K", bound=str)
N = TypeVar("N", int, float)
Co = TypeVar("Co", covariant=True)
P = ParamSpec("P")
Ts = TypeVarTuple("Ts")
print(T, K, Co, P, Ts, K.__bound__, N.__constraints__, Co.__covariant__, P.args, P.kwargs)


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: List[T] = []

    def push(self, item: T) -> Self:
        self.items.append(item)
        return self


class Pair(Generic[K, T]):
    pass


print(Stack[int], Stack[T], Pair[str, int], Pair[str, List[T]], Stack.__parameters__, Pair.__parameters__)
s = Stack[int]().push(1).push(2)
print(s.items, type(s).__name__, s.__orig_class__)
print(Pair[str, List[T]].__parameters__, Pair[str, List[T]][int], Dict[K, T][str, int])
print(List[T][int], Union[T, int][str], Callable[[T], T][int], Tuple[T, ...][bool], (list[T])[int], Dict[str, T][List[T]][int])


class IntStack(Stack[int]):
    pass


class Multi(Mapping[str, T], Generic[T]):
    pass


print(IntStack.__orig_bases__, IntStack.__mro__[1].__name__, Multi.__orig_bases__, Multi.__parameters__)
print([c.__name__ for c in Multi.__mro__][:4])
print(get_origin(Stack[int]) is Stack, get_args(Pair[str, int]), Stack[int] == Stack[int], Stack[int] is Stack[int])
print(Callable[P, int], Callable[Concatenate[int, P], str], Tuple[Unpack[Ts]], Tuple[int, *Ts])


class Z(Generic[P]):
    pass


print(Z[[int, str]], Z[int, str], Z[...])


class Arr(Generic[*Ts]):
    pass


print(Arr[int, str], Arr[()], Arr[*tuple[int, ...]])


def attempt(fn):
    try:
        print(fn())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: Stack[int, str])
attempt(lambda: Pair[int])
attempt(lambda: IntStack[int])
attempt(lambda: Generic[int])
attempt(lambda: Generic[T, T])
attempt(lambda: TypeVar("A", int))
attempt(lambda: TypeVar("A", covariant=True, contravariant=True))
attempt(lambda: TypeVar("A", int, str, bound=int))
attempt(lambda: type("Sub", (T,), {}))
attempt(lambda: issubclass(Stack, Stack[int]))
attempt(lambda: List[int][str])
attempt(lambda: assert_never("oops"))
attempt(lambda: Self[int])
attempt(lambda: Stack[int].missing)


class Registry:
    def __class_getitem__(cls, item):
        return f"{cls.__name__}<{item}>"


print(Registry[int], Registry["a", 1])
A = List[Tuple[T, K]]
print(A, A.__parameters__, A[int, str], A.__origin__, A.__args__)
print(typing.ForwardRef("X"), List["X"], typing.TYPE_CHECKING, typing.Text is str)
print(typing.NoReturn, typing.Never, typing.LiteralString, Iterable[int], typing.Counter[str], typing.Deque[int])
