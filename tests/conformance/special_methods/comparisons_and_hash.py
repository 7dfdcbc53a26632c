# Rich comparison protocol: reflection, defaults, __hash__ rules, functools-free ordering.
class T:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"T{self.n}"

    def __lt__(self, o):
        print("lt", end=" ")
        return NotImplemented if not isinstance(o, T) else self.n < o.n

    def __le__(self, o):
        print("le", end=" ")
        return NotImplemented

    def __gt__(self, o):
        print("gt", end=" ")
        return NotImplemented if not isinstance(o, T) else self.n > o.n

    def __eq__(self, o):
        print("eq", end=" ")
        return NotImplemented if not isinstance(o, T) else self.n == o.n

    __hash__ = object.__hash__


a, b = T(1), T(2)


def e(f):
    try:
        print("->", f())
    except Exception as ex:
        print("->", type(ex).__name__ + ":", ex)


for f in (
    lambda: a < b,
    lambda: a > b,
    lambda: a <= b,
    lambda: a >= b,
    lambda: a == b,
    lambda: a != b,
    lambda: a == 1,
    lambda: 1 == a,
    lambda: a < 1,
    lambda: 1 < a,
    lambda: 1 != a,
    lambda: a in [1, a],
    lambda: a in [b, T(1)],
    lambda: [a] == [T(1)],
    lambda: (a, 1) == (a, 2),
    lambda: {a: 1} == {a: 1},
    lambda: [a, b] < [a, T(3)],
    lambda: max(a, b),
    lambda: sorted([b, a]),
    lambda: [1, a].index(a),
    lambda: [b, b].count(a),
):
    e(f)


class D:
    pass


d = D()
print(
    d == d,
    d != d,
    d == D(),
    hash(d) == hash(d),
    D.__eq__ is object.__eq__,
    d.__eq__(d),
    d.__eq__(1),
    d.__ne__(d),
    d.__ne__(1),
    d.__lt__(1),
)


class Eq:
    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        return isinstance(o, Eq) and self.v == o.v


class EqHash(Eq):
    __hash__ = Eq.__hash__


class EqHash2(Eq):
    def __hash__(self):
        return hash(self.v)


class Child(EqHash2):
    pass


class Child2(EqHash2):
    def __eq__(self, o):
        return True


e(lambda: hash(Eq(1)))
e(lambda: {Eq(1)})
e(lambda: hash(EqHash(1)))
e(lambda: hash(EqHash2(5)) == hash(5))
e(lambda: hash(Child(7)) == 7)
e(lambda: hash(Child2(1)))
e(lambda: len({Child(1), Child(1), Child(2)}))
e(lambda: Eq(1) != Eq(1))


class Ne:
    def __ne__(self, o):
        return "custom ne"

    def __eq__(self, o):
        return "custom eq"


print(Ne() != 1, Ne() == 1, 1 == Ne(), 1 != Ne(), not Ne() == 1)


class OnlyLt:
    def __init__(self, v):
        self.v = v

    def __lt__(self, o):
        return self.v < o.v

    def __repr__(self):
        return str(self.v)


print(
    sorted([OnlyLt(3), OnlyLt(1), OnlyLt(2)]),
    OnlyLt(1) > OnlyLt(0),
    min(OnlyLt(2), OnlyLt(1)),
    max(OnlyLt(2), OnlyLt(1)),
)
e(lambda: OnlyLt(1) <= OnlyLt(2))
e(lambda: OnlyLt(1) < 5)
e(lambda: D() < D())
e(lambda: D() >= 3)


class H:
    def __init__(self, h):
        self.h = h

    def __hash__(self):
        return self.h


for h in (5, -1, 2**61 - 1, 2**61, -(2**61), 2**64, 10**30, True, -2):
    print(h, hash(H(h)), hash(h))
e(lambda: hash(H("x")))
e(lambda: hash(H(None)))
e(lambda: hash(H(1.0)))
print(
    hash(1) == hash(1.0) == hash(True) == hash(1 + 0j),
    hash(0.5),
    hash(-0.0),
    hash(2.0**70) == hash(2**70),
    hash(float("inf")),
    hash(float("-inf")),
    hash(-1),
    hash(-1.0),
    hash(-1 + 0j),
    hash(1j),
    hash(1e300),
    hash(None) == hash(None),
)


class Weird:
    def __eq__(self, o):
        return []

    def __lt__(self, o):
        raise KeyError("lt")

    def __contains__(self, o):
        return "truthy"


print(Weird() == 1, Weird() in [1], 1 in Weird(), 1 not in Weird())
e(lambda: sorted([Weird(), Weird()]))
