# repr and ascii of strings; escapes; code points; comparisons; surrogates.
for s in (
    "",
    "a",
    "'",
    '"',
    "'\"",
    "\\",
    "\n\r\t\0\x1b\x7f",
    "é",
    "\x80\xa0\xad",
    "日",
    "😀",
    "\ud800",
    "\udfff",
    "\u200b\u2028\ufeff",
    "\U0010ffff",
    "e\u0301",
    "\u0378",
    "\ue000",
    "a'b",
    'a"b',
    "\x85",
    "ÿĀ",
    "\u3000",
):
    print(
        repr(s).encode("utf-8", "backslashreplace"), ascii(s), len(s), [hex(ord(c)) for c in s[:3]]
    )
print(
    chr(0).encode(),
    chr(65),
    chr(233),
    chr(0x1F600),
    ord("a"),
    ord("é"),
    ord("😀"),
    ord("\ud800"),
    chr(0x10FFFF) == "\U0010ffff",
)
print(
    "a" < "b",
    "a" < "B",
    "é" > "z",
    "日" < "😀",
    "\uffff" < "\U00010000",
    "a" < "aa",
    "" < "a",
    "Z" < "a",
    "ab" == "a" + "b",
    "é" == "e\u0301",
    max("aZé"),
    min("aZé"),
    sorted("bAéa日"),
)
s = "aé日😀z"
print(
    s[0],
    s[1],
    s[2],
    s[3],
    s[-1],
    s[::-1],
    s[1:4],
    len(s),
    list(s),
    s[2:3] == "日",
    s.index("😀"),
    [s[i] for i in range(-5, 5)],
    s * 2,
    s + "é",
    "".join(reversed(s)),
)
print(
    s.encode().decode() == s,
    len(s.encode()),
    s.encode("utf-16-le").decode("utf-16-le") == s,
    "\N{GREEK SMALL LETTER ALPHA}\N{SNOWMAN}\N{LATIN SMALL LETTER E WITH ACUTE}",
    "\u0041\x41\101",
)
for f in (
    lambda: chr(-1),
    lambda: chr(0x110000),
    lambda: chr("a"),
    lambda: chr(1.0),
    lambda: ord(""),
    lambda: ord("ab"),
    lambda: ord(5),
    lambda: ord(b"a"),
    lambda: ord(b"ab"),
    lambda: s[10],
    lambda: s[-10],
    lambda: s["a"],
    lambda: s[1.0],
    lambda: s + 5,
    lambda: s + b"a",
    lambda: s * 1.5,
    lambda: s * "a",
    lambda: 5 + s,
    lambda: s - "a",
    lambda: s < 5,
    lambda: -s,
    lambda: s[None],
    lambda: setattr(s, "x", 1),
    lambda: s.__setitem__,
    lambda: "a" * 10**20,
    lambda: "".nope,
    lambda: str.nope,
    lambda: s[1:2:0],
    lambda: s @ s,
    lambda: "a" ** 2,
    lambda: chr(10**30),
    lambda: hash("a") == hash("a"),
    lambda: "a" in 5,
    lambda: "".__getitem__(0),
    lambda: "abc".__getitem__(slice(0, 2)),
    lambda: "a".__add__(5),
    lambda: "a".__mul__(2),
    lambda: "a".__rmul__(2),
    lambda: "a".__mod__(()),
    lambda: "a".__rmod__("%s"),
    lambda: "a".__lt__(5),
    lambda: "abc".__len__(),
    lambda: "a".__iter__().__next__(),
    lambda: "ab".__getnewargs__(),
    lambda: "%s".__mod__("x"),
    lambda: "a".__eq__("a"),
    lambda: "a".__format__(">3"),
    lambda: "a".__sizeof__() > 0,
):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__, e)
try:
    s[0] = "x"
except TypeError as e:
    print(e)
try:
    del s[0]
except TypeError as e:
    print(e)
it = iter("aé日")
print(
    next(it),
    it.__length_hint__(),
    list(it),
    list(it),
    type(it).__name__,
    type(iter("abc")).__name__,
)
a = "x"
a += "y"
a *= 2
b = a
a += "z"
print(a, b)
big = ""
for i in range(2000):
    big += chr(97 + i % 26)
print(
    len(big),
    big[:5],
    big[-5:],
    big.count("a"),
    hash(big) == hash("".join(chr(97 + i % 26) for i in range(2000))),
)
acc = "é"
for i in range(50):
    acc = acc + str(i) if i % 2 else str(i) + acc
print(acc)
print(
    str.__name__,
    "".__class__,
    "abc".__doc__ is None,
    isinstance("", str),
    issubclass(str, object),
    "a" "b".upper(),
    "\
joined",
)
