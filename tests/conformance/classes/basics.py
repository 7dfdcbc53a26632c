# Classes: attributes, methods, instances, class and instance dictionaries.
class Point:
    """A point."""

    dims = 2

    def __init__(self, x=0, y=0):
        self.x = x
        self.y = y

    def move(self, dx, dy):
        self.x += dx
        self.y += dy
        return self

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


p = Point(1, 2)
print(p, p.x, p.dims, Point.dims, p.move(1, 1).move(2, 2), Point.move(p, -1, -1))
p.dims = 3
print(p.dims, Point.dims, p.__dict__, Point().dims)
del p.dims
print(p.dims)
p.new = [1]
print(vars(p), hasattr(p, "new"), hasattr(p, "old"), getattr(p, "old", "default"))
print(
    Point.__name__,
    Point.__doc__,
    Point.__module__,
    Point.__bases__,
    type(p) is Point,
    p.__class__.__name__,
)
print(isinstance(p, Point), isinstance(p, object), issubclass(Point, object), type(Point))
m = p.move
print(
    m.__self__ is p,
    m.__func__ is Point.move,
    m(0, 1),
    m.__name__,
    m == p.move,
    m is p.move,
    m == Point().move,
)
Point.size = lambda self: abs(self.x) + abs(self.y)
print(p.size(), Point(3, -4).size())
setattr(Point, "label", "L")
print(p.label)
delattr(Point, "label")
print(hasattr(p, "label"))


class Empty:
    pass


e = Empty()
print(e == e, e == Empty(), hash(e) == hash(e), bool(e), e != Empty(), Empty.__doc__)
e.__class__ = Point
e.x = e.y = 9
print(e, isinstance(e, Point))


def err(f):
    try:
        print("ok", f())
    except Exception as ex:
        print(type(ex).__name__ + ":", ex)


for f in (
    lambda: p.nope,
    lambda: Point.nope,
    lambda: Point(1, 2, 3),
    lambda: p(),
    lambda: p.x(),
    lambda: p + p,
    lambda: p[0],
    lambda: len(p),
    lambda: iter(p),
    lambda: p < p,
    lambda: setattr(object(), "a", 1),
    lambda: delattr(p, "nope"),
    lambda: delattr(Point, "nope"),
    lambda: setattr(p, "__class__", int),
    lambda: setattr(p, "__class__", 5),
    lambda: Empty(1),
    lambda: Point.move(),
    lambda: Point.move(p),
    lambda: setattr(int, "x", 1),
    lambda: setattr(p, 5, 1),
    lambda: p.__dict__["zz"],
    lambda: setattr(p, "__dict__", 5),
    lambda: abs(p),
    lambda: -p,
    lambda: int(p),
    lambda: p.__nope__,
    lambda: getattr(p, 5),
    lambda: None.x,
    lambda: (5).foo,
    lambda: [].foo,
    lambda: (lambda: 0).foo,
    lambda: print.foo,
    lambda: type.foo,
    lambda: Point.x,
):
    err(f)
p.__dict__ = {"x": 7, "y": 8}
print(p, hasattr(p, "new"))
p.__dict__["z"] = 1
print(p.z)


class Outer:
    class Inner:
        def f(self):
            return "inner"

    def make(self):
        return self.Inner()


print(Outer().make().f(), Outer.Inner.__qualname__, Outer.Inner.f.__qualname__)


def local():
    class L:
        pass

    return L


print(local().__qualname__, local() is local(), repr(Point), str(Outer.Inner))


class Body:
    a = 1
    b = a + 1
    if b > 1:

        def cond(self):
            return "cond"

    for i in range(3):
        pass
    l = [x for x in range(b)]


print(Body.b, Body().cond(), Body.i, Body.l)
