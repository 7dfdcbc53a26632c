# re: IGNORECASE, MULTILINE, DOTALL, VERBOSE, ASCII, inline and scoped flags, flag arithmetic and repr
import re

print(re.findall("abc", "ABC abc Abc", re.I), re.findall("[a-c]+", "ABCdabc", re.I), re.findall("[^a]", "aAbB", re.I))
print(re.findall("^a", "a\na\nb", re.M), re.findall("a.b", "a\nb", re.S), re.findall("a.b", "a\nb"))
print(re.findall(r"\w+", "naïve café 日本", re.A), re.findall(r"\w+", "naïve café 日本"), re.findall(r"\d", "1٣५", re.A), re.findall(r"\d", "1٣५"))
print(re.findall("straße", "STRASSE straße STRAßE", re.I), re.findall("É", "é", re.I), re.findall("É", "é", re.I | re.A), re.findall("ſ", "sSſ", re.I), re.findall("k", "kK\u212a", re.I), re.findall("[k]", "\u212a", re.I | re.A))
number = re.compile(r"""
    (?P<sign> [+-] )?      # optional sign
    (?P<whole> \d+ )       # whole part
    (?: \. (?P<frac>\d+) )? # fraction
    [ ] units \# tail      # literal space and hash
    """, re.VERBOSE)
print(number.match("-12.50 units# tail".replace("# tail", "#tail")).groupdict(), number.flags)
print(re.compile(r"a b # c", re.X).match("ab").group(), re.match(r"(?x) a [ ] b", "a b").group(), re.compile("a\\ b", re.X).match("a b").group())
print(re.match(r"(?i)ab", "AB").group(), re.match(r"(?im)^b", "B").group(), re.findall(r"(?s:.)|x", "\nx"), re.findall(r"(?-i:a)b", "aB AB ab", re.I))
print(re.match(r"a(?i:b)c", "aBc").group(), re.match(r"a(?i:b)c", "aBC"), re.match(r"(?a:\w)+", "é"), re.match(r"(?i:a(?-i:b))", "Ab").group())
print(re.I, re.I | re.M, repr(re.I), repr(re.I | re.X), repr(~re.I), re.RegexFlag(0), repr(re.RegexFlag(0)), re.I.value, int(re.S), str(re.A))
print(re.compile("a", re.I).flags, re.compile("(?m)a").flags, re.compile(b"a").flags, re.compile("a", re.A).flags, re.NOFLAG)
print(re.I == re.IGNORECASE, re.M | 8 == re.M, (re.I | re.S) & re.S, re.I in (re.I | re.S), re.U, re.T if hasattr(re, "T") else "")
print(re.compile("x", re.I | re.M | re.S), re.compile("x", re.X | re.A))


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: re.compile("a(?i)b"))
attempt(lambda: re.compile("(?z)"))
attempt(lambda: re.compile("(?i"))
attempt(lambda: re.compile("(?-i)"))
attempt(lambda: re.compile("(?i-i:a)"))
attempt(lambda: re.compile("(?au)a"))
attempt(lambda: re.compile("(?L)a"))
attempt(lambda: re.compile(b"(?u)a"))
attempt(lambda: re.compile("a", re.L))
attempt(lambda: re.compile(b"a", re.U))
attempt(lambda: re.compile("a", re.A | re.U))
attempt(lambda: re.compile(re.compile("a"), re.I))
attempt(lambda: re.compile("(?-a:x)"))
attempt(lambda: re.compile("(?i-"))
attempt(lambda: re.compile(5))
attempt(lambda: re.compile([]))
attempt(lambda: re.compile(None))
print(re.findall(r"[^\W\d_]+", "ab_c1é"), re.findall(r"\s", " \t\u2003\xa0x"), re.findall(r"\s", " \u2003\xa0", re.A), re.findall(rb"\w", b"a\xe9"))
print(re.findall(r"[Α-Ω]+", "αβγ ΔΕΖ", re.I), re.findall(r"i", "İIıi", re.I), re.fullmatch("[a-z]+", "ſK\u212a", re.I) is not None)
