# collections.Counter: counting, arithmetic, comparison, ordering of most_common
from collections import Counter

c = Counter("mississippi")
print(c, c["s"], c["zzz"], "zzz" in c, len(c), c.total())
print(c.most_common(2), c.most_common(), c.most_common()[:-3:-1])
print(sorted(c.elements()), list(Counter(a=2, b=0, c=-1).elements()))
d = Counter({"i": 1, "s": 10, "q": 3})
print(c + d)
print(c - d)
print(c & d)
print(c | d)
print(+Counter(a=1, b=-1, c=0), -Counter(a=1, b=-1, c=0))
c.update("pppp")
c.subtract({"s": 5, "new": 2})
print(c)
del c["absent"]
del c["new"]
print(sorted(c.items()))
print(Counter(a=1) == Counter(a=1, b=0), Counter(a=1) != Counter(a=2))
print(Counter(a=1) <= Counter(a=2), Counter(a=3) > Counter(a=2, b=0), Counter(a=1, b=1) < Counter(a=1))
x = Counter(a=3)
x += Counter(a=1, b=2)
print(x)
x -= Counter(a=5, b=1)
print(x)
x |= Counter(z=2)
x &= Counter(z=1, b=4)
print(x)
print(Counter(), Counter([]), Counter(["x", "x"], ), Counter(x=1, y=2).copy())
print(dict(Counter("hello")), list(Counter("hello")))
print(Counter([3, 1, 3, 2, 1, 3]).most_common(1), isinstance(Counter(), dict))
words = "the quick the lazy the dog quick".split()
for word, n in Counter(words).most_common():
    print(f"{word:>6}: {n}")
for make in (
    lambda: Counter.fromkeys("ab"),
    lambda: Counter(1),
    lambda: Counter("a", "b"),
    lambda: Counter(a=1) + 5,
    lambda: Counter(a="x").update(a=1),
):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e)
print(Counter(a=1.5, b=2).total(), Counter(a=0.5) + Counter(a=0.25))
print(repr(Counter(b=1, a=1, c=2)), Counter(["b", "a", "b", "a"]).most_common())


class Sub(Counter):
    def __missing__(self, key):
        return -100


print(Sub("aab")["nope"], Sub("aab"))
