# operator: every function form, getters, methodcaller, in-place operations, length_hint, errors
import operator as op

print(op.add(1, 2), op.sub(5, 3), op.mul("a", 3), op.truediv(7, 2), op.floordiv(-7, 2), op.mod(-7, 3), op.pow(2, 10), op.neg(5), op.pos(-5), op.abs(-3), op.invert(5), op.inv(0))
print(op.lshift(1, 5), op.rshift(100, 2), op.and_(6, 3), op.or_(6, 3), op.xor(6, 3), op.not_([]), op.truth("x"), op.is_(None, None), op.is_not(1, None), op.index(True), op.concat([1], [2]))
print(op.lt(1, 2), op.le(2, 2), op.eq("a", "a"), op.ne(1, 1), op.ge(3, 2), op.gt(1, 2), op.contains([1, 2], 2), op.countOf([1, 2, 1, True], 1), op.indexOf("hello", "l"), op.length_hint([1, 2]), op.length_hint(iter(range(5))), op.length_hint(5, 9))
d = {"a": 1}
op.setitem(d, "b", 2)
op.delitem(d, "a")
print(d, op.getitem([1, 2, 3], slice(1, None)), op.getitem(d, "b"))
a = [1]
print(op.iadd(a, [2]) is a, a, op.iadd(1, 2), op.imul([1], 2), op.iconcat([1], [2]), op.ior({1}, {2}), op.isub(5, 3), op.ipow(2, 3), op.ifloordiv(7, 2), op.itruediv(1, 2), op.imod(7, 4), op.ilshift(1, 3), op.irshift(8, 1), op.ixor(5, 1), op.iand(7, 3))
g1, g2, g3 = op.itemgetter(1), op.itemgetter(0, 2), op.itemgetter("k")
print(g1("abc"), g2("abc"), g3({"k": 5}), op.itemgetter(slice(0, 2))([1, 2, 3]), op.itemgetter(-1)((1, 2)), repr(g2), repr(g3))
c = 3 + 4j
print(op.attrgetter("real")(c), op.attrgetter("real", "imag")(c), repr(op.attrgetter("a.b", "c")))


class N:
    pass


n = N()
n.a = N()
n.a.b = "deep"
print(op.attrgetter("a.b")(n), op.attrgetter("a.b", "a.b")(n))
m = op.methodcaller("split", ",", maxsplit=1)
print(m("a,b,c"), repr(m), op.methodcaller("upper")("x"), repr(op.methodcaller("upper")))
print(sorted([("b", 2), ("a", 3), ("c", 1)], key=op.itemgetter(1)), list(map(op.methodcaller("strip"), [" a ", "b "])), op.call(max, 1, 5, key=op.neg), list(map(op.mul, [1, 2], [3, 4])))


class Mat:
    def __matmul__(self, o):
        return "matmul"

    def __imatmul__(self, o):
        return "imatmul"

    def __length_hint__(self):
        return 42

    def __index__(self):
        return 3


print(op.matmul(Mat(), 1), op.imatmul(Mat(), 1), op.length_hint(Mat()), op.index(Mat()), [1, 2, 3, 4][Mat()])


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: op.add(1, "a"))
attempt(lambda: op.concat(1, 2))
attempt(lambda: op.iconcat([1], 5))
attempt(lambda: op.index(1.5))
attempt(lambda: op.indexOf([1], 5))
attempt(lambda: op.countOf(5, 1))
attempt(lambda: op.itemgetter())
attempt(lambda: op.itemgetter(5)([1]))
attempt(lambda: op.itemgetter("x")({}))
attempt(lambda: op.attrgetter(5))
attempt(lambda: op.attrgetter())
attempt(lambda: op.attrgetter("a.x")(n))
attempt(lambda: op.methodcaller())
attempt(lambda: op.methodcaller(5))
attempt(lambda: op.methodcaller("nope")(1))
attempt(lambda: op.length_hint([], "a"))
attempt(lambda: op.truediv(1, 0))
attempt(lambda: op.lt(1, "a"))
attempt(lambda: op.matmul(1, 2))
attempt(lambda: op.neg("a"))
attempt(lambda: op.contains(5, 1))
attempt(lambda: op.delitem([1], 5))
attempt(lambda: op.add(1))
attempt(lambda: op.add(1, b=2))
print(op.__add__(1, 2), op.__name__, op.add.__name__, sorted(op.__all__)[:5], len(op.__all__))
