# math: every function of floats on ordinary and special values
import math

inf, nan = math.inf, math.nan
values = [0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 2.5, 10, 1e-300, 1e300, inf, -inf, nan]
for name in ("acos", "acosh", "asin", "asinh", "atan", "atanh", "cbrt", "ceil", "cos", "cosh", "degrees", "erf", "erfc", "exp", "exp2", "expm1", "fabs", "floor", "frexp", "gamma", "isfinite", "isinf", "isnan", "lgamma", "log", "log10", "log1p", "log2", "modf", "radians", "sin", "sinh", "sqrt", "tan", "tanh", "trunc", "ulp"):
    row = []
    for v in values:
        try:
            r = getattr(math, name)(v)
            row.append(f"{r:.12g}" if isinstance(r, float) else "big" if isinstance(r, int) and abs(r) > 10**20 else str(r))
        except (ValueError, OverflowError) as e:
            row.append(f"{type(e).__name__}({e})")
    print(name, *row, sep=" | ")
pairs = [(0.0, 0.0), (1.0, 2.0), (-1.0, 0.5), (7.5, -2.0), (-7.5, 2.0), (inf, 1.0), (1.0, inf), (nan, 1.0), (1.0, nan), (2.0, 1000.0), (10.0, 400.0), (0.0, -1.0), (-8.0, 1 / 3), (1.0, 0.0), (-inf, 3.0)]
for name in ("atan2", "copysign", "fmod", "hypot", "log", "nextafter", "pow", "remainder", "dist"):
    row = []
    for a, b in pairs:
        try:
            r = math.dist([a], [b]) if name == "dist" else getattr(math, name)(a, b)
            row.append(f"{r:.12g}")
        except (ValueError, OverflowError, ZeroDivisionError) as e:
            row.append(f"{type(e).__name__}({e})")
    print(name, *row, sep=" | ")
print(math.pi, math.e, math.tau, math.inf, math.nan, -math.inf)
print(math.ldexp(0.75, 5), math.ldexp(1, -1074), math.ldexp(1.0, -5000), math.ldexp(inf, 5), math.frexp(1e-320), math.modf(-3.25), math.fsum([0.1] * 10), math.fsum([1e100, 1, -1e100]), math.fsum([]), math.fsum([inf, 1]))
print(math.isclose(1, 1 + 1e-10), math.isclose(0, 1e-10), math.isclose(0, 1e-10, abs_tol=1e-9), math.isclose(1, 1.1, rel_tol=0.1), math.isclose(inf, inf), math.isclose(nan, nan), math.isclose(inf, 1e308))
print(math.hypot(), math.hypot(3), math.hypot(3, 4), math.hypot(1, 2, 3, 4), math.hypot(1e308, 1e308), math.dist((1, 2), (4, 6)), math.prod([1, 2, 3.5]), math.prod([], start=5), math.prod([2] * 70))
print(math.ulp(1), math.ulp(0), math.nextafter(1, 2), math.nextafter(0, -1), math.copysign(0, -1), math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5), math.floor(10**20 + 0.5) == 10**20, math.log(10**400), math.log2(2**2000), math.log10(10**400), math.log(8, 2), math.sqrt(10**300), math.sumprod if hasattr(math, "sumprod") else "no sumprod")
print(math.gamma(5), math.gamma(0.5), math.gamma(171), math.lgamma(1000), math.erf(0.3), math.erfc(3), math.gamma(-1.5), math.lgamma(-1.5), math.exp(1), math.expm1(1e-10), math.log1p(1e-10), math.cbrt(27), math.exp2(10))
