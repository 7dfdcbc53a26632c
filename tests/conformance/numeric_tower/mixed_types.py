# int, bool, float, complex, Fraction and Decimal mixed; result types and comparisons.
from fractions import Fraction as F
from decimal import Decimal as D

vals = [True, 2, -3, 2.5, 1j, F(1, 2), D("1.5"), 2**70]
import operator as op

for name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "eq", "lt"):
    f = getattr(op, name)
    for a in vals[:7]:
        row = []
        for b in vals[:7]:
            try:
                r = f(a, b)
                row.append(f"{r!s:.12}:{type(r).__name__[:4]}")
            except Exception as e:
                row.append(type(e).__name__)
        print(name, a, row)
print(
    hash(F(1, 2)) == hash(0.5) == hash(D("0.5")),
    hash(F(3)) == hash(3) == hash(3.0) == hash(D(3)) == hash(3 + 0j),
    F(1, 2) == 0.5 == D("0.5"),
    {1: "one"}[D(1)],
    {F(1, 2): "h"}[0.5],
    1 in {F(1), 2},
    F(1, 3) == 1 / 3,
    F(0.1) == 0.1,
    D("0.1") == 0.1,
    D(0.1) == 0.1,
    F(1, 2) < 0.6,
    D(1) < 2,
    D("1.5") > F(1, 1) if 0 else "skip",
    F(7, 2) > 3,
)
print(
    F(3, 6),
    F(-3, 6),
    F(3, -6),
    F("1/3"),
    F("0.25"),
    F(" -1.5e2 "),
    F(0.5),
    F(5),
    F(D("1.1")),
    F(1, 3) + F(1, 6),
    F(1, 3) * 3,
    F(7, 3) // 1,
    F(-7, 3) % 1,
    F(1, 2) ** 2,
    F(4) ** F(1, 2),
    F(1, 2) ** -3,
    abs(F(-1, 2)),
    -F(1, 2),
    round(F(7, 2)),
    round(F(5, 2)),
    round(F(22, 7), 2),
    int(F(-7, 2)),
    float(F(1, 3)),
    F(1, 3).limit_denominator(2),
    F(3.14159).limit_denominator(100),
    repr(F(1, 2)),
    divmod(F(7, 2), F(1, 3)),
    F(1, 2) + 1,
    1 + F(1, 2),
    F(1, 2) + 0.5,
    F(1, 2) + 1j,
    sum([F(1, i) for i in range(1, 10)]),
    max(F(1, 2), 0.25),
    sorted([F(1, 2), 0.3, 1, True]),
    sep="\n",
)
for f in (
    lambda: F(1, 0),
    lambda: F("x"),
    lambda: F(1.5, 2),
    lambda: F("1/0"),
    lambda: F(None),
    lambda: F(float("nan")),
    lambda: F(float("inf")),
    lambda: F(1, 2) + D(1),
    lambda: F(1, 2) < 1j,
    lambda: F(1) / 0,
    lambda: F(0) ** -1,
    lambda: F(1, 2) // 0,
    lambda: D(1) + 1.5,
    lambda: D(1) + "x",
    lambda: D("x"),
    lambda: D(1) / 0,
    lambda: D(0) / 0,
    lambda: D(1) // 0,
    lambda: F(1, "2"),
    lambda: F("1/2", 3),
    lambda: hash(F(1, 3)) == hash(F(2, 6)),
    lambda: F(1, 2).numerator,
    lambda: setattr(F(1, 2), "numerator", 3),
):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__, e)
import numbers

for v in vals:
    print(
        v,
        [
            k.__name__
            for k in (
                numbers.Number,
                numbers.Complex,
                numbers.Real,
                numbers.Rational,
                numbers.Integral,
            )
            if isinstance(v, k)
        ],
    )
print(
    type(True + 1),
    type(1 + 1.0),
    type(1.0 + 1j),
    type(True * True),
    type(2 / 1),
    type(2 // 1),
    type(2.0 // 1),
    type(-True),
    type(abs(True)),
    type(pow(2, -1)),
    type(2**0.5),
    type((-2) ** 0.5),
    type(round(2.5)),
    type(divmod(5, 2.0)[0]),
    type(sum([True])),
    type(5 % 2.0),
    type(True and 1),
    type(~False),
)


class N(numbers.Number):
    pass


print(
    isinstance(N(), numbers.Number),
    isinstance(5, numbers.Number),
    issubclass(bool, numbers.Integral),
)
import math

print(
    math.floor(F(7, 2)),
    math.ceil(2.1),
    math.trunc(-2.7),
    math.gcd(12, 18, 8),
    math.lcm(4, 6),
    math.isqrt(10**30),
    math.comb(50, 25),
    math.factorial(25),
    math.prod([1, 2.5, F(2)]),
    math.fsum([0.1] * 10),
    math.hypot(3, 4),
    math.isclose(0.1 + 0.2, 0.3),
    math.copysign(1, -0.0),
    math.frexp(10.0),
    math.ldexp(0.5, 5),
    math.modf(-2.25),
    math.nextafter(1, 2),
    math.ulp(1.0),
    math.remainder(7, 4),
    math.fmod(-7, 4),
    math.inf,
    math.nan,
    math.perm(5, 2),
    math.dist((0, 0), (3, 4)),
)
