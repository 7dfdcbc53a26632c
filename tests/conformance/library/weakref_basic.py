# weakref: ref, proxy, WeakValueDictionary, WeakKeyDictionary, WeakSet, finalize, WeakMethod; explicit collection
import gc
import weakref


class Node:
    def __init__(self, name):
        self.name = name

    def hello(self):
        return f"hello {self.name}"

    def __repr__(self):
        return f"Node({self.name})"


n = Node("a")
events = []
r = weakref.ref(n, lambda ref: events.append(("dead", ref is r)))
print(r() is n, r == weakref.ref(n), hash(r) == hash(n), weakref.getweakrefcount(n) >= 1, r.__callback__ is not None, isinstance(r, weakref.ReferenceType), weakref.ref(n) is weakref.ref(n))
p = weakref.proxy(n)
print(p.name, p.hello(), p, type(p).__name__, isinstance(p, Node))
p.name = "b"
print(n.name, weakref.getweakrefs(n) != [])
del n
gc.collect()
print(r(), events)


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: p.name)
attempt(lambda: weakref.ref(5))
attempt(lambda: weakref.ref("s"))
attempt(lambda: weakref.ref([]))
attempt(lambda: weakref.ref(None))
attempt(lambda: weakref.ref())
attempt(lambda: weakref.proxy({}))
values = weakref.WeakValueDictionary()
a, b = Node("a"), Node("b")
values["a"], values["b"] = a, b
print(sorted(values), len(values), values["a"], "b" in values, values.get("z"), sorted(values.items()), sorted(v.name for v in values.values()), values.pop("b"), values.setdefault("c", b))
del b
gc.collect()
print(sorted(values.keys()), len(values))
attempt(lambda: values["c"])
attempt(lambda: values.__setitem__("k", 5))
keys = weakref.WeakKeyDictionary()
k1, k2 = Node("k1"), Node("k2")
keys[k1], keys[k2] = 1, 2
print(len(keys), keys[k1], k1 in keys, sorted(k.name for k in keys), keys.get(k2), Node("x") in keys, sorted(keys.values()))
del k1
gc.collect()
print(len(keys), [k.name for k in keys.keys()])
attempt(lambda: keys["str"])
ws = weakref.WeakSet([a, k2])
t = Node("t")
print(len(ws), a in ws, sorted(x.name for x in ws), sorted(x.name for x in ws | {t} if x), ws <= {a, k2}, ws.isdisjoint([5]))
del k2
gc.collect()
print(len(ws), len(keys))
ws.discard(a)
ws.discard(a)
print(len(ws), ws == set())
attempt(ws.pop)
f = Node("final")
fin = weakref.finalize(f, lambda *args, **kw: events.append((args, kw)), 1, k=2)
print(fin.alive, fin.peek()[2:], fin.atexit)
fin.atexit = False
del f
gc.collect()
print(fin.alive, events[-1], fin(), fin.peek())
g = Node("g")
fin2 = weakref.finalize(g, print, "finalized by hand")
fin2()
fin3 = weakref.finalize(g, print, "detached")
print(fin3.detach()[1:] == (print, ("detached",), {}), fin3.alive)
m = weakref.WeakMethod(g.hello)
print(m()(), m == weakref.WeakMethod(g.hello))
del g
gc.collect()
print(m())
attempt(lambda: weakref.WeakMethod(len))


class Slotted:
    __slots__ = ("__weakref__",)


class NoWeak:
    __slots__ = ()


s = Slotted()
print(weakref.ref(s)() is s)
attempt(lambda: weakref.ref(NoWeak()))
fn = lambda: 0
print(weakref.ref(fn)() is fn, weakref.ref(Node)() is Node, weakref.ref({1}.__class__)() is set, weakref.ref(frozenset([1]))() is None or True)
x, y = Node("x"), Node("y")
x.other, y.other = y, x
cycle = weakref.ref(x)
del x, y
gc.collect()
print(cycle(), repr(cycle).startswith("<weakref at "), repr(cycle).endswith("; dead>"))


class Key(weakref.ref):
    __slots__ = ("tag",)

    def __new__(cls, obj, tag):
        self = super().__new__(cls, obj)
        self.tag = tag
        return self

    def __init__(self, obj, tag):
        super().__init__(obj)


print(Key(a, "t").tag, Key(a, "t")() is a)
