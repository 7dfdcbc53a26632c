# collections.namedtuple: creation, defaults, rename, methods, errors
from collections import namedtuple

Point = namedtuple("Point", "x y")
p = Point(1, y=2)
print(p, p.x, p[1], len(p), tuple(p), p == (1, 2), hash(p) == hash((1, 2)))
print(Point._fields, Point._field_defaults, Point.__doc__)
print(p._asdict(), p._replace(x=10), Point._make([5, 6]))
x, y = p
print(x + y, p + (3,), p * 2, p[::-1])
print(Point.__new__.__defaults__, Point.x.__doc__)

Account = namedtuple("Account", ["kind", "balance", "owner"], defaults=[0, "nobody"])
print(Account("savings"), Account("a", 1), Account("a", 1, "b"))
print(Account._field_defaults)

Renamed = namedtuple("Renamed", "abc def ghi abc _x 1a", rename=True)
print(Renamed._fields)
print(namedtuple("Commas", "a, b,c")._fields, namedtuple("Empty", "")())
print(namedtuple("M", "a", module="some.module").__module__)


class Vector(namedtuple("Vector", "x y z")):
    __slots__ = ()

    @property
    def length2(self):
        return self.x ** 2 + self.y ** 2 + self.z ** 2

    def __add__(self, other):
        return Vector(*(a + b for a, b in zip(self, other)))


v = Vector(1, 2, 3) + Vector(1, 1, 1)
print(v, v.length2, isinstance(v, tuple), type(v).__mro__[1].__name__)


def attempt(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


attempt(namedtuple, "Bad", "a a")
attempt(namedtuple, "Bad", "class x")
attempt(namedtuple, "1Bad", "x")
attempt(namedtuple, "Bad", "_x y")
attempt(namedtuple, "Bad", "x y", defaults=(1, 2, 3))
attempt(Point, 1)
attempt(Point, 1, 2, 3)
attempt(Point, 1, z=3)
attempt(Point._make, [1])
attempt(p._replace, q=1)
try:
    p.x = 5
except AttributeError as e:
    print("AttributeError", e)
match p:
    case Point(x=1, y=b):
        print("matched", b)
match p:
    case Point(a, b):
        print("positional", a, b)
print(sorted([Point(2, 1), Point(1, 5), Point(1, 3)]), max(Point(0, 9), Point(1, 0)))
print(Point.__match_args__, repr(Account("x", [1], {"k": 2})))
