# List, set, dict comprehensions and generator expressions.
print(
    [x for x in range(5)],
    {x % 2 for x in range(5)},
    {x: x * x for x in range(3)},
    list(x for x in "ab"),
)
print(
    [x for x in range(20) if x % 2 if x % 3],
    [(x, y) for x in range(3) for y in range(x)],
    [(x, y) for x in "ab" if x != "a" for y in (1, 2) if y > 1],
)
print(
    [[y for y in range(x)] for x in range(4)],
    [x for row in [[1, 2], [3]] for x in row],
    [x if x > 1 else -x for x in range(3)],
)
print(
    [a + b for a, b in [(1, 2), (3, 4)]],
    [h for h, *t in ["abc", "de"]],
    {k: v for k, v in {"a": 1}.items()},
    [i for i, in [(1,), (2,)]],
)
x = "outer"
print([x for x in range(3)], x)
print(
    [y := 5, y**2],
    [last := v for v in range(4)],
    last,
    any((hit := v) > 2 for v in range(9)),
    hit,
)
print(
    sum(x for x in range(5)),
    max((len(w) for w in ["a", "bbb"]), default=0),
    dict((k, ord(k)) for k in "ab"),
    sorted({c for c in "hello"}),
    tuple(i for i in range(3)),
)
print([lambda: i for i in range(3)][0](), [(lambda i=i: i)() for i in range(3)])


def f(n):
    return [n * i for i in range(n) if i != n - 2]


print(f(4))


class C:
    items = [1, 2]
    doubled = [v * 2 for v in items]
    try:
        bad = [items for _ in items]
    except NameError as e:
        print("class scope:", e)
    gen = list(v for v in items)


print(C.doubled, C.gen, hasattr(C, "v"))
try:
    [q for q in range(1)]
    print(q)
except NameError as e:
    print(e)


def order():
    print("iter", end=" ")
    return [1, 2]


g = (print("elem", end=" ") or v for v in order())
print("made", end=" ")
print(list(g))
try:
    (v for v in 5)
except TypeError as e:
    print(e)
g = (1 / v for v in [1, 0, 2])
print(next(g))
try:
    next(g)
except ZeroDivisionError as e:
    print(e)
print(list(g))
print(
    [*(i for i in "ab")],
    {**{k: 1 for k in "a"}},
    [[j for j in range(i)] for i in range(3) if [j for j in range(i)]],
)
print(
    [x for x in [1, 2, 3] if (lambda v: v > 1)(x)],
    [x for x in (1, 2) or []],
    [0 for _ in ()],
    {1 for _ in []},
)
print(
    {k: v for k in "ab" for v in range(2)},
    {(a, b) for a in [1] for b in [2]},
    [i for i in range(3) if i if not i % 2],
)
data = {"x": [1, 2], "y": [3]}
print([(k, v) for k, vs in data.items() for v in vs], {v: k for k, vs in data.items() for v in vs})
print(
    [[r[i] for r in [(1, 2), (3, 4)]] for i in range(2)],
    [locals_ for locals_ in [sorted(k for k in ("a", "b"))]],
)


def fs():
    return [(yield_, n) for n in range(2) for yield_ in [n + 1]]


print(fs(), [i for i in range(5) if all(i % d for d in range(2, i))], (lambda: [z for z in "z"])())
s = [1, 2, 3]
print([s.pop() for _ in range(len(s))], s, [e for s in ["shadow"] for e in s])
