# json.dumps: options, key conversion, floats, escapes, default hooks, errors
import enum
import json

print(json.dumps({"a": [1, 2.5, None, True, False, "x"], "b": {}}), json.dumps([]), json.dumps("s"))
print(json.dumps({1: 1, 1.5: 2, True: 3, None: 4, "k": 5}), json.dumps((1, (2, ()))))
print(json.dumps({"b": 1, "a": [1, {"z": [], "y": {}}]}, indent=2, sort_keys=True))
print(json.dumps([1, [2, [3]]], indent="--"))
print(json.dumps([1, {"a": 2}], indent=0))
print(json.dumps({"a": 1, "b": [1, 2]}, separators=(",", ":")), json.dumps([1, 2], separators=(" ; ", "=")))
print(json.dumps("é\u20ac\U0001f600\n\t\"\\/\x00\x7f\x1f"), json.dumps("é\u20ac\U0001f600\x7f", ensure_ascii=False))
print(json.dumps([1e100, 1.0, -0.0, 1e-7, 123456789012345678901234567890, 0.1]))
print(json.dumps([float("nan"), float("inf"), -float("inf")]), json.dumps("\ud800"))
print(json.dumps({(1, 2): 3, "ok": 1}, skipkeys=True))


class Colour(enum.IntEnum):
    RED = 1


class MyInt(int):
    def __repr__(self):
        return "custom"


class MyFloat(float):
    def __repr__(self):
        return "customf"


class MyStr(str):
    def __str__(self):
        return "mystr"


print(json.dumps([Colour.RED, MyInt(5), MyFloat(2.5), MyStr("q")]), json.dumps({Colour.RED: 1, MyStr("k"): 2}))


def default(o):
    if isinstance(o, set):
        return sorted(o)
    if isinstance(o, complex):
        return {"re": o.real, "im": o.imag}
    raise TypeError(f"no way to write {type(o).__name__}")


print(json.dumps({"s": {3, 1, 2}, "c": 1 + 2j}, default=default))


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, bytes):
            return o.decode()
        return super().default(o)


print(json.dumps([b"abc"], cls=Encoder), Encoder(indent=1).encode({"x": b"y"}))
print(list(json.JSONEncoder().iterencode([1, {"a": "b"}])))


def attempt(*args, **kw):
    try:
        print(json.dumps(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


attempt({1, 2})
attempt(b"x")
attempt({(1, 2): 3})
attempt(object, default=default)
attempt(1j)
attempt(float("nan"), allow_nan=False)
attempt([1, float("inf")], allow_nan=False)
attempt({1: 1, "a": 2}, sort_keys=True)
attempt({"a": [1, {"b": {2}}]})
a = []
a.append(a)
attempt(a)
d = {}
d["d"] = d
attempt(d, indent=2)
attempt("x", nope=1)
attempt([1, 2], indent=None, separators=None)
attempt([[], {}, [[]], {"a": {}}], indent=1)
attempt({"ä": 1}, ensure_ascii=False, indent=3)
print(json.dumps({"k": [True, None]}, check_circular=False))
