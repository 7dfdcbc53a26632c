# copy.copy and copy.deepcopy: built-ins, cycles, sharing, hooks, __reduce_ex__, errors.
import copy

a = [1, [2, 3], {"k": [4]}, (5, [6]), {7}]
s, d = copy.copy(a), copy.deepcopy(a)
print(
    s == a,
    s is a,
    s[1] is a[1],
    d == a,
    d[1] is a[1],
    d[2]["k"] is a[2]["k"],
    d[3] is a[3],
    d[3][1] is a[3][1],
    d[4] is a[4],
)
for v in (
    5,
    1.5,
    "s",
    b"b",
    None,
    True,
    (),
    (1, 2),
    frozenset([1]),
    range(3),
    int,
    len,
    lambda: 0,
    ...,
    1j,
    NotImplemented,
    slice(1, 2),
    type(None),
):
    print(copy.copy(v) is v, copy.deepcopy(v) is v, end="; ")
print()
t = (1, (2, "x"))
print(copy.deepcopy(t) is t)
t = (1, [2])
print(copy.deepcopy(t) is t, copy.copy(t) is t, copy.deepcopy(t) == t)
l = [1]
l.append(l)
c = copy.deepcopy(l)
print(c, c[1] is c, c is l)
m = {"self": None}
m["self"] = m
c = copy.deepcopy(m)
print(c["self"] is c)
x = []
shared = [x, x, (x,)]
c = copy.deepcopy(shared)
print(c[0] is c[1], c[2][0] is c[0], c[0] is x)
tc = ([],)
tc[0].append(tc)
c = copy.deepcopy(tc)
print(c[0][0] is c, c is tc)


class P:
    cls = [1]

    def __init__(self, v):
        self.v = v
        self.l = [v]

    def __repr__(self):
        return f"P({self.v}, {self.l})"


p = P(1)
p.me = p
c1, c2 = copy.copy(p), copy.deepcopy(p)
print(c1, c2, c1.l is p.l, c2.l is p.l, c1.me is p, c2.me is c2, type(c1).__name__, c2.cls is P.cls)


class Hook:
    def __init__(self, n):
        self.n = n

    def __copy__(self):
        return "copied " + self.n

    def __deepcopy__(self, memo):
        print("memo", type(memo).__name__, end="; ")
        return Hook(self.n + "!")


print(copy.copy(Hook("h")), copy.deepcopy(Hook("h")).n, copy.deepcopy([Hook("a")])[0].n)


class State:
    def __init__(self):
        self.a, self.b = 1, [2]

    def __getstate__(self):
        print("getstate", end="; ")
        return {"a": self.a}

    def __setstate__(self, s):
        print("setstate", s, end="; ")
        self.__dict__.update(s)
        self.restored = True


print(vars(copy.copy(State())), vars(copy.deepcopy(State())))


class Slots:
    __slots__ = ("x", "y")

    def __init__(self):
        self.x = [1]


sl = Slots()
c = copy.copy(sl)
d = copy.deepcopy(sl)
print(c.x is sl.x, d.x is sl.x, d.x, hasattr(c, "y"))


class Red:
    def __init__(self, v):
        self.v = v

    def __reduce__(self):
        return Red, (self.v + 1,)


print(copy.copy(Red(1)).v, copy.deepcopy(Red([1] if 0 else 5)).v)


class Red2(list):
    def __reduce_ex__(self, p):
        return Red2, (), {"attr": 1}, iter([7, 8]), None


r = copy.copy(Red2([1]))
print(r, r.attr, type(r).__name__)


class RedD(dict):
    def __reduce__(self):
        return (RedD, (), None, None, iter([("k", 1)]))


print(copy.copy(RedD(z=1)))


class NewArgs:
    def __new__(cls, a, b=0):
        self = object.__new__(cls)
        self.args = (a, b)
        return self

    def __getnewargs__(self):
        return self.args


n = copy.copy(NewArgs(1, 2))
print(n.args)


class NewArgsEx(NewArgs):
    def __getnewargs_ex__(self):
        return (9,), {"b": 8}


print(copy.copy(NewArgsEx(1)).args)


class ListSub(list):
    def __init__(self, *a):
        super().__init__(*a)
        self.tag = ["t"]


ls = ListSub([1, [2]])
c = copy.copy(ls)
d = copy.deepcopy(ls)
print(c, type(c).__name__, c.tag is ls.tag, d, d.tag is ls.tag, d[1] is ls[1])


class DictSub(dict):
    pass


ds = DictSub(a=[1])
ds.x = 1
d = copy.deepcopy(ds)
print(d, d.x, d["a"] is ds["a"], type(d).__name__)


class IntSub(int):
    pass


i = IntSub(5)
i.extra = [1]
c = copy.deepcopy(i)
print(c, c.extra, type(c).__name__, c.extra is i.extra)


class TupSub(tuple):
    pass


tt = TupSub(([1],))
c = copy.deepcopy(tt)
print(c, type(c).__name__, c[0] is tt[0])
print(
    copy.copy({1: [2]}),
    copy.copy({1, 2}),
    copy.copy(bytearray(b"ba")),
    copy.deepcopy({(1, 2): {3}}),
    copy.deepcopy({"a": {"b": {"c": []}}}),
)
e = ValueError("msg", 1)
e.extra = [1]
c = copy.copy(e)
print(repr(c), c.extra is e.extra, c is e)
c = copy.deepcopy(e)
print(repr(c), c.extra is e.extra)


class Enumish:
    def __deepcopy__(self, memo):
        return self

    __copy__ = lambda self: self


u = Enumish()
print(copy.deepcopy([u, u])[0] is u)
memo = {}
x = [1]
y = copy.deepcopy(x, memo)
print(copy.deepcopy(x, memo) is y, id(x) in memo)


def gen():
    yield


for bad in (
    lambda: copy.copy(gen()),
    lambda: copy.deepcopy(iter([]) and gen()),
    lambda: copy.deepcopy(memoryview(b"a")),
    lambda: copy.copy(),
    lambda: copy.deepcopy([gen()]),
    lambda: copy.copy(type("R", (), {"__reduce_ex__": lambda s, p: 5})()),
    lambda: copy.copy(
        type("R", (), {"__reduce_ex__": lambda s, p: "global name"})()
    ).__class__.__name__,
    lambda: copy.copy(type("R", (), {"__reduce_ex__": lambda s, p: (1,)})()),
    lambda: copy.copy(type("R", (), {"__copy__": 5})()),
    lambda: list(copy.copy(iter([1, 2]))),
    lambda: list(copy.deepcopy(iter([1, 2]))),
    lambda: copy.copy(x for x in ()),
    lambda: copy.deepcopy(__import__("sys")),
):
    try:
        print("ok", bad())
    except Exception as ex:
        print(type(ex).__name__, str(ex).split(" at 0x")[0])
print(
    [1].copy(),
    {1: 2}.copy(),
    {1}.copy(),
    frozenset([1]).copy(),
    bytearray(b"a").copy(),
    [1][:],
    dict({1: 2}),
    list([1]),
)
b = P([1]).__reduce_ex__(2)
print(b[0].__name__, b[1][0].__name__, b[2])
print(
    object.__reduce_ex__(5, 2)[0].__name__,
    (5).__reduce_ex__(2)[1],
    [1].__reduce_ex__(2)[0].__name__,
    {1: 2}.__reduce_ex__(4)[1],
    P.__getstate__(p).keys() if hasattr(P, "__getstate__") else "none",
    object().__getstate__(),
    Slots().__getstate__(),
)
