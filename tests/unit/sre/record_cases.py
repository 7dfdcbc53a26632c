"""Writes cases.txt: python3.11 record_cases.py > cases.txt."""
import re

from cases import line

# (flags, patterns, subjects): every pattern with every subject.
TABLE = [
    # literals, prefixes, anchors
    (0, ["a", "ab", "abc", "aab", "(ab)c", "abcabd", "", "^abc", "abc$", r"\Aabc\Z", "x", "(?:)", "a|b",
         "(?!)", "a(?!)|b"],
     ["", "a", "abc", "abcabcabd", "xxabc", "aaab", "abc\n", "\nabc", "aaaaaaaaaaaaaaaaaaaab"]),
    (re.M, ["^", "$", "^a*$", "^.", ".$", r"\A.", r".\Z", "^$"], ["", "\n", "a\nb", "\n\n", "aa\n\nb\n"]),
    (0, ["$", r"\Z", "a$", r"a\Z", "$\n", ".+$"], ["", "\n", "a", "a\n", "a\n\n", "b\na\n"]),
    # empty matches, must-advance
    (0, ["a*", "a*?", "(a*)", "(a|b)*", "(?:)", "b|", "|b", r"\b", r"\B", r"\b|:+", "(?=a)", "x*", "(?<=a)",
         "a??", "(a?)*", "(a?)+", "(a?)*?", "(a*)*", "(a*)+", "(a*)*?b", "(?:a*)*b", "(|a)+", "(a|)+", "(|a)*",
         "(a||b)*", "(?:|a){3}", "(?:a?){2,4}", "(?:a?){2,4}?", "(a*?)+$", "(?:a*?)*?$"],
     ["", "a", "aa", "b", "aab", "baac", "a:b::c", "bbb"]),
    # greedy, lazy, possessive
    (0, ["a+", "a+?", "a{2}", "a{2,3}", "a{2,3}?", "a{,2}", "a{2,}", "a{2,}?b", "a{0}", "a{0}b", "a{0,0}b",
         ".*b", ".*?b", ".+?b", "a++", "a*+a", "a?+a", "a{1,2}+a", "(?:ab)++", "(?:ab)*+ab", "(?:a|ab)++c",
         "(?:ab?)*+", "(?>a+)b", "(?>a*)a", "(?>ab|a)c", "(?>a|ab)c", "(?:ab){2,3}", "(?:ab){2,3}?", "(?:ab)*?c",
         "(ab)+?c", "(a)(b)?", "(a+)(a+)", "(a+?)(a+?)", "(a+?)(a+)$", "[ab]{3}", "(?:a{1,2}){1,2}+a"],
     ["", "a", "aaa", "aaaa", "ab", "aab", "abab", "ababab", "abc", "ababc", "aaabab", "aacab"]),
    # groups: marks kept and restored
    (0, ["(a)|(b)", "((a)|b)*", "((a)|(b))+", "(?:(a)|(b)|(c))*", "(a(b)?)+", "((a)b?)*", "(?:(a)|b)*?c",
         "(a)?b", "((a)?b)+", "(?:(a)?b)+", "(?:(x)|(y)|a)*", "(?:(a)(b)|(a)(c))*", "((((a))))", "(a)(?:b|(c))",
         "(?:(a)|(?:(b)|c))*d?", r"(a)\1", r"(a|b)\1", r"(a*)\1", r"(a*)b\1", r"(?:(a)|b)\1", r"(a)?\1b",
         r"(?:(a)|b)*\1", r"(a(b)?)+\2", "(a)?(?(1)b|c)", "(a)?(?(1)b)c", "(?:(a)|b)*(?(1)c|d)", "((a)|b)+?c",
         "(?P<x>a)(?P<y>b)?", "(?:(?P<x>a)|(?P<y>b))*(?P=x)", "((?:(a)|b)*)(c)?", "(a)(b)(c)?|(a)(c)"],
     ["", "a", "b", "ab", "ba", "abb", "aab", "abc", "aba", "bab", "ac", "acab", "abcd", "bbac", "aabb", "cab"]),
    # lookaround
    (0, ["a(?=b)", "a(?!b)", "(?<=a)b", "(?<!a)b", "(?=(a))ab", "(?!(a))b", "(?=(a+))a*b", "(?=a)(?!ab).",
         "(?<=(a))b", "(?<=ab|cd)e", "(?<=^)a", "(?<!^)a", "(?:(?=(a)|b).)*", "(?:(?!(b))(a))*b", "((?=a)|b)+",
         "(?<=a(?=b)).", "(?=(?=(a)))", "(?!(?!a))a", "(?:a(?=(b)?))+", r"(?<=\b)a", "(?<!a)(?<!b)c",
         "(?=(a*))(?<=(b))"],
     ["", "a", "b", "ab", "aab", "bb", "cde", "abe", "aaab", "abab", "bca", "babc"]),
    # exponential without care
    (0, ["(a+)+$", "(a|aa)+$", "(a*)*$", "(?:a?){12}a{12}", "(a|b|ab)*c", "(?:(a+)(b+))*c", "(x+x+)+y",
         "(?:a*b*)*c", "(.*)(.*)(.*)b", "((a{1,2}){1,2}){1,2}$"],
     ["aaaaaaaaaaaa", "aaaaaaaaaaab", "abababab", "xxxxxxxxxx", "xxxxxxxxxxy"]),
    # sets and categories
    (0, [r"\d+", r"\D+", r"\s+", r"\S+", r"\w+", r"\W+", "[a-c]+", "[^a-c]+", r"[\w-]+", r"[^\W\d_]+", "[]a]+",
         "[^]a]+", r"[\s\d]+", r"[^\s\d]+", ".", "[\u0400-\u04ff]+", "[^\u0400-\u04ff]+", "[a\u0416\U0001f600]+",
         "[\u4e00-\u9fff\u3040-\u30ff]", "\u0416", "[^\u0416]", r"\b\w", r"\B."],
     ["", "abc 123", "  x\t\n", "\xe9\xdf\xb5 \xa0\x85", "\u0416\u0437-\u0661\u0662", "\U0001f600\u4e00a",
      "a_b]c", "\xb2\xbd\u2028"]),
    (re.A, [r"\d+", r"\D+", r"\s+", r"\w+", r"\W+", r"\b.", r"\B.", r"[^\d]"],
     ["abc 123", "\xe9\xdf_", "\u0416\u0661a", "\xa0 \x85"]),
    (re.S, [".", ".*", ".+?b", ".{2}"], ["\n", "a\nb", ""]),
    # ignoring case
    (re.I, ["a", "abc", "[a-c]+", "[^a-c]+", "[A-Z]", "\xe9", "\xdf", "\xb5", "\u03bc", "k", "\u212a", "s", "\u017f",
            "i", "\u0130", "\u0131", "\u0416", "[\u0430-\u044f]+", "[^\u0416]", r"(a)\1", r"(\u0436)\1", r"(k|s)\1",
            "\U00010400", "[\U00010400-\U00010427]", "\u1e9e", "\ufb05", "[x\u212a]", r"[\w]", "\u03c3", "[^s]", "(?-i:a)b",
            "a(?s:.)b"],
     ["", "aA", "ABC", "xyz", "\xe9\xc9", "\xdf\u1e9e", "\xb5\u03bc\u039c", "k\u212aK", "s\u017fS", "iI\u0130\u0131",
      "\u0416\u0436", "\U00010400\U00010428", "\ufb05\ufb06", "aB", "\u03c3\u03c2\u03a3"]),
    (re.I | re.A, ["a", "\xe9", "k", "[a-z]+", "[^a-z]", r"(a)\1", "[\xe0-\xff]", "[k\u212a]"],
     ["aA", "\xe9\xc9", "k\u212aK", "ABCz"]),
    # what programs use
    (0, [r"(\w+)\s+(\w+)", r"([^,]*),([^,]*)", r"\"((?:[^\"\\]|\\.)*)\"", r"(\d+)-(\d+)-(\d+)", r"^\s*(\w+)\s*=\s*(.*?)\s*$",
         r"(?:(\d+)\.)?(\d+)", r"<(\w+)>.*?</\1>", r"/\*.*?\*/", r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?",
         r"(?P<n>\d+)|(?P<w>\w+)|(?P<o>[^\w\s])", r"\b(\w)(\w)?\w*\b", r"(\w+)@(\w+)\.com"],
     ["hello  world", "a,b,c", "say \"a\\\"b\" now", "2024-01-31", " key = some value ", "1.25e-3",
      "<a>x</a><b>y</b>", "/* a */ b /* c */", "x = 10 + y", "bob@example.com, al@x.com"]),
]

BYTES = [
    (0, [b"a", rb"\w+", rb"[\x80-\xff]+", b".", rb"\b.", rb"[^\x00-\x7f]"], [b"", b"abc \xe9\xff", b"\x00a\n"]),
    (re.I, [b"a", b"[a-f]+", b"\xe9", rb"(a)\1"], [b"aA\xe9\xc9", b"ABCg"]),
    (re.L, [rb"\w+", rb"\b.", rb"\W"], [b"abc \xe9", b"a_1"]),
    (re.L | re.I, [b"a", b"[a-f]+", b"[^a-f]+", b"[^a]", rb"(a)\1", b"\xe9"], [b"aA\xe9\xc9", b"ABCg"]),
]

for flags, patterns, subjects in TABLE + BYTES:
    for pattern in patterns:
        for number, subject in enumerate(subjects):
            text = line(pattern, flags, subject, "aamaf"[number % 5])
            if text is None:
                raise SystemExit("rejected: %r" % pattern)
            print(text)

for pattern, subject, pos, endpos in [
    ("^a", "aaa", 1, 3), ("a$", "aab", 0, 2), (r"\ba", "ba a", 1, 4), ("(?<=a)b", "abab", 1, 4), ("(?<=a)b", "abab", 3, 3),
    ("b(?=a)", "ba", 0, 1), ("a*", "aaaa", 2, 3), (r"\B", "ab", 1, 1), (r"\B", "ab", 0, 0), ("abc", "abcabc", 1, 5),
    ("(?m:^)a", "\na", 1, 2), ("", "abc", 3, 3), ("x*", "axb", 1, 2), (r"\Aa", "aa", 1, 2),
]:
    for mode in "amf":
        print(line(pattern, 0, subject, mode, pos, endpos))
