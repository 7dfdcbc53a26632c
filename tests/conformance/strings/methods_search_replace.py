# str: find, index, count, replace, startswith, endswith, partition, removeprefix, in.
s = "abracadabra"
print(
    s.find("abra"),
    s.find("abra", 1),
    s.find("abra", 1, 10),
    s.find("z"),
    s.find(""),
    s.find("", 5),
    s.find("", 11),
    s.find("", 12),
    s.find("a", -1),
    s.find("a", -3, -1),
    s.find("ra", None, 4),
    s.find("abracadabrax"),
)
print(
    s.rfind("abra"),
    s.rfind("abra", 0, 10),
    s.rfind("z"),
    s.rfind(""),
    s.rfind("", 0, 3),
    s.rfind("a", 0, -1),
    s.rfind("b", 5),
)
print(
    s.index("c"),
    s.rindex("c"),
    s.count("a"),
    s.count("abra"),
    s.count(""),
    s.count("", 3),
    s.count("a", 1, -1),
    "aaaa".count("aa"),
    "".count(""),
    "".count("a"),
    s.count("", 20),
)
print(
    s.replace("a", "X"),
    s.replace("abra", ""),
    s.replace("", "-"),
    s.replace("a", "X", 2),
    s.replace("", "-", 3),
    s.replace("z", "y") is s or "copy",
    s.replace("a", "aa", 0),
    "".replace("", "x"),
    "".replace("a", "b"),
    "aaa".replace("aa", "b"),
    "é日é".replace("é", "e"),
    "abc".replace("b", "日本"),
)
print(
    s.startswith("abra"),
    s.startswith("bra", 1),
    s.startswith(("x", "a")),
    s.startswith(()),
    s.startswith(""),
    s.startswith("", 11),
    s.startswith("", 12),
    s.startswith("abra", 0, 3),
    s.endswith("ra"),
    s.endswith(("x", "ra")),
    s.endswith("ra", 0, 4),
    s.endswith("ra", -2),
    s.endswith("", 5, 2),
)
print(
    s.partition("c"),
    s.partition("z"),
    s.rpartition("a"),
    s.rpartition("z"),
    "a=b=c".partition("="),
    "a=b=c".rpartition("="),
    "".partition("x"),
)
print(
    s.removeprefix("abra"),
    s.removeprefix("x"),
    s.removesuffix("abra"),
    s.removesuffix(""),
    s.removeprefix(s),
    "aa".removeprefix("a"),
)
print("a" in s, "" in s, "cad" in s, "A" in s, "é" in "café", "日" in "abc", s.__contains__("bra"))
print(
    "x" * 1000 + "needle" in "x" * 5000 + "needle",
    ("ab" * 500 + "c").find("bc"),
    ("é" * 300 + "日").rfind("日"),
    ("a" * 200).count("a" * 7),
    ("日" * 50).replace("日日", "本"),
)
for f in (
    lambda: s.index("z"),
    lambda: s.rindex("z"),
    lambda: s.find(5),
    lambda: s.count(),
    lambda: s.replace("a"),
    lambda: s.replace("a", 5),
    lambda: s.replace(1, "a"),
    lambda: s.startswith(5),
    lambda: s.startswith(("a", 5)),
    lambda: s.startswith(["a"]),
    lambda: s.endswith((1,)),
    lambda: s.partition(""),
    lambda: s.partition(5),
    lambda: s.rpartition(""),
    lambda: s.removeprefix(("a",)),
    lambda: 5 in s,
    lambda: None in s,
    lambda: s.find("a", "b"),
    lambda: s.find("a", 1.0),
    lambda: s.replace("a", "b", "c"),
    lambda: s.replace("a", "b", count=1),
    lambda: s.index(),
    lambda: s.find("a", 1, 2, 3),
    lambda: b"a" in s,
    lambda: s.find("a", 10**30),
    lambda: s.count("a", -(10**30), 10**30),
):
    try:
        print("ok", f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
