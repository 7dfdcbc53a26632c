# Set algebra on custom elements, frozensets of frozensets, hashing and equality, subclass results.
class E:
    def __init__(self, k, tag):
        self.k, self.tag = k, tag

    def __hash__(self):
        return hash(self.k)

    def __eq__(self, o):
        return isinstance(o, E) and self.k == o.k

    def __repr__(self):
        return f"{self.k}{self.tag}"

    def __lt__(self, o):
        return (self.k, self.tag) < (o.k, o.tag)


a, b = {E(1, "a"), E(2, "a")}, {E(2, "b"), E(3, "b")}
print(
    sorted(a | b),
    sorted(a & b),
    sorted(b & a),
    sorted(a - b),
    sorted(a ^ b),
    len(a | b),
    E(1, "z") in a,
    sorted(a.union(b)),
    sorted(a.intersection(list(b))),
)
s = {E(1, "first")}
s.add(E(1, "second"))
print(s)
s.discard(E(1, "x"))
print(s, len(s))
d = {E(1, "first"): 1}
d[E(1, "second")] = 2
print(d)


def powerset(s):
    out = {frozenset()}
    for e in s:
        out |= {x | {e} for x in out}
    return out


ps = powerset({1, 2, 3})
print(
    len(ps),
    sorted(sorted(x) for x in ps),
    frozenset({1, 2}) in ps,
    {1, 2} in ps,
    frozenset([frozenset([1]), frozenset()]) == frozenset([frozenset(), frozenset([1])]),
)
u = set(range(20))
evens = {x for x in u if x % 2 == 0}
threes = set(range(0, 20, 3))
print(
    sorted(evens & threes),
    sorted(evens - threes),
    sorted(u - evens - threes),
    len(evens | threes),
    len(evens) + len(threes) - len(evens & threes),
    (evens | threes) - (evens & threes) == evens ^ threes,
    u - (evens | threes) == (u - evens) & (u - threes),
)
print(
    {1, 2} < {1, 2, 3},
    {1, 2} <= {1, 2},
    {1, 2} < {1, 2},
    {1, 4} < {1, 2, 3},
    {1, 4} > {1, 2, 3},
    {1} != {1},
    set() < {0},
    set() <= set(),
    frozenset([1]) == {1},
    {1} == frozenset([1]),
    hash(frozenset([1, 2, 3])) == hash(frozenset([3, 2, 1])),
)
calls = []


class H:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        calls.append(f"hash {self.n}")
        return 1

    def __eq__(self, o):
        calls.append(f"eq {self.n} {o.n}")
        return self.n == o.n


x, y = H("x"), H("y")
s = {x}
calls.clear()
print(x in s, calls)
calls.clear()
print(y in s, calls)
calls.clear()
s.add(x)
print(calls)


class Bad:
    def __hash__(self):
        return 5

    def __eq__(self, o):
        raise ValueError("no eq")


t = {Bad()}
try:
    Bad() in t
except ValueError as e:
    print(e)
try:
    t.add(Bad())
except ValueError as e:
    print(e, len(t))


class S(set):
    def __contains__(self, x):
        return "custom"

    def add(self, x):
        super().add(x * 2)

    def __len__(self):
        return 99


s = S([1, 2])
s.add(5)
s.update([7])
print(
    5 in s,
    list.__len__(sorted(s)),
    sorted(s),
    len(s),
    bool(s),
    s == {1, 2, 10, 7},
    type(s | {0}).__name__,
    type(s - s).__name__,
    type(s.copy()).__name__,
)


class F(frozenset):
    def __new__(cls, *a):
        return super().__new__(cls, *a)


f = F([1])
print(
    type(f | {2}).__name__,
    type(f.copy()).__name__,
    f == {1},
    {f: 1}[frozenset([1])],
    repr(f),
    F() == frozenset(),
    repr(F()),
)
it = iter({1, 2, 3})
print(it.__length_hint__(), len(list(it)), it.__length_hint__())
s = {1, 2, 3}
try:
    for v in s:
        s.discard(v)
except RuntimeError as e:
    print(e)
s = set(range(10))
it = iter(s)
next(it)
s.clear()
try:
    print(next(it, "end"))
except RuntimeError as e:
    print(e)
words = "the cat the dog a cat".split()
print(
    sorted(set(words)),
    sorted(w for w in set(words) if words.count(w) > 1),
    list(dict.fromkeys(words)),
    len(set("mississippi")),
    "".join(sorted(set("hello") & set("world"))),
)
graph = {1: {2, 3}, 2: {4}, 3: {4}, 4: set()}
reach, todo = set(), {1}
while todo:
    n = todo.pop()
    reach.add(n)
    todo |= graph[n] - reach
print(
    sorted(reach),
    set().union(*graph.values()) == {2, 3, 4},
    set.intersection({1, 2}, {2, 3}, {2}),
    set.union(set(), [1], (2,)) == {1, 2},
    frozenset.union(frozenset(), "a"),
)
