# enum: Flag and IntFlag combination, boundaries, iteration, mixins, nonmember and member
import enum
from enum import CONFORM, EJECT, KEEP, STRICT, Flag, IntFlag, auto


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


rw = Perm.R | Perm.W
print(rw, rw is Perm.RW, repr(rw), Perm.R in rw, Perm.X in rw, rw & Perm.W, rw ^ Perm.R, ~Perm.R)
print(list(Perm), list(rw), len(rw), bool(Perm(0)), Perm(0), repr(Perm(0)), Perm.R.value, Perm(7))
print(Perm.R | Perm.X, (Perm.R | Perm.X).name, (Perm.R | Perm.X).value, repr(Perm.R | Perm.X))
print([m.name for m in ~Perm.W], Perm.RW & ~Perm.W)


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e).replace("\n", " / "))


attempt(lambda: Perm(8))
attempt(lambda: Perm.R | 1)
attempt(lambda: Perm("R"))


class Mode(IntFlag):
    A = 1
    B = 2
    C = 4


print(Mode.A | Mode.B, Mode.A | 8, repr(Mode.A | 8), Mode(0), Mode.A + 1, Mode.C > 2, int(~Mode.A), Mode(7))
print(isinstance(Mode.A | 16, Mode), list(Mode(3)), Mode.A | 2 is Mode(3), f"{Mode.B}", f"{Mode.C:>3}")


class S(Flag, boundary=STRICT):
    A = 1
    B = 2


class Co(Flag, boundary=CONFORM):
    A = 1
    B = 2


class Ej(Flag, boundary=EJECT):
    A = 1
    B = 2


class Ke(Flag, boundary=KEEP):
    A = 1
    B = 2


for cls in (S, Co, Ej, Ke):
    attempt(lambda: repr(cls(5)))


class Outer(enum.Enum):
    @enum.member
    def action():
        return "acted"

    @enum.nonmember
    class Config:
        deep = True

    limit = enum.nonmember(10)
    ONE = 1


print([m.name for m in Outer], Outer.limit, Outer.Config.deep, Outer.action.value())


class Labelled(str, enum.Enum):
    X = "ex"
    Y = "why"


print(Labelled.X == "ex", Labelled.X.upper(), repr(Labelled.Y), str(Labelled.Y), f"{Labelled.Y}", Labelled("ex"))


class Coord(bytes, enum.Enum):
    def __new__(cls, value, label):
        obj = bytes.__new__(cls, [value])
        obj._value_ = value
        obj.label = label
        return obj

    PX = (0, "P.X")
    PY = (1, "P.Y")


print(Coord.PX, Coord(1).label, bytes(Coord.PY), Coord.PY.value)
print(enum.verify(enum.UNIQUE)(S) is S)
attempt(lambda: enum.verify(enum.NAMED_FLAGS)(Flag("Gap", {"A": 1, "BC": 6})))
attempt(lambda: enum.verify(enum.CONTINUOUS)(enum.IntEnum("Holes", {"A": 1, "C": 3})))
print(enum.show_flag_values(7) if hasattr(enum, "show_flag_values") else "", Perm.__flags__ if hasattr(Perm, "__flags__") else "")
print(Flag("Dyn", "P Q R").Q.value, [f.value for f in Flag("Dyn", "P Q R")])
