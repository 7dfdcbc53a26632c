# Weak references after an explicit collection: refs, callbacks, proxies, dictionaries, sets.
import gc, weakref


class C:
    def __init__(self, n="c"):
        self.n = n

    def __repr__(self):
        return f"C({self.n})"

    def m(self):
        return "method of " + self.n


def make():
    return weakref.ref(C("temp"))


r = make()
gc.collect()
print(r() is None)
c = C("kept")
r = weakref.ref(c)
gc.collect()
print(
    r(),
    r() is c,
    weakref.ref(c) is r,
    weakref.getweakrefcount(c),
    weakref.getweakrefs(c)[0] is r,
    type(r).__name__,
    r == weakref.ref(c),
    hash(r) == hash(c),
)
log = []


def cb(ref):
    log.append(ref() is None)


def with_callback():
    t = C("t")
    return weakref.ref(t, cb), weakref.ref(t, cb)


r1, r2 = with_callback()
gc.collect()
print(log, r1(), r1 is r2, r1.__callback__)
r3 = weakref.ref(c, cb)
print(r3.__callback__ is cb, r.__callback__, r3 is r, r3 == r)


def cycle():
    a, b = C("a"), C("b")
    a.other, b.other, a.self = b, a, a
    return weakref.ref(a), weakref.ref(b)


ra, rb = cycle()
gc.collect()
print(ra(), rb())
p = weakref.proxy(c)
print(p.n, p.m(), p == c, str(p), type(p).__name__, isinstance(p, C), p.__class__ is C)
p.n = "via proxy"
print(c.n)
del p.n
c.n = "kept"


def dead_proxy():
    return weakref.proxy(C())


d = dead_proxy()
gc.collect()
for f in (lambda: d.n, lambda: str(d), lambda: setattr(d, "x", 1), lambda: bool(d)):
    try:
        print(f())
    except ReferenceError as e:
        print(type(e).__name__, e)


class L(list):
    pass


l = L([1, 2])
lp = weakref.proxy(l)
print(len(lp), lp[0], 1 in lp, lp + [3], list(lp), bool(lp), lp == [1, 2])
lp.append(9)
print(l)


class Callable:
    def __call__(self, x):
        return x + 1


ca = Callable()
print(weakref.proxy(ca)(4), type(weakref.proxy(ca)).__name__, callable(p))
for f in (
    lambda: weakref.ref(5),
    lambda: weakref.ref("a"),
    lambda: weakref.ref(None),
    lambda: weakref.ref([]),
    lambda: weakref.ref({}),
    lambda: weakref.ref(()),
    lambda: weakref.ref(object()),
    lambda: weakref.proxy(1),
    lambda: weakref.ref(),
    lambda: weakref.ref(c, 1, 2),
    lambda: hash(p),
    lambda: r(1),
    lambda: weakref.ref(c) < weakref.ref(c),
    lambda: setattr(r, "x", 1),
    lambda: type(weakref.ref({1}.__class__)).__name__,
    lambda: type(weakref.ref(len)).__name__,
    lambda: type(weakref.ref(lambda: 0)).__name__,
    lambda: type(weakref.ref(set())).__name__,
    lambda: type(weakref.ref(x for x in ())).__name__,
):
    try:
        print("ok", f())
    except (TypeError, AttributeError) as e:
        print(e)
k1, k2 = C("k1"), C("k2")
wk = weakref.WeakKeyDictionary({k1: 1, k2: 2})
wv = weakref.WeakValueDictionary(a=k1, b=k2)
ws = weakref.WeakSet([k1, k2])
print(len(wk), wk[k1], sorted(wv), len(ws), k1 in ws, k2 in wk, wv["a"], wv.get("z", "none"))
del k2
gc.collect()
print(len(wk), list(wk.items()), list(wv.items()), len(ws), list(ws))


def dead_key():
    x = C("dead")
    wk[x] = "d"
    wv["dead"] = x
    ws.add(x)
    return hash(x) is not None


dead_key()
gc.collect()
print(len(wk), "dead" in wv, len(ws))
try:
    wk[5] = 1
except TypeError as e:
    print(e)
try:
    wv["x"] = 5
except TypeError as e:
    print(e)


class O:
    def m(self):
        return "bound"


o = O()
wm = weakref.WeakMethod(o.m)
print(wm()(), weakref.ref(o.m) is not None)
del o
gc.collect()
print(wm())
fin = []


def finalized():
    x = C("f")
    f = weakref.finalize(x, fin.append, "finalized")
    return f


f = finalized()
gc.collect()
print(fin, f.alive, f())
keep = C("keep")
f = weakref.finalize(keep, lambda *a, **k: (a, k), 1, k=2)
print(f.alive, f(), f.alive, f())
f2 = weakref.finalize(keep, print)
print(f2.detach()[1].__name__, f2.alive)


class RefSub(weakref.ref):
    def __new__(cls, o, tag):
        self = super().__new__(cls, o)
        self.tag = tag
        return self

    def __init__(self, o, tag):
        super().__init__(o)


s = RefSub(c, "tag")
print(s.tag, s() is c, s == weakref.ref(c), type(s).__name__)


def deadrefs():
    a = C(1)
    b = C(1)
    return weakref.ref(a), weakref.ref(b), weakref.ref(a)


x, y, z = deadrefs()
gc.collect()
print(x == y, x == z, x is z)
try:
    hash(x)
except TypeError as e:
    print(e)
