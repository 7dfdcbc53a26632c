# range against lists: indexing, slicing, membership, equality over many parameters.
n = 0
for a in range(-4, 5, 2):
    for b in range(-5, 6, 3):
        for c in (-3, -2, -1, 1, 2, 4):
            r = range(a, b, c)
            l = []
            v = a
            while v < b if c > 0 else v > b:
                l.append(v)
                v += c
            assert list(r) == l and len(r) == len(l) and bool(r) == bool(l)
            assert list(reversed(r)) == l[::-1] and list(r[::-1]) == l[::-1]
            for v in range(-8, 9):
                assert (v in r) == (v in l) and r.count(v) == l.count(v)
                if v in l:
                    assert r.index(v) == l.index(v) and r[r.index(v)] == v
            for i in range(-len(l), len(l)):
                assert r[i] == l[i]
            for s in (
                slice(1, None),
                slice(None, -1),
                slice(None, None, 2),
                slice(-2, None),
                slice(5, 1, -2),
                slice(-1, -10, -1),
            ):
                assert list(r[s]) == l[s], (r, s)
            assert (r == range(a, b, c)) and hash(r) == hash(range(a, b, c))
            n += 1
print(n, "ranges agree with lists")
rs = [range(a, b, c) for a in range(3) for b in range(4) for c in (1, 2, -1)]
print(
    sum(x == y for x in rs for y in rs),
    sum((list(x) == list(y)) == (x == y) for x in rs for y in rs) == len(rs) ** 2,
    len({r for r in rs}),
    len({tuple(r) for r in rs}),
)
for r in (
    range(0),
    range(3),
    range(10, 0, -4),
    range(2**70, 2**70 + 5, 2),
    range(-(2**65), 2**65, 2**64),
):
    print(
        r,
        len(r),
        r[0] if r else None,
        r[-1] if r else None,
        sum(r),
        max(r, default=None),
        min(r, default=None),
        list(r),
        r[1:],
        r[::-1],
        2**70 in r,
    )
print(
    list(zip(range(3), range(10, 13))),
    list(map(sum, [range(4), range(0)])),
    sorted(range(5, 0, -2)),
    [*range(2), *range(3)],
    list(enumerate(range(5, 7))),
    dict(zip("abc", range(3))),
    "".join(map(str, range(5))),
)
for i in range(3):
    for j in range(i, 3):
        print(f"{i}{j}", end=" ")
print()
total = 0
for i in range(100000):
    total += i & 3
print(total)
for i in range(5, -1, -2):
    print(i, end=" ")
else:
    print("done", i)
print(
    [i for i in range(0, 100, 7) if i in range(0, 100, 5)],
    range(5).index(3),
    range(0, 10, 3).index(9),
    all(i in range(10) for i in range(0, 10, 3)),
    any(i > 3 for i in range(3)),
)
