# Every list method with its edge cases.
l = [3, 1, 2]
print(l.append(4), l)
print(l.extend([5, 6]), l)
l.extend("ab")
l.extend(())
l.extend(range(2))
l.extend({"k": 1})
print(l)
l = [1, 2, 3]
l.insert(0, "first")
l.insert(99, "last")
l.insert(-1, "before last")
l.insert(-99, "very first")
print(l)
print(l.pop(), l.pop(0), l.pop(-2), l)
l = [1, 2, 1, 3, 1]
print(
    l.remove(1),
    l,
    l.count(1),
    l.count(9),
    l.index(1),
    l.index(1, 2),
    l.index(1, -1),
    l.index(3, 0, 3),
)
l.reverse()
print(l, l.copy(), l.copy() is l, l.clear(), l)
l = [1.0, True, 1, "1"]
print(l.count(1), l.index(True), l.index("1"))
l = [5, 3, 9, 1]
print(l.sort(), l, l.sort(reverse=True), l, l.sort(key=lambda v: -v), l, l.sort(key=None), l)
nan = float("nan")
print([nan].count(nan), [nan].index(nan), nan in [nan], float("nan") in [nan])
for f in (
    lambda: [].pop(),
    lambda: [1].pop(1),
    lambda: [1].pop(-2),
    lambda: [].remove(1),
    lambda: [1].index(2),
    lambda: [1].index(1, 1),
    lambda: [1].append(),
    lambda: [1].append(1, 2),
    lambda: [1].extend(3),
    lambda: [1].insert(1),
    lambda: [1].insert("a", 1),
    lambda: [1].pop("a"),
    lambda: [1].pop(1.0),
    lambda: [2, "a"].sort(),
    lambda: [1].sort(lambda: 0),
    lambda: [1].sort(key=3),
    lambda: [1].sort(reverse="x"),
    lambda: [1].count(),
    lambda: [].index(),
    lambda: [1].copy(1),
    lambda: [1].nosuch,
    lambda: [1].reverse(1),
    lambda: list(1),
    lambda: list(1, 2),
    lambda: list(iterable=[1]),
    lambda: [1].index(1, "a"),
    lambda: [1].index(1, None),
    lambda: [1].clear(0),
):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
print(list(), list([1]), list("abc"), list({"a": 1}), list(range(3)), list(x for x in "ab"))
print(list.append.__name__, list.__name__, [].__class__, list.__doc__ is None)
l = []
l.append(l)
print(l, len(l), l[0] is l)
a, b = [], []
a.append(b)
b.append(a)
print(a, b)
print(
    [1, 2].__len__(),
    [1].__contains__(1),
    [1, 2].__getitem__(1),
    [3].__repr__(),
    [1].__add__([2]),
    [1].__eq__(3),
    [1].__lt__([2]),
    [1, 2].__reversed__().__length_hint__(),
)
