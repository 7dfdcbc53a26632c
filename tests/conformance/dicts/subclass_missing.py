# dict subclasses: __missing__, overridden methods and what built-ins call.
class D(dict):
    def __missing__(self, key):
        print("missing", key, end="; ")
        return key * 2


d = D(a=1)
print(d["a"], d["b"], d.get("c"), "b" in d, len(d))


class Counter(dict):
    def __missing__(self, key):
        return 0


c = Counter()
for ch in "mississippi":
    c[ch] += 1
print(c, type(c).__name__, c == {"m": 1, "i": 4, "s": 4, "p": 2})


class Loud(dict):
    def __getitem__(self, k):
        return "loud " + str(dict.get(self, k))

    def __setitem__(self, k, v):
        print("set", k, end="; ")
        dict.__setitem__(self, k, v)

    def __contains__(self, k):
        return True

    def __iter__(self):
        return iter(["fake"])

    def keys(self):
        return ["kk"]

    def __len__(self):
        return 42


l = Loud(a=1)
l["b"] = 2
l.update(c=3)
l.setdefault("d", 4)
print(l["a"], l.get("a"), "zzz" in l, list(l), len(l), bool(l), l)
print("%(a)s" % l, "{0[a]}".format(l), dict(l), {**l}, "{a}".format_map(l), sorted(dict.keys(l)))


def f(**kw):
    return kw


print(f(**l))


class Sub(dict):
    pass


s = Sub(x=1)
s.attr = "instance attribute"
print(
    s,
    s.attr,
    s.__dict__,
    type(s.copy()).__name__,
    type(s | {}).__name__,
    type(Sub.fromkeys("ab")).__name__,
    Sub.fromkeys("ab"),
)
s |= {"y": 2}
print(type(s).__name__, s, s == {"x": 1, "y": 2}, isinstance(s, dict))


class Init(dict):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self["extra"] = True


print(Init(), Init({"a": 1}, b=2))


class Raises(dict):
    def __missing__(self, key):
        raise LookupError("no " + key)


try:
    Raises()["q"]
except LookupError as e:
    print(type(e).__name__, e)


class StrSub(str):
    def __hash__(self):
        return hash(str(self))

    def __eq__(self, o):
        return str.__eq__(self, o)


d = {StrSub("k"): 1}
print(d["k"], StrSub("k") in {"k": 1}, type(next(iter(d))).__name__)


class Eq(dict):
    def __eq__(self, o):
        return "eq called"

    __hash__ = None


print(Eq() == {}, {} == Eq())


class WithRepr(dict):
    def __repr__(self):
        return "<%s>" % dict.__repr__(self)


w = WithRepr(a=WithRepr())
print(w, str(w), "%s" % w, f"{w!r}", [w])
exec("x = 1", g := D(y=5))
print(sorted(k for k in g if k[0] != "_"))
print(eval("a + zz", {}, D(a="A")))
