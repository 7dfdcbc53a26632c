# bytearray: item and slice assignment, methods that change it, resizing.
a = bytearray(b"abcdef")
a[0] = 65
a[-1] = ord("F")
print(a)
a[1:3] = b"XYZ"
print(a)
a[::2] = b"...."
print(a)
a[1:1] = [48, 49]
print(a)
a[3:] = b""
print(a)
a[:] = range(65, 70)
print(a)
del a[0]
del a[1:3]
print(a)
a += b"more"
a *= 2
print(a)
a.append(33)
a.extend(b"xy")
a.extend([122])
a.extend(x for x in (48, 49))
a.insert(0, 35)
a.insert(-1, 45)
a.insert(99, 46)
print(a)
print(a.pop(), a.pop(0), a.pop(-2), a.remove(45) if 45 in a else None, a)
a.reverse()
print(a, a.copy(), a.copy() is a, a.clear(), a)
a = bytearray(b"hello")
print(
    a == b"hello",
    b"hello" == a,
    a == bytearray(b"hello"),
    a < b"help",
    a + b"!",
    b"!" + a,
    type(a + b"").__name__,
    type(b"" + a).__name__,
    a.upper(),
    type(a.upper()).__name__,
    a.find(b"l"),
    a.split(b"l"),
    a.replace(b"l", b"LL"),
    104 in a,
    b"ell" in a,
    a.hex(),
    a.decode(),
    a[1:3],
    type(a[1:3]).__name__,
    a.isalpha(),
    a.join([b"1", b"2"]),
    a.translate(None, b"l"),
    bytearray.fromhex("ff00"),
    bytearray.maketrans(b"a", b"b")[97],
)
print(
    repr(bytearray()),
    bytearray(3),
    bytearray([1, 2]),
    bytearray("é", "latin-1"),
    bytearray(b"'\""),
    str(bytearray(b"s")),
    f"{bytearray(b'f')}",
    list(bytearray(b"ab")),
    bytearray(bytearray(b"q")),
)


def setitem(k, v):
    x = bytearray(b"0123456789")
    x[k] = v
    return x


def delitem(k):
    x = bytearray(b"0123456789")
    del x[k]
    return x


for f in (
    lambda: setitem(0, 256),
    lambda: setitem(0, -1),
    lambda: setitem(0, "a"),
    lambda: setitem(0, b"a"),
    lambda: setitem(20, 1),
    lambda: setitem("a", 1),
    lambda: setitem(slice(0, 2), 5),
    lambda: setitem(slice(0, 2), "ab"),
    lambda: setitem(slice(0, 2), [256]),
    lambda: setitem(slice(None, None, 2), b"abc"),
    lambda: setitem(slice(None, None, -1), b"abcdefghij"),
    lambda: setitem(slice(2, 5), b""),
    lambda: setitem(slice(8, 2), b"INS"),
    lambda: setitem(slice(None, None, 3), b""),
    lambda: delitem(slice(None, None, 3)),
    lambda: delitem(slice(5, 2)),
    lambda: delitem(20),
    lambda: delitem(-10),
    lambda: setitem(slice(0, 3), bytearray(b"z")),
    lambda: setitem(slice(1, 2), 3),
    lambda: setitem(True, 66),
    lambda: setitem(slice(0, 1), memoryview(b"mv")),
    lambda: bytearray().pop(),
    lambda: a.pop(99),
    lambda: a.remove(1),
    lambda: a.remove("a"),
    lambda: a.append(256),
    lambda: a.append("a"),
    lambda: a.append(b"a"),
    lambda: a.extend(5),
    lambda: a.extend("ab"),
    lambda: a.extend([256]),
    lambda: a.insert(0),
    lambda: a.insert(0, 300),
    lambda: hash(a),
    lambda: {a: 1},
    lambda: bytearray(-1),
    lambda: bytearray("x"),
    lambda: bytearray([1, 300]),
    lambda: a + "x",
    lambda: a.index(b"zz"),
    lambda: a["x"],
    lambda: bytearray(b"%s-%d") % (b"x", 5),
    lambda: bytearray(b"a") * -1,
    lambda: a.__alloc__() > 0,
    lambda: a.sort(),
):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__, e)
a = bytearray(b"self")
a[:] = a
a = a + a
a[2:4] = a
a.extend(a)
print(a)
m = memoryview(a)
for f in (
    lambda: a.append(1),
    lambda: a.clear(),
    lambda: a.extend(b"x"),
    lambda: a.pop(),
    lambda: a.__delitem__(0),
    lambda: a.__setitem__(slice(0, 1), b"xy"),
):
    try:
        print("ok", f())
    except BufferError as e:
        print(type(e).__name__, e)
a[0] = 90
print(bytes(m[:4]))
m.release()
a.append(33)
print(a[-2:])


class BA(bytearray):
    def __init__(self, *args):
        super().__init__(*args)
        self.tag = "t"


x = BA(b"q")
x += b"w"
print(x, type(x).__name__, x.tag, type(x[:1]).__name__, type(x.copy()).__name__)
for v in bytearray(b"ab"):
    print(v, end=" ")
it = iter(bytearray(b"xyz"))
print(next(it), it.__length_hint__(), list(it))
