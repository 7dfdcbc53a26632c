# __call__, __str__, __repr__, __format__, __bytes__ and their fallbacks and errors.
class R:
    def __repr__(self):
        return "R-repr"


class S:
    def __str__(self):
        return "S-str"

    def __repr__(self):
        return "S-repr"


class F:
    def __format__(self, spec):
        return "<" + spec + ">"


r, s, f = R(), S(), F()
print(r, str(r), repr(r), f"{r}", f"{r!s:>8}", "%s %r" % (r, r), [r], (r,), {r: r}, "{}".format(r))
print(
    s,
    str(s),
    repr(s),
    f"{s}",
    f"{s!r}",
    "%s %r %a" % (s, s, s),
    [s],
    {"k": s},
    "{!r} {}".format(s, s),
)
print(
    f"{f}",
    f"{f:abc}",
    f"{f:{'x'}{1}}",
    format(f),
    format(f, "q"),
    "{:zz} {0.__class__.__name__}".format(f) if False else "{0:zz}".format(f),
)


def e(fn):
    try:
        print("ok", fn())
    except Exception as ex:
        print(type(ex).__name__ + ":", ex)


class BadStr:
    def __str__(self):
        return 5


class BadRepr:
    def __repr__(self):
        return None


class BadFormat:
    def __format__(self, spec):
        return 5


class BadBytes:
    def __bytes__(self):
        return "x"


class Raises:
    def __repr__(self):
        raise ValueError("no repr")


class StrSub(str):
    def __str__(self):
        return "StrSub.__str__"

    def __repr__(self):
        return "StrSub.__repr__"

    def __format__(self, s):
        return "StrSub.__format__(%s)" % s


class RetSub:
    def __str__(self):
        return StrSub("inner")


e(lambda: str(BadStr()))
e(lambda: f"{BadStr()}")
e(lambda: "%s" % BadStr())
e(lambda: repr(BadRepr()))
e(lambda: str(BadRepr()))
e(lambda: [BadRepr()].__repr__())
e(lambda: f"{BadFormat()}")
e(lambda: bytes(BadBytes()))
e(lambda: repr([Raises()]))
e(lambda: f"{Raises()!r}")
e(lambda: "%d" % r)
e(lambda: format(r, "5"))
e(lambda: f"{r:>5}")
e(lambda: f"{[]:5}")
e(lambda: f"{None:5}")
e(lambda: f"{object():x}")
e(lambda: "{:5}".format(()))
e(lambda: print(BadStr()))
e(lambda: format(r, 5))
e(lambda: ascii(BadRepr()))
x = StrSub("value")
print(
    x,
    str(x),
    repr(x),
    f"{x}",
    f"{x:5}",
    "%s" % x,
    "%5s" % x,
    "{}".format(x),
    x + "!",
    "".join([x, x]),
    [x],
    type(str(x)).__name__,
    type(str(RetSub())).__name__,
    type(f"{x}").__name__,
)


class IntSub(int):
    def __str__(self):
        return "IntSub.str"

    def __repr__(self):
        return "IntSub.repr"


i = IntSub(5)
print(
    i,
    repr(i),
    f"{i}",
    f"{i:d}",
    "%d" % i,
    "%s" % i,
    "%r" % i,
    [i],
    i + 1,
    f"{i!s}",
    str([i]),
    format(i),
    format(i, "03"),
)


class FloatSub(float):
    def __repr__(self):
        return "FloatSub.repr"


print(FloatSub(1.5), f"{FloatSub(1.5)}", "%.2f" % FloatSub(1.5), [FloatSub(2)], str(FloatSub(1)))


class C:
    def __call__(self, *a, **k):
        return a, k


c = C()
print(
    c(),
    c(1, *[2], k=3),
    c.__call__(5),
    callable(c),
    callable(C),
    list(map(c, [1])),
    sorted([2, 1], key=lambda v: c(v)[0]),
)


class NotCallable:
    __call__ = None


class CallDesc:
    @property
    def __call__(self):
        return lambda *a: ("via property", a)


class CallStatic:
    @staticmethod
    def __call__(x):
        return "static", x


class CallCls:
    @classmethod
    def __call__(cls, x):
        return cls.__name__, x


e(lambda: NotCallable()())
e(lambda: CallDesc()(1))
e(lambda: CallStatic()(1))
e(lambda: CallCls()(1))
e(lambda: callable(NotCallable()))
e(lambda: C()(1)())


class B:
    def __bytes__(self):
        return b"bb"

    def __index__(self):
        return 3


print(
    bytes(B()),
    bytearray(B()),
    hex(B()),
    [0] * B(),
    "abcd"[B()],
    range(B()),
    int(B()),
    float(B()),
    chr(B()),
    bin(B()),
)


class Inst:
    pass


inst = Inst()
inst.__str__ = lambda: "ignored"
inst.__len__ = lambda: 3
print("object at" in str(inst))
e(lambda: len(inst))
print(
    str(Inst) == "<class '__main__.Inst'>",
    repr(len),
    repr(type),
    repr(None),
    repr(...),
    repr(NotImplemented),
    str(b"x"),
    repr(str.join),
)
