# Metaclasses at work: registries, enums, field collection, singletons, operator on classes, abstract checks.
class EnumMeta(type):
    def __new__(m, name, bases, ns):
        members = {k: v for k, v in ns.items() if not k.startswith("_") and not callable(v)}
        c = super().__new__(m, name, bases, {k: v for k, v in ns.items() if k not in members})
        c._members = {}
        for k, v in members.items():
            o = object.__new__(c)
            o.name, o.value = k, v
            c._members[k] = o
            setattr(c, k, o)
        return c

    def __iter__(cls):
        return iter(cls._members.values())

    def __len__(cls):
        return len(cls._members)

    def __getitem__(cls, k):
        return cls._members[k]

    def __contains__(cls, o):
        return o in cls._members.values()

    def __call__(cls, v):
        for o in cls:
            if o.value == v:
                return o
        raise ValueError(f"{v!r} is not a valid {cls.__name__}")

    def __repr__(cls):
        return f"<enum {cls.__name__}>"


class Enum(metaclass=EnumMeta):
    def __repr__(self):
        return f"{type(self).__name__}.{self.name}"


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3

    def bright(self):
        return self.value > 1


print(
    Color.RED,
    list(Color),
    len(Color),
    Color["BLUE"],
    Color(2),
    Color.RED in Color,
    Color.GREEN.bright(),
    Color,
    Color(1) is Color.RED,
)
for f in (lambda: Color(9), lambda: Color["X"], lambda: Color.PINK):
    try:
        f()
    except (ValueError, KeyError, AttributeError) as e:
        print(type(e).__name__, e)


class Field:
    n = 0

    def __init__(self, t, default=...):
        self.t, self.default = t, default
        self.order = Field.n
        Field.n += 1


class ModelMeta(type):
    def __new__(m, name, bases, ns):
        fields = {}
        for b in reversed(bases):
            fields.update(getattr(b, "_fields", {}))
        fields.update({k: v for k, v in ns.items() if isinstance(v, Field)})
        for k in list(ns):
            if isinstance(ns[k], Field):
                del ns[k]
        ns["_fields"] = dict(sorted(fields.items(), key=lambda kv: kv[1].order))
        return super().__new__(m, name, bases, ns)


class Model(metaclass=ModelMeta):
    def __init__(self, **kw):
        for k, f in self._fields.items():
            v = kw.pop(k, f.default)
            if v is ...:
                raise TypeError(f"{type(self).__name__} needs {k!r}")
            setattr(self, k, f.t(v))
        if kw:
            raise TypeError(f"unknown fields {sorted(kw)}")

    def __repr__(self):
        return (
            f"{type(self).__name__}({', '.join(f'{k}={getattr(self, k)!r}' for k in self._fields)})"
        )


class Person(Model):
    name = Field(str)
    age = Field(int, 0)


class Worker(Person):
    job = Field(str, "none")
    age = Field(float, 1)


print(Person(name="A", age="5"), Worker(name=3), list(Worker._fields), hasattr(Person, "name"))
for f in (lambda: Person(), lambda: Person(name=1, x=2), lambda: Person(name="a", age="q")):
    try:
        f()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


class Auto(type):
    def __new__(m, name, bases, ns, **kw):
        c = super().__new__(m, name, bases, ns)
        for k, v in kw.items():
            setattr(c, k, v)
        return c

    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)


class A(metaclass=Auto, x=1, y="why"):
    pass


class B(A, z=3):
    pass


print(A.x, B.y, B.z, hasattr(A, "z"))


class Traced(type):
    def __new__(m, n, b, ns):
        def wrap(k, f):
            return lambda self, *a: (log.append(f"{n}.{k}{a}"), f(self, *a))[1]

        return super().__new__(
            m,
            n,
            b,
            {k: wrap(k, v) if callable(v) and not k.startswith("__") else v for k, v in ns.items()},
        )


log = []


class T(metaclass=Traced):
    def add(self, a, b):
        return a + b

    def neg(self, a):
        return -self.add(a, 0)


t = T()
print(t.add(1, 2), t.neg(5), log)


class Final(type):
    def __new__(m, n, b, ns):
        for k in b:
            if isinstance(k, Final):
                raise TypeError(f"{k.__name__} is final")
        return super().__new__(m, n, b, ns)


class Leaf(metaclass=Final):
    pass


try:

    class More(Leaf):
        pass

except TypeError as e:
    print(e)


class Lazy(type):
    def __getattr__(cls, n):
        if n.startswith("lazy_"):
            setattr(cls, n, n[5:].upper())
            return type.__getattribute__(cls, n)
        raise AttributeError(n)


class L(metaclass=Lazy):
    pass


print(L.lazy_abc, "lazy_abc" in vars(L), L().lazy_abc)


class Cached(type):
    def __call__(cls, *a):
        c = cls.__dict__.get("_cache") or {}
        if a not in c:
            c[a] = super().__call__(*a)
            cls._cache = c
        return c[a]


class P(metaclass=Cached):
    def __init__(self, *a):
        self.a = a


print(P(1) is P(1), P(1) is P(2), P(1).a)
dyn = Auto("Dyn", (A,), {"m": lambda self: self.x}, w=5)
print(dyn().m(), dyn.w, type(dyn).__name__, dyn.__bases__)
