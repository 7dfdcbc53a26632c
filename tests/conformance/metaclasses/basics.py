# Metaclasses: __new__, __init__, __call__, __prepare__, conflicts, inheritance.
class Meta(type):
    def __prepare__(name, bases, **kw):
        print("prepare", name, bases, kw)
        return {"injected": 1}

    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, sorted(k for k in ns if not k.startswith("__")), kw)
        return super().__new__(mcs, name, bases, ns)

    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw)
        super().__init__(name, bases, ns)

    def __call__(cls, *a, **k):
        print("call", cls.__name__, a, k)
        return super().__call__(*a, **k)

    def cls_method(cls):
        return "on " + cls.__name__


class A(metaclass=Meta, opt=3):
    y = injected + 1

    def __init__(self, v=0):
        print("A.__init__", v)


class B(A):
    z = 5


a = A(7)
print(
    A.y,
    type(A).__name__,
    type(B).__name__,
    A.cls_method(),
    hasattr(a, "cls_method"),
    isinstance(A, Meta),
    Meta.__mro__[1],
)
print(B.__class__, B(1).__class__.__name__)


class M1(type):
    pass


class M2(type):
    pass


class M3(M1, M2):
    pass


class X(metaclass=M1):
    pass


class Y(metaclass=M2):
    pass


try:

    class Z(X, Y):
        pass

except TypeError as e:
    print(e)


class Z2(X, Y, metaclass=M3):
    pass


print(type(Z2).__name__)


class Z3(X, metaclass=type):
    pass


print(type(Z3).__name__)


def func_meta(name, bases, ns, **kw):
    return name, bases, sorted(k for k in ns if k[0] != "_"), kw


class F(int, metaclass=func_meta, k=1):
    attr = 1


print(F)


class Ordered(dict):
    def __setitem__(self, k, v):
        if not k.startswith("__"):
            print("assign", k, end="; ")
        dict.__setitem__(self, k, v)


class OM(type):
    @classmethod
    def __prepare__(mcs, *a):
        return Ordered()


class O(metaclass=OM):
    b = 1
    a = 2

    def f(self):
        pass

    b = 3


print([k for k in O.__dict__ if k[0] != "_"], type(O.__dict__).__name__)


class Bad(type):
    @classmethod
    def __prepare__(mcs, *a):
        return 5


try:

    class BB(metaclass=Bad):
        pass

except TypeError as e:
    print(e)
try:

    class BC(metaclass=5):
        pass

except TypeError as e:
    print(e)


class Singleton(type):
    _i = {}

    def __call__(cls, *a):
        if cls not in Singleton._i:
            Singleton._i[cls] = super().__call__(*a)
        return Singleton._i[cls]


class S(metaclass=Singleton):
    def __init__(self, v):
        self.v = v


print(S(1) is S(2), S(3).v)


class Ops(type):
    def __add__(cls, o):
        return cls.__name__ + "+" + o.__name__

    def __len__(cls):
        return 7

    def __iter__(cls):
        return iter("abc")

    def __contains__(cls, x):
        return x == 1

    def __getitem__(cls, k):
        return ("item", k)

    def __repr__(cls):
        return "<class-like %s>" % cls.__name__

    def __bool__(cls):
        return False

    def __eq__(cls, o):
        return "eq"

    def __hash__(cls):
        return 5

    def __lt__(cls, o):
        return True


class P(metaclass=Ops):
    pass


class Q(metaclass=Ops):
    pass


print(
    P + Q,
    len(P),
    list(P),
    1 in P,
    P["k"],
    P,
    bool(P),
    P == Q,
    hash(P),
    P < Q,
    [P],
    isinstance(P(), P),
)
print(
    type.__call__(P).__class__,
    type(type) is type,
    isinstance(type, object),
    isinstance(object, type),
    type.__mro__,
    type(Ops),
)
for f in (
    lambda: type(),
    lambda: type(1, 2),
    lambda: type(1, 2, 3),
    lambda: type("a", 2, {}),
    lambda: type("a", (), 3),
    lambda: type("a", (), {}, x=1),
    lambda: type(b"a", (), {}),
    lambda: type("a\0b", (), {}),
    lambda: type(5),
    lambda: type("a", [], {}),
    lambda: type.__new__(type),
    lambda: type.__new__(int, "a", (), {}),
    lambda: type.mro(int),
):
    try:
        print("ok", f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


class Mro(type):
    def mro(cls):
        print("mro of", cls.__name__)
        return super().mro()[:1] + [Extra] + super().mro()[1:]


class Extra:
    def extra(self):
        return "from mro()"


class UsesMro(metaclass=Mro):
    pass


print(UsesMro().extra(), [c.__name__ for c in UsesMro.__mro__])
