# functools.singledispatch and singledispatchmethod: registration, abstract types, unions, errors
import functools
from collections import abc


@functools.singledispatch
def show(value, indent=0):
    return f"object {value!r}"


@show.register
def _(value: int, indent=0):
    return f"int {value}"


@show.register(str)
def show_str(value, indent=0):
    return f"str {value}"


@show.register
def _(value: list | tuple, indent=0):
    return "sequence [" + ", ".join(show(v) for v in value) + "]"


@show.register(abc.Mapping)
def _(value, indent=0):
    return "mapping " + str({k: show(v) for k, v in value.items()})


show.register(type(None), lambda value, indent=0: "none")

print(show(1), show("a"), show([1, "b", (2.5, None)]), show({"k": 1}), show(True), show(b"x"))
print(show.dispatch(bool) is show.dispatch(int), show.dispatch(float)(1), show_str("direct"))
print(sorted(t.__name__ for t in show.registry))
for bad in (
    lambda: show(),
    lambda: show.register(5),
    lambda: show.register(lambda x: x),
):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, str(e).split(" at 0x")[0])


class Base:
    pass


class Left(Base):
    pass


class Right(Base):
    pass


class Both(Left, Right):
    pass


@functools.singledispatch
def name(x):
    return "object"


name.register(Base, lambda x: "base")
name.register(Right, lambda x: "right")
print(name(Both()), name(Left()), name(3))
name.register(Left, lambda x: "left")
print(name(Both()))


class P(abc.Sized, abc.Iterable):
    def __len__(self):
        return 0

    def __iter__(self):
        return iter(())


@functools.singledispatch
def ambiguous(x):
    return "object"


class Q:
    def __len__(self):
        return 0

    def __iter__(self):
        return iter(())


ambiguous.register(abc.Sized, lambda x: "sized")
ambiguous.register(abc.Iterable, lambda x: "iterable")
print(ambiguous(P()))
try:
    ambiguous(Q())
except RuntimeError as e:
    print("RuntimeError", str(e)[:19])


class Negator:
    @functools.singledispatchmethod
    def neg(self, arg):
        raise NotImplementedError(f"cannot negate {type(arg).__name__}")

    @neg.register
    def _(self, arg: int):
        return -arg

    @neg.register
    def _(self, arg: bool):
        return not arg

    @functools.singledispatchmethod
    @classmethod
    def make(cls, arg):
        return cls.__name__, arg

    @make.register(int)
    @classmethod
    def _(cls, arg):
        return cls.__name__, "int", arg


n = Negator()
print(n.neg(5), n.neg(True), Negator.make("a"), Negator.make(1))
try:
    n.neg("x")
except NotImplementedError as e:
    print(e)
