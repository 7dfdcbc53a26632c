# Attributes found again through inline caches, and what makes those stale.
class M(type):
    def __getattr__(cls, n): return 'meta '+n
    @property
    def mp(cls): return 'mp'
class A(metaclass=M):
    x = 1
    @staticmethod
    def s(a): return ('s', a)
    @classmethod
    def c(cls, a): return (cls.__name__, a)
    @property
    def p(self): return 'prop'
    @property
    def g(self):
        yield 1
        yield 2
    @property
    def bad(self): raise AttributeError('inner')
class B(A): pass
def run():
    out=[]
    for o in [A, B, A(), B(), A, B]:
        for i in range(3):
            out.append((o.s(1), o.c(2), o.x))
    for o in [A(), B()]:
        for i in range(3):
            out.append((o.p, list(o.g)))
            try: o.bad
            except AttributeError as e: out.append(str(e))
    for o in [A,B]:
        for i in range(3): out.append((o.mp, o.zz))
    return out
for r in run(): print(r)
def f(o): return o.c(5)
print(f(A), f(B), f(A()), f(B()), f(A))
b=B(); b.c = lambda a: ('own', a)
print(f(b), f(B())); 
B.c = classmethod(lambda cls, a: ('new', cls.__name__, a))
print(f(B), f(B()), f(A), f(b))
M.x = property(lambda cls: 'metaprop')
def gx(o): return o.x
print(gx(A), gx(A()))
class P:
    def __init__(self): self.n=0
    @property
    def r(self): return self.r
try: P().r
except RecursionError as e: print(e)
class I:
    def __init__(self, a): return a
try: I(3)
except TypeError as e: print(e)
print(type(I(None)).__name__)
def deep(n):
    class Z:
        def __init__(self, n): self.k = Z(n-1) if n else None
    return Z(n)
deep(50)
class G:
    def __init__(self): yield 1
try: G()
except TypeError as e: print(e)
import collections
T=collections.namedtuple('T','a b')
class U(T): pass
def ta(t): return t.a
for t in [T(1,2),U(3,4),T(5,6)]: print(ta(t), ta(t))
T.a = 99
print(ta(T(1,2)))
print([range(5), range(2,5), list(range(-3,3)), range(10**20)[5], range(3,-3), len(range(2**46,-2**46))])


class Base:
    pass


def make(i):
    cls = type(f"Shape{i}", (Base,), {})
    o = cls()
    for k in range(i % 3):
        setattr(o, f"other{k}", k)
    o.value = i
    return o


def total(objects):
    return sum(o.value for o in objects)


many = [make(i) for i in range(100)]
print(total(many), total(many))
Base.value = property(lambda self: 1000)
print(total(many))
del Base.value
print(total(many))
for o in many[::2]:
    del o.value
Base.value = 7
print(total(many))


class Slotted:
    __slots__ = ("v", "w")

    def __init__(self, v):
        self.v = v


class Mixin:
    __slots__ = ()


class Both(Mixin, Slotted):
    __slots__ = ()


class Text(str):
    __slots__ = ("__dict__",)


def v_of(o):
    return o.v


def set_v(o, v):
    o.v = v


for o in (Slotted(1), Both(2), Slotted(3), Both(4)):
    set_v(o, v_of(o) + 10)
    print(v_of(o), v_of(o))
try:
    print(Slotted(1).w)
except AttributeError as e:
    print(e)
both, slotted = Both(5), Slotted(6)
Mixin.v = property(lambda self: "mixin", lambda self, v: print("set", v))
set_v(both, 7)
set_v(slotted, 7)
print(v_of(both), v_of(slotted))
del Mixin.v
print(v_of(both), v_of(slotted))
Mixin.v = "class value"
print(v_of(both), v_of(slotted))
del Mixin.v
member = Slotted.v
del Slotted.v
for o in (both, slotted):
    try:
        print(v_of(o))
    except AttributeError as e:
        print(e)
Slotted.v = member
print(v_of(both), v_of(slotted))


class First:
    def __init__(self):
        self.a = 1


class Second:
    a = property(lambda self: "second")


class Derived(First):
    pass


d = Derived()
a_of = lambda o: o.a
print(a_of(d), a_of(d))
Derived.__bases__ = (Second,)
print(a_of(d))
Derived.__bases__ = (First,)
print(a_of(d))
print({(1, (2, "x")): 1}[(1, (2, "x"))], (1, [2]) == (1, [2]), hash((1, 2)) == hash((1.0, True + 1)))
print("b" in "abc", "" in "abc", "é" in "abé", "\U0001f600" in "abc")
