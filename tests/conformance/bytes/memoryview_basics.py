# memoryview: indexing, slicing, assignment, cast, release, comparison, attributes.
data = bytearray(b"abcdefgh")
m = memoryview(data)
print(
    m[0],
    m[-1],
    len(m),
    m[1:3].tobytes(),
    m[::2].tolist(),
    m[::-1].tobytes(),
    m.tolist(),
    bytes(m),
    m.hex(),
    m.hex("-", 2),
    list(m[:2]),
)
print(
    m.format,
    m.itemsize,
    m.nbytes,
    m.ndim,
    m.shape,
    m.strides,
    m.readonly,
    m.contiguous,
    m.c_contiguous,
    m.f_contiguous,
    m.suboffsets,
    m.obj is data,
)
m[0] = 65
m[1:3] = b"XY"
m[-1] = ord("!")
print(data)
s = m[::2]
print(s.tolist(), s.contiguous, s.strides, s.shape, len(s), s.nbytes)
s[0] = 122
print(data)
m[::2] = b"1234"
print(data)
m[2:6] = m[0:4]
print(data)
ro = memoryview(b"const")
print(
    ro.readonly,
    ro == b"const",
    ro == bytearray(b"const"),
    ro != b"x",
    ro == memoryview(b"const"),
    hash(ro) == hash(b"const"),
    ro.toreadonly().readonly,
    99 in ro,
)


def setm(v, k, x):
    v[k] = x
    return "set"


for f in (
    lambda: setm(ro, 0, 1),
    lambda: setm(m, 0, 256),
    lambda: setm(m, 0, "a"),
    lambda: setm(m, 0, b"a"),
    lambda: setm(m, slice(0, 2), b"abc"),
    lambda: setm(m, slice(0, 2), "ab"),
    lambda: setm(m, 50, 1),
    lambda: setm(m, "a", 1),
    lambda: m[50],
    lambda: m["a"],
    lambda: m[0, 0],
    lambda: m[1.0],
    lambda: memoryview("x"),
    lambda: memoryview([1]),
    lambda: memoryview(),
    lambda: memoryview(5),
    lambda: hash(m),
    lambda: m.__delitem__(0),
    lambda: m + b"x",
    lambda: m < m,
    lambda: m.nope,
    lambda: m.cast("Q").tolist(),
    lambda: m.cast("I").tolist() and 1,
    lambda: m[:3].cast("I"),
    lambda: m.cast("zz"),
    lambda: m[::2].cast("B"),
    lambda: m.cast("B", (2, 4)).tolist(),
    lambda: m.cast("B", [3, 3]),
    lambda: m.cast("I").cast("H"),
    lambda: memoryview(object=b"kw").tobytes(),
    lambda: m.cast(5),
    lambda: m.cast("B", 5),
):
    try:
        print("ok", f() if f.__code__.co_consts else 0)
    except Exception as e:
        print(type(e).__name__, e)
c = m.cast("H")
print(c.itemsize, len(c), c.nbytes, c.format)
c[0] = 0x4241
print(bytes(data[:2]) in (b"AB", b"BA"))
sb = memoryview(bytearray([255, 1])).cast("b")
print(sb.tolist(), sb[0])
sb[1] = -5
print(sb.tobytes())
ch = memoryview(b"abc").cast("c")
print(ch.tolist(), ch[0])
d2 = memoryview(bytearray(range(12))).cast("B", [3, 4])
print(d2.shape, d2.strides, d2[1, 2], d2.tolist(), len(d2), d2.ndim)
fl = memoryview(bytearray(16)).cast("d")
fl[0] = 1.5
print(fl.tolist())
q = memoryview(bytearray(2)).cast("?")
q[0] = True
print(q.tolist())
try:
    setm(fl, 0, "x")
except TypeError as e:
    print(e)
try:
    setm(memoryview(bytearray(2)).cast("h"), 0, 40000)
except ValueError as e:
    print(e)
with memoryview(b"ctx") as cm:
    print(cm.tobytes())
for f in (
    lambda: cm.tobytes(),
    lambda: cm[0],
    lambda: len(cm),
    lambda: cm == cm,
    lambda: cm.format,
    lambda: repr(cm)[:20],
):
    try:
        print("ok", f())
    except ValueError as e:
        print(e)
m2 = memoryview(data)
m3 = m2[1:]
m2.release()
print(m3[0])
try:
    m2[0]
except ValueError as e:
    print(e)
print(
    m[1:3] == b"".join([bytes([x]) for x in m[1:3]]),
    memoryview(b"ab") == memoryview(b"ab").cast("c"),
    memoryview(b"") == b"",
    b"ab" + memoryview(b"cd"),
    bytes().join([memoryview(b"j")]),
    bytearray(memoryview(b"q")),
    int.from_bytes(memoryview(b"\1\2"), "big"),
    b"abc".find(memoryview(b"c")),
    [x for x in memoryview(b"it")],
    list(reversed(memoryview(b"ab"))),
    memoryview(b"a").tobytes(order="C"),
)
import array

ar = array.array("i", [1, 2, 3])
am = memoryview(ar)
am[1] = 99
print(ar, am.format, am.tolist(), am[::-1].tolist(), am.itemsize)
