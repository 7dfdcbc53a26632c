# Assignments to __class__, __bases__ and __name__: which classes may take another's place.
def e(f):
    try:
        f()
        print("ok")
    except Exception as error:
        print(type(error).__name__, error)


def make(name, base=object, **namespace):
    return type(name, (base,), namespace)


def become(cls, other):
    def f():
        x = cls()
        x.__class__ = other
        assert type(x) is other

    return f


A, B = make("A", __slots__=("a",)), make("B", __slots__=("a",))
C, D = make("C", __slots__=("b",)), make("D", __slots__=("a", "b"))
E, F = make("E"), make("F")
for pair in ((A, B), (A, C), (A, D), (E, F), (A, E), (E, A), (make("G", E), F), (F, make("H", A))):
    e(become(*pair))
e(become(make("I", list), make("J", list)))
e(become(make("I", list), make("J", dict)))
e(become(make("I", list), list))
e(become(E, int))
e(become(make("K", A, __slots__=("k",)), make("L", B, __slots__=("k",))))
e(become(make("K", A, __slots__=("k",)), make("M", B, __slots__=("m",))))


def rebase(cls, bases):
    def f():
        cls.__bases__ = bases

    return f


sub, other = make("Sub", E), make("Other", F)
e(rebase(sub, (F,)))
e(rebase(sub, ()))
e(rebase(sub, [E]))
e(rebase(sub, (5,)))
e(rebase(sub, (int,)))
e(rebase(sub, (list,)))
e(rebase(sub, (sub,)))
e(rebase(int, (object,)))
e(lambda: delattr(sub, "__bases__"))
e(lambda: delattr(sub, "__name__"))
e(lambda: delattr(sub, "__module__"))
e(lambda: setattr(sub, "__name__", "a\0b"))
e(lambda: setattr(sub, "__name__", 5))
e(lambda: setattr(sub, "__mro__", ()))
e(lambda: setattr(sub, "__flags__", 0))
e(lambda: setattr(E(), "__dict__", 5))
x = E()
x.attribute = 1
del x.__dict__
print(x.__dict__, hasattr(x, "attribute"))


class Meta(type):
    def mro(cls):
        print(hasattr(cls, "anything"))
        return super().mro()


class WithCell(metaclass=Meta):
    def f(self):
        return __class__


print(WithCell().f())


class Loud(dict):
    def __iter__(self):
        return iter(["fake"])

    def keys(self):
        return ["kk"]

    def __getitem__(self, key):
        return "loud"


print(dict(Loud(a=1)), {**Loud(a=1)}, (lambda **k: k)(**Loud(a=1)))


def annotated(a: int) -> str:
    "doc"


for wrapper in (staticmethod, classmethod):
    print(sorted(vars(wrapper(annotated))), wrapper(annotated).__annotations__)


class Both(type, E):
    pass


class BothAfter(E, type):
    pass


for meta in (Both, BothAfter):
    cls = meta("Made", (), {})
    e(lambda: delattr(cls, "__dict__"))
    e(lambda: setattr(cls, "__dict__", {}))
e(lambda: delattr(ValueError(), "__dict__"))
e(lambda: delattr(annotated, "__dict__"))
print((5).__add__.__doc__, int.__radd__.__doc__, [].__iter__.__doc__)
