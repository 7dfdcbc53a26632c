# dataclasses: inheritance, slots, kw_only, ClassVar, make_dataclass, custom methods, metadata
import dataclasses
from dataclasses import KW_ONLY, dataclass, field, make_dataclass
from typing import ClassVar


@dataclass
class Base:
    x: int = 10
    y: str = "y"
    count: ClassVar[int] = 0


@dataclass
class Derived(Base):
    z: float = 2.5
    x: int = 99


print(Derived(), [f.name for f in dataclasses.fields(Derived)], Derived.count)
print(Derived(1) == Derived(1), Base(1) == Derived(1))


@dataclass(slots=True)
class Slotted:
    a: int
    b: int = 5


s = Slotted(1)
print(s, Slotted.__slots__, hasattr(s, "__dict__"))
try:
    s.c = 3
except AttributeError as e:
    print("AttributeError", e)


@dataclass(kw_only=True)
class Options:
    verbose: bool = False
    name: str


print(Options(name="n"))
try:
    Options("n")
except TypeError as e:
    print(e)
try:
    Options()
except TypeError as e:
    print(e)


@dataclass
class Mixed:
    a: int
    _: KW_ONLY
    b: int = 2
    c: int = field(default=3, kw_only=False)


print(Mixed(1, 30, b=20), Mixed.__match_args__)
Dyn = make_dataclass("Dyn", ["a", ("b", int), ("c", int, field(default=7))], namespace={"twice": lambda self: self.b * 2})
print(Dyn(1, 2), Dyn(1, 2).twice(), Dyn.__annotations__["b"])
for bad in (["a", "a"], ["1x"], ["for"]):
    try:
        make_dataclass("Bad", bad)
    except TypeError as e:
        print(e)


@dataclass(repr=False, eq=False)
class Plain:
    v: int

    def __repr__(self):
        return f"<plain {self.v}>"


print(Plain(1), Plain(1) == Plain(1))


@dataclass(unsafe_hash=True)
class Hashed:
    k: int
    skip: int = field(default=0, hash=False)


print(hash(Hashed(1, 2)) == hash(Hashed(1, 3)), Hashed(1, 2) == Hashed(1, 3))
f = field(default=1, metadata={"unit": "cm"})
print(f.metadata["unit"], f.default, f.default_factory is dataclasses.MISSING)


@dataclass
class WithMeta:
    w: int = field(default=3, metadata={"unit": "m"})


print(dataclasses.fields(WithMeta)[0].metadata, WithMeta.w)
for bad in (
    lambda: field(default=1, default_factory=list),
    lambda: dataclass(eq=False, order=True)(Base),
    lambda: dataclasses.replace(Options(name="q"), nope=1),
    lambda: dataclasses.replace(5),
):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
try:
    @dataclass(frozen=True)
    class Frozen(Base):
        pass
except TypeError as e:
    print(e)
match Derived(5, "q"):
    case Derived(5, y, z=z):
        print("match", y, z)


@dataclass
class Tree:
    left: "Tree | None" = None
    right: "Tree | None" = None

    def depth(self):
        return 1 + max((t.depth() for t in (self.left, self.right) if t), default=0)


print(Tree(Tree(), Tree(Tree())).depth(), Tree.__init__.__annotations__)
