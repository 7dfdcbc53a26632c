# Insertion order, views as sets, changes while iterating, deletion and re-insertion.
d = {}
for k in "zyxw":
    d[k] = len(d)
print(d)
d["y"] = "kept place"
print(d)
del d["z"]
d["z"] = "moved to end"
print(d, next(iter(d)))
d.pop("x")
d["x"] = 1
print(list(d))
print(d.popitem(), d.popitem(), d)
big = {i: -i for i in range(1000)}
for i in range(0, 1000, 2):
    del big[i]
for i in range(0, 20, 2):
    big[i] = i
print(len(big), list(big)[:5], list(big)[-5:])
a = {"p": 1, "q": 2, "r": 3}
b = {"q": 2, "r": 4, "s": 5}
print(
    sorted(a.keys() & b.keys()),
    sorted(a.keys() | b.keys()),
    sorted(a.keys() - b),
    sorted(a.keys() ^ b.keys()),
)
print(
    sorted(a.items() & b.items()),
    sorted(a.items() - b.items()),
    sorted(a.items() | {("x", 0)}),
    sorted(a.items() ^ b.items()),
)
print(
    a.keys() < {"p", "q", "r", "z"},
    a.keys() <= a.keys(),
    a.keys() >= {"p"},
    a.keys() > {"p", "q", "r"},
    a.keys() == {"p", "q", "r"},
    a.items() == {("p", 1), ("q", 2), ("r", 3)},
)
print(
    a.values() == a.values(),
    a.keys().isdisjoint(["zz"]),
    type(a.keys() & b).__name__,
    sorted({"p", "x"} & a.keys()),
    sorted({"p"} - a.keys()),
)
print(
    a.keys().mapping, type(a.keys().mapping).__name__, len(a.items()), repr(iter(a)).split(" ")[0]
)


def changed(action):
    d = {1: 1, 2: 2, 3: 3}
    try:
        for k in d:
            action(d, k)
        print("finished", d)
    except RuntimeError as e:
        print(e, len(d))


changed(lambda d, k: d.__setitem__(k, "same key"))
changed(lambda d, k: d.__setitem__(k + 10, 0))
changed(lambda d, k: d.pop(k))
changed(lambda d, k: (d.pop(k), d.__setitem__(k + 10, 0)) if k < 3 else None)
changed(lambda d, k: d.clear())
d = {1: 1, 2: 2}
for make in (lambda: iter(d.items()), lambda: iter(d.values()), lambda: reversed(d)):
    it = make()
    next(it)
    d[len(d) + 1] = 0
    try:
        next(it)
    except RuntimeError as e:
        print(e)
    try:
        print(next(it))
    except (RuntimeError, StopIteration) as e:
        print(type(e).__name__, e)
it = iter({1: 2})
print(it.__length_hint__(), next(it), it.__length_hint__(), next(it, "done"), iter(it) is it)


class K:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 1

    def __eq__(self, o):
        print("eq", self.n, o.n, end="; ")
        return self.n == o.n


x = {K(1): "a", K(2): "b"}
print(len(x))
print(x[K(2)], K(3) in x)
k = K(1)
x[k] = "c"
print(len(x), list(x.values()), next(iter(x)) is k)


class H:
    def __hash__(self):
        return "no"


class H2:
    def __hash__(self):
        raise ValueError("unhashable by choice")


class H3:
    def __eq__(self, o):
        return True


for h in (H, H2, H3):
    try:
        {h(): 1}
    except Exception as e:
        print(type(e).__name__, e)


class H4:
    def __hash__(self):
        return 2**100


print(hash(H4()) == hash(2**100), {1: 1}.items() == [(1, 1)], {1: 1}.keys() == [1])
