# re: lookahead and lookbehind, word boundaries, anchors under MULTILINE, comments in patterns
import re

for pattern, text in [
    (r"foo(?=bar)", "foobar foobaz"), (r"foo(?!bar)", "foobar foobaz"), (r"(?<=\$)\d+", "cost $45 or 67"),
    (r"(?<!\$)\b\d+", "cost $45 or 67"), (r"(?<=ab|cd)x", "abx cdx"), (r"(?=(\w+))\1:", "abc abc:"),
    (r"\w+(?=\s|$)", "one two"), (r"(?<=^)a", "aa"), (r"(?!)", "x"), (r"a(?=b(?!c))", "abc abd"), (r"(?<=a(?=b))b", "ab"),
    (r"(?=a)(?=.b)", "abab"), (r"(?<![a-z])cat(?![a-z])", "concat cat cats"), (r"(?<=(a))b", "ab"), (r"(?=(a+))a*b\1", "baaabac"),
    (r"(?<=a{3})b", "aaab aab"), (r"\b", "a b"), (r"\B", "ab"), (r"^", "a\nb"), (r"$", "a\nb\n"), (r"(?m)^\w", "a\nb\n"), (r"(?m)\w$", "a\nb\n"),
    (r"(?m)$", "a\nb\n"), (r"\Z", "a\n"), (r"a(?#comment (nested? no)b", "ab"), (r"(?<!^)[A-Z]", "camelCaseString"), (r"(?<=\d)(?=(?:\d{3})+$)", "1234567"),
]:
    try:
        print(f"{pattern!r:26}", [(m.span(), m.group(), *m.groups()) for m in re.finditer(pattern, text)])
    except re.error as e:
        print(f"{pattern!r:26}", "error", e)
for bad in (r"(?<=a+)b", r"(?<!a*)b", r"(?<=a|bc)x", r"(?<=\1)(a)", r"(?<x)", r"(?=a", r"(?<=(?:a|bb))c"):
    try:
        print(re.compile(bad))
    except re.error as e:
        print(bad, "->", e)
print(re.sub(r"(?<=\d)(?=(?:\d{3})+\b)", ",", "1234567 and 89012 and 345"))
print(re.sub(r"(?<!^)(?=[A-Z])", "_", "snakeCaseFromCamel").lower())
print(re.split(r"(?<=[.!?])\s+", "One. Two! Three? Four"))
print(re.findall(r"(?:(?<=,)|^)([^,]*)(?=,|$)", "a,,b,c,"))
password = re.compile(r"(?=.*\d)(?=.*[a-z])(?=.*[A-Z])(?!.*\s).{6,}$")
print([bool(password.match(s)) for s in ("abcDEF1", "abcdef1", "ABC def1", "aB1", "aaBB11!!")])
print(re.sub(r"\b(\w)(\w*)\b", lambda m: m[1].upper() + m[2], "the quick-brown fox's"))
print([m.start() for m in re.finditer(r"(?=aba)", "ababababa")])
print(re.search(r"(?<=a)b", "ab").span(), re.compile(r"(?<=a)b").match("ab", 1).span(), re.compile(r"(?<!a)b").match("ab", 1))
print(re.compile(r"\bb").search("ab", 1), re.compile(r"b\b").search("bc", 0, 1).span())
