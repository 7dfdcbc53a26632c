# pickle and copyreg: all protocols, classes, hooks, references, persistent ids, errors
import copyreg
import io
import pickle
import pickletools
from collections import Counter, OrderedDict, deque, namedtuple
from datetime import date
from enum import Enum

Point = namedtuple("Point", "x y")


class Color(Enum):
    RED = 1


class Plain:
    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        return type(o) is type(self) and vars(self) == vars(o)


class Slots:
    __slots__ = ("a", "b")


class WithState:
    def __init__(self):
        self.keep, self.drop = 1, lambda: 0

    def __getstate__(self):
        return {"keep": self.keep}

    def __setstate__(self, state):
        self.__dict__.update(state, restored=True)


class NewArgs(tuple):
    def __new__(cls, a, b=0):
        return super().__new__(cls, (a, b))

    def __getnewargs__(self):
        return tuple(self)


class ListSub(list):
    pass


class Reduced:
    def __reduce__(self):
        return list, ((1, 2),)


def function():
    return "called"


values = [None, True, 0, -1, 255, 256, 65536, 2**31, -2**31, 2**100, -2**2000, 1.5, float("inf"), 1j, "", "é€\U0001f600", "x" * 300, b"", b"\xff" * 300, bytearray(b"ba"), (), (1,), (1, 2, 3), (1, 2, 3, 4), [], [1, [2]], {}, {"a": {1: 2}}, set(), {1}, frozenset([1]),
          range(3), slice(1, 2), Ellipsis, NotImplemented, Point(1, 2), Color.RED, Plain([1]), date(2024, 1, 1), OrderedDict(a=1), Counter("aab"), deque([1], 3), int, len, function, Plain, ValueError("e", 1), "\ud800", NewArgs(1, 2), type(None)]
for proto in range(pickle.HIGHEST_PROTOCOL + 1):
    back = [pickle.loads(pickle.dumps(v, proto)) for v in values]
    print(proto, sum(b == v or isinstance(v, ValueError) and b.args == v.args for b, v in zip(back, values)) == len(values), [type(b) is type(v) for b, v in zip(back, values)].count(False))
for proto in (0, 2, 4):
    print(proto, pickle.dumps([1, "a", (None, True), {"k": 2.5}], proto))
shared = [1]
cyc = [shared, shared]
cyc.append(cyc)
b = pickle.loads(pickle.dumps(cyc))
print(b[0] is b[1], b[2] is b)
p = Plain(None)
p.v = p
q = pickle.loads(pickle.dumps(p))
print(q.v is q)
s = Slots()
s.a = 5
t = pickle.loads(pickle.dumps(s))
print(t.a, hasattr(t, "b"), vars(pickle.loads(pickle.dumps(WithState()))), pickle.loads(pickle.dumps(Reduced())))
l = ListSub([1, 2])
l.attr = "x"
m = pickle.loads(pickle.dumps(l))
print(m, m.attr, type(m).__name__)
copyreg.pickle(complex, lambda c: (complex, (c.real + 100, c.imag)))
print(pickle.loads(pickle.dumps(1 + 2j)))
del copyreg.dispatch_table[complex]
buf = io.BytesIO()
pk = pickle.Pickler(buf, 4)
pk.dump("first")
pk.dump(["second"])
buf.seek(0)
up = pickle.Unpickler(buf)
print(up.load(), up.load())


class DB(pickle.Pickler):
    def persistent_id(self, obj):
        return ("plain", obj.v) if isinstance(obj, Plain) else None

    def reducer_override(self, obj):
        return (str, ("replaced",)) if obj is function else NotImplemented


class UnDB(pickle.Unpickler):
    def persistent_load(self, pid):
        return f"loaded {pid}"

    def find_class(self, module, name):
        if name == "Color":
            raise pickle.UnpicklingError(f"forbidden {module.split('.')[-1]}.{name}")
        return super().find_class(module, name)


out = io.BytesIO()
DB(out).dump([Plain(7), function, 1])
print(UnDB(io.BytesIO(out.getvalue())).load())


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e).split(" at 0x")[0])


attempt(lambda: pickle.dumps(lambda: 0))
attempt(lambda: pickle.dumps(x for x in ()))
attempt(lambda: pickle.dumps(1, 99))
attempt(lambda: pickle.loads(b""))
attempt(lambda: pickle.loads(b"garbage"))
attempt(lambda: pickle.loads(pickle.dumps([1, 2])[:-1]))
attempt(lambda: pickle.loads("str"))
attempt(lambda: pickle.loads(b"cno_such_module\nx\n."))
attempt(lambda: pickle.loads(b"cmath\nNoSuch\n."))
attempt(lambda: UnDB(io.BytesIO(pickle.dumps(Color.RED))).load())
attempt(lambda: pickle.loads(out.getvalue()))
attempt(lambda: pickle.loads(b"\x80\x09."))
attempt(lambda: pickle.dump(1, 5))
attempt(lambda: pickle.load(5))
Local = type("Local", (), {})
attempt(lambda: pickle.dumps(Local()) and "importable")
Plain.__qualname__ = "Renamed"
attempt(lambda: pickle.dumps(Plain))
Plain.__qualname__ = "Plain"
pickletools.dis(pickle.dumps([1, "a", {"k": (None,)}], 2))
print(pickletools.optimize(pickle.dumps(["a", "b"], 4)), pickle.loads(pickletools.optimize(pickle.dumps(values[:20]))) == values[:20], pickle.HIGHEST_PROTOCOL, pickle.DEFAULT_PROTOCOL, pickle.format_version)
big = pickle.dumps(b"z" * 70000, 5, buffer_callback=None)
print(len(big) > 70000, copyreg.constructor(Plain), copyreg._slotnames(Slots))
