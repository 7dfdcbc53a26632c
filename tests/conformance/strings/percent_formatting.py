# The % operator in full: conversions, flags, width, precision, mappings, errors.
for spec in (
    "%d",
    "%5d",
    "%-5d|",
    "%05d",
    "%+d",
    "% d",
    "%+5d",
    "%-+5d|",
    "%.3d",
    "%8.3d",
    "%08.3d",
    "%x",
    "%X",
    "%#x",
    "%#X",
    "%#08x",
    "%o",
    "%#o",
    "%i",
    "%u",
    "%ld",
    "%hd",
    "%s",
    "%r",
    "%5s",
    "%-5s|",
    "%.1s",
    "%c",
    "%f",
    "%.0f",
    "%e",
    "%g",
    "%G",
    "%10.3e|",
    "%#.0f",
    "%a",
):
    out = []
    for v in (0, 42, -42, 255, 10**20):
        try:
            out.append(spec % v)
        except Exception as e:
            out.append(f"{type(e).__name__}: {e}")
    print(spec, out)
for spec in (
    "%f",
    "%.2f",
    "%10.1f",
    "%-10.1f|",
    "%+.1f",
    "% .1f",
    "%010.2f",
    "%e",
    "%.0e",
    "%E",
    "%g",
    "%.3g",
    "%#.3g",
    "%#g",
    "%G",
    "%F",
    "%d",
    "%s",
    "%.3s",
    "%r",
    "%x",
    "%5.1e|",
    "%.10g",
    "%.20f",
):
    out = []
    for v in (
        0.0,
        -0.0,
        1.5,
        -2.25,
        1e10,
        1.5e-7,
        123456789.0,
        float("inf"),
        float("-inf"),
        float("nan"),
    ):
        try:
            out.append(spec % v)
        except Exception as e:
            out.append(f"{type(e).__name__}: {e}")
    print(spec, out)
print(
    "%s %s" % (1, "a"),
    "%s" % (1,),
    "%s" % [1, 2],
    "%s" % {"a": 1},
    "%%" % (),
    "100%%" % {},
    "%s%%" % 5,
    "%(a)s %(b)05.1f %(a)r" % {"a": "x", "b": 2.5},
    "%(a b)s" % {"a b": 1},
    "%()s" % {"": 3},
    "%(a(b))s" % {"a(b)": 4},
    "plain" % (),
    "plain" % {},
    "plain" % [],
)
print(
    "%*d|%-*d|%.*f|%*.*f" % (5, 1, 5, 2, 2, 1.23456, 8, 1, 2.55),
    "%*d" % (-5, 3) + "|",
    "%c%c" % ("x", 121),
    "%c" % 0x1F600,
    "%5c|%-3c|" % ("a", 98),
    "%s %r %a" % ("é'", "é'", "é'"),
    "%.2r" % "abc",
    "%d" % True,
    "%d" % 3.99,
    "%i" % -0.5,
    "%x" % -255,
    "%#x" % -255,
    "%#o" % 8,
    "%#b" % 1 if 0 else "",
    "%.0f %.0f %.0f" % (0.5, 1.5, 2.5),
    "%s" % None,
    "%-8s|%8s|" % ("é", "日"),
)


class M(dict):
    def __missing__(self, k):
        return "missing " + k


print("%(zz)s %(q)s" % M(q=1))
for f in (
    lambda: "%d" % "x",
    lambda: "%d" % None,
    lambda: "%x" % 1.5,
    lambda: "%c" % "ab",
    lambda: "%c" % -1,
    lambda: "%c" % 0x110000,
    lambda: "%c" % 1.5,
    lambda: "%f" % "x",
    lambda: "%s %s" % 1,
    lambda: "%s" % (1, 2),
    lambda: "%s" % (),
    lambda: "x" % 1,
    lambda: "x" % (1,),
    lambda: "%" % 1,
    lambda: "%z" % 1,
    lambda: "%5%" % (),
    lambda: "%5%" % 1,
    lambda: "%-3%|" % {},
    lambda: "abc%" % 1,
    lambda: "%(a)s" % 1,
    lambda: "%(a)s" % {},
    lambda: "%(a)s" % (1,),
    lambda: "%(a" % {},
    lambda: "%*d" % ("a", 1),
    lambda: "%.*f" % (1.5, 2),
    lambda: "%*d" % 5,
    lambda: "%5" % 1,
    lambda: "%y" % {"a": 1},
    lambda: "%d %(a)s" % {"a": 1},
    lambda: "%(a)*d" % {"a": 1},
    lambda: "%d" % float("nan"),
    lambda: "%d" % float("inf"),
    lambda: "%o" % "8",
    lambda: "%e" % 1j,
    lambda: "%d" % 1j,
    lambda: "%s" % "a" % "b",
    lambda: "%.99999999999d" % 1,
    lambda: "%99999999999999999999d" % 1,
    lambda: "%é" % 1,
    lambda: "%b" % 1,
    lambda: "%u" % "a",
):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__, e)
