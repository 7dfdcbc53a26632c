# Binary and reflected operators, in-place operators, NotImplemented, subclass priority.
names = "add sub mul matmul truediv floordiv mod divmod pow lshift rshift and xor or".split()


class V:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return self.n


class R:
    def __repr__(self):
        return "R"


def define(cls, prefix):
    for n in names:

        def op(self, other, *mod, n=n):
            return f"{cls.__name__}.{prefix}{n}({other!r}{', mod' if mod else ''})"

        setattr(cls, f"__{prefix}{n}__", op)


define(V, "")
define(R, "r")
v, r = V("v"), R()
print(
    v + 1,
    v - 1,
    v * 1,
    v @ 1,
    v / 1,
    v // 1,
    v % 1,
    divmod(v, 1),
    v**1,
    v << 1,
    v >> 1,
    v & 1,
    v ^ 1,
    v | 1,
    pow(v, 1),
    pow(v, 1, 2),
    sep="\n",
)
print(
    1 + r,
    1 - r,
    1 * r,
    1 @ r,
    1 / r,
    1 // r,
    1 % r,
    divmod(1, r),
    1**r,
    1 << r,
    1 >> r,
    1 & r,
    1 ^ r,
    1 | r,
    sep="\n",
)
print("s" + r, [1] + r, (1,) * r, None | r, v + r, {} | r, "%s" % r)


class I:
    def __iadd__(self, o):
        print("iadd", o)
        return self

    def __imul__(self, o):
        return NotImplemented

    def __mul__(self, o):
        return "mul fallback"

    def __isub__(self, o):
        return "iand changes type"


i = I()
j = i
i += 5
print(i is j)
i *= 2
print(i)
i = I()
i -= 1
print(i)


class N:
    def __add__(self, o):
        print("N.add", end=" ")
        return NotImplemented

    def __radd__(self, o):
        print("N.radd", end=" ")
        return NotImplemented


class N2(N):
    pass


class A:
    def __add__(self, o):
        return "A.add"

    def __radd__(self, o):
        return "A.radd"

    def __eq__(self, o):
        return "A.eq"

    def __lt__(self, o):
        return "A.lt"

    def __gt__(self, o):
        return "A.gt"


class B(A):
    def __radd__(self, o):
        return "B.radd"

    def __gt__(self, o):
        return "B.gt"


class C(A):
    pass


print(
    A() + B(),
    B() + A(),
    A() + C(),
    A() + A(),
    A() < B(),
    A() < C(),
    A() > B(),
    A() == B(),
    1 + A(),
    1 < A(),
)


def e(f):
    try:
        print("ok", f())
    except Exception as ex:
        print(type(ex).__name__ + ":", ex)


e(lambda: N() + N())
e(lambda: N() + 1)
e(lambda: 1 + N())
e(lambda: N() + N2())
e(lambda: N2() + N())
e(lambda: N() - 1)
e(lambda: N() ** 2)
e(lambda: pow(N(), 2, 3))
e(lambda: divmod(N(), 1))
e(lambda: N() @ 1)
e(lambda: -N())
e(lambda: ~N())
e(lambda: +N())
e(lambda: abs(N()))
e(lambda: N() << 1)
e(lambda: "a" + N())
e(lambda: [] + N())
e(lambda: 1 + "a")
e(lambda: "a" + 1)
e(lambda: 1.5 % "x")
e(lambda: pow(2, "a"))
e(lambda: pow(2, 3, "a"))
e(lambda: print >> 5)
e(lambda: print >> "x")
e(lambda: None + 1)
e(lambda: {} + {})
e(lambda: int + str)


def iadd(x, y):
    x += y
    return x


def ipow(x, y):
    x **= y
    return x


e(lambda: iadd(N(), 1))
e(lambda: iadd(1, "a"))
e(lambda: ipow("a", 1))
e(lambda: iadd([1], 5))
e(lambda: iadd((1,), [2]))
e(lambda: iadd("a", 1))
e(lambda: iadd(None, 1))


class U:
    def __neg__(self):
        return "neg"

    def __pos__(self):
        return "pos"

    def __invert__(self):
        return "inv"

    def __abs__(self):
        return "abs"

    def __round__(self, n="none"):
        return "round %s" % n

    def __trunc__(self):
        return 7

    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"


u = U()
import math

print(
    -u,
    +u,
    ~u,
    abs(u),
    round(u),
    round(u, 2),
    round(u, None),
    math.floor(u),
    math.ceil(u),
    math.trunc(u),
)


class Noadd:
    __add__ = None
    __radd__ = None


e(lambda: Noadd() + 1)
e(lambda: 1 + Noadd())
