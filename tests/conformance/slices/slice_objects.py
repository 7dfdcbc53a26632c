# slice objects and slicing of every sequence with every sign of step.
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(None), slice(1, 2), slice("a", [], {}))
print(
    slice(1, 2) == slice(1, 2),
    slice(1, 2) == slice(1, 3),
    slice(1, 2) < slice(1, 3),
    slice(1) != slice(2),
)
for args in (
    (5,),
    (1, 5),
    (None, None, -1),
    (-3, None),
    (None, -3),
    (10, 2, -3),
    (-100, 100),
    (100, -100, -1),
    (3, 3),
    (None, None, 2),
    (-1, -5, -2),
):
    sl = slice(*args)
    print(
        args,
        sl.indices(7),
        list(range(7))[sl],
        "abcdefg"[sl],
        (0, 1, 2, 3, 4, 5, 6)[sl],
        b"abcdefg"[sl],
        range(7)[sl],
        sl.indices(0),
    )
for f in (
    lambda: slice(),
    lambda: slice(1, 2, 3, 4),
    lambda: slice(1).indices(),
    lambda: slice(1).indices(-1),
    lambda: slice("a").indices(3),
    lambda: slice(1, 2, 0).indices(5),
    lambda: slice(1.5).indices(3),
    lambda: hash(slice(1)),
    lambda: setattr(slice(1), "stop", 3),
    lambda: [1, 2][1:"a"],
    lambda: "abc"[::0],
    lambda: slice(1).nosuch,
    lambda: slice(stop=1),
    lambda: slice(1) < 3,
    lambda: slice(1, "a") < slice(1, 2),
    lambda: slice(None, None, 2.0).indices(3),
):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__ + ":", e)


class Show:
    def __getitem__(self, k):
        return k

    def __setitem__(self, k, v):
        print("set", k, v)

    def __delitem__(self, k):
        print("del", k)


x = Show()
print(
    x[1],
    x[1:2],
    x[:],
    x[::],
    x[1:],
    x[:1],
    x[::3],
    x[1:2:3],
    x[1, 2],
    x[1:2, 3],
    x[..., :],
    x[()],
    x[1,],
    x["a":"b", None],
    x[:, ::-1],
)
x[1:2] = 3
x[:, 1] = [4]
x[...] = 5
del x[1:2], x[3, ::2]
print(x[lambda: 0].__name__, x[1 if 0 else 2 : 3], x[(1, 2)], x[*(1, 2)], x[*[0], 5], x[i:=3], i)


class I:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        print("index", self.n, end="; ")
        return self.n


print(list(range(10))[I(1) : I(8) : I(3)], "abcdefgh"[I(-3) :], slice(I(1), I(5)).indices(I(4)))
print(slice(10**20, -(10**20), -1).indices(10**25), "abc"[-(10**20) : 10**20])
match slice(1, 2):
    case slice(start=a, stop=b):
        print("matched", a, b)
import copy

print(copy.copy(s) == s, copy.deepcopy(slice([1], 2)).start, slice.__hash__)
l = list(range(10))
l[slice(2, 5)] = ["x"]
print(l)
del l[slice(None, None, 2)]
print(l)
