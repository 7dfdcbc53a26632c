# Every computation that makes a NaN makes an object of its own.
import array
import marshal
import math
import pickle
import struct

a, b = float("nan"), float("nan")
inf = float("inf")
print(a is a, a is b, a in [a], a in [b], [a] == [a], [a] == [b], (a,) == (b,))
print(len({a, b}), len({a, a}), {a: 1, b: 2}[a], {a: 1, b: 2}[b], {a: 1}.get(b))
print(inf - inf is inf - inf, (inf - inf) in [inf - inf], [a, b].index(b), [a, b, a].count(a))
print(math.nan is math.nan, math.nan in {math.nan}, math.nan in {a, b})
made = [inf * 0 for _ in range(1000)]
print(len(set(made)), all(x in made for x in made), made == list(made), made == [inf * 0] * 1000)
print(-a is a, float(a) is a, +a == a, a.real is a)


class Sub(float):
    pass


s = Sub("nan")
print(s in [s], s in [Sub("nan")], hash(s) == hash(s), hash(a) == hash(a), hash(a) == hash(b))
for pack in (
    lambda x: struct.pack("<d", x),
    lambda x: struct.pack("<f", x),
    lambda x: array.array("d", [x]).tobytes(),
    lambda x: struct.pack('d', marshal.loads(marshal.dumps(x))),
    lambda x: pickle.dumps(x),
    lambda x: repr(x),
):
    print(pack(a), pack(a) == pack(b))
view = memoryview(bytearray(8)).cast("d")
view[0] = a
print(view.tobytes(), view[0])
print(struct.pack("<d", struct.unpack("<d", b"\1\0\0\0\0\0\xf8\x7f")[0]))
print(math.fmod(a, 2) is a, max(a, 1) is a, sorted([a, b])[0] is a)
x = [a]
x[0] += 0
print(complex(a, b) == complex(a, b), complex(a, 0) in [complex(a, 0)], divmod(a, 2)[0] == a)
