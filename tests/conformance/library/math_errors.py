# math: type errors, domain errors, overflow, and the special methods that functions call
import decimal
import fractions
import math


def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


for name in ("sqrt", "sin", "floor", "ceil", "trunc", "isnan", "log", "factorial", "frexp", "degrees", "gamma", "isqrt", "exp", "fabs"):
    for bad in ("1", None, [1], 1j):
        attempt(getattr(math, name), bad)
attempt(math.sqrt, -1)
attempt(math.log, 0)
attempt(math.log, -5)
attempt(math.log, 10, 1)
attempt(math.log, 10, 0)
attempt(math.log, -(10**400))
attempt(math.log2, 0)
attempt(math.log10, -1)
attempt(math.acos, 2)
attempt(math.atanh, 1)
attempt(math.acosh, 0.5)
attempt(math.exp, 1000)
attempt(math.cosh, 1000)
attempt(math.sinh, -1000)
attempt(math.expm1, 1000)
attempt(math.pow, 10, 400)
attempt(math.pow, -1, 0.5)
attempt(math.pow, 0, -1)
attempt(math.fmod, 1, 0)
attempt(math.remainder, 1, 0)
attempt(math.gamma, 0)
attempt(math.gamma, -1)
attempt(math.gamma, 172)
attempt(math.lgamma, 0)
attempt(math.sin, math.inf)
attempt(math.ldexp, 1.0, 5000)
attempt(math.ldexp, 1.0, 1.5)
attempt(math.ldexp, 1.0, 10**30)
attempt(math.floor, math.inf)
attempt(math.ceil, math.nan)
attempt(math.trunc, -math.inf)
attempt(math.sqrt, 10**400)
attempt(math.factorial, -1)
attempt(math.factorial, 2.5)
attempt(math.factorial, 10**30)
attempt(math.isqrt, -1)
attempt(math.isqrt, 2.5)
attempt(math.gcd, 1.5, 2)
attempt(math.lcm, "a")
attempt(math.comb, 5, -1)
attempt(math.comb, -5, 1)
attempt(math.comb, 5.5, 1)
attempt(math.perm, 5, -1)
attempt(math.perm, -1, 2)
attempt(math.comb, 5)
attempt(math.fsum, [1, "a"])
attempt(math.fsum, 5)
attempt(math.fsum, [math.inf, -math.inf])
attempt(math.fsum, [1e308, 1e308])
attempt(math.prod, 5)
attempt(math.prod, ["a"])
attempt(math.dist, [1], [1, 2])
attempt(math.dist, ["a"], ["b"])
attempt(math.hypot, "a")
attempt(math.isclose, 1, 2, rel_tol=-1)
attempt(math.isclose, 1, 2, 3)
attempt(math.copysign, 1)
attempt(math.atan2, 1)
attempt(math.sqrt)
attempt(math.sqrt, 1, 2)
attempt(math.sqrt, x=1)


class Special:
    def __float__(self):
        return 6.25

    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"

    def __trunc__(self):
        return "trunc"

    def __index__(self):
        return 6


class BadFloat:
    def __float__(self):
        return "x"


class OnlyIndex:
    def __index__(self):
        return 16


s = Special()
print(math.sqrt(s), math.floor(s), math.ceil(s), math.trunc(s), math.factorial(s), math.gcd(s, 4), math.isqrt(OnlyIndex()), math.sqrt(OnlyIndex()), math.comb(s, 2))
attempt(math.sqrt, BadFloat())
attempt(math.floor, BadFloat())
print(math.sqrt(fractions.Fraction(1, 4)), math.floor(decimal.Decimal("-1.5")), math.ceil(fractions.Fraction(7, 2)), math.log(True + 1), math.fabs(False))
