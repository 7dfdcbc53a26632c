# re: syntax errors with message and position; error attributes
import re

patterns = [
    "(", ")", "(a", "a)", "[", "[a", "[]", "[^]", "[z-a]", r"[\w-a]", r"[a-\d]", "*", "+a", "?", "a**", "a+++", "a{2}{3}", "a{3,2}", "^*", "(*)", "|*",
    "\\", r"\x1", r"\x", r"\u12", r"\U0001", r"\U00110000", r"\N{foo}", r"\N", r"\y", r"\8", r"\1", r"(?:a", "(?", "(?P", "(?P<", "(?P<a", "(?P<a>",
    "(?P<>a)", "(?P=", "(?P=a", "(?P=a)", "(?P>a)", "(?<", "(?<a)", "(?#", "(?#abc", "(?(", "(?(1", "(?(1)", "(?(0)a)", "(?(x)a)", "(?(-1)a)", "(?i", "(?i:", "(?:*)",
    "a|*", "a{99999999999}", "x{4294967296}", r"\777", r"[\q]", "(?P<a>a)(?P<a>b)", "(?P<é>a)", "a(?x)b", "\n\n(", "abc\n  [z-a]", "((((a))))(", r"(?<=a*)", "(?'a'b)",
    "[[:alpha:]]x)", "(?=*)", "a???", "a*?*", "a{1}+*", "(?>a", "(?P<a b>c)", "(?P<a.b>c)", "(?", r"\400", r"[\400]", r"[\1]", "[b-", "[a-\\", "(?(1a)b)",
]
import warnings
warnings.simplefilter("ignore")
for p in patterns:
    try:
        re.compile(p)
        print(f"{p!r:26} ok")
    except re.error as e:
        print(f"{p!r:26} {e}")
    except (OverflowError, RecursionError) as e:
        print(f"{p!r:26} {type(e).__name__} {e}")
for p in ("ab\n(c", "[z-a]", b"\xff("):
    try:
        re.compile(p)
    except re.error as e:
        print(e.msg, e.pattern, e.pos, e.lineno, e.colno, isinstance(e, Exception), type(e).__name__, type(e).__module__)
e = re.error("custom")
print(e, e.msg, e.pos, e.pattern)
e = re.error("custom", "pat\ntern", 5)
print(e, e.lineno, e.colno)
