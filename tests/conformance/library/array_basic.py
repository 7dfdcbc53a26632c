# array: typecodes, list-like operations, conversion, slices, buffer use, errors
import array
import sys
from array import array as A

a = A("i", [1, 2, 3])
a.append(4)
a.extend([5, 6])
a.extend(A("i", [7]))
a.insert(0, 0)
a.insert(-1, 99)
print(a, a.typecode, a.itemsize, len(a), a[2], a[-1], a[1:4], a[::-2], 99 in a, a.index(99), a.count(1))
print(a.pop(), a.pop(0), a.remove(99), a, a.reverse(), a, a.tolist(), list(a), a + A("i", [1]), A("i", [1, 2]) * 2, 2 * A("i", [1]))
a[0] = -5
a[1:3] = A("i", [10, 20, 30])
del a[0], a[-2:]
a += A("i", [8])
a *= 2
print(a, a == A("l", a.tolist()), a < A("i", [11]), A("i", [1, 2]) == A("d", [1.0, 2.0]), A("i") == A("i"), a != [1])
print(A("b", b"\x01\xff"), A("B", b"ab").tobytes(), A("u", "héy"), A("u", "abc").tounicode(), A("f", [1.5, 2]), A("d", [0.1]), A("q", [2**62]), A("Q", [2**64 - 1]), A("h"), array.typecodes)
b = A("H")
b.frombytes(b"\x01\x00\x02\x00")
print(b if sys.byteorder == "little" else "", b.byteswap(), b, b.fromlist([5]), b, b.tobytes(), bytes(b), bytearray(A("B", [1, 2])), b.buffer_info()[1])
m = memoryview(A("i", [1, 2, 3]))
m[1] = 50
print(m.tolist(), m.format, m.itemsize, m.obj, memoryview(b"ab").tolist())
print([A(c).itemsize for c in "bBhHiIqQfd"], repr(A("u")), repr(A("i", [])), A("d", range(3)), A("i", (x * x for x in range(4))), A("i", A("b", [1])), A("i", bytes(8)))


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: A("x"))
attempt(lambda: A("ii"))
attempt(lambda: A(5))
attempt(lambda: A("i", "abc"))
attempt(lambda: A("u", [1]))
attempt(lambda: A("b", [200]))
attempt(lambda: A("B", [-1]))
attempt(lambda: A("i", [2**31]))
attempt(lambda: A("I", [-1]))
attempt(lambda: A("Q", [2**64]))
attempt(lambda: A("i", [1.5]))
attempt(lambda: A("f", ["x"]))
attempt(lambda: a.append("x"))
attempt(lambda: a[100])
attempt(lambda: a["x"])
attempt(lambda: a.__setitem__(100, 1))
attempt(lambda: a.__setitem__(slice(0, 1), [1]))
attempt(lambda: a.__setitem__(slice(0, 1), A("b")))
attempt(lambda: a.__setitem__(slice(0, 4, 2), A("i", [1])))
attempt(lambda: a + [1])
attempt(lambda: a + A("d", [1]))
attempt(lambda: a.extend(A("d")))
attempt(lambda: a.extend(5))
attempt(lambda: a.remove(12345))
attempt(lambda: a.index(12345))
attempt(lambda: a.pop(100))
attempt(lambda: A("i").pop())
attempt(lambda: a.frombytes(b"abc"))
attempt(lambda: a.fromlist(5))
attempt(lambda: A("f", [1]).byteswap())
attempt(lambda: a.tounicode())
attempt(lambda: a.fromunicode("x"))
attempt(lambda: hash(a))
attempt(lambda: a < 5)
attempt(lambda: A("d", [1]).byteswap())
v = memoryview(a)
attempt(lambda: a.append(1))
v.release()
import copy
import pickle
print(copy.copy(a) == a, pickle.loads(pickle.dumps(a)) == a, isinstance(a, A), A.__name__, array.ArrayType is A, sum(A("i", range(10))), max(A("d", [1, 3, 2])))
