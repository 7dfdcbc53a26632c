# struct: pack and unpack for every code, byte orders, sizes, padding, Struct objects, errors
import struct

for fmt, values in [("b", (-5,)), ("B", (250,)), ("?", (True,)), ("h", (-300,)), ("H", (65000,)), ("i", (-70000,)), ("I", (4000000000,)), ("q", (-2**60,)), ("Q", (2**64 - 1,)), ("l", (-7,)), ("L", (7,)), ("f", (1.5,)), ("d", (3.141592653589793,)), ("e", (0.333,)),
                    ("c", (b"x",)), ("5s", (b"abc",)), ("3s", (b"abcdef",)), ("5p", (b"abc",)), ("3p", (b"abcdef",)), ("4x", ()), ("3h", (1, 2, 3)), ("hxb", (1, 2)), ("0s", (b"",)), ("2?", (0, "x"))]:
    for order in "<>":
        data = struct.pack(order + fmt, *values)
        print(order + fmt, data.hex(), struct.unpack(order + fmt, data), struct.calcsize(order + fmt))
print([struct.calcsize(f) for f in ("bi", "=bi", "bq", "<bq", "ib", "iq", "b0i", "@P", "n", "hhl", "!hhl", "cci0q")], struct.pack("@bi", 1, 2).hex())
print(struct.pack("<f", float("inf")).hex(), struct.pack("<d", float("nan")).hex(), struct.pack(">e", -0.0).hex(), struct.unpack("<f", b"\0\0\x80\x7f"), struct.pack("<f", 1e-46), struct.unpack("<e", b"\x01\x00"))
s = struct.Struct("<2sHb")
print(s.format, s.size, s.pack(b"ab", 1, -1), s.unpack(b"cd\x05\x00\xff"), list(s.iter_unpack(b"xx\1\0\2yy\3\0\4")), s.unpack_from(b"__ab\1\0\2", 2), s.unpack_from(b"ab\1\0\2tail"))
buf = bytearray(10)
s.pack_into(buf, 3, b"zz", 258, 7)
struct.pack_into(">I", buf, -4, 0xDEADBEEF)
print(buf, struct.unpack_from(">I", buf, -4), list(struct.iter_unpack("<H", bytes(range(6)))))


class Idx:
    def __index__(self):
        return 9


print(struct.pack("B", Idx()), struct.pack("d", 5), struct.pack("f", True), struct.pack("<h  b ", 1, 2), struct.pack(b"<h", 3))


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


for args in (("b", 128), ("B", -1), ("B", 256), ("h", 40000), ("H", -1), ("i", 2**31), ("I", -1), ("q", 2**63), ("Q", -1), ("Q", 2**64), ("b", 1.5), ("b", "x"), ("f", "x"), ("d", None), ("f", 1e39), ("e", 1e6), ("c", b"ab"), ("c", 5), ("s", "str"), ("s", 5), ("h",), ("h", 1, 2), ("z", 1), ("3", 1), ("<P", 1), ("h<", 1), ("<n", 1), ("p", "x")):
    attempt(struct.pack, *args)
attempt(struct.unpack, "h", b"x")
attempt(struct.unpack, "h", "xx")
attempt(struct.unpack_from, "h", b"abc", 2)
attempt(struct.unpack_from, "h", b"abc", -9)
attempt(struct.pack_into, "h", bytearray(1), 0, 1)
attempt(struct.pack_into, "h", b"const", 0, 1)
attempt(struct.pack_into, "h", bytearray(4), -9, 1)
attempt(struct.pack_into, "h", bytearray(4))
attempt(struct.iter_unpack, "h", b"abc")
attempt(struct.iter_unpack, "", b"")
attempt(struct.calcsize, "q" * 3 + "99999999999999999999q")
attempt(struct.Struct, 5)
attempt(struct.calcsize, "é")
print(struct.error.__mro__[1].__name__, struct.unpack("", b""), struct.pack(""), repr(struct.Struct("hh").format))
header = struct.pack("!4sBBHI", b"PACK", 2, 0, 512, 2**31)
print(header, dict(zip(("magic", "major", "minor", "flags", "size"), struct.unpack("!4sBBHI", header))))
