# __del__ after an explicit collection: cycles, resurrection, errors in finalizers, order-free.
import gc, sys, weakref

log = []


class D:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        log.append(self.n)


def drop():
    D("dropped")


drop()
gc.collect()
print(log)
log.clear()


def cycle():
    a, b = D("a"), D("b")
    a.o, b.o = b, a


cycle()
gc.collect()
print(sorted(log))
log.clear()


class Res:
    saved = []

    def __del__(self):
        log.append("del")
        Res.saved.append(self)


def res():
    r = Res()
    r.data = [1]
    r.me = r


res()
gc.collect()
print(log, Res.saved[0].data)
Res.saved.clear()
gc.collect()
print(log)
log.clear()


class Bad:
    def __del__(self):
        raise ValueError("in del")


un = []
sys.unraisablehook = lambda u: un.append((u.exc_type.__name__, str(u.exc_value)))


def bad():
    Bad()


bad()
gc.collect()
print(un)


def many():
    for i in range(50):
        D(i).self = None


many()
gc.collect()
print(sorted(log) == list(range(50)))
log.clear()


class Node:
    def __init__(self, n):
        self.n, self.links = n, []

    def __del__(self):
        log.append(self.n)


def graph():
    ns = [Node(i) for i in range(20)]
    for i, n in enumerate(ns):
        n.links += [ns[(i * 7 + 3) % 20], ns[(i + 1) % 20]]
    return weakref.ref(ns[0])


w = graph()
gc.collect()
print(w(), sorted(log) == list(range(20)))
log.clear()


def held():
    n1, n2 = Node("held"), Node("free")
    n2.links.append(n1)
    return n1


h = held()
gc.collect()
print(log)
del h
gc.collect()
print(log)
log.clear()


def gen():
    try:
        yield 1
    finally:
        log.append("generator closed")


def use():
    g = gen()
    next(g)


use()
gc.collect()
print(log)
log.clear()


def closure():
    d = D("in closure")

    def f():
        return d, f

    return None


closure()
gc.collect()
print(log)
log.clear()


def exc():
    d = D("in frame")
    try:
        raise ValueError(d)
    except ValueError as e:
        e.self = e


exc()
gc.collect()
print(log)
log.clear()


def cls():
    class Local(D):
        pass

    Local.inst = Local("class cycle")


cls()
gc.collect()
print(log)
log.clear()
d = D("rebound")
d = None
gc.collect()
print(log)
log.clear()
l = [D(1), D(2)]
l.clear()
gc.collect()
print(sorted(log))
log.clear()
m = {"k": D("value")}
m["k"] = 0
gc.collect()
print(log)
log.clear()
m = {D("key"): 1}
m.popitem()
gc.collect()
print(log)
log.clear()
x = D("attr")
x.child = D("child")
del x.child
gc.collect()
print(log)
del x
gc.collect()
print(log)
log.clear()
print(
    gc.isenabled(),
    gc.disable(),
    gc.isenabled(),
    gc.enable(),
    gc.isenabled(),
    type(gc.collect()).__name__,
    type(gc.get_count()).__name__,
    gc.collect(0) >= 0,
    gc.collect(generation=2) >= 0,
)
for f in (lambda: gc.collect(5), lambda: gc.collect("x"), lambda: gc.collect(-1)):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)


class Slot:
    __slots__ = ("ref", "__weakref__")

    def __del__(self):
        log.append("slot")


def sl():
    s = Slot()
    s.ref = s
    return weakref.ref(s)


r = sl()
gc.collect()
print(r(), log)
log.clear()


class DelAttr:
    def __del__(self):
        log.append(type(self).__name__ + " " + ",".join(sorted(vars(self))))


def da():
    d = DelAttr()
    d.x, d.y = 1, d


da()
gc.collect()
print(log)
log.clear()


class Inh(D):
    def __del__(self):
        log.append("sub")
        super().__del__()


def inh():
    Inh("base")


inh()
gc.collect()
print(log)
log.clear()
D("x").__del__()
gc.collect()
print(log)
