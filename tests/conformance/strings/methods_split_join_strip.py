# str: split, rsplit, splitlines, join, strip family.
print(
    "a b  c".split(),
    " a  b ".split(),
    "".split(),
    "   ".split(),
    "a,b,,c".split(","),
    "".split(","),
    ",".split(","),
    "a,b,c".split(",", 1),
    "a,b,c".split(",", 0),
    "a b c d".split(None, 2),
    " a b c ".split(None, 1),
    "a--b-c".split("--"),
    "abc".split("abc"),
    "aXbXc".split(sep="X", maxsplit=1),
    "a b".split(maxsplit=0),
    " a b ".split(maxsplit=0),
)
print(
    "a b  c".rsplit(),
    "a,b,c".rsplit(",", 1),
    " a b c ".rsplit(None, 1),
    "a,b,,c".rsplit(",", 2),
    "".rsplit(),
    "".rsplit("x"),
    "a b c".rsplit(maxsplit=1),
    "aaa".rsplit("aa"),
    "aaa".split("aa"),
    " a ".rsplit(None, 0),
)
print("a\tb\nc\x0bd\x0ce\x1cf\x85g\xa0h\u2003i\u200bj".split())
print(
    "a\nb\r\nc\rd\x0be\x0cf\x1cg\x1dh\x1ei\x85j\u2028k\u2029l\n".splitlines(),
    "a\n\nb".splitlines(),
    "".splitlines(),
    "\n".splitlines(),
    "a\nb\r\n".splitlines(True),
    "x".splitlines(keepends=True),
    "a\r\rb".splitlines(True),
)
print(
    ",".join("abc"),
    "".join([]),
    "-".join(["one"]),
    ", ".join(("a", "b")),
    "".join(x for x in "xyz"),
    "x".join({"k": 1}),
    "é".join("ab"),
    "ab".join(["日", "本"]),
    " ".join(map(str, range(3))),
)
print(
    "  a ".strip(),
    "  a ".lstrip() + "|",
    "  a ".rstrip() + "|",
    "xxaxx".strip("x"),
    "abcba".strip("ab"),
    "abcba".lstrip("ba"),
    "abcba".rstrip("ba"),
    "a".strip("a") == "",
    "".strip(),
    "\t\n a\r\x0b\x0c".strip(),
    "\u2003a\u3000\x85".strip(),
    "a".strip(None),
    "a.b.".strip("."),
    "éaé".strip("é"),
    "aéa".strip("a"),
    "abc".strip(""),
    "\x1c\x1d x".strip(),
    "\u200bx".strip() == "\u200bx",
)


class S(str):
    pass


print(
    type(S("a").strip()).__name__,
    type(",".join([S("q")])).__name__,
    type(S("a b").split()[0]).__name__,
    type(S("").join("ab")).__name__,
    type(S("a")[:]).__name__,
    type(S("a") + "").__name__,
)
for f in (
    lambda: "a".split(""),
    lambda: "a".rsplit(""),
    lambda: "a".split(5),
    lambda: "a".split(",", "x"),
    lambda: "a".split(",", 1.0),
    lambda: ",".join(5),
    lambda: ",".join([1]),
    lambda: ",".join(["a", None, "b"]),
    lambda: ",".join(["a", b"b"]),
    lambda: "a".strip(5),
    lambda: "a".strip("a", "b"),
    lambda: "a".splitlines("x"),
    lambda: "a".splitlines(1, 2),
    lambda: "a".join(),
    lambda: "a".join("a", "b"),
    lambda: "a".lstrip(b"a"),
    lambda: "a".split(",", nope=1),
    lambda: ",".join(x / 0 for x in [1]),
    lambda: "a".join({1: 2}),
    lambda: ",".join("a" for _ in range(3)),
):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__, e)
