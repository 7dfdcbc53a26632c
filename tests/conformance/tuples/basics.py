# Tuples: construction, operators, methods, immutability.
t = (1, 2, 3)
print(
    (), (1,), t, 1, (1, (2, (3,))), tuple(), tuple("ab"), tuple([1]), tuple(t) is t, tuple({"k": 1})
)
print(
    t[0], t[-1], t[1:], t[::-1], t[:] is t, len(t), t + (4,), t * 2, 2 * t, t * 0, t * -1, () + ()
)
print(2 in t, 9 not in t, t.count(2), t.index(3), (1, 1, 2).index(1, 1), (1, 2, 1).count(1.0))
print(
    t == (1, 2, 3),
    t == [1, 2, 3],
    t < (1, 2, 4),
    t < (1, 2),
    () < (0,),
    (1, "a") < (2, 3),
    t != (1,),
    (1, [2]) == (1.0, [2]),
)
print(
    hash(()) == hash(()),
    hash((1, 2)) == hash((1.0, 2)),
    hash((1, 2)) != hash((2, 1)),
    {(1, 2): "x"}[(1, 2)],
)
print(
    min(t),
    max(t),
    sum(t),
    sorted((3, 1, 2)),
    list(reversed(t)),
    any(()),
    all(()),
    tuple(map(str, t)),
    tuple(zip(t, "abc")),
)
a, b, c = t
(x, y), z = (1, 2), 3
print(a, b, c, x, y, z)


def f():
    return 1, 2


print(f(), type(f()).__name__, (lambda *a: a)(1, 2), *t)
s = t
s += (4,)
print(t, s)
u = ([],)
u[0].append(1)
print(u)
for g in (
    lambda: t[3],
    lambda: t[-4],
    lambda: t["a"],
    lambda: t[1.0],
    lambda: t + [4],
    lambda: t + 1,
    lambda: t * "a",
    lambda: t * t,
    lambda: hash(([],)),
    lambda: t < 5,
    lambda: t < ("a",),
    lambda: t.index(9),
    lambda: t.index(1, 1),
    lambda: t.append,
    lambda: tuple(5),
    lambda: tuple(1, 2),
    lambda: t.count(),
    lambda: setattr(t, "x", 1),
    lambda: t.__setitem__,
    lambda: t[0, 0],
    lambda: tuple(sequence=1),
    lambda: t - t,
):
    try:
        print("ok", g())
    except Exception as e:
        print(type(e).__name__ + ":", e)
try:
    t[0] = 5
except TypeError as e:
    print(e)
try:
    del t[0]
except TypeError as e:
    print(e)
try:
    u[0] += [2]
except TypeError as e:
    print(e, u)


class P(tuple):
    def __new__(cls, *a):
        return super().__new__(cls, a)

    def __repr__(self):
        return "P" + super().__repr__()


p = P(1, 2)
print(
    p,
    p == (1, 2),
    p + (3,),
    type(p + (3,)).__name__,
    p[:],
    type(p[:]).__name__,
    type(tuple(p)).__name__,
    p * 1,
    hash(p) == hash((1, 2)),
    isinstance(p, tuple),
)
r = ([],)
r[0].append(r)
print(r)
print(
    (1).__class__,
    (1,).__class__,
    t.__getnewargs__(),
    t.__contains__(1),
    t.__len__(),
    (1, 2).__add__((3,)),
    (1,).__eq__(1),
    t.__mul__(2),
    t.__rmul__(1),
)
