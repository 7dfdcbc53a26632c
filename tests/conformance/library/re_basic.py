# re: match, search, fullmatch, findall, finditer, character classes, quantifiers, anchors
import re

m = re.match(r"(\w+) (\w+)", "Isaac Newton, physicist")
print(m, m.group(), m.group(1, 2), m.groups(), m.span(2), m.start(), m.end(1), m[1], m.string, m.pos, m.endpos)
print(re.match("b", "abc"), re.search("b", "abc").span(), re.fullmatch("a.c", "abc").group(), re.fullmatch("a", "ab"))
print(re.findall(r"\d+", "a1b22c333"), re.findall(r"(\w)(\d)", "a1b2"), re.findall(r"(\w)\d", "a1b2"), re.findall("", "ab"))
print([(m.start(), m.group()) for m in re.finditer(r"[aeiou]+", "queueing aloud")])
for pattern, text in [
    (r"a*", "aaa"), (r"a+?", "aaa"), (r"a{2}", "aaa"), (r"a{2,}", "aaaa"), (r"a{,2}", "aaaa"), (r"a{1,3}?", "aaa"),
    (r"a{2,3}b", "aaaab"), (r"a{x}", "a{x}"), (r"a{,}", "aa"), (r"a{", "a{"), (r"[a-c]+", "abcd"), (r"[^a-c]+", "abcdef"),
    (r"[]a]+", "]a]"), (r"[^]]+", "ab]"), (r"[a\-z]+", "a-z"), (r"[-a]+", "-a-"), (r"[\d\s]+", "1 2x"), (r"[\w.]+", "a.b c"),
    (r"\bfoo\b", "a foo b"), (r"\Boo", "foo"), (r"^a$", "a\n"), (r"a\Z", "a\n"), (r"\Aa", "ab"), (r".", "\n"), (r"\.", "."),
    (r"\x41\u0042\103", "ABC"), (r"\t\n\\", "\t\n\\"), (r"(?:ab)+", "ababa"), (r"a|b|cd", "cd"), (r"(a|ab)(c|bcd)(d*)", "abcd"),
    (r"x*", ""), (r"(a*)*", "aa"), (r"(a*)+", "b"), (r"(?:a?)*?b", "aab"), (r"\S+@\S+", "me a@b c"), (r"a++b", "aaab"), (r"a*+a", "aaa"),
    (r"(?>a+)b", "aab"), (r"(?>a|ab)c", "abc"), (r"\D\W\S", "a b"), (r"a.*c", "abcabc"), (r"a.*?c", "abcabc"),
]:
    m = re.search(pattern, text)
    print(f"{pattern!r:28} {text!r:14}", m and (m.span(), m.group(), m.groups()))
p = re.compile(r"o")
print(p.search("foo boo", 3).span(), p.findall("foo boo", 2, 6), p.match("foo", 1), p.fullmatch("foo", 1, 2))
print(re.compile("^b").search("ab", 1), re.compile("b$").search("abc", 0, 2), p.pattern, p.flags, p.groups)
print(repr(p), re.compile("a\n'", re.I | re.M), repr(re.match(".+", "x" * 80)))
print(p == re.compile("o"), hash(p) == hash(re.compile("o")), re.compile(p) is p)
print(re.escape("a.b*c[d]-e f\n#é&~"), re.escape(b"\x00a+"), re.fullmatch(re.escape("1+1=2?"), "1+1=2?") is not None)
print(re.findall(rb"\w+", b"ab \xe9 cd"), re.sub(rb"b", b"X", b"abc"), re.match(b"a", bytearray(b"abc")).group())
print(bool(re.match("", "")), re.match("a", "abc").regs, re.search("(a)|(b)", "b").regs)
