# isinstance, issubclass, getattr, setattr, hasattr, delattr, vars, dir, id, type, callable, repr, ascii, format, input-free.
def e(f):
    try:
        print("ok", f())
    except Exception as x:
        print(type(x).__name__ + ":", x)


class A:
    x = 1

    def m(self):
        pass


class B(A):
    __slots__ = ()


a = A()
a.y = 2
print(
    getattr(a, "x"),
    getattr(a, "nope", 3),
    hasattr(a, "y"),
    hasattr(a, "z"),
    setattr(a, "z", 5),
    a.z,
    delattr(a, "z"),
    hasattr(a, "z"),
    getattr(A, "x"),
    getattr(5, "real"),
    getattr("s", "upper")(),
    getattr(a, "x" * 1),
    getattr([], "append").__name__,
)
for f in (
    lambda: getattr(a, "q"),
    lambda: getattr(a),
    lambda: getattr(a, 5),
    lambda: getattr(a, "q", 1, 2),
    lambda: getattr(a, None, 1),
    lambda: setattr(a, "q"),
    lambda: setattr(a, 5, 1),
    lambda: setattr(5, "q", 1),
    lambda: setattr(int, "q", 1),
    lambda: setattr([], "q", 1),
    lambda: setattr(None, "q", 1),
    lambda: setattr(A.m, "q", 1),
    lambda: setattr(a.m, "q", 1),
    lambda: setattr(len, "q", 1),
    lambda: setattr(object(), "q", 1),
    lambda: setattr("s", "upper", 1),
    lambda: delattr(a, "q"),
    lambda: delattr(a, "x"),
    lambda: delattr(5, "real"),
    lambda: delattr("s", "upper"),
    lambda: delattr(a, 5),
    lambda: delattr(A, "q"),
    lambda: delattr(int, "real"),
    lambda: delattr(a, "__class__"),
    lambda: delattr(a, "__dict__"),
    lambda: hasattr(a),
    lambda: hasattr(a, 5),
    lambda: getattr(a, "é", "d"),
    lambda: setattr(a, "not an identifier", 1),
    lambda: getattr(a, "not an identifier"),
    lambda: setattr(a, "", 1),
    lambda: vars(a),
):
    e(f)
print(
    isinstance(1, int),
    isinstance(True, int),
    isinstance(1, (str, int)),
    isinstance(1, ()),
    isinstance(1, (str, (float, (int,)))),
    isinstance(a, object),
    isinstance(A, type),
    isinstance(None, type(None)),
    isinstance(1, int | str),
    isinstance(B(), A),
    issubclass(B, A),
    issubclass(bool, int),
    issubclass(A, A),
    issubclass(A, (int, object)),
    issubclass(int, int | str),
    isinstance(type, type),
    isinstance(object, object),
)
for f in (
    lambda: isinstance(1),
    lambda: isinstance(1, 5),
    lambda: isinstance(1, [int]),
    lambda: isinstance(1, "int"),
    lambda: issubclass(1, int),
    lambda: issubclass(int, 5),
    lambda: issubclass("a", str),
    lambda: isinstance(1, (int, 5)),
    lambda: isinstance("a", (int, 5)),
    lambda: isinstance(1, None),
    lambda: isinstance(1, int, 2),
    lambda: issubclass(int, ()),
    lambda: isinstance(1, list[int]),
):
    e(f)
print(
    type(1),
    type("a"),
    type(None),
    type(a) is A,
    type(A),
    type(type),
    type(len),
    type(A.m),
    type(a.m),
    type(...),
    type(NotImplemented),
    type(range(1)),
    type(lambda: 0),
    type(x for x in ()),
    type({}.keys()),
    type(type(None)),
    type(slice(1)),
    type(iter([])),
    type(1j),
    type(print),
    type([].append),
    type(int.__add__),
    type(str.upper),
    type(A.__dict__),
    type(super(B, B())),
    type(property()),
    type(memoryview(b"")),
    type(Exception()),
    type((lambda: 0).__code__),
)
print(
    callable(len),
    callable(A),
    callable(a),
    callable(a.m),
    callable(lambda: 0),
    callable(5),
    callable("a"),
    callable(type),
)
print(
    repr(1),
    repr("a"),
    repr([1, "x"]),
    repr(None),
    ascii("é"),
    ascii(["日"]),
    ascii("a'\""),
    format(5),
    format(5, "05"),
    format("a", ">3"),
    format(1.5, ".2f"),
    format(None),
    format([]),
    format(True, "d"),
)
for f in (
    lambda: repr(),
    lambda: repr(1, 2),
    lambda: ascii(),
    lambda: format(),
    lambda: format(1, 5),
    lambda: format(1, "q"),
    lambda: format([], "5"),
    lambda: callable(),
    lambda: type(),
    lambda: id(),
    lambda: vars(5),
    lambda: vars(object()),
    lambda: dir(1, 2),
    lambda: vars(1, 2),
    lambda: type(1, 2),
):
    e(f)
print(
    vars(a),
    vars() is globals(),
    dir(a)[-4:],
    [n for n in dir(A) if n[0] != "_"],
    "__class__" in dir(a),
    dir(B)[-2:],
    [n for n in dir(int) if n[0] != "_"],
    [n for n in dir(str) if n[0] != "_"],
    [n for n in dir([]) if n[0] != "_"],
    [n for n in dir({}) if n[0] != "_"],
    [n for n in dir(()) if n[0] != "_"],
    [n for n in dir(set()) if n[0] != "_"],
    [n for n in dir(b"") if n[0] != "_"],
    [n for n in dir(1.5) if n[0] != "_"],
    [n for n in dir(1j) if n[0] != "_"],
    [n for n in dir(range(1)) if n[0] != "_"],
    [n for n in dir(slice(1)) if n[0] != "_"],
    [n for n in dir(memoryview(b"")) if n[0] != "_"],
    [n for n in dir(x for x in ()) if n[0] != "_"],
    [n for n in dir(property()) if n[0] != "_"],
    [n for n in dir(bytearray()) if n[0] != "_"],
    [n for n in dir(Exception()) if n[0] != "_"],
    [n for n in dir((lambda: 0).__code__) if n[0] != "_"],
    sep="\n",
)


def loc():
    b = a = 1
    return dir(), sorted(vars()), sorted(locals())


print(loc())
print(id(a) == id(a), id(a) != id(A()), a is a, id(None) == id(None), type(id(a)).__name__)
import builtins

print(
    sorted(
        n
        for n in dir(builtins)
        if n[0].islower() and n not in ("copyright", "credits", "license", "exit", "quit", "help")
    ),
    len(
        [
            n
            for n in dir(builtins)
            if isinstance(getattr(builtins, n), type)
            and issubclass(getattr(builtins, n), BaseException)
        ]
    ),
)
for f in (
    lambda: staticmethod(5)(),
    lambda: object(1),
    lambda: object.x,
    lambda: super(),
    lambda: super(5),
    lambda: super(A, 5),
    lambda: super(A, a).zzz,
    lambda: super(B, a),
    lambda: memoryview(5),
    lambda: property(1, 2, 3, 4, 5),
    lambda: classmethod(),
    lambda: frozenset(5),
    lambda: enumerate(5),
    lambda: breakpoint.__name__,
    lambda: input.__name__,
    lambda: open.__name__,
    lambda: open("/nonexistent/file"),
    lambda: open(__file__, "q"),
    lambda: open(__file__, "rw"),
    lambda: open(__file__, "rb", encoding="x"),
    lambda: open(__file__, "r", 0),
    lambda: open(-5) if 0 else "skip",
    lambda: open(__file__, "bt"),
    lambda: open(),
    lambda: open(None),
    lambda: open("a\0b"),
    lambda: __import__,
    lambda: __build_class__(),
    lambda: __build_class__(5, "n"),
    lambda: __build_class__(lambda: 0, 5),
    lambda: __build_class__(lambda: None, "N").__name__,
):
    try:
        print("ok", str(f())[:40])
    except Exception as x:
        print(type(x).__name__ + ":", x)
