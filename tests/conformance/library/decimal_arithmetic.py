# decimal: construction, arithmetic, comparison, rounding methods, special values, signals as exceptions
import decimal
from decimal import Decimal as D, getcontext

print(D("1.10") + D("2.20"), D(5) / 3, D("1") / D("7"), D("10") // 3, D("-10") // 3, D("-10") % 3, divmod(D("7.5"), 2), D(2) ** 10, D(2) ** D("0.5"), D("1.1") ** -3)
print(D("1.20") * D("1.30"), -D("1.5"), +D("1.50"), abs(D("-0")), D("0.1") + D("0.2") == D("0.3"), D(1) + 2, 3 - D("0.5"), D(7) - D("7.0"), D("1E+3") + 1)
for s in ("1.0", "-0", "1e5", "1E-10", "123456789012345678901234567890.123", "Infinity", "-inf", "NaN", "sNaN", "nan123", " 5 ", "1_000", "0x1", "1..2", "", "1e", ".5", "5.", "٣", "+1.e-2"):
    try:
        d = D(s)
        print(repr(s), repr(d), d, d.as_tuple())
    except decimal.InvalidOperation as e:
        print(repr(s), "InvalidOperation", e)
print(D(0.1), D(1.5), D(10**30), D(True), D((1, (1, 2, 3), -2)), D("1.50").normalize(), D("100").normalize(), D("1.50") == D("1.5"), hash(D("1.50")) == hash(D("1.5")), hash(D(3)) == hash(3))
print(D("2.675").quantize(D("0.01")), D("2.665").quantize(D(".01")), D("7").quantize(D("0.000")), D("1234").quantize(D("1E2")), round(D("2.5")), round(D("3.5")), round(D("2.675"), 2), round(D("1250"), -2))
for mode in ("ROUND_UP", "ROUND_DOWN", "ROUND_CEILING", "ROUND_FLOOR", "ROUND_HALF_UP", "ROUND_HALF_DOWN", "ROUND_HALF_EVEN", "ROUND_05UP"):
    print(mode, [str(D(v).quantize(D("1"), rounding=mode)) for v in ("1.5", "2.5", "-1.5", "1.1", "-1.1", "1.9", "10.5", "5.1")])
print(D("2").sqrt(), D("1").exp(), D("10").ln(), D("1000").log10(), D("0").exp(), D("4").sqrt(), D("1e10").log10())
print(D("1.23E+5").to_eng_string(), D("12345.678").adjusted(), D("5").compare(D("6")), D("-5").copy_abs(), D("5").copy_sign(D("-1")), D("1.2").max(D("3")), D("NaN").max(D("3")), D("0.001").is_zero(), D("Inf").is_infinite())
print(D("3.7").to_integral_value(), D("3.5").to_integral_exact(), D("123").scaleb(2), D("12345").shift(2), D("12345").rotate(2), D("1101").logical_and(D("1011")), D("7").fma(2, 3), D("10").remainder_near(D("6")), D("1").next_plus(), D("1").next_toward(0), D("5.0").same_quantum(D("1.1")), D("250").logb(), D("1.0").compare_total(D("1")))
print(int(D("3.9")), float(D("0.1")), complex(D("2")), D("3.14").as_integer_ratio(), bool(D("0.00")), D("1.5").__floor__(), D("-1.5").__ceil__(), D("-1.5").__trunc__(), str(D("1e-7")), D("0E-8"), D("1E+30"))
print(D(1) < 2, D("0.5") == 0.5, D("0.1") == 0.1, D("0.1") < 0.2, D("NaN") == D("NaN"), D("1") in [1], sorted([D("3"), 1, D("2.5")]), sum([D("0.1")] * 10), D("-0") == 0, max(D(1), 2.5))


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: D(1) / 0)
attempt(lambda: D(0) / 0)
attempt(lambda: D(1) % 0)
attempt(lambda: D(1) // 0)
attempt(lambda: D(0) ** 0)
attempt(lambda: D(-1).sqrt())
attempt(lambda: D(-8) ** D("0.5"))
attempt(lambda: D("Inf") - D("Inf"))
attempt(lambda: D("sNaN") + 1)
attempt(lambda: D("NaN") < 1)
attempt(lambda: D(1) + 1.5)
attempt(lambda: D("1e999999") * D("1e999999"))
attempt(lambda: D(10) ** 1000000)
attempt(lambda: int(D("NaN")))
attempt(lambda: int(D("Inf")))
attempt(lambda: D("1e30").quantize(D("1")))
attempt(lambda: D([]))
attempt(lambda: D((2, (1,), 0)))
attempt(lambda: D("abc"))
attempt(lambda: D(None))
attempt(lambda: round(D("NaN")))
attempt(lambda: hash(D("sNaN")))
attempt(lambda: D(1) < "x")
attempt(lambda: D(5).quantize(D("1"), rounding="UP"))
attempt(lambda: pow(D(2), 10, D(1000)))
attempt(lambda: D("-1").ln())
attempt(lambda: D(0).ln())
print(getcontext().prec, D("1") / 3 * 3)
