# Tuple subclasses with names, comparison, hashing and immutability.
def named(name, fields):
    fields = fields.split()

    class T(tuple):
        __slots__ = ()

        def __new__(cls, *a, **k):
            vals = list(a) + [k.pop(f) for f in fields[len(a) :] if f in k]
            if k:
                raise TypeError(f"unexpected {sorted(k)}")
            if len(vals) != len(fields):
                raise TypeError(f"{name} takes {len(fields)} fields, got {len(vals)}")
            return tuple.__new__(cls, vals)

        def __repr__(self):
            return f"{name}({', '.join(f'{f}={v!r}' for f, v in zip(fields, self))})"

        def _replace(self, **k):
            return type(self)(*(k.get(f, v) for f, v in zip(fields, self)))

        def _asdict(self):
            return dict(zip(fields, self))

    for i, f in enumerate(fields):
        setattr(T, f, property(lambda self, i=i: self[i], doc=f"field {i}"))
    T.__name__ = T.__qualname__ = name
    T._fields = T.__match_args__ = tuple(fields)
    return T


P = named("P", "x y")
p = P(1, y=2)
print(
    p,
    p.x,
    p[1],
    p == (1, 2),
    hash(p) == hash((1, 2)),
    p._replace(y=9),
    p._asdict(),
    len(p),
    [*p],
    p + (3,),
    type(p + (3,)).__name__,
    P.x.__doc__,
    sorted([P(2, 1), P(1, 5), P(1, 2)]),
    {p: "k"}[1, 2],
    p < P(1, 3),
    isinstance(p, tuple),
)
for f in (
    lambda: P(1),
    lambda: P(1, 2, 3),
    lambda: P(1, z=2),
    lambda: setattr(p, "x", 5),
    lambda: setattr(p, "q", 5),
    lambda: p.q,
    lambda: p[2],
    lambda: p.__dict__,
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e).replace("tuple.", ""))
match p:
    case P(1, b):
        print("b =", b)
match p:
    case (a, b):
        print("seq", a, b)
match p:
    case P(x=x, y=y) if x < y:
        print("kw", x, y)
x, y = p
print(
    x,
    y,
    max(P(3, 0), P(2, 9)),
    min([p, P(0, 0)], key=lambda q: q.x),
    sum(p),
    dict([p]),
    "%s-%s" % p,
    "{0.x}{0.y}".format(p),
    f"{p.x + p.y}",
)
import collections

Q = collections.namedtuple("Q", "a b c", defaults=(3,))
q = Q(1, 2)
print(
    q,
    q._fields,
    q._asdict(),
    q._replace(c=0),
    Q._make([4, 5, 6]),
    Q._field_defaults,
    q.count(2),
    q.index(3),
    q == (1, 2, 3),
    Q(b=1, a=2),
    Q.__doc__,
    Q.a.__doc__,
)
for f in (
    lambda: Q(1),
    lambda: Q(1, 2, 3, 4),
    lambda: Q(1, 2, d=4),
    lambda: q._replace(z=1),
    lambda: Q._make([1]),
    lambda: setattr(q, "a", 1),
    lambda: collections.namedtuple("B", "a a"),
    lambda: collections.namedtuple("B", "a class"),
    lambda: collections.namedtuple("B", "_x"),
    lambda: collections.namedtuple("1B", "a"),
    lambda: collections.namedtuple("B", "a class a _b", rename=True)._fields,
    lambda: collections.namedtuple("B", ["x", "y"])(1, 2),
    lambda: collections.namedtuple("B", "a,b")(1, 2),
    lambda: collections.namedtuple("B", "a b", defaults=(1, 2, 3)),
    lambda: q < (1, 2, 4),
    lambda: q < 5,
):
    try:
        print(f())
    except (TypeError, ValueError, AttributeError) as e:
        print(type(e).__name__, e)


class R(Q):
    def total(self):
        return sum(self)

    @property
    def first(self):
        return self.a


r = R(1, 2)
print(r, r.total(), r.first, r._replace(a=5), type(r._replace(a=5)).__name__, r == q)
