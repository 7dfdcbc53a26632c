# copy: shallow and deep copies, memo, cycles, hooks, classes and slots, errors
import copy
from collections import OrderedDict, defaultdict, deque

original = {"list": [1, [2, 3]], "tuple": (1, [2]), "set": {1}, "d": deque([[1]])}
shallow, deep = copy.copy(original), copy.deepcopy(original)
original["list"][1].append(4)
original["d"][0].append(9)
print(shallow, deep, shallow["list"] is original["list"], deep["list"] is original["list"])
atomic = [None, 1, 2**100, 1.5, "s", b"b", (), frozenset([1]), range(3), len, int, Ellipsis, NotImplemented, lambda: 0, type, slice(1, 2), 1j, True]
print([copy.copy(x) is x for x in atomic], [copy.deepcopy(x) is x for x in atomic])
t = (1, 2, (3, 4))
u = (1, [2])
print(copy.deepcopy(t) is t, copy.deepcopy(u) is u, copy.copy(u) is u)
cyc = [1]
cyc.append(cyc)
c = copy.deepcopy(cyc)
print(c is not cyc, c[1] is c, c)
d = {}
d["self"] = d
e = copy.deepcopy(d)
print(e["self"] is e, e is d)
tc = ([],)
tc[0].append(tc)
td = copy.deepcopy(tc)
print(td[0][0] is td, td is tc)
shared = [0]
pair = copy.deepcopy([shared, shared])
print(pair[0] is pair[1], pair[0] is shared)


class Plain:
    def __init__(self, x):
        self.x = x


p = Plain([1])
q, r = copy.copy(p), copy.deepcopy(p)
print(q.x is p.x, r.x is p.x, r.x, type(r).__name__)


class Slots:
    __slots__ = ("a", "b")


s = Slots()
s.a = [1]
s2 = copy.deepcopy(s)
print(s2.a, s2.a is s.a, hasattr(s2, "b"))


class Hooks:
    def __init__(self, v):
        self.v = v

    def __copy__(self):
        print("__copy__")
        return Hooks(self.v)

    def __deepcopy__(self, memo):
        print("__deepcopy__", type(memo).__name__)
        return Hooks(copy.deepcopy(self.v, memo))


print(copy.copy(Hooks([1])).v, copy.deepcopy([Hooks([1])])[0].v)


class Reduce:
    def __init__(self, a, b):
        self.a, self.b = a, b

    def __reduce__(self):
        return Reduce, (self.a, self.b), {"extra": 1}


print(vars(copy.copy(Reduce(1, 2))))


class State:
    def __getstate__(self):
        return {"kept": 1}

    def __setstate__(self, state):
        self.restored = state


print(vars(copy.copy(State())), vars(copy.deepcopy(State())))


class L(list):
    pass


l = L([1, [2]])
l.tag = ["t"]
m = copy.deepcopy(l)
print(m, type(m).__name__, m.tag, m.tag is l.tag, m[1] is l[1])
print(copy.deepcopy(defaultdict(list, {1: [2]})), copy.copy(OrderedDict(a=1)), copy.deepcopy(deque([1], 5)), copy.copy({1, 2}) == {1, 2}, copy.copy(bytearray(b"x")))
memo = {}
copy.deepcopy(p, memo)
print(id(p) in memo, len(memo) >= 2)


class NoCopy:
    def __reduce_ex__(self, protocol):
        raise TypeError("refuses to be copied")


class BadReduce:
    def __reduce_ex__(self, protocol):
        return 5


for f in (lambda: copy.copy(NoCopy()), lambda: copy.deepcopy([NoCopy()]), lambda: copy.deepcopy((i for i in ())), lambda: copy.copy(BadReduce())):
    try:
        print(f())
    except Exception as ex:
        print(type(ex).__name__, ex)
print(copy.Error, copy.deepcopy(ValueError("a", [1])).args, copy.copy(Plain) is Plain)
