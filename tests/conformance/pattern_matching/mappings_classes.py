# match: mapping patterns, class patterns, __match_args__, built-in types.
class P:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Q(P):
    __match_args__ = ("x",)


class K:
    A = "key"


def m(v):
    match v:
        case {"type": "circle", "r": r}:
            return f"circle {r}"
        case {"type": "rect", **rest} if len(rest) > 1:
            return f"rect {sorted(rest.items())}"
        case {K.A: x}:
            return f"value key {x}"
        case {1: one, None: none}:
            return f"{one} {none}"
        case {"pts": [P(x, y), *_]}:
            return f"pts {x} {y}"
        case {}:
            return f"mapping {len(v)}"
        case Q(5):
            return "Q 5"
        case P(0, 0):
            return "origin"
        case P(0, y=yy):
            return f"on y axis {yy}"
        case P(x=P(x, _), y=[*ys]):
            return f"nested {x} {ys}"
        case P(x, y) if x == y:
            return f"diagonal {x}"
        case P():
            return "some P"
        case int(n) if n > 100:
            return f"big {n}"
        case bool(b):
            return f"bool {b}"
        case int() | float():
            return "number"
        case str(s):
            return f"str {s}"
        case list([a, *_]) | tuple((a,)):
            return f"first {a}"
        case frozenset() | set():
            return "set"
        case bytes(b):
            return f"bytes {b}"
        case type():
            return "a class"
        case _:
            return "other"


for v in (
    {"type": "circle", "r": 2},
    {"type": "rect", "w": 1, "h": 2},
    {"type": "rect"},
    {"key": 9},
    {1: 2, None: 3},
    {"pts": [P(1, 2), 3]},
    {},
    {"z": 1},
    Q(5, 1),
    P(0, 0),
    P(0, 7),
    P(P(3, 4), [1, 2]),
    P(4, 4),
    P(1, 2),
    Q(1, 1),
    500,
    True,
    7,
    1.5,
    "s",
    [1, 2],
    (3,),
    (3, 4),
    {1},
    frozenset(),
    b"b",
    int,
    None,
    bytearray(b"q"),
):
    print(m(v))


def e(f):
    try:
        print("ok", f())
    except Exception as ex:
        print(type(ex).__name__ + ":", ex)


class NoMA:
    x = 1


class BadMA:
    __match_args__ = ["x"]


class BadMA2:
    __match_args__ = (5,)


class Dup:
    __match_args__ = ("a", "a")
    a = 1


def t1():
    match NoMA():
        case NoMA(1):
            return "m"


def t2():
    match BadMA():
        case BadMA(1):
            return "m"


def t3():
    match BadMA2():
        case BadMA2(1):
            return "m"


def t4():
    match P(1, 2):
        case P(1, 2, 3):
            return "m"


def t5():
    match Dup():
        case Dup(1, 1):
            return "m"


def t6():
    match P(1, 2):
        case P(1, x=1):
            return "m"


def t7():
    thing = 5
    match 1:
        case thing():
            return "m"


def t8():
    match 1:
        case int(1, 2):
            return "m"


def t9():
    match NoMA():
        case NoMA(x=1, y=2):
            return "m"
        case NoMA(x=1):
            return "no y attribute"


def t10():
    class Raises:
        @property
        def a(self):
            raise KeyError("prop")

    match Raises():
        case Raises(a=1):
            return "m"


def t11():
    match 1:
        case undefined_class():
            return "m"


for f in (t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11):
    e(f)


class D(dict):
    def __missing__(self, k):
        return "default"

    def get(self, k, d=None):
        print("get", k, end="; ")
        return dict.get(self, k, d)


match D(a=1):
    case {"zz": x}:
        print("never")
    case {"a": x, **rest}:
        print(x, rest, type(rest).__name__)
import collections.abc


class MySeq(collections.abc.Sequence):
    def __init__(self, *a):
        self.a = a

    def __len__(self):
        return len(self.a)

    def __getitem__(self, i):
        print("get", i, end="; ")
        return self.a[i]


class MyMap(collections.abc.Mapping):
    def __getitem__(self, k):
        return k * 2

    def __len__(self):
        return 1

    def __iter__(self):
        return iter("a")


match MySeq(1, 2, 3, 4):
    case [a, *b, c]:
        print(a, b, c)
match MySeq(1):
    case [_, _]:
        print("never")
    case [_]:
        print("wildcard gets nothing")
match MyMap():
    case {"x": v, "yy": w}:
        print(v, w)
match collections.deque([1, 2]):
    case [a, b]:
        print("deque", a, b)
match {"a": {"b": [{"c": 1}]}}:
    case {"a": {"b": [{"c": v}]}}:
        print("deep", v)


def mutate(d):
    match d:
        case {"k": v, **rest}:
            rest["new"] = 1
    return d


print(mutate({"k": 1, "o": 2}))


class Meta(type):
    def __instancecheck__(cls, o):
        return o == 42


class Any42(metaclass=Meta):
    pass


match 42:
    case Any42():
        print("instancecheck is asked")
match {True: "t", 2: "two"}:
    case {1: x, 2: y}:
        print(x, y)
match P(1, {"k": (2, 3)}):
    case P(x=int() as a, y={"k": (b, c)}) as whole:
        print(a, b, c, whole.x)
