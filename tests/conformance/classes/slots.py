# __slots__: storage, errors, inheritance, with __dict__ and __weakref__.
class S:
    __slots__ = ("a", "b")

    def __init__(self):
        self.a = 1


s = S()


def e(f):
    try:
        print("ok", f())
    except Exception as ex:
        print(type(ex).__name__ + ":", ex)


print(s.a, S.__slots__, type(S.a).__name__, hasattr(s, "__dict__"), hasattr(s, "b"))
e(lambda: s.b)
e(lambda: setattr(s, "c", 1))
e(lambda: delattr(s, "b"))
e(lambda: s.__dict__)
e(lambda: s.c)
e(lambda: vars(s))
s.b = 2
print(s.b)
del s.b
e(lambda: s.b)
print(
    S.a.__name__,
    S.a.__objclass__.__name__,
    S.a.__get__(s),
    S.a.__get__(None, S) is S.a,
    repr(S.a),
    S.a.__doc__,
)
S.a.__set__(s, 5)
print(s.a)
e(lambda: S.a.__get__(5))
e(lambda: S.a.__set__("x", 1))


class Sub(S):
    pass


x = Sub()
x.anything = 1
x.b = 3
print(x.__dict__, x.a, x.b)


class Sub2(S):
    __slots__ = "single"


y = Sub2()
y.single = 1
y.a = 2
print(y.single, y.a)
e(lambda: setattr(y, "zz", 1))


class Sub3(S):
    __slots__ = ()


e(lambda: setattr(Sub3(), "q", 1))


class WithDict:
    __slots__ = ["x", "__dict__"]


w = WithDict()
w.x = 1
w.y = 2
print(w.__dict__, w.x)


class Redefine(S):
    __slots__ = ("a",)


r = Redefine()
r.a = 10
S.a.__set__(r, 20)
print(r.a, S.a.__get__(r))


def make(**ns):
    return lambda: type("K", (), ns)


e(make(__slots__=("x",), x=1))
e(make(__slots__=("1bad",)))
e(make(__slots__=(5,)))
e(make(__slots__=5))
e(make(__slots__=("a", "a")))
e(make(__slots__=("__dict__", "__dict__")))
e(make(__slots__="has space"))
e(lambda: type("K", (int,), {"__slots__": ("a",)}))
e(lambda: type("K", (tuple,), {"__slots__": ("a",)}))
e(lambda: type("K", (int,), {"__slots__": ()})(5))


class L1:
    __slots__ = ("l1",)


class L2:
    __slots__ = ("l2",)


e(lambda: type("LL", (L1, L2), {}))
e(lambda: type("LL", (L1, Sub3), {}))


class Private:
    __slots__ = ("__hidden",)

    def __init__(self):
        self.__hidden = 1

    def get(self):
        return self.__hidden


print(Private().get(), hasattr(Private(), "_Private__hidden"), Private.__slots__)


class DictSlots:
    __slots__ = {"x": "doc of x", "y": None}


print(DictSlots.x.__doc__, DictSlots.y.__doc__, sorted(DictSlots.__slots__))


class Default:
    __slots__ = iter(["p", "q"])


d = Default()
d.p = 1
print(d.p, hasattr(Default, "p"))
import weakref

e(lambda: weakref.ref(S()))


class W:
    __slots__ = ("__weakref__",)


w = W()
print(weakref.ref(w)() is w)


class A1:
    __slots__ = ("a",)


class A2:
    __slots__ = ("a",)


class A3:
    __slots__ = ("b",)


a = A1()
a.a = 5
a.__class__ = A2
print(type(a).__name__, a.a)
e(lambda: setattr(a, "__class__", A3))
e(lambda: setattr(a, "__class__", Sub))


class L(list):
    __slots__ = ("tag",)


l = L([1])
l.tag = "t"
print(l, l.tag)
e(lambda: setattr(l, "no", 1))
