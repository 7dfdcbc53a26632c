# ExceptionGroup: construction, nesting, subgroup, split, derive, attributes.
g = ExceptionGroup("msg", [ValueError(1), TypeError("t")])
print(
    g,
    repr(g),
    g.message,
    g.exceptions,
    g.args,
    isinstance(g, Exception),
    type(g).__mro__[1].__name__,
)


def e(f):
    try:
        print("ok", repr(f()))
    except BaseException as ex:
        print(type(ex).__name__ + ":", ex)


e(lambda: ExceptionGroup())
e(lambda: ExceptionGroup("m"))
e(lambda: ExceptionGroup("m", []))
e(lambda: ExceptionGroup("m", ()))
e(lambda: ExceptionGroup("m", [5]))
e(lambda: ExceptionGroup("m", [ValueError]))
e(lambda: ExceptionGroup(5, [ValueError()]))
e(lambda: ExceptionGroup("m", ValueError()))
e(lambda: ExceptionGroup("m", [KeyboardInterrupt()]))
e(lambda: BaseExceptionGroup("m", [KeyboardInterrupt()]))
e(lambda: type(BaseExceptionGroup("m", [ValueError()])).__name__)
e(lambda: ExceptionGroup("m", (ValueError(1),)))
e(lambda: ExceptionGroup("m", [ValueError()], 3))
e(lambda: ExceptionGroup("m", {ValueError(1)}))
e(lambda: ExceptionGroup("m", (x for x in [ValueError()])))
e(lambda: ExceptionGroup("m", [BaseExceptionGroup("b", [SystemExit(1)])]))
e(lambda: ExceptionGroup("m", "abc"))
e(lambda: ExceptionGroup(message="m", exceptions=[]))
e(lambda: setattr(g, "message", 1))
e(lambda: setattr(g, "exceptions", ()))
e(lambda: ExceptionGroup("m", None))
e(lambda: ExceptionGroup("m", [None]))
n = ExceptionGroup(
    "outer",
    [
        ValueError(1),
        ExceptionGroup(
            "inner", [KeyError("k"), ValueError(2), ExceptionGroup("deep", [OSError("o")])]
        ),
        TypeError("t"),
    ],
)
print(n, len(n.exceptions))


def show(x, depth=0):
    if x is None:
        print("  " * depth + "None")
    elif isinstance(x, BaseExceptionGroup):
        print("  " * depth + f"{type(x).__name__} {x}")
        for s in x.exceptions:
            show(s, depth + 1)
    else:
        print("  " * depth + repr(x))


m, r = n.split(ValueError)
show(m)
show(r)
m, r = n.split((KeyError, OSError))
show(m)
show(r)
m, r = n.split(Exception)
print(m is n, r)
m, r = n.split(ZeroDivisionError)
print(m, r is n)
m, r = n.split(ExceptionGroup)
print(m is n, r)
m, r = n.split(lambda x: isinstance(x, ExceptionGroup) and x.message == "inner")
show(m)
show(r)
show(n.subgroup(TypeError))
print(n.subgroup(ArithmeticError))
show(n.subgroup(lambda x: "1" in repr(x) and not isinstance(x, ExceptionGroup)))
e(lambda: n.split())
e(lambda: n.split(5))
e(lambda: n.split("x"))
e(lambda: n.split(int))
e(lambda: n.split((ValueError, int)))
e(lambda: n.split([ValueError]))
e(lambda: n.subgroup(None))
e(lambda: n.split(lambda x: 1 / 0))
e(lambda: n.derive())
e(lambda: n.derive([]))
e(lambda: n.derive([ValueError()]))
e(lambda: type(n.derive([SystemExit()])).__name__)
e(lambda: n.derive(5))


class MyGroup(ExceptionGroup):
    def __new__(cls, msg, excs, code=None):
        self = super().__new__(cls, msg, excs)
        self.code = code
        return self

    def derive(self, excs):
        return MyGroup(self.message, excs, self.code)


mg = MyGroup("mine", [ValueError(1), KeyError(2)], 42)
mg.add_note("a note")
mg.__cause__ = OSError("cause")
m, r = mg.split(ValueError)
print(
    type(m).__name__,
    m.code,
    m,
    m.__notes__,
    repr(m.__cause__),
    type(r).__name__,
    r.exceptions,
    m.__notes__ is mg.__notes__,
)


class Plain(ExceptionGroup):
    pass


print(type(Plain("p", [ValueError(), KeyError()]).split(ValueError)[0]).__name__)


class BadDerive(ExceptionGroup):
    def derive(self, excs):
        return 5


e(lambda: BadDerive("m", [ValueError(), KeyError()]).split(ValueError))


class Mixed(ExceptionGroup, ValueError):
    pass


x = Mixed("m", [KeyError()])
print(isinstance(x, ValueError), x)
e(lambda: x.split(ValueError)[0] is x)
print(
    ExceptionGroup("one", [ValueError()]),
    ExceptionGroup("two", [ValueError()] * 2),
    ExceptionGroup[int],
    BaseExceptionGroup.__class_getitem__(int),
)
l = [ValueError()]
gl = ExceptionGroup("l", l)
l.append(1)
print(gl.exceptions, gl.args)
