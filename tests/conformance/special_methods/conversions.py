# int(), float(), complex(), bool(), index conversions through special methods.
import warnings

warnings.simplefilter("ignore")


class All:
    def __int__(self):
        return 1

    def __float__(self):
        return 2.5

    def __complex__(self):
        return 3 + 4j

    def __index__(self):
        return 5

    def __bool__(self):
        return False


a = All()
print(
    int(a),
    float(a),
    complex(a),
    bool(a),
    hex(a),
    [10, 20, 30, 40, 50, 60][a],
    round(2.123456, a),
    "x" * a,
    oct(a),
    range(a),
    "%d %x %s" % (a, a, bool(a)),
)


def mk(**kw):
    return type("K", (), {k: (lambda v: lambda self: v)(v) for k, v in kw.items()})()


def e(f):
    try:
        print("ok", repr(f()))
    except Exception as ex:
        print(type(ex).__name__ + ":", ex)


e(lambda: int(mk(__int__="x")))
e(lambda: int(mk(__int__=1.5)))
e(lambda: int(mk(__index__=7)))
e(lambda: int(mk(__index__="7")))
e(lambda: int(mk()))
e(lambda: float(mk(__float__=1)))
e(lambda: float(mk(__float__="x")))
e(lambda: float(mk(__index__=3)))
e(lambda: float(mk()))
e(lambda: complex(mk(__float__=2.0)))
e(lambda: complex(mk(__complex__=1.0)))
e(lambda: complex(mk(__index__=4)))
e(lambda: complex(mk()))
e(lambda: bool(mk(__bool__=1)))
e(lambda: bool(mk(__len__=0)))
e(lambda: hex(mk(__int__=1)))
e(lambda: range(3)[mk(__int__=0)])
e(lambda: chr(mk(__index__=65)))
e(lambda: "%c" % mk(__index__=65))
e(lambda: "%d" % mk(__index__=3))
e(lambda: "%d" % mk(__int__=3))
e(lambda: "%x" % mk(__int__=3))
e(lambda: "%f" % mk(__float__=3.5))
e(lambda: int(mk(__trunc__=3)))
e(lambda: float(mk(__index__=10**400)))


class Sub(int):
    pass


e(lambda: type(int(mk(__int__=Sub(3)))).__name__)
e(lambda: int(mk(__int__=True)))
e(lambda: mk(__index__=True).__index__())
e(lambda: type(float(mk(__float__=type("F", (float,), {})(1)))).__name__)
for v in (
    "12",
    " 12 ",
    "-0",
    "+7",
    "1_000",
    "0x1f",
    "",
    " ",
    "1__0",
    "_1",
    "1_",
    "１２",
    "٣",
    "1.5",
    "1e3",
    "abc",
    "0b1",
    "12\0",
    b"15",
    bytearray(b" 16 "),
    "- 1",
    "--1",
    "\n5\t",
    None,
    [],
    1.9,
    -1.9,
    True,
    10**20 + 0.0,
):
    e(lambda: int(v))
for s, b in (
    ("ff", 16),
    ("0xFF", 16),
    ("0b11", 0),
    ("0o17", 0),
    ("0x_1f", 0),
    ("010", 0),
    ("10", 0),
    ("z", 36),
    ("zz", 36),
    ("102", 2),
    ("0b101", 2),
    ("9", 8),
    ("1", 1),
    ("1", 37),
    ("1", -2),
    (b"1f", 16),
    ("", 10),
    ("0", 0),
    ("00", 0),
    ("1_0", 2),
    (5, 10),
    ("12", "a"),
    ("12", 10.0),
    ("12", None),
    ("0x", 16),
    ("b", 12),
):
    e(lambda: int(s, b))
e(lambda: int("5", base=16))
e(lambda: int(base=10))
e(lambda: int(x=5))
e(lambda: int())
e(lambda: int(1, 2, 3))
e(lambda: int(5, base=10))
for v in (
    "1.5",
    " -2 ",
    "1e3",
    "inf",
    "-Infinity",
    "nan",
    "+NaN",
    "1_0.5",
    ".5",
    "5.",
    ".",
    "",
    "1e",
    "0x1",
    "1__0",
    "infinit",
    "１.５",
    b"2.5",
    "1.5\n",
    None,
    [],
    10**309,
    "1e400",
    "-0",
):
    e(lambda: float(v))
e(lambda: float(1, 2))
e(lambda: float(x=1))
e(lambda: float())
e(lambda: bool())
e(lambda: bool(1, 2))
e(lambda: bool(x=1))
e(lambda: str(1, 2))
e(lambda: str(b"abc", "utf-8"))
e(lambda: str(b"\xff", "utf-8"))
e(lambda: str(b"\xff", "utf-8", "replace"))
e(lambda: str(b"ab"))
e(lambda: str(object="o"))
e(lambda: str(encoding="utf-8"))
e(lambda: str("a", "utf-8"))
e(lambda: str())
