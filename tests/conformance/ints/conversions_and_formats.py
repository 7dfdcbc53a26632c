# int: str, repr, bases, parsing big text, hex/oct/bin, attributes, limits.
for v in (0, 7, -7, 255, -255, 2**64, -(2**64), 10**25):
    print(
        v,
        repr(v),
        hex(v),
        oct(v),
        bin(v),
        f"{v:x} {v:#X} {v:o} {v:#b} {v:,} {v:_} {v:+d} {v:020d} {v:>28} {v:e} {v:.2f} {v:g}",
        float(v),
        complex(v),
        bool(v),
    )


def digits(n, b):
    ds = "0123456789abcdefghijklmnopqrstuvwxyz"
    if n == 0:
        return "0"
    s, neg = "", n < 0
    n = abs(n)
    while n:
        s = ds[n % b] + s
        n //= b
    return "-" * neg + s


for b in (2, 3, 7, 8, 10, 16, 20, 32, 36):
    for n in (0, 1, -1, 35, 1000, 3**60, -(2**90)):
        assert int(digits(n, b), b) == n, (n, b)
    print(b, digits(3**60, b))
print(
    int("9" * 60),
    int("-" + "8" * 40),
    int("0" * 50 + "7"),
    int("1" + "0" * 40) == 10**40,
    int("  +1_234_567  "),
    int("f" * 30, 16),
    int("z" * 20, 36),
    int("1" * 100, 2),
    int("0b" + "10" * 20, 0),
)
print(
    (5).real,
    (5).imag,
    (5).numerator,
    (5).denominator,
    (5).conjugate(),
    (5).as_integer_ratio(),
    (-5).__abs__(),
    (5).__trunc__(),
    (5).__floor__(),
    (5).__ceil__(),
    (5).__round__(),
    (1234).__round__(-2),
    True.real,
    type(True.real).__name__,
    (5).__index__(),
    (0).__bool__(),
    (5).__float__(),
    (5).__int__(),
    (5).__pos__(),
    (5).__hash__(),
)
print(
    [
        round(v, n)
        for v, n in (
            (15, -1),
            (25, -1),
            (35, -1),
            (-15, -1),
            (-25, -1),
            (149, -2),
            (150, -2),
            (250, -2),
            (1, -5),
            (99999, -5),
            (50000, -5),
            (12, 3),
            (10**30 + 5 * 10**9, -10),
            (5, 0),
        )
    ],
    round(5),
    round(7, None),
    round(True),
    type(round(True)).__name__,
)
print(
    int(),
    int(5),
    int(5.9),
    int(-5.9),
    int("5"),
    int(True),
    int(b"5"),
    int("٥"),
    int(1e20),
    int(2.0**70),
    int(-1e15 - 0.5),
    int(1e308) == int(float(int(1e308))),
)
import sys

print(sys.maxsize, sys.int_info.bits_per_digit > 0, sys.get_int_max_str_digits())
try:
    str(10**5000)
except ValueError as e:
    print(e)
try:
    int("1" * 5000)
except ValueError as e:
    print(e)
try:
    f"{10 ** 5000}"
except ValueError as e:
    print(e)
print(len(hex(10**5000)), int("f" * 5000, 16).bit_length(), len(str(10**4299)))
sys.set_int_max_str_digits(0)
print(len(str(10**6000)), int("7" * 5000) % 10**10)
sys.set_int_max_str_digits(640)
try:
    int("1" * 641)
except ValueError as e:
    print(e)
for v in (100, -1, "x", 639):
    try:
        print(sys.set_int_max_str_digits(v))
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)


class I(int):
    def __repr__(self):
        return f"I({int(self)})"


i = I(7)
print(
    i,
    i + 1,
    type(i + 1).__name__,
    [i],
    f"{i}",
    f"{i:d}",
    "%d" % i,
    str(i),
    int(i),
    type(int(i)).__name__,
    i == 7,
    hash(i) == hash(7),
    {7: "x"}[i],
    i.real,
    -i,
    type(-i).__name__,
    abs(i),
    type(i.real).__name__,
    I(5) * I(2),
    I("12"),
    I("ff", 16),
    bool(I(0)),
    divmod(i, 2),
)
print(
    (5).__add__(3),
    (5).__radd__(3),
    (5).__rsub__(3),
    (5).__truediv__(2),
    (5).__divmod__(3),
    (5).__rpow__(2),
    (5).__pow__(2),
    (5).__eq__(5.0),
    (5).__lt__(6),
    (5).__add__("x"),
    int.__add__(1, 2),
    (5).__rfloordiv__(17),
    (7).__rmod__(17),
    (2).__rlshift__(1),
    (5).__and__(4.0),
    int.__doc__ is None,
)
print(
    isinstance(True, int),
    True == 1,
    True + True,
    True / 2,
    -True,
    str(True),
    f"{True:d}",
    "%d" % True,
    int("0_0"),
    sum([True, True, False]),
    [10, 20][True],
    True.__class__.__mro__,
    bool.__bases__,
    True is (1 == 1),
)
