# str: case methods and is* tests over many characters.
words = [
    "",
    "abc",
    "ABC",
    "aBc dEf",
    "hello world",
    "they're bill's",
    "ß",
    "ŉ",
    "ǆ",
    "ǅ",
    "ﬁn",
    "İ",
    "ıI",
    "Σίσυφος ΣΑΣ",
    "éÉ",
    "123abc",
    "a1B2",
    "x_y-z",
    "日本",
    "Ⅷ ⅷ",
    "ªº",
    "ΐ",
    "\u1e9e",
    "o'neil",
    "a\tb\nC",
]
for w in words:
    print(
        ascii(w),
        [
            ascii(f(w))
            for f in (str.upper, str.lower, str.title, str.capitalize, str.swapcase, str.casefold)
        ],
    )
tests = [
    str.isalpha,
    str.isdigit,
    str.isdecimal,
    str.isnumeric,
    str.isalnum,
    str.isspace,
    str.isupper,
    str.islower,
    str.istitle,
    str.isidentifier,
    str.isprintable,
    str.isascii,
]
print([t.__name__ for t in tests])
for w in [
    "",
    "a",
    "A",
    "1",
    "²",
    "½",
    "٣",
    "Ⅷ",
    "五",
    " ",
    "\t\n",
    "\x1c",
    "\u2003",
    "\xa0",
    "a1",
    "Ab",
    "AB",
    "Ab Cd",
    "ab cd",
    "A1b",
    "1a",
    "_x",
    "x y",
    "é",
    "日本",
    "ǅ",
    "ª",
    "\x00",
    "\x7f",
    "\u200b",
    "\ud800",
    "😀",
    "a-b",
    "A-B",
    "Hello World",
    "HELLO world",
    "class",
    "x²",
    "·x",
    "ͺ",
    "℘",
    "名前",
    "A B",
    "𝟙",
]:
    print(ascii(w).ljust(12), "".join("1" if t(w) else "." for t in tests))
print(
    "ß".upper() == "SS",
    "SS".casefold() == "ß".casefold(),
    "ΑΣ".lower(),
    "Σ".lower(),
    "ΑΣΑ".lower(),
    "ΑΣ Σ.".lower(),
    "İ".lower() == "i̇",
    len("İ".lower()),
    "ŉ".upper(),
)
print(
    "hello WORLD".capitalize(),
    "ǆabc".capitalize(),
    "ﬃ".capitalize(),
    "ﬃ".title(),
    "a.b c-d 3e".title(),
    "don't".title(),
)
for f in (
    lambda: "a".upper(1),
    lambda: str.upper(5),
    lambda: "a".isalpha("b"),
    lambda: str.lower(),
    lambda: "a".title(x=1),
):
    try:
        print(f())
    except TypeError as e:
        print(e)
