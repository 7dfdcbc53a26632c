# decimal: contexts, precision, traps and flags, localcontext, create_decimal, Etiny and clamping
import decimal
from decimal import BasicContext, Context, Decimal as D, DefaultContext, ExtendedContext, getcontext, localcontext, setcontext

print(getcontext())
with localcontext() as ctx:
    ctx.prec = 5
    print(D(1) / 3, D("123456.789") + 0, +D("1.23456789"), D(2).sqrt())
    ctx.rounding = decimal.ROUND_UP
    print(D(1) / 3, D("1.000001") + 0)
print(D(1) / 3)
with localcontext(Context(prec=3), rounding="ROUND_FLOOR") as ctx:
    print(-D(1) / 3, D(2) / 3, ctx.prec)
ctx = Context(prec=4, rounding=decimal.ROUND_HALF_UP, traps=[])
print(ctx.divide(1, 0), ctx.divide(0, 0), ctx.sqrt(-1), ctx.create_decimal("3.14159"), ctx.add(D("1.23456"), 1), ctx.power(2, 100))
print([f.__name__ for f, v in ctx.flags.items() if v])
ctx.clear_flags()
print([f.__name__ for f, v in ctx.flags.items() if v], ctx.traps[decimal.DivisionByZero])
print(ctx.multiply(D("9.999"), D("9.999")), ctx.flags[decimal.Inexact], ctx.flags[decimal.Rounded], ctx.flags[decimal.Overflow])
ctx.traps[decimal.Inexact] = True
try:
    ctx.divide(1, 3)
except decimal.Inexact as e:
    print("Inexact", e, type(e).__mro__[1].__name__)
small = Context(prec=3, Emin=-5, Emax=5, traps=[])
print(small.create_decimal("1e6"), small.create_decimal("1.234e-5"), small.create_decimal("1e-8"), small.create_decimal("1.23e-7"), small.Etiny(), small.Etop(), small.multiply(D("1e3"), D("1e3")), small.is_subnormal(D("1e-6")))
print(sorted(f.__name__ for f, v in small.flags.items() if v))
print(BasicContext.prec, ExtendedContext.prec, DefaultContext.Emax, BasicContext.rounding, ExtendedContext.traps[decimal.DivisionByZero])
print(ExtendedContext.divide(D(1), D(0)), ExtendedContext.to_sci_string(D("1.5E+3")), ExtendedContext.quantize(D("2.17"), D("0.1")), ExtendedContext.compare(2, 3), ExtendedContext.minus(2), ExtendedContext.next_plus(1))
print(repr(Context(prec=2, traps=[decimal.Overflow], flags=[decimal.Inexact])))
old = getcontext().copy()
setcontext(Context(prec=50))
print(D(2).sqrt(), D(1).exp())
setcontext(old)


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: Context(prec=0))
attempt(lambda: Context(prec="x"))
attempt(lambda: Context(rounding="bad"))
attempt(lambda: Context(Emin=1))
attempt(lambda: Context(nope=1))
attempt(lambda: setattr(getcontext(), "prec", -3))
attempt(lambda: setattr(getcontext(), "undefined", 3))
attempt(lambda: setcontext(5))
attempt(lambda: localcontext(nope=1))
attempt(lambda: Context(traps=[5]))
attempt(lambda: getcontext().create_decimal("x"))
with localcontext() as c:
    c.traps[decimal.FloatOperation] = True
    attempt(lambda: D(0.5))
    attempt(lambda: D("0.5") == 0.5)
    attempt(lambda: D("0.5") < 0.5)
with localcontext() as c:
    c.prec = 60
    a, b, t, p = D(1), 1 / D(2).sqrt(), D("0.25"), D(1)
    for _ in range(6):
        a, b, old_a = (a + b) / 2, (a * b).sqrt(), a
        t -= p * (old_a - a) ** 2
        p *= 2
    print(str((a + b) ** 2 / (4 * t))[:52])
print(sum(D(1) / D(n) for n in range(1, 51)), D("1E+2").to_eng_string(), getcontext().flags[decimal.Clamped])
