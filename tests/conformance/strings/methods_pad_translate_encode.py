# str: center, ljust, rjust, zfill, expandtabs, translate, maketrans, encode.
for w in range(0, 9):
    print(
        [
            ("ab".center(w, "*")),
            "abc".center(w, "-"),
            "ab".ljust(w, "."),
            "ab".rjust(w, "."),
            "ab".zfill(w),
        ]
    )
print(
    "-5".zfill(5),
    "+5".zfill(5),
    "".zfill(3),
    "--5".zfill(6),
    "日".zfill(3),
    "x".center(4, "日"),
    "日".ljust(3) + "|",
    "abc".center(-5),
)
print(
    repr("a\tb".expandtabs()),
    repr("a\tb\tc".expandtabs(4)),
    repr("\t".expandtabs(3)),
    repr("ab\tc\n\td".expandtabs(4)),
    repr("a\tb".expandtabs(0)),
    repr("a\tb".expandtabs(-1)),
    repr("abcd\te\r\tf".expandtabs(tabsize=4)),
    repr("日\tx".expandtabs(4)),
)
t = str.maketrans("abc", "xyz")
print(t, "aabbccdd".translate(t))
t = str.maketrans("ab", "xy", "cd")
print(t, "abcde".translate(t))
print(
    str.maketrans({"a": "1", 98: "two", "c": None, "é": 233}),
    "abcé".translate({97: "AA", 98: None, 99: 100, 233: "e"}),
    "abc".translate({}),
    "abc".translate([65] * 100),
    "hello".translate(str.maketrans({"l": "L"})),
)


class Up:
    def __getitem__(self, c):
        if c == ord("x"):
            return None
        if c == ord("y"):
            raise LookupError
        if c == ord("z"):
            return "ZED"
        return c - 32


print("abxyzc".translate(Up()))
print(
    "é".encode(),
    "é".encode("latin-1"),
    "é".encode("utf-16-le"),
    "é".encode("utf-16"),
    "日".encode("utf-32-be"),
    "a€".encode("ascii", "ignore"),
    "a€".encode("ascii", "replace"),
    "a€😀é".encode("ascii", "backslashreplace"),
    "a€".encode("ascii", "xmlcharrefreplace"),
    "a€".encode("ascii", "namereplace"),
    "\ud800x".encode("utf-8", "surrogatepass"),
    "\udc80".encode("utf-8", "surrogateescape"),
    "x".encode(encoding="utf-8", errors="strict"),
    "".encode(),
)
for f in (
    lambda: "a".center(),
    lambda: "a".center("5"),
    lambda: "a".center(5, ""),
    lambda: "a".center(5, "xx"),
    lambda: "a".ljust(5, 5),
    lambda: "a".zfill("x"),
    lambda: "a".zfill(5, "0"),
    lambda: "a".expandtabs("x"),
    lambda: str.maketrans("ab", "x"),
    lambda: str.maketrans(5),
    lambda: str.maketrans({"ab": 1}),
    lambda: str.maketrans({1.5: 1}),
    lambda: str.maketrans("a", "b", 5),
    lambda: str.maketrans("a", 5),
    lambda: "abc".translate(5),
    lambda: "abc".translate({97: 1.5}),
    lambda: "abc".translate({97: -1}),
    lambda: "abc".translate({97: 0x110000}),
    lambda: "a".translate(),
    lambda: "é".encode("ascii"),
    lambda: "a€b€€".encode("latin-1"),
    lambda: "\ud800".encode(),
    lambda: "a".encode("nope"),
    lambda: "é".encode("ascii", "nope"),
    lambda: "a".encode(5),
    lambda: "é".encode("utf-8", 5),
    lambda: "ab\ud800\udfffc".encode("utf-8"),
    lambda: "a".encode("hex"),
    lambda: "é".encode("ascii", "strict"),
    lambda: "😀".encode("latin-1", "strict"),
    lambda: str.maketrans(),
    lambda: "x".center(10**30),
):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__, e)
