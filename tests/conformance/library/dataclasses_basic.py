# dataclasses: fields, defaults, repr, equality, order, frozen, helpers
import dataclasses
from dataclasses import dataclass, field


@dataclass
class Item:
    """An item."""
    name: str
    price: float = 1.5
    tags: list = field(default_factory=list)
    secret: int = field(default=0, repr=False, compare=False)

    def total(self) -> float:
        return self.price * 2


a, b = Item("pen"), Item("pen", secret=9)
print(a, a == b, a != Item("ink"), a.total(), a.tags is b.tags)
print([(f.name, f.type, f.init, f.repr) for f in dataclasses.fields(Item)])
print(dataclasses.asdict(Item("x", tags=[1, {"k": (2,)}])), dataclasses.astuple(a))
print(dataclasses.replace(a, name="new", price=3), dataclasses.is_dataclass(a), dataclasses.is_dataclass(int))
print(Item.__match_args__, Item.__doc__)
try:
    hash(a)
except TypeError as e:
    print(e)


@dataclass(order=True, frozen=True)
class V:
    major: int
    minor: int = 0


print(V(1, 2) < V(1, 3), V(2) >= V(1, 9), sorted([V(2), V(1, 5), V(1)]), hash(V(1, 2)) == hash(V(1, 2)))
print({V(1): "one"}[V(1, 0)])
for action in (lambda: setattr(V(1), "major", 3), lambda: delattr(V(1), "major")):
    try:
        action()
    except dataclasses.FrozenInstanceError as e:
        print(type(e).__name__, e, isinstance(e, AttributeError))
for bad in (lambda: V(), lambda: V(1, 2, 3), lambda: V(x=1), lambda: V(1) < 5, lambda: V(1) < Item("a")):
    try:
        bad()
    except TypeError as e:
        print(e)
try:
    @dataclass
    class Mutable:
        x: list = []
except ValueError as e:
    print(e)
try:
    @dataclass
    class Order:
        x: int = 1
        y: int
except TypeError as e:
    print(e)


@dataclass
class Post:
    w: int
    h: int
    area: int = field(init=False)
    scale: dataclasses.InitVar[int] = 1

    def __post_init__(self, scale):
        self.area = self.w * self.h * scale


print(Post(2, 3), Post(2, 3, 10).area)
try:
    dataclasses.asdict(Item)
except TypeError as e:
    print(e)
try:
    dataclasses.fields(5)
except TypeError as e:
    print(e)


@dataclass
class Node:
    value: int
    next: "Node" = None


n = Node(1, Node(2))
print(n, dataclasses.asdict(n))
n.next.next = n
print(n)
