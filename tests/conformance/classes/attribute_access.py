# __getattr__, __getattribute__, __setattr__, __delattr__, __dir__ and their order.
class A:
    x = 1

    def __getattr__(self, name):
        if name.startswith("dyn_"):
            return "dynamic " + name[4:]
        raise AttributeError(f"custom: no {name}")


a = A()
a.y = 2
print(a.x, a.y, a.dyn_z, hasattr(a, "q"), getattr(a, "q", "dflt"), hasattr(a, "dyn_"))
try:
    a.q
except AttributeError as e:
    print(e, e.args, e.name, e.obj is a)


class B:
    def __init__(self):
        object.__setattr__(self, "log", [])

    def __getattribute__(self, name):
        if name != "log" and not name.startswith("__"):
            object.__getattribute__(self, "log").append("get " + name)
        return object.__getattribute__(self, name)

    def __setattr__(self, name, v):
        self.log.append("set %s=%r" % (name, v))
        super().__setattr__(name, v)

    def __delattr__(self, name):
        self.log.append("del " + name)
        super().__delattr__(name)

    def method(self):
        return "method"


b = B()
b.p = 1
b.p += 1
b.method()
del b.p
hasattr(b, "p")
setattr(b, "k", 5)
getattr(b, "k")
delattr(b, "k")
print(b.log)


class C:
    def __getattribute__(self, name):
        raise AttributeError("blocked " + name)

    def __getattr__(self, name):
        return "fallback " + name

    def __len__(self):
        return 3


c = C()
print(c.x, c.__class__, len(c), type(c).__name__)


class D:
    def __getattr__(self, name):
        return name.upper()


d = D()
print(d.abc, d.__foo__, hasattr(d, "__len__"), d.__len__)
for f in (lambda: len(d), lambda: d + 1, lambda: iter(d), lambda: d()):
    try:
        f()
    except TypeError as e:
        print(e)


class E:
    @property
    def p(self):
        raise AttributeError("from p")

    def __getattr__(self, n):
        return "rescued " + n


print(E().p)


class F:
    def __setattr__(self, n, v):
        raise TypeError("frozen " + n)

    def __delattr__(self, n):
        raise TypeError("no delete " + n)


f = F()
for act in (lambda: setattr(f, "a", 1), lambda: delattr(f, "a")):
    try:
        act()
    except TypeError as e:
        print(e)
f.__dict__["a"] = 5
print(f.a)
object.__setattr__(f, "b", 6)
print(f.b, sorted(vars(f)))


class G:
    def __dir__(self):
        return ["z", "a", "m"]


print(dir(G()), G().__dir__())


class H:
    def __dir__(self):
        return 5


try:
    dir(H())
except TypeError as e:
    print(e)


class M(type):
    def __getattr__(cls, n):
        return "meta " + n

    def __setattr__(cls, n, v):
        print("meta set", n)
        type.__setattr__(cls, n, v)


class K(metaclass=M):
    k = 1


K.j = 2
print(K.k, K.j, K.unknown)
try:
    K().unknown
except AttributeError as e:
    print(e)


class R:
    def __getattr__(self, n):
        return getattr(self, n + "x") if len(n) < 4 else n


print(R().a)
inst = A()
inst.__dict__["dyn_a"] = "stored"
print(inst.dyn_a, A.__getattr__(inst, "dyn_b"))
A.later = "added"
print(a.later)
a.later = "own"
print(a.later)
del a.later
print(a.later)
