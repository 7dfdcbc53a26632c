# fractions.Fraction: construction, arithmetic, comparison, conversion, limit_denominator, errors
import math
from decimal import Decimal
from fractions import Fraction as F

print(F(3, 6), repr(F(-4, 8)), F(5), F(), F("3/4"), F(" -7/3 "), F("1.25"), F("1e-3"), F("-.5"), F("1_000/3"), F(0.5), F(0.1), F(Decimal("1.1")), F(F(1, 3), F(2, 5)), F(1, -2))
a, b = F(1, 3), F(3, 4)
print(a + b, a - b, a * b, a / b, b // a, b % a, divmod(b, a), a ** 2, a ** -2, b ** F(1, 2), F(4) ** F(1, 2), 2 ** F(3), -a, +a, abs(F(-1, 2)), -b // a, -b % a)
print(a + 1, 1 - a, a * 2, 2 / a, a + 0.5, 1.0 / b, 2 ** a, a ** 0.5, a + 1j, F(7, 2) // 1, 7 // F(2), F(1, 2) + True)
print(a < b, a == F(2, 6), F(1, 2) == 0.5, F(1, 3) == 1 / 3, F(2) == 2, hash(F(2)) == hash(2), hash(F(1, 2)) == hash(0.5), F(1, 2) == Decimal("0.5"), a < 0.4, a != "x", F(3, 1) in {3})
print(int(F(7, 2)), int(F(-7, 2)), float(F(1, 3)), complex(F(1, 2)), bool(F(0)), math.floor(F(-7, 2)), math.ceil(F(-7, 2)), math.trunc(F(-7, 2)), round(F(5, 2)), round(F(7, 2)), round(F(22, 7), 2), round(F(1234), -2))
print(F(math.pi).limit_denominator(1000), F(math.pi).limit_denominator(10), F("3.1415926535897932").limit_denominator(100), F(4321, 8765).limit_denominator(10000), F(1, 3).as_integer_ratio(), F(3, 4).numerator, F(3, 4).denominator)
print(F.from_float(0.75), F.from_decimal(Decimal("0.125")), F.from_float(3), sum([F(1, n) for n in range(1, 11)]), max(F(1, 2), F(2, 3)), sorted([F(1, 2), 0.3, 1, F(1, 5)]), math.prod([F(2, 3)] * 3))


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: F(1, 0))
attempt(lambda: F("1/0"))
attempt(lambda: F("abc"))
attempt(lambda: F("1/2/3"))
attempt(lambda: F("1.5/2"))
attempt(lambda: F("1 / 2"))
attempt(lambda: F(""))
attempt(lambda: F(1.5, 2))
attempt(lambda: F([]))
attempt(lambda: F("1", "2"))
attempt(lambda: F(float("nan")))
attempt(lambda: F(float("inf")))
attempt(lambda: a / 0)
attempt(lambda: a // 0)
attempt(lambda: a % 0)
attempt(lambda: F(0) ** -1)
attempt(lambda: a + "x")
attempt(lambda: a + Decimal(1))
attempt(lambda: a < "x")
attempt(lambda: a < 1j)
attempt(lambda: setattr(a, "numerator", 3))
attempt(lambda: F(1, 2).limit_denominator(0))
attempt(lambda: F.from_float("x"))
attempt(lambda: F.from_decimal(1.5))
attempt(lambda: F(-8) ** F(1, 3))


class Sub(F):
    def __repr__(self):
        return f"Sub<{self.numerator}/{self.denominator}>"


print(repr(Sub(1, 2)), type(Sub(1, 2) + 1).__name__, F(Sub(1, 2)), f"{F(1, 2)}", "%s" % F(3), "{!r}".format(F(9, 12)))
x, terms = F(649, 200), []
while True:
    whole = x // 1
    terms.append(whole)
    if x == whole:
        break
    x = 1 / (x - whole)
print(terms, F(10**20, 3) * F(3, 10**20), F(2**200 + 1, 2**100), float(F(10**400, 10**399 + 1)))
