# re: sub, subn, split with templates, functions, empty matches, counts
import re

print(re.sub("a", "b", "banana"), re.sub("a", "b", "banana", count=2), re.sub("a", "b", "banana", 1), re.subn("a", "", "banana"))
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.sub(r"(?P<n>\d)", r"<\g<n>>", "a1b2"), re.sub("(a)", r"\g<1>0", "ba"))
print(re.sub("x*", "-", "abxd"), re.sub("", "-", "abc"), re.sub("b*", "-", "abbc"), re.subn("x*", "-", "axb"), re.sub("$", "!", "a\n"))
print(re.sub(r"\d+", lambda m: str(int(m[0]) * 2), "1 20 x300"), re.sub("a|b", lambda m: {"a": "1", "b": "2"}[m.group()], "abcab"))
print(repr(re.sub("a", r"\n\t\\", "xay")), re.sub("a", "\\\\1", "xay"), re.sub("(a)|b", r"[\1]", "ab"), re.sub(r"\s+", " ", " a \t\n b "))
print(re.sub("a", r"\0", "a") == "\x00", re.sub("a", r"\101", "a"), re.sub("(.)", r"\g<1>\1", "ab"))
print(re.sub("(?i)A", "x", "aAbB"), re.sub("a", "x", "aA", flags=re.I), re.sub(".", lambda m: "", "abc"), re.sub("z", "y", "abc") )
print(re.split(r"\W+", "Words, words, words."), re.split(r"(\W+)", "Words, words."), re.split(r"\W+", "a b c d", maxsplit=2))
print(re.split(r"(a)|(b)", "1a2b3"), re.split("", "abc"), re.split(r"\b", "hi there"), re.split(r"(\b)", "a b"), re.split("x*", "axbc"))
print(re.split("[a-f]+", "0a3B9", flags=re.I), re.split(",", ""), re.split(",", "a"), re.split(r"(,)(;)?", "a,b,;c"))
print(re.split(rb",", b"a,b"), re.compile(";").split("a;b;c", 1), re.split(r"\s*(?:and|,)\s*", "x, y and z,w"))


def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: re.sub("a", r"\1", "a"))
attempt(lambda: re.sub("a", r"\g<x>", "a"))
attempt(lambda: re.sub("a", r"\g<1", "a"))
attempt(lambda: re.sub("a", r"\g", "a"))
attempt(lambda: re.sub("a", r"\g<>", "a"))
attempt(lambda: re.sub("a", r"\q", "a"))
attempt(lambda: re.sub("a", "\\", "a"))
attempt(lambda: re.sub("a", 5, "a"))
attempt(lambda: re.sub("a", lambda m: 5, "a"))
attempt(lambda: re.sub("a", b"x", "a"))
attempt(lambda: re.sub(b"a", "x", b"a"))
attempt(lambda: re.sub("a", "x", b"a"))
attempt(lambda: re.sub("a", "x", None))
attempt(lambda: re.sub("a", r"\400", "a"))
attempt(lambda: re.sub("(a)", r"\g<-1>", "a"))
attempt(lambda: re.match(b"a", "a"))
attempt(lambda: re.findall("a", 5))
attempt(lambda: re.sub("a", lambda: "x", "a"))


class S(str):
    pass


r = re.sub("x", "y", S("abc"))
print(type(r).__name__, type(re.sub("a", "y", S("abc"))).__name__)
template = "Dear {name}, you owe {amount}. {unknown}"
values = {"name": "Ada", "amount": "12"}
print(re.sub(r"\{(\w+)\}", lambda m: values.get(m[1], m[0]), template))
print(re.sub(r"(?m)^(\s*)#\s?", r"\1// ", "# a\n  # b\nc # d"))
count = iter(range(100))
print(re.sub("x", lambda m: str(next(count)), "x-x-x"), re.sub(r"([^\W\d_])\1+", r"\1", "aabbccd1122__"))
print(re.subn(r"(\d)(\d)", r"\2\1", "12345"), re.compile("a").sub("b", "aaa", 2), re.compile("a").subn("b", "caca"))
