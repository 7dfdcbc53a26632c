# Comprehensions: evaluation order, nesting, shadowing, in classes and functions, conditions.
log = []


def t(x, tag):
    log.append(tag)
    return x


r = [
    t(a + b, f"e{a}{b}")
    for a in t([1, 2], "it1")
    if t(a, f"c{a}")
    for b in t([10, 20], "it2")
    if t(b > 10, f"d{b}")
]
print(r, log)
print(
    [[(i, j) for j in range(i)] for i in range(4)],
    [(i, j, k) for i in range(2) for j in range(2) for k in range(2) if i != j if j != k],
    [x for x in range(30) if x % 2 == 0 if x % 3 == 0 if x],
)
print(
    [x for x in [x for x in [x for x in range(3)]]],
    [[x for x in range(x)] for x in range(4)],
    [y for x in "ab" for y in (x, x.upper())],
    [x for x, in [(1,), (2,)]],
    [x + y for x, (y, *_) in [(1, (2, 3)), (4, (5,))]],
)
x = 10
y = [x for x in range(3)] + [x]
print(y)
m = [[1, 2, 3], [4, 5, 6]]
print(
    [[row[i] for row in m] for i in range(3)],
    [v for row in m for v in row],
    {(i, j): v for i, row in enumerate(m) for j, v in enumerate(row)},
    sum(sum(r) for r in m),
    [max(c) for c in zip(*m)],
    {k: [v for kk, v in [("a", 1), ("b", 2), ("a", 3)] if kk == k] for k in "ab"},
)


def f(a, b=[1, 2]):
    c = 3
    return (
        [(a, v, c) for v in b if v != a],
        {v: a for v in b},
        {a + v for v in b} == {a + 1, a + 2},
        list(v * c for v in b),
        [(lambda: a + v)() for v in b],
        [[a for _ in b] for _ in b],
    )


print(f(1))


class C:
    n = 3
    data = [1, 2, 3]
    a = [v for v in data]
    b = [v for v in range(n)]
    try:
        c = [v * n for v in data]
    except NameError as e:
        c = str(e)
    d = (lambda d: [v * 2 for v in d])(data)
    e = {v: v for v in data if v > 1}


print(C.a, C.b, C.c, C.d, C.e)
fs = [lambda: i for i in range(3)]
print([g() for g in fs], [g() for g in [lambda j=j: j for j in range(3)]])
print(
    {v: k for k, v in {"a": 1, "b": 2}.items()},
    {k: v for k, v in zip("aab", range(3))},
    {**{i: i for i in range(2)}, "z": 1},
    {len(w) for w in ("a", "bb", "cc")} == {1, 2},
    {i % 3: i for i in range(10)},
)


def gen():
    yield from (x * x for x in range(4))


print(
    list(gen()),
    [*gen()],
    {*gen()} == {0, 1, 4, 9},
    dict(enumerate(gen())),
    [a for a, *b in [range(3), "xyz"]],
    [b for a, *b in [range(3), "xyz"]],
)
for bad in (
    lambda: [1 / v for v in (1, 0)],
    lambda: [v for v in 5],
    lambda: {[]: 1 for _ in "a"},
    lambda: {[] for _ in "a"},
    lambda: [a for a, b in [(1, 2, 3)]],
    lambda: [undefined_q for _ in "a"],
    lambda: [v.x for v in [1]],
    lambda: [v for v in [1] if v.y],
    lambda: list(u for u in [1] for w in u),
    lambda: {k: v for k, v in [1]},
):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
for src in (
    "[x for x in 1, 2]",
    "[x, y for x in z]",
    "[for x in y]",
    "[x for in y]",
    "[x for x y]",
    "{a: b, c for c in d}",
    "{a: b for c in d, e: f}",
    "[*a for a in b]",
    "{**a for a in b}",
    "(x for x in)",
    "[x if y for x in z]",
    "[x for x in y if]",
    "[x for x in y else z]",
    "[x for x in lambda: y, 1]",
    "[x async for x in y]",
    "[yield for x in y]",
    "[(yield x) for x in y]",
    "[x for 1 in y]",
    "[x for f() in y]",
    "[x := 1 for y in z]",
    "[x for x in (y := z)]",
    "[(x := x) for x in y]",
    "{x: y for x in z}",
    "f(x for x in y)",
    "f(x for x in y, 1)",
    "f(1, x for x in y)",
    "class A(x for x in y): 0",
    "[x for x in *a, b]",
    "[x for (x) in y]",
    "[x for x.a in y]",
    "[x for x[0] in y]",
    "[x for x in y for y in z if w]",
    "print(x for x in y)",
):
    try:
        compile(src, "s", "exec")
        print("compiles", src)
    except SyntaxError as e:
        print(src, "->", e.msg)
