# set and frozenset: methods, operators, errors.
a, b = {1, 2, 3}, {3, 4}
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(a ^ b), sorted(b - a))
print(
    sorted(a.union(b, [9], "x"[:0])),
    sorted(a.intersection([1, 2], {2})),
    sorted(a.difference([1], (2,))),
    sorted(a.symmetric_difference([1, 7])),
    sorted(a.union()),
    a.intersection() == a,
)
print(
    a < {1, 2, 3, 4},
    a <= a,
    a < a,
    a > {1},
    a >= b,
    a == {3, 2, 1},
    a != b,
    a == frozenset(a),
    {1} == [1],
    a.issubset(range(9)),
    a.issuperset([1]),
    a.isdisjoint([9]),
    a.isdisjoint(a),
)
s = set()
print(s, frozenset(), {1}, frozenset([1]), bool(s), len(a), 2 in a, 9 not in a)
print(s.add(1), s.add(1), s, s.discard(5), s.remove(1), s)
s.update([1, 2], (3,), {4: 0})
print(sorted(s))
s.intersection_update([1, 2, 9])
print(sorted(s))
s.difference_update([1])
print(sorted(s))
s.symmetric_difference_update([2, 5])
print(sorted(s))
s |= {1}
s -= {5}
s ^= {1, 8}
s &= {8, 9}
print(sorted(s))
print(s.pop(), s, s.clear(), a.copy() == a, a.copy() is a)
f = frozenset("ab")
print(
    f.copy() is f,
    frozenset(f) is f,
    hash(f) == hash(frozenset("ba")),
    {f: 1}[frozenset(["b", "a"])],
    f in {f},
    {"a", "b"} in {f},
)
print(
    type(f | {1}).__name__,
    type({1} | f).__name__,
    type(f & f).__name__,
    type(a.union(f)).__name__,
    type(f.union(a)).__name__,
    type(f - a).__name__,
)
for g in (
    lambda: set().pop(),
    lambda: a.remove(99),
    lambda: a.remove("x"),
    lambda: {[]},
    lambda: {1}.add({}),
    lambda: set(5),
    lambda: set([[]]),
    lambda: a | [1],
    lambda: a + b,
    lambda: a & "x",
    lambda: a < [1],
    lambda: hash(a),
    lambda: f.add(1),
    lambda: a.union(5),
    lambda: a[0],
    lambda: set(1, 2),
    lambda: frozenset(1, 2),
    lambda: a.add(),
    lambda: a.pop(1),
    lambda: a.update(5),
    lambda: [] in a,
    lambda: {1, 2} in a,
    lambda: a.remove({7}),
    lambda: a.discard([]),
    lambda: a.issubset(5),
    lambda: set(x=1),
    lambda: frozenset([{}]),
    lambda: a - 1,
    lambda: {1: 2} | {1},
    lambda: a.nosuch,
):
    try:
        print("ok", g())
    except Exception as e:
        print(type(e).__name__ + ":", e)
try:
    for x in a:
        a.add(x + 10)
except RuntimeError as e:
    print(e)
print(
    {1, 1.0, True},
    {0, False},
    len({1, "1", (1,)}),
    len({float("nan"), float("nan")}),
    sorted({x % 3 for x in range(10)}),
)


class S(set):
    def __repr__(self):
        return "S!" + repr(sorted(self))


x = S([1, 2])
print(
    x,
    x | {3},
    type(x | {3}).__name__,
    type(x.copy()).__name__,
    type(x.union([3])).__name__,
    type({3} | x).__name__,
    x == {1, 2},
)
print(S(), type(S()).__name__, frozenset([1]).__reduce__()[1:], set([2]).__reduce__()[1])


class Sub(set):
    pass


print(Sub([1]), Sub(), repr(frozenset([Sub([2])] if False else [3])), {frozenset({1}): 1})
print(
    {1, 2}.__contains__(1),
    {1}.__or__([2]),
    {1}.__sub__({1}),
    {1}.__rsub__({1, 2}),
    {5}.__len__(),
    {1}.__eq__([1]),
    {1}.__le__({1}),
    {1}.__ror__([1]),
)
y = {1, 2, 3}
print(
    sorted(y.difference(y)),
    y.difference_update(y),
    y,
    {1, 2}.intersection_update({2}),
    min({3, 1}),
    sum({1, 2}),
    any({0}),
    all({1}),
)
