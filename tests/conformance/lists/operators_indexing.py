# List operators, indexing, item and slice assignment.
l = [10, 20, 30, 40, 50]
print(
    l[0],
    l[-1],
    l[2],
    l[-5],
    l[True],
    l[1:3],
    l[:],
    l[::-1],
    l[3:1],
    l[-2:],
    l[:-2],
    l[1::2],
    l[-1:0:-2],
    l[99:],
    l[-99:99],
)
print([1] + [2], [0] * 3, 3 * [1, 2], [1] * 0, [1] * -1, [[]] * 2, [1] * True)
print(
    2 in [1, 2],
    3 not in [1],
    [1] in [[1]],
    len([1, 2]),
    [1, 2] < [1, 3],
    [] < [0],
    [2] > [1, 9],
    [1] == [1.0],
    [1] != [1],
)
m = [[0] * 2] * 2
m[0][0] = 1
print(m)
l[0] = "a"
l[-1] = "z"
print(l)
l[1:3] = [1]
print(l)
l[1:1] = [7, 8, 9]
print(l)
l[:2] = []
print(l)
l[::2] = "xy" if len(l[::2]) == 2 else "xyz"
print(l)
l[len(l) :] = (1, 2)
print(l)
l[3:1] = ["ins"]
print(l)
l[:] = l
print(l)
l[1:3] = l
print(l)
l[::-1] = list(range(len(l)))
print(l)
del l[1::3]
print(l)
del l[-2:]
print(l)
x = y = [1]
x += [2]
print(y, x is y)
x += "ab"
print(y)
x *= 2
print(y)
x = x + [0]
print(x is y)


def e(f):
    try:
        print("ok", f())
    except Exception as ex:
        print(type(ex).__name__ + ":", ex)


def setslice(l, s, v):
    l[s] = v
    return l


for f in (
    lambda: [1][1],
    lambda: [1][-2],
    lambda: [][0],
    lambda: l["a"],
    lambda: l[1.0],
    lambda: l[None],
    lambda: l[0, 1],
    lambda: [1] + (1,),
    lambda: [1] + 1,
    lambda: [1] * 1.5,
    lambda: [1] * "a",
    lambda: [1] * [1],
    lambda: 1 + [1],
    lambda: [1] - [1],
    lambda: [1] < 1,
    lambda: [1] < ["a"],
    lambda: hash([]),
    lambda: {[]: 1},
    lambda: -[1],
    lambda: [1] @ [1],
    lambda: setslice([1, 2, 3], slice(None, None, 2), [1]),
    lambda: setslice([1, 2, 3], slice(0, 2), 5),
    lambda: setslice([1], 5, 0),
    lambda: setslice([1], "a", 0),
    lambda: setslice([1, 2, 3], slice(None, None, 2), 5),
    lambda: [1][::0],
    lambda: [1]["a":],
    lambda: [1][10**30],
    lambda: [1, 2][: 10**30],
    lambda: [1].__setitem__(3, 1),
    lambda: [1].__delitem__(3),
    lambda: [1] * 10**30,
    lambda: [1].__iadd__(5),
    lambda: [1].__mul__("a"),
    lambda: setslice([1, 2], slice(None, None, -1), [5, 6]),
):
    e(f)


class Idx:
    def __init__(self, v):
        self.v = v

    def __index__(self):
        return self.v


print(l[Idx(0)], l[Idx(-1)], l[Idx(0) : Idx(2)], [1] * Idx(2))
e(lambda: l[Idx("x")])
