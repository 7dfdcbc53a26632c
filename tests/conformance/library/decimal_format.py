# decimal: __format__ in every type, alignment, grouping, conversion to string forms
from decimal import Decimal as D

values = [D("1234567.891"), D("-0.000123"), D("1E+10"), D("0"), D("-0.0"), D("Infinity"), D("NaN"), D("99.995")]
for spec in ("", "f", ".2f", ".0f", "e", ".3e", "E", "g", ".3g", "G", "%", ".1%", "n", ",", ",.2f", "+", " ", "+.1f", "012.2f", ">15", "<15.1f", "^15.1f", "*^20,.2f", "=+15.2f", "z.1f", "020,.3f", ".10", "_>12"):
    row = []
    for v in values:
        try:
            row.append(format(v, spec))
        except Exception as e:
            row.append(f"{type(e).__name__}: {e}")
    print(f"{spec!r:10}", row)
for bad in ("q", "d", ".f", ",,", "1.2.3", "s", "#f", "_f"):
    try:
        print(format(D("1.5"), bad))
    except Exception as e:
        print(bad, type(e).__name__, e)
print(f"{D('3.14159'):.2f} {D('2'):>6} {D('1e3'):,}", "%s %.2f %d %r" % (D("1.50"), D("2.345"), D("7.9"), D("1.0")), "{:>{w}.{p}f}".format(D("1.2345"), w=10, p=2))
for s in ("0.0000001", "0.000001", "1E-6", "1E-7", "123E+5", "1.23E-9", "1E+0", "12E+1", "0E+3", "0E-7", "100E-2"):
    print(s, str(D(s)), repr(D(s)), D(s).to_eng_string(), format(D(s), "f"), D(s).normalize())


def money(value, places=2, sep=","):
    q = D(10) ** -places
    sign, digits, exp = value.quantize(q).as_tuple()
    digits = "".join(map(str, digits)).rjust(places + 1, "0")
    whole, frac = digits[:-places], digits[-places:]
    groups = []
    while whole:
        groups.insert(0, whole[-3:])
        whole = whole[:-3]
    return ("-" if sign else "") + sep.join(groups) + "." + frac


print(money(D("-1234567.8901")), money(D("0.02")), money(D("999.995")), money(D(1000)))
