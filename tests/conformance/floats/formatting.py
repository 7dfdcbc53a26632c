# Float formatting through format(), % and f-strings with many precisions.
vals = (
    0.0,
    -0.0,
    0.5,
    1.0,
    1.25,
    2.5,
    3.5,
    9.995,
    99.5,
    123.456,
    999999.5,
    1000000.0,
    1234567.891,
    1e10,
    1e15,
    1e16,
    1e17,
    1.5e300,
    1e-3,
    1e-4,
    1.23456e-5,
    1e-10,
    5e-324,
    0.1,
    1 / 3,
    2.675,
    1e22,
    -42.75,
)
for v in vals:
    print(
        v,
        *(
            format(v, s)
            for s in (
                ".0f",
                ".1f",
                ".3f",
                ".0e",
                ".2e",
                ".3g",
                ".10g",
                "g",
                "e",
                "%",
                ".0%",
                ",.1f",
                "_.2f",
                "n",
                ".17g",
                "#.3g",
                "010.2f",
                "+.1f",
                " .1f",
                ".1",
                ".5",
                ".17",
                "z.1f",
            )
        ),
        sep=" | ",
    )
print("%.50f" % 0.1)
print("%.30e" % 1e-5)
print("%.25g" % 1e22)
print("%.0f %.0f %.0f %.0f" % (0.5, 1.5, 2.5, 1e15 + 0.5))
print("%f" % 1e50)
print("%.3f" % 1e100)
print("%g %g %g %g" % (1e5, 1e6, 1e-4, 1e-5))
print("%#g %#.0f %#.0e" % (1.0, 1.0, 1.0))
print("%s %r" % (1e16, 1e-7))
print("%5.1f|%-8.2f|%+.1e|% .2g|%08.3f" % (1.25, 1.25, 1.25, 1.25, -1.25))
print(
    f"{1e308 * 10:f} {float('nan'):.2e} {-float('inf'):>8} {float('inf'):010} {float('nan'):+} {float('inf'):,} {float('inf'):F} {float('nan'):E} {float('inf'):%}"
)
print(
    f"{1.0:.200f}"[:20],
    len(f"{1e308:.100f}"),
    f"{2 ** -1074:.20e}",
    f"{0.1:.55f}",
    f"{123456789.123456789:,.3f}",
    f"{1e-7:,}",
    f"{1234.5:_}",
    f"{12345678.9:20,.1f}|",
    f"{-1234.5:020,.1f}",
    f"{1e20:,}",
    f"{1e15:,}",
    f"{0.000001:,}",
)
for p in range(0, 18):
    print(f"{2 / 3:.{p}f} {2 / 3:.{p}e} {2e10 / 3:.{p}g} {1e5 + 0.1:.{p}g}")
print(*(f"{10.0 ** e:g}" for e in range(-8, 24, 2)))
print(*(f"{10.0 ** e!r}" for e in range(-8, 24, 2)))
print(*(f"{1.5 * 10.0 ** e:.3}" for e in range(-6, 20, 3)))
print(*(f"{v:.2f}" for v in (0.005, 0.015, 0.025, 0.035, 1.005, 2.345, 1e-3, 0.994, 0.995, 0.996)))
for s in (
    "d",
    "x",
    "s",
    "c",
    "b",
    ".f",
    "..2f",
    "5,5",
    ",_f",
    "é",
    "=<5",
    "<=5",
    "+-5",
    "1000000000000000000000f",
    ".2147483648f",
    "n,",
    ",n",
    "#z",
    "zz",
):
    try:
        print(s, format(1.5, s))
    except (ValueError, OverflowError) as e:
        print(s, type(e).__name__, e)
