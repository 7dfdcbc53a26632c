# nonlocal across levels, deleted cells, class bodies and generators in closures.
def outer():
    a = 1
    b = 2

    def mid():
        b = 20

        def inner():
            nonlocal a, b
            a += 1
            b += 1
            return a, b

        r = inner()
        return r, b

    return mid(), a, b


print(outer())


def delcell():
    x = 1

    def d():
        nonlocal x
        del x

    def g():
        return x

    d()
    try:
        g()
    except NameError as e:
        print(e)
    try:
        x
    except UnboundLocalError as e:
        print(e)
    try:
        d()
    except NameError as e:
        print(e)
    x = 5
    return g()


print(delcell())


def classy():
    x = "enclosing"

    class C:
        print(x)
        y = x

        def m(self):
            return x

        x = "class"
        z = x

    x = "changed"
    return C.y, C.z, C.x, C().m()


try:
    print(classy())
except NameError as e:
    print(e)


def classy2():
    x = "enclosing"

    class C:
        y = x

        def m(self):
            return x

    x = "changed"
    return C.y, C().m(), hasattr(C, "x")


print(classy2())


def classy3():
    n = 0

    class C:
        nonlocal n
        n = 7

    return n, hasattr(C, "n")


print(classy3())


def gen():
    total = 0

    def add():
        nonlocal total
        while True:
            total += yield total

    g = add()
    next(g)
    g.send(3)
    g.send(4)
    return total


print(gen())


def in_except():
    try:
        raise ValueError("v")
    except ValueError as err:

        def show():
            return err

        saved = show()
    try:
        show()
    except NameError as e:
        return repr(saved), str(e)


print(in_except())


def loopvar():
    fs = []
    for i in range(3):

        def f():
            return i

        fs.append(f)
    i = "rebound"
    return [f() for f in fs]


print(loopvar())


def walrus():
    def inner():
        return last

    [last := v for v in range(4)]
    return inner()


print(walrus())


def comp():
    k = 10
    return (
        [k * i for i in range(3)],
        {i: k for i in range(2)},
        sum(k for _ in range(3)),
        [[k + j for j in range(i)] for i in range(3)],
    )


print(comp())
import types


def mk():
    v = 1
    return lambda: v


c1, c2 = mk().__closure__[0], mk().__closure__[0]
print(
    c1 == c2,
    type(c1).__name__,
    types.CellType(3).cell_contents,
    types.CellType(1) < types.CellType(2),
)
try:
    types.CellType().cell_contents
except ValueError as e:
    print(e)


def rec():
    def fact(n):
        return 1 if n < 2 else n * fact(n - 1)

    return fact


print(rec()(10))
