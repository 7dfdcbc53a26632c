# abs, divmod, pow, round, sum, min, max, any, all, len, hash, bin, hex, oct, chr, ord.
def e(f):
    try:
        print("ok", f())
    except Exception as x:
        print(type(x).__name__ + ":", x)


print(abs(-5), abs(5), abs(-2.5), abs(3 - 4j), abs(True), abs(-(10**30)), abs(-0.0))
for f in (lambda: abs(), lambda: abs("x"), lambda: abs(1, 2), lambda: abs(None), lambda: abs([])):
    e(f)
print(
    divmod(7, 2),
    divmod(-7, 2),
    divmod(7.5, 2),
    divmod(7, -2.5),
    divmod(True, 2),
    divmod(10**20, 7),
)
for f in (
    lambda: divmod(1),
    lambda: divmod(1, 0),
    lambda: divmod(1.0, 0),
    lambda: divmod("a", 1),
    lambda: divmod(1, 2, 3),
    lambda: divmod(1j, 1),
):
    e(f)
print(
    pow(2, 10),
    pow(2, -1),
    pow(2.0, 3),
    pow(2, 0.5),
    pow(3, 4, 5),
    pow(base=2, exp=3),
    pow(2, 3, mod=5),
    pow(2, 3, None),
    pow(-1, 0.5),
    pow(True, False),
)
for f in (
    lambda: pow(),
    lambda: pow(2),
    lambda: pow("a", 2),
    lambda: pow(2, 3, 0),
    lambda: pow(2, -1, 4),
    lambda: pow(2, 1.5, 3),
    lambda: pow(0, -1),
    lambda: pow(2, 3, 4, 5),
    lambda: pow(1, 2, "x"),
    lambda: pow(2, x=3),
):
    e(f)
print(
    round(2.5),
    round(3.5),
    round(2.567, 2),
    round(1234, -2),
    round(2.5, 0),
    round(-0.5),
    round(True),
    round(5, None),
    round(1.5, None),
    round(2.675, 2),
    round(10**30, -5),
)
print(
    sum([]),
    sum([1, 2]),
    sum([1.5, 2]),
    sum([[1], [2]], []),
    sum((1, 2), 10),
    sum([1], start=5),
    sum(range(101)),
    sum([True, True]),
    sum([0.1] * 3),
    sum([1, 2.5, 3j]),
    sum({1: "a", 2: "b"}),
    sum([10**20, 1]),
    sum([2**62, 2**62, 2**62]),
    sum(x * x for x in range(5)),
    sum([(1,), (2,)], ()),
)
for f in (
    lambda: sum(),
    lambda: sum(5),
    lambda: sum(["a"]),
    lambda: sum(["a"], ""),
    lambda: sum([b"a"], b""),
    lambda: sum([], "x"),
    lambda: sum([bytearray()], bytearray()),
    lambda: sum([1], [2]),
    lambda: sum([[1]]),
    lambda: sum([1], 2, 3),
    lambda: sum([None]),
    lambda: sum([1, "a"]),
    lambda: sum(iterable=[1]),
):
    e(f)
print(
    min(3, 1, 2),
    max([3, 1, 2]),
    min("b", "a"),
    max("hello"),
    min([5]),
    max(1, 2.0),
    max(2, 2.0),
    max(2.0, 2),
    min([], default=None),
    max((), default="d"),
    min([3, -4], key=abs),
    max("aB", key=str.lower),
    max({3: 1, 5: 0}),
    min([1, 2], [1]),
    max((1, 2), (1, 3)),
    min(1, 2, key=lambda v: -v),
    max([True, 1, 1.0]),
    min([0.0, -0.0]),
    max([[1], [1, 0]]),
    max(["b", "a"], key=None),
    max(x for x in [1]),
)
for f in (
    lambda: min(),
    lambda: max([]),
    lambda: min(5),
    lambda: max(1, "a"),
    lambda: min(1, 2, default=3),
    lambda: max([1], key=5),
    lambda: max([], key=len),
    lambda: min([1], bogus=2),
    lambda: max(None),
    lambda: min(1, None),
    lambda: max([1j, 2j]),
    lambda: max(default=5),
    lambda: min((), default=3),
    lambda: max([1, 2], key=lambda: 0),
    lambda: max(1, 2, key=None),
):
    e(f)
print(
    any([]),
    all([]),
    any([0, "", None]),
    any([0, 5]),
    all([1, "a"]),
    all([1, 0]),
    any(x > 2 for x in range(5)),
    all({}),
    any("a"),
    all([[]]),
    any({0: 1}),
)
for f in (lambda: any(5), lambda: all(), lambda: any([1], [2]), lambda: all(None)):
    e(f)
print(
    len([]),
    len("abc"),
    len({1: 2}),
    len(range(10)),
    len(b"ab"),
    len({1, 2}),
    len((1,)),
    len(memoryview(b"abc")),
    len({}.keys()),
)
for f in (
    lambda: len(),
    lambda: len(5),
    lambda: len(None),
    lambda: len(iter([])),
    lambda: len([1], [2]),
    lambda: len(x for x in ()),
    lambda: len(int),
    lambda: len(object()),
):
    e(f)
print(
    bin(0),
    bin(5),
    bin(-5),
    bin(True),
    hex(255),
    hex(-255),
    hex(0),
    hex(10**20),
    oct(8),
    oct(-8),
    oct(0),
    bin(2**40),
)
for f in (
    lambda: bin(1.5),
    lambda: hex("a"),
    lambda: oct(None),
    lambda: bin(),
    lambda: hex(1, 2),
    lambda: bin(1j),
):
    e(f)
print(chr(97), chr(0x20AC), ord("a"), ord("€"), ord(b"a"), chr(True).encode(), ord(bytearray(b"z")))
print(
    hash(5),
    hash(-1),
    hash(2.0),
    hash(True),
    hash(()) == hash(()),
    hash((1, 2)) == hash((1, 2)),
    hash("a") == hash("a"),
    hash(b"a") == hash(b"a"),
    hash(None) == hash(None),
    hash(int) == hash(int),
    hash(1.5) == hash(3 / 2),
    hash(frozenset([1, 2])) == hash(frozenset([2, 1])),
    hash(range(3)) == hash(range(0, 3)),
    hash(...) == hash(...),
    hash(2**61 - 1),
    hash(-(2**61)),
)
for f in (
    lambda: hash([]),
    lambda: hash({}),
    lambda: hash(set()),
    lambda: hash(bytearray()),
    lambda: hash(slice(1)),
    lambda: hash(([],)),
    lambda: hash(),
    lambda: hash(1, 2),
    lambda: hash({}.keys()),
    lambda: hash(memoryview(bytearray(b"a"))),
    lambda: hash(memoryview(b"a")) == hash(b"a"),
    lambda: hash({}.values()) != 0,
):
    e(f)
print(
    bool(),
    bool([]),
    bool(5),
    int(),
    float(),
    complex(),
    str(),
    list(),
    tuple(),
    dict(),
    set(),
    frozenset(),
    bytes(),
    bytearray(),
    object().__class__,
    type(None)(),
)
