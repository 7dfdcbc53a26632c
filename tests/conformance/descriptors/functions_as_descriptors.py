# Functions, built-ins, bound methods and slot wrappers as descriptors.
import types


def f(self, *a):
    return self, a


print(f.__get__(5)(1), f.__get__(5, int)(), f.__get__(None, int) is f, type(f.__get__(3)).__name__)
try:
    f.__get__(None)
except TypeError as e:
    print(e)


class C:
    m = f
    b = len
    p = print
    l = lambda self: "lambda method"
    k = C2 = type("K", (), {})
    part = types.MethodType(lambda bound, *a: (bound, a), "bound-to")


c = C()
print(c.m(1)[1], c.b([1, 2]), c.l(), c.k().__class__.__name__, c.part(1, 2), C.part(3))
c.m = f
print(c.m("explicit"))
m = types.MethodType(f, 10)
print(m(1), m.__self__, m.__func__ is f, m.__name__, repr(m)[:20])
for g in (
    lambda: types.MethodType(f, None),
    lambda: types.MethodType(5, 5),
    lambda: types.MethodType(f),
    lambda: m.nope,
    lambda: setattr(m, "x", 1),
):
    try:
        print(g())
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
f.attr = "on function"
print(
    m.attr,
    c.__class__.m.attr,
    m == types.MethodType(f, 10),
    m == types.MethodType(f, 10.0),
    hash(m) == hash(types.MethodType(f, 10)),
)
print(m.__get__(99, int) is m, m.__get__("x")(0))
print(
    type(str.upper).__name__,
    type("".upper).__name__,
    type(int.__add__).__name__,
    type((1).__add__).__name__,
    type(dict.fromkeys).__name__,
    type(int.real).__name__,
    type(type.__dict__["__dict__"]).__name__,
    type(C.__dict__["__dict__"]).__name__,
    type(str.__dict__["maketrans"]).__name__,
)
print(
    str.upper("abc"),
    int.__add__(1, 2),
    (1).__add__(2),
    int.real.__get__(5),
    str.upper.__get__("q")(),
    str.__len__("four"),
    list.append.__objclass__,
    int.__add__.__name__,
    int.__add__.__objclass__,
)
print(
    repr(str.upper),
    repr(int.__add__),
    repr(int.real),
    repr(len),
    repr(dict.fromkeys).split(" at ")[0],
    repr(object.__init__),
)
for g in (
    lambda: str.upper(5),
    lambda: str.upper(),
    lambda: int.__add__("a", 1),
    lambda: int.__add__(),
    lambda: int.__add__(1),
    lambda: list.append((), 1),
    lambda: str.upper.__get__(5),
    lambda: int.real.__get__("x"),
    lambda: setattr(5, "real", 3),
    lambda: dict.keys([]),
    lambda: str.join(",", 5),
    lambda: (1).__add__(1, 2),
    lambda: [].append(),
    lambda: [].append(a=1),
    lambda: object.__repr__(),
    lambda: type.mro(5),
    lambda: str.__len__(b"x"),
    lambda: int.__lt__(1),
    lambda: (1).__lt__(),
):
    try:
        print("ok", g())
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
print(
    (1).__add__(1.5),
    (1).__lt__("a"),
    "a".__eq__(1),
    [].__eq__(()),
    (1.5).__radd__(1),
    (3).__rsub__(10),
    "a".__mul__(2),
    {}.__or__([]),
    object().__eq__(1),
    object().__lt__(1),
    (5).__pow__(2, 7),
    (1).__divmod__(0.5),
)
bound = [].append
print(
    bound.__self__,
    bound.__name__,
    bound.__qualname__,
    bound.__doc__ is not None,
    bound == bound,
    [1].append == [1].append,
)
l = []
ap = l.append
for i in range(3):
    ap(i)
print(
    l,
    l.append == l.append,
    l.append is l.append,
    list(map(str.upper, "ab")),
    sorted("bA", key=str.lower),
    list(map(int.__neg__, [1, 2])),
)


class S(str):
    def upper(self):
        return "custom " + str.upper(self)


print(S("x").upper(), str.upper(S("x")), list(map(S.upper, [S("q")])))


class HasFunc:
    def __init__(self):
        self.f = lambda *a: a


print(HasFunc().f(1))
print(C.l is C.l, c.l is c.l, c.l == c.l, C().l == c.l)
