# sorted and list.sort: stability, key, reverse, errors, odd comparisons, patterns.
print(
    sorted([3, 1, 2]),
    sorted("hello"),
    sorted((2, 1)),
    sorted({3: 0, 1: 0}),
    sorted([], reverse=True),
    sorted([1]),
    sorted(range(5), reverse=True),
    sorted([True, 0, 2, False, 1.5]),
    sorted(["b", "A", "a", "B"]),
    sorted(["b", "A", "a", "B"], key=str.lower),
    sorted([(1, "b"), (1, "a"), (0, "z")]),
    sorted([[2], [1, 5], [1]]),
    sorted([-1, 2, -3], key=abs),
    sorted("aAbB", key=str.swapcase),
)
data = [("a", 3), ("b", 1), ("c", 3), ("d", 2), ("e", 1), ("f", 3)]
print(
    sorted(data, key=lambda p: p[1]),
    sorted(data, key=lambda p: p[1], reverse=True),
    sorted(data, key=lambda p: -p[1]),
    sorted(sorted(data, reverse=True), key=lambda p: p[1]),
    sep="\n",
)
s = 12345


def rnd():
    global s
    s = (s * 1103515245 + 12345) & 0x7FFFFFFF
    return s


for n in (2, 3, 10, 31, 32, 33, 63, 64, 65, 100, 500, 1000, 2049):
    base = [rnd() % 1000 for _ in range(n)]
    for variant in (
        base,
        base[::-1],
        sorted(base),
        sorted(base)[::-1],
        [v % 3 for v in base],
        sorted(base)[: n // 2] + base[: n // 2],
        list(range(n // 2)) * 2,
        [float(v) for v in base],
        [str(v) for v in base],
        [(v % 5, v) for v in base],
    ):
        tagged = [(v, i) for i, v in enumerate(variant)]
        r = sorted(tagged, key=lambda t: t[0])
        assert all(
            r[i][0] < r[i + 1][0] or (r[i][0] == r[i + 1][0] and r[i][1] < r[i + 1][1])
            for i in range(len(r) - 1)
        )
        r = sorted(tagged, key=lambda t: t[0], reverse=True)
        assert all(
            r[i][0] > r[i + 1][0] or (r[i][0] == r[i + 1][0] and r[i][1] < r[i + 1][1])
            for i in range(len(r) - 1)
        )
        assert sorted(variant) == sorted(variant[::-1])
print("stable on all patterns")


class C:
    n = 0

    def __init__(self, v):
        self.v = v

    def __lt__(self, o):
        C.n += 1
        return self.v < o.v

    def __repr__(self):
        return str(self.v)


print(sorted([C(3), C(1), C(2)]), C.n)
C.n = 0
sorted([C(i) for i in range(100)])
print(C.n)
C.n = 0
sorted([C(i) for i in range(100, 0, -1)])
print(C.n)
C.n = 0
sorted([C(1) for i in range(100)])
print(C.n)
C.n = 0
sorted([C(i * 7919 % 101) for i in range(101)])
print(C.n < 700)
C.n = 0
sorted([C(i * 7919 % 1009) for i in range(1009)])
print(C.n < 11000)


def err(f):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__ + ":", e)


err(lambda: sorted([1, "a"]))
err(lambda: sorted(["a", 1]))
err(lambda: sorted([None, 1]))
err(lambda: sorted([1j, 2j]))
err(lambda: sorted([{}, {}]))
err(lambda: sorted(5))
err(lambda: sorted())
err(lambda: sorted([1], 2))
err(lambda: sorted([1], key=5))
err(lambda: sorted([2, 1], key=lambda: 0))
err(lambda: sorted([1], reverse="x"))
err(lambda: sorted([1], reverse=None))
err(lambda: sorted([1, 2], cmp=1))
err(lambda: sorted([3, 1], key=lambda v: 1 / (v - 1)))
err(lambda: sorted([(1, {}), (1, {})]))
err(lambda: sorted([(1, {}), (2, {})]))
err(lambda: sorted([[1, "a"], [1, 2]]))
err(lambda: sorted([b"a", "a"]))
err(lambda: sorted([object(), object()]))
err(lambda: sorted(iterable=[1]))
err(lambda: sorted([2, 1], key=None, reverse=2))
err(lambda: [2, 1].sort(key=lambda v: v, reverse=True))
err(lambda: max(1, "a"))
err(lambda: min([]))
err(lambda: max([1, 2], key=5))
err(lambda: sorted([float("nan"), 1])[1] == 1)
err(lambda: sorted([1, 2.5, True, 10**30, -(10**30), 0.5]))
err(lambda: sorted([10**20, 10**20 - 1, 5]))
err(lambda: sorted(["é", "z", "a", "日", "Z"]))
err(lambda: sorted([b"b", b"a", bytearray(b"aa")]))
err(lambda: sorted([{1, 2}, {1}, {1, 2, 3}]))
err(lambda: sorted([(), (0,), (0, 0)]))
err(lambda: sorted(x for x in "cab"))
err(lambda: sorted(["a", None], key=lambda v: v or ""))
l = [3, 1, 2]
try:
    l.sort(key=lambda v: 1 / 0)
except ZeroDivisionError:
    print(l)
l = [C(2), 5, C(1)]
try:
    l.sort()
except (AttributeError, TypeError) as e:
    print(type(e).__name__, len(l))
from functools import cmp_to_key

print(
    sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)),
    sorted("bca", key=cmp_to_key(lambda a, b: (a > b) - (a < b))),
)
print(
    max([3, 1, 3.0]),
    min([1, 1.0, True]),
    max("a", "b"),
    max([(1, "b"), (1, "a")], key=lambda t: t[0]),
    min({5: 1, 2: 9}),
    max([], default="d"),
    max([1, -5], key=abs),
    min("abc", key=lambda c: -ord(c)),
    max(*[1, 2]),
    min([[2], [1]]),
    max({"a": 1, "b": 2}.items(), key=lambda kv: kv[1]),
)
w = "the quick brown fox jumps over the lazy dog the end".split()
freq = {}
for x in w:
    freq[x] = freq.get(x, 0) + 1
print(
    sorted(freq.items(), key=lambda kv: (-kv[1], kv[0])), sorted(set(w), key=lambda v: (len(v), v))
)
