# pickle: the bytes of every protocol, hooks of Pickler and Unpickler, out-of-band buffers, errors
import collections
import copyreg
import datetime
import io
import pickle
import zlib

print(pickle.Pickler, pickle.Unpickler, pickle.PicklingError, pickle.UnpicklingError.__mro__[1], pickle.PickleBuffer)


class Plain:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return type(self) is type(other) and self.__dict__ == other.__dict__

    class Inner:
        pass


class Slots:
    __slots__ = ("a", "b")


class State:
    def __getstate__(self):
        return {"s": 1}

    def __setstate__(self, state):
        self.state = state


class NewArgs(int):
    def __new__(cls, value, *, tag):
        self = super().__new__(cls, value)
        self.tag = tag
        return self

    def __getnewargs_ex__(self):
        return (int(self),), {"tag": self.tag}


class L(list):
    pass


class D(dict):
    pass


class T(tuple):
    pass


def function():
    pass


Point = collections.namedtuple("Point", "x y")
slots = Slots()
slots.a = 1
slots.b = [slots]
recursive = []
recursive.append(recursive)
recursive_tuple = ([],)
recursive_tuple[0].append(recursive_tuple)
recursive_dict = {}
recursive_dict["self"] = recursive_dict
shared = [1]
lister = L([1, 2])
lister.attribute = "x"
values = [
    None, True, False, 0, 1, 255, 256, 65535, 65536, -1, -128, -129, 2**31 - 1, 2**31, -(2**31), -(2**31) - 1,
    2**63, -(2**63), 2**64, -(2**64), 2**2100, 0.0, -0.0, 1.5, float("inf"), float("nan"), 1e300, 1j, "", "abc",
    "é", "\u20ac", "\U0001f600", "\udc80", "a\nb\\c\0\r\x1a", "x" * 300, b"", b"abc", b"\xff" * 300, bytearray(b""),
    bytearray(b"xy"), (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [], [1], [1, 2], {}, {1: 2}, {1: 2, 3: 4}, set(),
    {7}, frozenset(), frozenset([5]), [[]] * 3, [shared, shared], recursive, recursive_tuple, recursive_dict,
    list(range(1001)), dict.fromkeys(range(2001)), list(range(1000)), dict.fromkeys(range(1000)), range(5), slice(1, 2),
    ..., NotImplemented, type(None), type(...), type(NotImplemented), int, len, function, Plain, Plain.Inner, Plain(3), slots, State(),
    NewArgs(5, tag="t"), lister, D(a=1), T((1, 2)), Point(1, 2), collections.OrderedDict(a=1, b=2),
    collections.deque([1, 2], 3), collections.Counter("abca"), collections.defaultdict(list, a=[1]), datetime.date(2020, 1, 2),
    ValueError("v", 1), "abc".upper, Exception, io.StringIO, zlib.crc32, object(), ["s", "s", "t" "u"], "x" * 70000, b"y" * 70000,
    [b"z" * 70000, "k"], ["w" * 30000, "v" * 30000, "u" * 30000],
]
for protocol in range(6):
    total = 0
    sizes = []
    for v in values:
        try:
            data = pickle.dumps(v, protocol)
        except Exception as e:
            sizes.append(type(e).__name__)
            continue
        total = zlib.crc32(data, total)
        sizes.append(len(data))
        back = pickle.loads(data)
        if v is not recursive and v is not recursive_tuple and v is not recursive_dict and v == v and type(v).__eq__ is not object.__eq__ and not callable(v):
            assert back == v, (protocol, v, back)
        f = io.BytesIO()
        pickle.dump(v, f, protocol)
        assert f.getvalue() == data, (protocol, v)
        f.write(b"rest")
        f.seek(0)
        assert type(pickle.load(f)) is type(back)
        assert f.read() == b"rest", (protocol, v)
    print(protocol, sizes)
    print(hex(total) if protocol != 4 else "")
back = pickle.loads(pickle.dumps(recursive_tuple))
print(back[0][0] is back, pickle.loads(pickle.dumps(slots)).b[0].a, pickle.loads(pickle.dumps(State())).state)
print(pickle.dumps([1, "a", (2.5, None)], 0), pickle.dumps({"k": [1, 2]}, 2), pickle.dumps({"k": {3}}, 4))


class Persist(pickle.Pickler):
    def persistent_id(self, obj):
        return "id-" + obj.__name__ if isinstance(obj, type) and obj in (int, str) else None


class Load(pickle.Unpickler):
    def persistent_load(self, pid):
        return "loaded " + pid

    def find_class(self, module, name):
        print("find", module, name)
        return super().find_class(module, name)


for protocol in (0, 2, 5):
    f = io.BytesIO()
    p = Persist(f, protocol)
    p.dump([int, Plain(str)])
    p.dump("again")
    f.seek(0)
    u = Load(f)
    first = u.load()
    print(first[0], first[1].x, u.load())


class Override(pickle.Pickler):
    def reducer_override(self, obj):
        if isinstance(obj, Plain):
            return Point, (obj.x, "overridden")
        return NotImplemented


f = io.BytesIO()
Override(f, 5).dump([Plain(1), Plain])
print(pickle.loads(f.getvalue()))
f = io.BytesIO()
p = pickle.Pickler(f)
p.dispatch_table = copyreg.dispatch_table.copy()
p.dispatch_table[Plain] = lambda o: (Point, ("table", o.x))
p.dump(Plain(2))
print(pickle.loads(f.getvalue()), p.bin, p.fast, len(p.memo.copy()))
p.clear_memo()
print(p.memo.copy())


class Setter:
    def __reduce__(self):
        return Plain, (1,), {"y": 2}, None, None, lambda_setter


def lambda_setter(obj, state):
    obj.x = ("set", state)


print(pickle.loads(pickle.dumps(Setter())).x)
buffers = []
data = pickle.dumps([pickle.PickleBuffer(bytearray(b"mutable")), pickle.PickleBuffer(b"fixed")], 5, buffer_callback=buffers.append)
print(len(buffers), [bytes(b.raw()) for b in buffers], pickle.loads(data, buffers=[bytearray(b"one"), b"two"]))
print(pickle.loads(pickle.dumps([pickle.PickleBuffer(bytearray(b"mutable")), pickle.PickleBuffer(b"fixed")], 5)))
copyreg.add_extension(Plain.__module__, "Point", 200)
print(len(pickle.dumps(Point, 2)), pickle.loads(pickle.dumps(Point, 2)) is Point)
copyreg.remove_extension(Plain.__module__, "Point", 200)
print(pickle.loads(b"\x80\x02U\x03abcq\x00.", encoding="bytes"), pickle.loads(b"S'a\\x41'\n."), pickle.loads(b"c__builtin__\nxrange\n."))
print(pickle.loads(b"(lp0\nI1\naL2L\naF1.5\naVu\\u0041\nag0\na."), pickle.loads(b"(i__main__\nPlain.Inner\n.") if False else "")


class BadReduce:
    def __init__(self, value):
        self.value = value

    def __reduce__(self):
        return self.value


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e).split(" at 0x")[0])


def local():
    def inner():
        pass

    return inner


for case in (1, (), (1, 2), (len,), (len, 1), (len, (), None, 1), (len, (), None, None, 1), (len, (), None, None, None, 1), (1, ()), (len, (), 1, 1, 1, 1, 1)):
    attempt(lambda: pickle.dumps(BadReduce(case)))
missing = type("Missing", (), {"__module__": "__main__"})
wrong = type("Plain", (), {"__module__": "__main__"})
elsewhere = type("X", (), {"__module__": "no_such_module"})
for bad in (lambda: 1, local(), missing, missing(), wrong, elsewhere, (i for i in ()), io, open("/dev/null"), memoryview(b"")):
    attempt(lambda: pickle.dumps(bad))
for data in (b"", b"garbage", b"\x80\x09.", b"I1", b"Ix\n.", b"]", b".", b"(.", b"0.", b"t.", b"K", b"X\x05\0\0\0ab", b"\x80\x04\x95\xff\0\0\0\0\0\0\0N.", b"h\x05.",
             b"cbuiltins\nno_such\n.", b"cno_such_module\nx\n.", b"Pid\n.", b"S'a\n.", b"}(K\x01u.", b"\xff.", b"'.", b"\x82\x05.", b"K\x01K\x02R.", b"K\x01)\x81.", b"\x97.", b"N\x98."):
    attempt(lambda: pickle.loads(data))
attempt(lambda: pickle.loads("text"))
attempt(lambda: pickle.load(5))
attempt(lambda: pickle.dump(1, 5))
attempt(lambda: pickle.dumps(1, 9))
attempt(lambda: pickle.dumps(1, 4, buffer_callback=print))
attempt(lambda: pickle.dumps(pickle.PickleBuffer(b"x"), 4))
attempt(lambda: pickle.Pickler())
attempt(lambda: type("P", (pickle.Pickler,), {"__init__": lambda self: None})().dump(1))
attempt(lambda: type("U", (pickle.Unpickler,), {"__init__": lambda self: None})().load())
deep = []
for i in range(100000):
    deep = [deep]
attempt(lambda: pickle.dumps(deep))
