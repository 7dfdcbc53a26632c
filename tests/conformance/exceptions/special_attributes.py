# Attributes of particular exceptions: OSError, StopIteration, ImportError, UnicodeError, NameError, AttributeError, SyntaxError.
def show(x, *names):
    print(repr(x), "|", str(x), "|", *(f"{n}={getattr(x, n, 'MISSING')!r}" for n in names))


show(OSError(2, "No such"), "errno", "strerror", "filename", "filename2", "args")
show(OSError(2, "No such", "file.txt"), "errno", "strerror", "filename", "filename2", "args")
show(OSError(2, "No such", "a", None, "b"), "filename", "filename2", "args")
show(OSError("only"), "errno", "strerror", "args")
show(OSError(99999, "x"), "errno")
for n in (1, 2, 3, 4, 10, 11, 13, 17, 20, 21, 32, 103, 104, 110, 111, 999):
    print(n, type(OSError(n, "msg")).__name__, end="; ")
print()
show(FileNotFoundError(13, "still this class"), "errno")
show(FileNotFoundError("text"), "errno")
show(BlockingIOError(11, "m", 5), "characters_written", "args")
show(OSError(1, 2, 3, 4, 5), "args")
show(OSError(1, 2, 3, 4, 5, 6), "args")
show(StopIteration(), "value")
show(StopIteration(5), "value")
show(StopIteration(1, 2), "value", "args")
show(StopAsyncIteration(5), "value")
show(SystemExit(), "code")
show(SystemExit(3), "code")
show(SystemExit("msg"), "code")
show(SystemExit(1, 2), "code")
show(ImportError("m", name="n", path="p"), "name", "path", "msg")
show(ModuleNotFoundError("m"), "name", "path", "msg")
show(ImportError(), "msg")
show(ImportError(1, 2), "msg")
show(NameError("m", name="n"), "name")
show(AttributeError("m", name="n", obj=3), "name", "obj")
show(NameError(), "name")
show(UnboundLocalError("q"), "name")
show(KeyError("k"))
show(KeyError(("t", 1)))
show(KeyError("a", "b"))
show(KeyError("it's"))
show(KeyError(5))
show(KeyError(KeyError("x")))
u = UnicodeDecodeError("utf-8", b"ab\xff\xfe", 2, 3, "bad byte")
show(u, "encoding", "object", "start", "end", "reason")
u.end = 4
print(u)
u.start = 10
print(u)
u.start = u.end = 0
print(u)
show(UnicodeEncodeError("ascii", "aé€😀", 1, 2, "ordinal"), "object")
show(UnicodeEncodeError("ascii", "aé€😀", 2, 3, "r"))
show(UnicodeEncodeError("ascii", "aé€😀", 3, 4, "r"))
show(UnicodeEncodeError("ascii", "aé€", 1, 3, "r"))
show(UnicodeTranslateError("abc", 1, 2, "why"), "encoding", "start")
show(SyntaxError("m"), "msg", "lineno", "offset", "text", "filename", "print_file_and_line")
show(
    SyntaxError("m", ("f.py", 3, 4, "text line")),
    "filename",
    "lineno",
    "offset",
    "text",
    "end_lineno",
    "end_offset",
)
show(SyntaxError("m", ("f", 1, 2, "t", 1, 5)), "end_lineno", "end_offset")
show(SyntaxError("m", ("dir/f.py", None, None, None)))


def e(f):
    try:
        print("ok", repr(f()))
    except BaseException as ex:
        print(type(ex).__name__ + ":", ex)


e(lambda: ImportError(nope=1))
e(lambda: ImportError("a", name="b", nope=1))
e(lambda: NameError(x=1))
e(lambda: AttributeError("a", bad=1))
e(lambda: UnicodeDecodeError())
e(lambda: UnicodeDecodeError("a", "b", 1, 2, "c"))
e(lambda: UnicodeEncodeError("a", b"b", 1, 2, "c"))
e(lambda: SyntaxError("m", 5))
e(lambda: SyntaxError("m", (1, 2)))
e(lambda: ValueError(x=1))
e(lambda: KeyError(a=1))
e(lambda: OSError(x=1))
e(lambda: SyntaxError("m", ("f", 1, 2, "t", 1)))
x = ValueError("a")
x.custom = 1
x.__dict__["more"] = 2
print(x.__dict__, x.custom + x.more)
x.args = ("changed", 2)
print(x, repr(x))
x.args = ()
print(repr(x), repr(str(x)))
print(
    ValueError("a") == ValueError("a"),
    x == x,
    hash(x) == hash(x),
    ValueError(1).__reduce__(),
    x.__reduce__(),
)


class Own(Exception):
    def __init__(self, code, msg=""):
        self.code = code
        self.msg = msg

    def __str__(self):
        return f"[{self.code}] {self.msg}"


o = Own(5, "text")
print(o, repr(o), o.args, o.code)


class Own2(KeyError):
    pass


class Own3(OSError):
    def __init__(self, *a):
        super().__init__(*a)


print(
    str(Own2("k")),
    repr(Own2("k", 1)),
    repr(Own3(2, "m")),
    type(Own3(2, "m")).__name__,
    str(Own3(2, "m", "f")),
)
for f in (
    lambda: {}["k"],
    lambda: [].x,
    lambda: undefined_thing,
    lambda: __import__("no_such_mod"),
    lambda: b"\xff".decode(),
    lambda: "é".encode("ascii"),
    lambda: open("/no/such/file"),
    lambda: next(iter(())),
    lambda: compile("a b", "f.py", "exec"),
):
    try:
        f()
    except Exception as ex:
        print(
            type(ex).__name__,
            ex.args,
            sorted(
                (k, getattr(ex, k))
                for k in ("name", "errno", "filename", "start", "lineno", "value")
                if hasattr(ex, k)
            ),
        )
