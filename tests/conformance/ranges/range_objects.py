# range: construction, arithmetic of indices, membership, equality, errors.
for r in (
    range(0),
    range(5),
    range(2, 8),
    range(0, 10, 3),
    range(10, 0, -3),
    range(5, 1),
    range(-5, 5, 4),
    range(1, 2, 100),
    range(3, 3, -1),
):
    print(r, list(r), len(r), bool(r), r.start, r.stop, r.step, list(reversed(r)), r[::-1], sum(r))
r = range(0, 20, 3)
print(r[0], r[-1], r[2], r[1:4], r[::2], r[-3:], r[5:1:-2], r[100:], r[:0], list(r[1:4]))
print(
    6 in r,
    7 in r,
    -3 in r,
    6.0 in r,
    6.5 in r,
    "a" in r,
    True in range(2),
    None in r,
    18 in r,
    21 in r,
)
print(r.index(9), r.count(9), r.count(10), r.count("x"), r.count(3.0))
print(
    range(0) == range(5, 5),
    range(0, 3, 2) == range(0, 4, 2),
    range(3) == [0, 1, 2],
    range(1, 2) == range(1, 3, 5),
    range(3) != range(4),
)
print(
    hash(range(0)) == hash(range(2, 1)),
    hash(range(0, 3, 2)) == hash(range(0, 4, 2)),
    {range(3): 1}[range(0, 3, 1)],
)
print(
    range(10**20, 10**20 + 3),
    list(range(10**20, 10**20 + 3)),
    range(10**30)[-1],
    10**20 in range(10**30),
    range(10**30)[10**25 : 10**25 + 2],
)
print(
    range(True, 5),
    repr(range(0, 5, 1)),
    repr(range(1, 5, 2)),
    min(range(3, 9)),
    max(range(3, 9, 4)),
    sorted(range(3), reverse=True),
)
for f in (
    lambda: range(),
    lambda: range(1, 2, 3, 4),
    lambda: range(1.0),
    lambda: range("3"),
    lambda: range(1, 2, 0),
    lambda: range(None),
    lambda: r[7],
    lambda: r[-8],
    lambda: r["a"],
    lambda: r[1.0],
    lambda: r.index(10),
    lambda: r.index("x"),
    lambda: len(range(10**30)),
    lambda: r + r,
    lambda: r * 2,
    lambda: r < r,
    lambda: setattr(r, "start", 1),
    lambda: r.__setitem__,
    lambda: range(stop=3),
    lambda: next(r),
    lambda: range(1, 2, 3).nosuch,
    lambda: r[::0],
    lambda: range(0, 5, 0.5),
    lambda: range(5)[10**30],
    lambda: [].__class__(range(3), 1),
):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
it = iter(range(3))
print(
    it.__length_hint__(),
    next(it),
    it.__length_hint__(),
    list(it),
    next(it, "end"),
    type(it).__name__,
    type(iter(range(10**30))).__name__,
)
it = iter(range(10**20, 10**20 + 2))
print(next(it), next(it), next(it, "end"))


class I:
    def __index__(self):
        return 4


print(range(I()), list(range(I(), 8, I())), I() in range(10), range(10)[I()])
print(
    list(range(3)) + list(range(3, 0, -1)),
    [*range(2), *range(2)],
    tuple(range(3)),
    set(range(3)),
    dict.fromkeys(range(2)),
)
for i in range(3):
    i = i * 10
    print(i, end=" ")
print()
for i in range(2, -3, -2):
    print(i, end=" ")
print(i)
print(
    range(2**62, 2**62 + 2)[1],
    list(range(2**63 - 1, 2**63 + 2)),
    list(range(-(2**63) - 1, -(2**63) + 1)),
    len(range(-(2**62), 2**62 - 1)),
)
