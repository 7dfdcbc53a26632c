# Container protocol: __len__, __getitem__, __setitem__, __delitem__, __contains__, __iter__, __reversed__, __missing__, __length_hint__.
class Seq:
    def __init__(self, *a):
        self.a = list(a)

    def __len__(self):
        return len(self.a)

    def __getitem__(self, i):
        print("get", i, end="; ")
        return self.a[i]


s = Seq("x", "y", "z")
print(
    len(s), s[0], s[-1], s[1:], list(s), "y" in s, "q" in s, list(reversed(s)), bool(s), bool(Seq())
)
for v in s:
    print(v, end=" ")
print(
    max(s),
    dict(enumerate(s)),
    list(zip(s, s)),
    [*s],
    (lambda *a: a)(*s),
    tuple(s),
    "".join(s),
    sep="\n",
)


class NoIter:
    pass


class IterNone(Seq):
    __iter__ = None


class ContNone(Seq):
    __contains__ = None


class RevNone(Seq):
    __reversed__ = None


class IterOnly:
    def __iter__(self):
        return iter([1, 2, 3])


class BadIter:
    def __iter__(self):
        return [1]


class BadNext:
    def __iter__(self):
        return self


class KeyErr:
    def __getitem__(self, i):
        if i > 1:
            raise KeyError(i)
        return i


class StopGet:
    def __getitem__(self, i):
        if i > 1:
            raise StopIteration
        return i


def e(f):
    try:
        print("ok", f())
    except Exception as ex:
        print(type(ex).__name__ + ":", ex)


for f in (
    lambda: iter(NoIter()),
    lambda: len(NoIter()),
    lambda: NoIter()[0],
    lambda: 1 in NoIter(),
    lambda: list(IterNone(1)),
    lambda: 1 in IterNone(1),
    lambda: 1 in ContNone(1),
    lambda: reversed(RevNone(1)),
    lambda: reversed(IterOnly()),
    lambda: 2 in IterOnly(),
    lambda: 5 in IterOnly(),
    lambda: list(BadIter()),
    lambda: list(BadNext()),
    lambda: list(KeyErr()),
    lambda: list(StopGet()),
    lambda: 9 in KeyErr(),
    lambda: NoIter().__len__,
    lambda: reversed({1}),
    lambda: reversed(5),
    lambda: next([]),
    lambda: next(5),
):
    e(f)


class L:
    def __init__(self, v):
        self.v = v

    def __len__(self):
        return self.v


for v in (3, 0, -1, "3", 1.0, None, True, 10**30):
    e(lambda: len(L(v)))
    e(lambda: bool(L(v)))


class B:
    def __init__(self, v):
        self.v = v

    def __bool__(self):
        return self.v

    def __len__(self):
        return 0


for v in (True, False, 1, None, "x"):
    e(lambda: bool(B(v)))
    e(lambda: not B(v))


class Item:
    def __setitem__(self, k, v):
        print("set", k, v)

    def __delitem__(self, k):
        print("del", k)


i = Item()
i[1] = 2
i["a", 1:2] = 3
del i[0], i["k"]
e(lambda: i[1])


class Get:
    def __getitem__(self, k):
        return k


g = Get()


def setg():
    g[1] = 2


def delg():
    del g[1]


e(setg)
e(delg)
e(lambda: g[()])
e(lambda: g[1, ...])
e(lambda: g[:])


class Hint:
    def __init__(self, h):
        self.h = h

    def __iter__(self):
        return iter("ab")

    def __length_hint__(self):
        return self.h


for h in (2, 0, 100, -1, "x", NotImplemented):
    e(lambda: list(Hint(h)))
import operator

print(
    operator.length_hint([1, 2]),
    operator.length_hint(iter("abc")),
    operator.length_hint(5, 9),
    operator.length_hint(Hint(7)),
)


class C:
    def __contains__(self, x):
        return x


print(1 in C(), 0 in C(), "" not in C(), [] in C())


class Rev:
    def __reversed__(self):
        return "any object"


print(reversed(Rev()))
