# pathlib: pure paths in both flavours: parsing, properties, joining, matching, relative_to, errors
import pathlib
from pathlib import PurePath, PurePosixPath as P, PureWindowsPath as W

for s in ("/usr/lib/python3.11/x.tar.gz", "a/b/../c", ".", "", "/", "//a/b", "///a", "a//b/./c/", ".bashrc", "a.", "..", "~/x", "a/b.txt/"):
    p = P(s)
    print(repr(s), p, p.parts, "|", p.name, p.stem, p.suffix, p.suffixes, p.parent, p.anchor, p.root, p.is_absolute())
for s in ("C:\\Users\\x\\f.txt", "c:/a/b", "C:", "C:a", "\\\\host\\share\\dir", "\\a", "a\\b", "con", "C:\\"):
    p = W(s)
    print(repr(s), p, p.parts, "|", p.drive, p.root, p.anchor, p.name, p.parent, p.is_absolute(), p.as_posix(), p.is_reserved())
print(P("a") / "b" / P("c"), "x" / P("y"), P("a", "b", "/c", "d"), P("a").joinpath("b", "c"), W("C:/a") / "D:/b", W("C:/a") / "/b", W("C:/a") / "C:b", P("a") / "")
p = P("/a/b/c.txt")
print(p.with_name("d"), p.with_suffix(".py"), p.with_suffix(""), p.with_stem("q"), list(p.parents), p.parents[1], len(p.parents), p.parents[-1], p.relative_to("/a"), p.relative_to("/a", "b"), p.is_relative_to("/a"), p.is_relative_to("/x"))
print(p.match("*.txt"), p.match("b/*.txt"), p.match("/a/*"), p.match("/a/*/*.txt"), P("a.PY").match("*.py"), W("a.PY").match("*.py"), p.match("**/c.txt"))
print(p.as_uri(), W("C:/a b/ü").as_uri(), P("/a%b c").as_uri(), repr(p), str(p), bytes(p), p.__fspath__(), hash(p) == hash(P("/a/b/c.txt")))
print(P("a") == P("a/"), P("A") == P("a"), W("A") == W("a"), P("a") == W("a"), P("a") < P("b"), sorted([P("b"), P("a/c"), P("a")]), P("a") == "a", W("B") > W("a"))
print(type(PurePath("x")).__name__, isinstance(PurePath("x"), P), pathlib.PurePath.__name__, P(P("a"), "b"), P("a/b/c").parts[1:], P("/a/./b"), P("a/./b/.."))


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: P("a").relative_to("b"))
attempt(lambda: P("/a").relative_to("a"))
attempt(lambda: P("a/b").relative_to())
attempt(lambda: P("a").with_name("x/y"))
attempt(lambda: P("a").with_name(""))
attempt(lambda: P("/").with_name("x"))
attempt(lambda: P("/").with_suffix(".x"))
attempt(lambda: P("a").with_suffix("x"))
attempt(lambda: P("a").with_suffix("."))
attempt(lambda: P("a").as_uri())
attempt(lambda: P("a").match(""))
attempt(lambda: P(5))
attempt(lambda: P("a") / 5)
attempt(lambda: P(b"a"))
attempt(lambda: P("a").parents[5])
attempt(lambda: P("a") < "b")
attempt(lambda: P("a") < W("b"))
attempt(lambda: setattr(P("a"), "name", "b"))
attempt(lambda: W("C:/a").relative_to("D:/"))
attempt(lambda: pathlib.WindowsPath("x"))


class Mine(P):
    def shout(self):
        return str(self).upper()


print(Mine("a/b").parent.shout(), type(Mine("a") / "b").__name__, repr(Mine("z")))
