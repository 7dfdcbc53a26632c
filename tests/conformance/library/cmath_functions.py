# cmath: functions on ordinary values and branch cuts, polar forms, classification, errors
import cmath
import math

inf, nan = math.inf, math.nan
values = [0j, 1 + 0j, -1 + 0j, 1j, -1j, 3 + 4j, -2.5 + 0.5j, 1e-10 + 1e-10j, complex(-1, -0.0), 2 + 0j, complex(0.5, -0.0)]


def show(z):
    return f"{z.real:.10g}{z.imag:+.10g}j" if isinstance(z, complex) else f"{z:.10g}"


for name in ("acos", "acosh", "asin", "asinh", "atan", "atanh", "cos", "cosh", "exp", "log", "log10", "sin", "sinh", "sqrt", "tan", "tanh", "phase"):
    row = []
    for z in values:
        try:
            row.append(show(getattr(cmath, name)(z)))
        except (ValueError, OverflowError) as e:
            row.append(f"{type(e).__name__}({e})")
    print(name, *row, sep=" | ")
for z in (complex(inf, 0), complex(0, inf), complex(nan, 1), complex(-inf, inf), complex(1, nan)):
    print(z, cmath.isnan(z), cmath.isinf(z), cmath.isfinite(z), [show(getattr(cmath, n)(z)) for n in ("sqrt", "atan", "asinh")])
print(cmath.polar(1j), cmath.polar(-1), cmath.polar(0), [round(x, 10) for x in cmath.polar(3 + 4j)], show(cmath.rect(2, math.pi / 3)), cmath.rect(0, 5), cmath.rect(1, 0))
print(cmath.pi, cmath.e, cmath.tau, cmath.inf, cmath.infj, cmath.nan, cmath.nanj)
print(cmath.isclose(1 + 1j, 1 + 1.0000000001j), cmath.isclose(1, 1j), cmath.isclose(0, 1e-12j, abs_tol=1e-9), cmath.isclose(inf, inf))
print(show(cmath.log(8, 2)), show(cmath.log(1j, 10)), cmath.sqrt(-4), cmath.sqrt(4), show(cmath.exp(1j * math.pi)))


class C:
    def __complex__(self):
        return 3 + 4j


class F:
    def __float__(self):
        return 4.0


print(cmath.sqrt(C()), cmath.sqrt(F()), cmath.phase(True), abs(C().__complex__()))


def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


attempt(cmath.sqrt, "1")
attempt(cmath.log, 0)
attempt(cmath.log, 1, 0)
attempt(cmath.atanh, 1)
attempt(cmath.exp, 1000)
attempt(cmath.cosh, complex(1000, 1))
attempt(cmath.rect, 1, inf)
attempt(cmath.rect, "a", 1)
attempt(cmath.isclose, 1, 2, rel_tol=-1)
attempt(cmath.phase)
attempt(cmath.exp, complex(inf, inf))
attempt(cmath.polar, None)
roots = [complex(round(z.real, 9) + 0.0, round(z.imag, 9) + 0.0) for z in (cmath.rect(1, 2 * math.pi * k / 6) for k in range(6))]
print(roots)


def fft(x):
    if len(x) == 1:
        return x
    even, odd = fft(x[::2]), fft(x[1::2])
    half = len(x) // 2
    t = [cmath.exp(-2j * math.pi * k / len(x)) * odd[k] for k in range(half)]
    return [even[k] + t[k] for k in range(half)] + [even[k] - t[k] for k in range(half)]


print([f"{abs(z):.6f}" for z in fft([1, 1, 1, 1, 0, 0, 0, 0])])
