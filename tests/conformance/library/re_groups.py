# re: named groups, backreferences, conditionals, optional groups, match object methods, expand
import re

m = re.match(r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?", "2024-05")
print(m.groupdict(), m.groupdict("??"), m.groups("none"), m["year"], m.group("month", "day"), m.lastgroup, m.lastindex)
print(m.span("day"), m.start("year"), m.re.groupindex, dict(m.re.groupindex))
print(re.search(r"(\w)\1", "hello").group(), re.search(r"(?P<q>['\"]).*?(?P=q)", "say 'it\"s' now").group())
print(re.findall(r"(?P<a>x)(?P<b>y)?", "xyx"), re.findall(r"((a)(b))", "abab"))
print(re.match(r"(<)?(\w+@\w+)(?(1)>|$)", "<a@b>").groups(), re.match(r"(<)?(\w+@\w+)(?(1)>|$)", "<a@b"), re.match(r"(<)?(\w+@\w+)(?(1)>|$)", "a@b").groups())
print(re.match(r"(?P<o>\()?x(?(o)\))", "(x)").group(), re.match(r"(?:(a)|b)(?(1)c|d)", "bd").group())
print(m.expand(r"\2/\1 \g<year> \g<0> [\g<day>]"), re.match("(a)(b)?", "a").expand(r"<\1\2>"))
print(re.match(r"(a)|b", "b").group(1), re.match(r"(a)?b", "b").groups(), re.match(r"(a)?b", "b").span(1))
print(re.match(r"((a)|(b))+", "ab").groups(), re.match(r"(?:(a)|(b))*", "aab").groups(), re.match("(a|b)*", "abab").group(1))
print(re.search(r"(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\10", "abcdefghijj").group())
print(re.match(r"(.)(.)(.)", "abc").group(3, 1, 2), re.match(r"(x(y(z)))", "xyz").lastindex, re.match(r"(x)(y(z))", "xyz").lastindex)
print(re.fullmatch(r"(?i:A)b", "ab").group(), re.fullmatch(r"(?i:A)b", "aB"), re.fullmatch(r"(?s-i:.)", "\n").group() == "\n")


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: m.group(9))
attempt(lambda: m.group("nope"))
attempt(lambda: m["nope"])
attempt(lambda: m[-1])
attempt(lambda: m.start(4))
attempt(lambda: m.span("zz"))
attempt(lambda: m.expand(r"\9"))
attempt(lambda: m.expand(r"\g<bad>"))
attempt(lambda: re.compile(r"(?P<a>x)(?P<a>y)"))
attempt(lambda: re.compile(r"(?P=nope)"))
attempt(lambda: re.compile(r"(?P<1a>x)"))
attempt(lambda: re.compile(r"(?P<a"))
attempt(lambda: re.compile(r"(?Px)"))
attempt(lambda: re.compile(r"(a)\2"))
attempt(lambda: re.compile(r"(?(2)a|b)(x)"))
attempt(lambda: re.compile(r"(x)(?(1)a|b|c)"))
attempt(lambda: re.compile(r"(x\1)"))
attempt(lambda: re.compile(r"(?(n)a)"))
import copy
print(copy.copy(m) is m, copy.deepcopy(m) is m, m.__class__.__name__, bool(m))
iso = re.compile(r"(?P<y>\d+)-(?P<mo>\d+)-(?P<d>\d+)(?:T(?P<h>\d+):(?P<mi>\d+)(?P<z>Z|[+-]\d+)?)?")
for s in ("2024-01-02", "2024-01-02T03:04", "2024-1-2T3:4+0200", "x2024-1-2T3:4Z"):
    r = iso.search(s)
    print(s, r.groupdict() if r else None)
print([g for g in re.match("(a)(b)", "ab").groups()], re.match("(?P<if_>a)", "a").groupdict(), re.match(r"(\d+)(?P<unit>px|em)?", "12em").groupdict())
