# enum: Enum and IntEnum members, lookup, aliases, auto, methods, errors
import enum
from enum import Enum, IntEnum, StrEnum, auto, unique


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    def describe(self):
        return f"{self.name.lower()}={self.value}"

    @classmethod
    def favourite(cls):
        return cls.BLUE


print(Color.RED, repr(Color.RED), Color(2), Color["BLUE"], Color.RED.describe(), Color.favourite())
print(list(Color), len(Color), Color.CRIMSON is Color.RED, Color.CRIMSON.name, list(Color.__members__))
print(Color.RED == Color.RED, Color.RED == 1, Color.RED in Color, isinstance(Color.RED, Color), hash(Color.RED) == hash("RED"))
print({Color.RED: "r"}[Color(1)], [c.value for c in reversed(Color)], type(Color.RED), Color)
print(f"{Color.RED}", f"{Color.RED!r:>20}|", "%s" % Color.BLUE, str(Color.GREEN), format(Color.RED, ">12"))


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: Color(9))
attempt(lambda: Color["PINK"])
attempt(lambda: Color.PINK)
attempt(lambda: Color.RED < Color.BLUE)
attempt(lambda: setattr(Color, "RED", 5))
attempt(lambda: delattr(Color, "RED"))
attempt(lambda: Color())
attempt(lambda: type("Sub", (Color,), {}))


class Num(IntEnum):
    ONE = 1
    TWO = auto()
    TEN = 10
    NEXT = auto()


print(list(Num), Num.TWO + 1, Num.ONE < 2, [10, 20, 30][Num.ONE], Num.NEXT, repr(Num.TEN), f"{Num.TEN:04}", int(Num.TEN))
print(sorted([Num.TEN, Num.ONE]), Num(2) is Num.TWO, max(Num), 10 in Num.__members__.values())


class Level(StrEnum):
    LOW = auto()
    HIGH = "very high"


print(Level.LOW, Level.HIGH == "very high", repr(Level.LOW), Level("low"), Level.LOW.upper(), f"{Level.HIGH:>12}")


class Planet(Enum):
    EARTH = (5.976e24, 6.37814e6)
    MARS = (6.421e23, 3.3972e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self):
        return round(6.67300e-11 * self.mass / self.radius ** 2, 4)


print([(p.name, p.gravity) for p in Planet], Planet.EARTH.value)
Animal = Enum("Animal", "CAT DOG")
print(list(Animal), Animal.DOG.value, Enum("Pairs", [("A", "x"), ("B", "y")]).B, Enum("D", {"k": 5})["k"])
attempt(lambda: unique(Color))
attempt(lambda: Enum("Dup", ["A", "A"]))


class Auto(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower() * (count + 1)

    A = auto()
    BB = auto()


print([m.value for m in Auto])


class Fallback(Enum):
    A = 1
    OTHER = -1

    @classmethod
    def _missing_(cls, value):
        return cls.OTHER if isinstance(value, int) else None


print(Fallback(77))
attempt(lambda: Fallback("s"))
match Color.GREEN:
    case Color.RED:
        print("red")
    case Color.GREEN:
        print("green")
print([m for m in dir(Color) if not m.startswith("_")], Color.RED.__class__ is Color, enum.Enum.__name__)
