# print with files and flush; sys.stdout replaced; open, read and write files.
import io, sys

out = io.StringIO()
print("a", 1, None, file=out, sep="|", end="$")
print(repr(out.getvalue()))
print(file=out)
print("x", "y", file=out, flush=True)
print(repr(out.getvalue()))


class W:
    def __init__(self):
        self.parts = []

    def write(self, s):
        self.parts.append(s)
        return "ignored"


w = W()
print(1, [2], "three", file=w)
print(w.parts)
print("a", file=w, sep="", end="")
print("", file=w)
print(w.parts)


def e(f):
    try:
        print("ok", f())
    except Exception as x:
        print(type(x).__name__ + ":", x)


class NoWrite:
    pass


class BadWrite:
    def write(self, s):
        raise OSError("disk full")


class NoFlush(W):
    pass


class BadStr:
    def __str__(self):
        raise KeyError("str")


e(lambda: print(1, file=NoWrite()))
e(lambda: print(1, file=BadWrite()))
e(lambda: print(1, file=5))
e(lambda: print(1, file=NoFlush(), flush=True))
e(lambda: print(BadStr(), file=w))
e(lambda: print(1, sep=5))
e(lambda: print(1, end=5))
e(lambda: print(1, foo=2))
e(lambda: print("to default", file=None))
e(lambda: print(*range(3), sep=", "))
saved = sys.stdout
sys.stdout = out2 = io.StringIO()
print("captured")
sys.stdout = saved
print(repr(out2.getvalue()))
sys.stdout = None
print("lost")
sys.stdout = saved
del sys.stdout
try:
    print("x")
except RuntimeError as x:
    err = str(x)
sys.stdout = saved
print(err)
sys.stdout.write("direct\n")
print(
    sys.stdout.write(""),
    sys.stdout.name,
    sys.stdout.mode,
    sys.stdout.closed,
    sys.stdout.isatty(),
    sys.stdout.writable(),
    sys.stdin.read() == "",
)
try:
    input()
except EOFError as x:
    print(type(x).__name__, x)
sys.stdin = io.StringIO("line one\nline two\r\nlast")
print(input(), repr(input()), input("prompt> "))
try:
    input()
except EOFError as x:
    print(x)
sys.stdin = sys.__stdin__
import tempfile, os

d = tempfile.mkdtemp()
p = os.path.join(d, "f.txt")
with open(p, "w", encoding="utf-8") as f:
    print(
        f.write("first\nsécond\n日本\n"),
        f.writelines(["a\n", "b"]),
        f.tell() > 0,
        f.name == p,
        f.mode,
        f.encoding,
        f.closed,
    )
print(f.closed, open(p, "rb").read() if 0 else "")
with open(p, encoding="utf-8") as f:
    print(repr(f.readline()), f.readlines(), f.read(), f.readline() == "")
with open(p, encoding="utf-8") as f:
    print([l.rstrip("\n") for l in f])
    f.seek(0)
    print(f.read(3), f.read(0) == "", repr(f.read(5)), f.tell())
with open(p, "rb") as f:
    print(f.read(5), f.readline(), f.seek(-3, 2), f.read(), f.tell(), f.seek(1), f.read(2), f.mode)
with open(p, "ab") as f:
    print(f.write(b"!"), f.tell())
with open(p, "r+", encoding="utf-8") as f:
    f.write("FIRST")
    f.seek(0)
    print(repr(f.read()))
with open(p, "w", newline="\r\n") as f:
    f.write("x\ny\n")
print(open(p, "rb").read(), repr(open(p).read()), repr(open(p, newline="").read()))
try:
    with open(p, "x") as f:
        pass
except FileExistsError as x:
    print(type(x).__name__, x.errno, x.strerror)
f = open(p)
f.close()
e(lambda: f.read())
e(lambda: f.write("x"))
e(lambda: next(f))
e(lambda: open(p, "w").read())
e(lambda: open(p, "r").write("x"))
e(lambda: open(p, "rb").write(b"x"))
e(lambda: open(d, "r") and 1 if 0 else "skip")
e(lambda: open(p, "wb").write("str"))
e(lambda: open(p, "w").write(b"bytes"))
e(lambda: open(p, "w", encoding="ascii").write("é"))
e(lambda: open(p, "w", encoding="no-such-enc"))
e(lambda: io.StringIO(5))
e(lambda: io.BytesIO("x"))
e(lambda: io.StringIO("ab").read(1))
e(lambda: io.StringIO("a\nb").readlines())
e(lambda: io.BytesIO(b"ab").getvalue())
os.remove(p)
os.rmdir(d)
