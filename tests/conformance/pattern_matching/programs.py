# match in small programs: expression simplifier, command parser, JSON shapes, binary trees.
from dataclasses import dataclass


@dataclass
class Num:
    v: float


@dataclass
class Var:
    n: str


@dataclass
class Op:
    op: str
    a: object
    b: object


def simp(e):
    match e:
        case Op(op, a, b):
            e = Op(op, simp(a), simp(b))
    match e:
        case Op("+", Num(0), x) | Op("+", x, Num(0)):
            return x
        case Op("*", Num(0), _) | Op("*", _, Num(0)):
            return Num(0)
        case Op("*", Num(1), x) | Op("*", x, Num(1)):
            return x
        case Op("-", x, y) if x == y:
            return Num(0)
        case Op(op, Num(a), Num(b)):
            return Num({"+": a + b, "-": a - b, "*": a * b}[op])
        case Op("+", Op("+", x, Num(a)), Num(b)):
            return Op("+", x, Num(a + b))
        case _:
            return e


def show(e):
    match e:
        case Num(v):
            return f"{v}"
        case Var(n):
            return n
        case Op(o, a, b):
            return f"({show(a)} {o} {show(b)})"


x = Var("x")
for e in (
    Op("+", Num(0), x),
    Op("*", Op("+", Num(1), Num(2)), x),
    Op("*", x, Op("-", Num(3), Num(3))),
    Op("-", Op("+", x, Num(0)), x),
    Op("+", Op("+", x, Num(1)), Num(2)),
    Op("*", Num(1), Op("+", x, Var("y"))),
):
    print(show(e), "->", show(simp(e)))


def diff(e, v):
    match e:
        case Num():
            return Num(0)
        case Var(n):
            return Num(int(n == v))
        case Op("+" | "-" as o, a, b):
            return Op(o, diff(a, v), diff(b, v))
        case Op("*", a, b):
            return Op("+", Op("*", diff(a, v), b), Op("*", a, diff(b, v)))


print(show(simp(diff(Op("+", Op("*", x, x), Op("*", Num(3), x)), "x"))))


def command(line):
    match line.split():
        case []:
            return "nothing"
        case ["quit" | "exit"]:
            return "bye"
        case ["go", ("north" | "south" | "east" | "west") as d]:
            return f"going {d}"
        case ["go", other]:
            return f"cannot go {other}"
        case ["take", *things] if things:
            return f"taking {' and '.join(things)}"
        case ["set", key, "=", val] | ["set", key, val]:
            return f"{key} := {val}"
        case [cmd, *args]:
            return f"unknown {cmd} with {len(args)} args"


for l in (
    "",
    "quit",
    "exit",
    "go north",
    "go up",
    "take a b",
    "take",
    "set x = 5",
    "set y 6",
    "dance now",
):
    print(repr(l), command(l))


def shape(j):
    match j:
        case None | bool():
            return "simple"
        case int(n) | float(n) if n < 0:
            return "negative"
        case int() | float():
            return "number"
        case str(s) if not s:
            return "empty string"
        case str():
            return "string"
        case []:
            return "[]"
        case [first, *rest] if all(type(r) is type(first) for r in rest):
            return f"list of {shape(first)}"
        case list():
            return "mixed list"
        case {"type": t, **rest}:
            return f"{t} with {sorted(rest)}"
        case {}:
            return f"object {sorted(j)}"
        case _:
            return f"odd {type(j).__name__}"


for j in (
    None,
    True,
    -1,
    2.5,
    "",
    "s",
    [],
    [1, 2],
    [1, "a"],
    {"type": "t", "b": 1, "a": 2},
    {"x": 1},
    {},
    (1,),
    {1},
    ((1, 2),),
):
    print(j, "->", shape(j))


def total(t):
    match t:
        case None:
            return 0
        case (l, int(v), r):
            return total(l) + v + total(r)
        case int(v):
            return v
        case [*xs]:
            return sum(map(total, xs))


print(total(((None, 1, 2), 3, (4, 5, [6, 7]))), total([1, [2, [3]]]))


def fizz(n):
    match n % 3, n % 5:
        case 0, 0:
            return "FizzBuzz"
        case 0, _:
            return "Fizz"
        case _, 0:
            return "Buzz"
        case _:
            return n


print([fizz(i) for i in range(1, 16)])


def http(s):
    match s:
        case 200 | 201:
            return "ok"
        case c if 300 <= c < 400:
            return "redirect"
        case 404:
            return "missing"
        case int():
            return "other"
        case str(x) if x.isdigit():
            return http(int(x))
        case _:
            raise TypeError(f"bad status {s!r}")


for s in (200, 302, 404, 500, "404", None):
    try:
        print(s, http(s))
    except TypeError as e:
        print(e)


def rle(s):
    match list(s):
        case []:
            return []
        case [c, *rest]:
            n = 1
            while rest and rest[0] == c:
                rest, n = rest[1:], n + 1
            return [(c, n)] + rle(rest)


print(rle("aabccc"))
