# match: literals, captures, wildcards, or, guards, sequences, values.
class K:
    RED = 1
    NAME = "n"


def m(x):
    match x:
        case 0 | 1 | -1:
            return "small int"
        case 3.5:
            return "float 3.5"
        case 2 + 3j:
            return "complex"
        case -1 - 2j:
            return "complex neg"
        case "a" | "b":
            return "a or b"
        case b"x":
            return "bytes"
        case None:
            return "None"
        case True:
            return "True"
        case False:
            return "False"
        case K.NAME:
            return "K.NAME"
        case []:
            return "empty sequence"
        case [y]:
            return f"one {y!r}"
        case [1, y] | [y, 1]:
            return f"with one {y!r}"
        case (y, [z, *w]):
            return f"nested {y} {z} {w}"
        case ["cmd", *args]:
            return f"cmd {args}"
        case [*_, "last"]:
            return "ends with last"
        case [first, *_, last] if first == last:
            return f"same ends {first}"
        case [first, *mid, last]:
            return f"{first} {mid} {last}"
        case str():
            return "other str"
        case int(n) | float(n):
            return f"number {n}"
        case _:
            return "other"


for x in (
    0,
    1,
    -1,
    True,
    False,
    1.0,
    3.5,
    2 + 3j,
    -1 - 2j,
    "a",
    "b",
    "n",
    "zz",
    b"x",
    b"y",
    None,
    [],
    (),
    [5],
    ("s",),
    [1, 9],
    [9, 1],
    [1, 1],
    (4, [5, 6, 7]),
    ["cmd", 1, 2],
    ["cmd"],
    [1, 2, "last"],
    [7, 8, 7],
    [1, 2, 3, 4],
    range(3),
    {},
    {1, 2},
    "str",
    42,
    2.25,
    object,
    iter([1]),
    bytearray(b"ab"),
    memoryview(b"ab"),
):
    print(repr(x)[:10], "->", m(x))
match 5:
    case n if n > 10:
        print("big")
    case n if n > 3:
        print("medium", n)
print(n)
match (1, 2):
    case (a, b):
        print(a, b)
match 1, 2, 3:
    case x, *y:
        print(x, y)
match [1, [2, [3, [4]]]]:
    case [a, [b, [c, [d]]]]:
        print(a, b, c, d)
match "abc":
    case [*_]:
        print("strings are not sequences")
    case x:
        print("captured", x)


def noisy(x):
    print("subject once", end="; ")
    return x


match noisy(3):
    case 1:
        pass
    case 2:
        pass
    case 3:
        print("three")
match {"no": 1}:
    case 5:
        print("never")
print("falls through")


def guard(v):
    match v:
        case x if (print("guard1", end=" ") or False):
            return 1
        case x if (print("guard2", end=" ") or True):
            return x


print(guard("g"))


def bindings(v):
    a = "unset"
    match v:
        case [a, 5]:
            return a
        case _:
            return a


print(bindings([1, 5]), bindings([2, 6]))


def as_pat(v):
    match v:
        case [1 | 2 as a, (3 | 4) as b] as whole:
            return a, b, whole
        case str() | bytes() as s:
            return s
        case (x as y):
            return y


for v in ([1, 3], [2, 4], [3, 3], "s", b"b"):
    print(as_pat(v))


class Eq:
    def __eq__(self, o):
        print("eq with", o, end="; ")
        return True


match Eq():
    case 7:
        print("matched by ==")
match Eq():
    case None:
        print("never: identity")
    case True:
        print("never")
    case _:
        print("identity for singletons")


def ret(v):
    for i in range(3):
        match v:
            case 0:
                continue
            case 1:
                break
            case 2:
                return "returned"
    return i


print(ret(0), ret(1), ret(2), ret(3))
for src in (
    "match x:\n case a: pass\n case b: pass",
    "match x:\n case _: pass\n case 1: pass",
    "match x:\n case a | b: pass",
    "match x:\n case [a, a]: pass",
    "match x:\n case [*a, *b]: pass",
    "match x:\n case 1 | a: pass",
    "match x:\n case {'a': 1, 'a': 2}: pass",
    "match x:\n case {**r, 'a': 1}: pass",
    "match x:\n case f'x': pass",
    "match x:\n case 1 + 2: pass",
    "match x:\n case a.b.c: pass",
    "match x:\n case A(b=1, b=2): pass",
    "match x:\n case A(x=1, 2): pass",
    "match x:\n case {a: 1}: pass",
    "match x:\n case -a: pass",
    "match x:\n case 1 as 2: pass",
    "match x:\n case 1 as _: pass",
    "match x:\n case a as b.c: pass",
    "match x:\n case {**_}: pass",
    "match x:\n pass",
    "match x:\n case 1 + 2j as q: pass",
    "match x:\n case a | a: pass",
):
    try:
        compile(src, "s", "exec")
        print("compiles:", src[9:].strip())
    except SyntaxError as ex:
        print(ex.__class__.__name__, ex.msg, ex.lineno, ex.offset, "|", src[9:].strip())
