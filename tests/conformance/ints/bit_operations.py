# Shifts and bitwise operators over signs and sizes; bit_length, bit_count, to_bytes, from_bytes.
vals = (
    0,
    1,
    -1,
    5,
    -6,
    255,
    -256,
    2**31,
    -(2**31),
    2**47 - 1,
    -(2**47),
    2**64 + 5,
    -(2**64) - 5,
    2**100,
    -(3**70),
)
for x in vals:
    print(
        x,
        ~x,
        x.bit_length(),
        x.bit_count(),
        [x >> s for s in (0, 1, 5, 31, 64, 200)],
        [x << s for s in (0, 1, 17, 64)],
    )
for x in vals:
    for y in vals[3:13:2]:
        assert (x & y) + (x | y) == x + y and (x ^ y) == (x | y) - (x & y), (x, y)
        print(x & y, x | y, x ^ y, end="; ")
    print()
print(
    True & False,
    True | 2,
    True ^ True,
    type(True & True).__name__,
    type(True & 1).__name__,
    ~True,
    True << 3,
    type(True ^ False).__name__,
)
for v, n, order, signed in (
    (0, 1, "big", False),
    (255, 1, "big", False),
    (256, 2, "big", False),
    (256, 2, "little", False),
    (-1, 2, "big", True),
    (-128, 1, "little", True),
    (1, 0, "big", False),
    (0, 0, "big", False),
    (256, 1, "big", False),
    (-1, 2, "big", False),
    (128, 1, "big", True),
    (-129, 1, "big", True),
    (2**70, 10, "little", False),
    (-(2**70), 9, "big", True),
    (5, -1, "big", False),
    (5, 2, "middle", False),
    (5, "a", "big", False),
    (127, 1, "big", True),
    (-(2**63), 8, "little", True),
):
    try:
        print(v, v.to_bytes(n, order, signed=signed))
    except Exception as e:
        print(v, n, order, signed, type(e).__name__, e)
for data in (
    b"",
    b"\0",
    b"\xff",
    b"\x01\x02",
    b"\x80\0",
    b"\xff" * 9,
    bytearray(b"\1"),
    [1, 2],
    (255,),
    memoryview(b"\1\0"),
):
    print(
        data if not isinstance(data, memoryview) else "mv",
        [int.from_bytes(data, o, signed=s) for o in ("big", "little") for s in (False, True)],
    )
print(
    (5).to_bytes(),
    int.from_bytes(b"\1\2"),
    (1000).to_bytes(length=2, byteorder="little"),
    int.from_bytes(bytes=b"\2", byteorder="big"),
    (True).to_bytes(1, "big"),
    type(bool.from_bytes(b"\1", "big")),
)
for f in (
    lambda: int.from_bytes("x", "big"),
    lambda: int.from_bytes(5, "big"),
    lambda: int.from_bytes(b"a", "x"),
    lambda: int.from_bytes([256], "big"),
    lambda: int.from_bytes(),
    lambda: (1).to_bytes(1, 5),
    lambda: (1).bit_length(1),
    lambda: 1 << 1.5,
    lambda: 1 << "a",
    lambda: "a" << 1,
    lambda: 1 & None,
    lambda: 1 << -1,
    lambda: 2**100 >> -1,
    lambda: (5).nope,
    lambda: 1.0 | 1,
    lambda: ~"a",
    lambda: [] ^ 1,
):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__, e)
x = 0b1011
print(
    [(x >> i) & 1 for i in range(6)],
    bin(x | 1 << 10),
    bin(x & ~2),
    bin(x ^ 0b1111),
    bin(-x),
    x & -x,
    (x & (x - 1)),
    bin((1 << 20) - 1).count("1"),
    sum(1 << i for i in range(0, 100, 7)),
)


def reverse(n, bits):
    r = 0
    for i in range(bits):
        r = r << 1 | n & 1
        n >>= 1
    return r


print(reverse(0b1101, 8), reverse(2**70 + 1, 80), [reverse(i, 3) for i in range(8)])
h = 14695981039346656037
for c in b"fnv hash":
    h = (h ^ c) * 1099511628211 & 0xFFFFFFFFFFFFFFFF
print(hex(h))
s = 12345
for _ in range(10):
    s ^= (s << 13) & 0xFFFFFFFF
    s ^= s >> 17
    s ^= (s << 5) & 0xFFFFFFFF
    print(s, end=" ")
print()
