# Operator precedence and associativity across all levels.
cases = [
    "1 + 2 * 3 - 4 / 2",
    "-2 ** 2",
    "2 ** -1",
    "-2 ** -2",
    "2 ** 3 ** 0",
    "not 1 == 2",
    "not 1 in [2]",
    "1 or 0 and 0",
    "(1 or 0) and 0",
    "not 0 or 1",
    "not (0 or 1)",
    "1 if 0 else 2 if 0 else 3",
    "lambda: 1 if 0 else 2",
    "1 << 2 + 3",
    "1 | 2 ^ 3 & 4",
    "5 & 3 == 3",
    "5 & (3 == 3)",
    "~1 + 2",
    "~-1",
    "-~1",
    "+-+1",
    "2 * -3",
    "2 ** 2 * 3",
    "7 // 2 * 2 + 7 % 2",
    "10 - 3 - 2",
    "2 / 2 / 2",
    "1 < 2 < 3 == 3",
    "1 + 1 in [2]",
    "1 == 1 in [1]",
    "[1, 2][0] + 1",
    "-[1, 2][1]",
    "'%d' % 3 + '4'",
    "'%d%d' % (1, 2) * 2",
    "3 * 'ab' + 'c'",
    "'a' 'b' * 2",
    "1, 2 + 3, 4",
    "(1, 2) + (3,)",
    "[] or [] == []",
    "1 and 2 or 3",
    "0 and 2 or 3",
    "None is None is not None",
    "not not [] == []",
    "5 % 3 ** 2",
    "-5 % 3",
    "-(5 % 3)",
    "8 >> 1 << 2",
    "2 ** 2 ** 2 ** 0",
    "1 if True else 2 + 3",
    "(1 if True else 2) + 3",
    "[i for i in range(5) if i % 2 == 0 if i]",
    "{1: 2, **{3: 4}}[3]",
    "(lambda x: x + 1)(2) * 2",
    "(lambda *a, **k: (a, k))(*[1], *[2], x=3, **{'y': 4})",
    "1.0.real.imag",
    "'abc'.upper()[1:].lower() + 'd'",
    "-1 .bit_length()",
    "(-1).bit_length()",
    "2 ** 'a'.count('a') + 1",
    "not None is None",
    "1 in [1] is True",
    "1 - -1",
    "1 --1",
    "1 +- 1",
    "3 & 2 | 1 ^ 7",
    "1 < 3 > 2",
    "1 > 0 > -1 >= -1 <= 5 != 6",
    "(yes := 5) + 1, yes",
    "[(y := 3), y * y]",
    "f'{1 + 1}' * 2",
    "(1, *[2, 3], 4)[1:3]",
    "'x' in 'xyz' and 'a' not in 'xyz'",
]
for c in cases:
    v = eval(c)
    if callable(v):
        v = ("called", v())
    print(c.ljust(45), v)


class M:
    def __init__(self, s):
        self.s = s

    def __repr__(self):
        return self.s


for name, sym in dict(
    add="+",
    sub="-",
    mul="*",
    matmul="@",
    truediv="/",
    floordiv="//",
    mod="%",
    pow="**",
    lshift="<<",
    rshift=">>",
    and_="&",
    xor="^",
    or_="|",
).items():

    def op(self, other, sym=sym):
        return M("(%s %s %s)" % (self, sym, other))

    setattr(M, "__%s__" % name.rstrip("_"), op)
for name, sym in dict(neg="-", pos="+", invert="~").items():

    def op(self, sym=sym):
        return M("%s%s" % (sym, self))

    setattr(M, "__%s__" % name, op)
a, b, c, d = map(M, "abcd")
print(a + b * c - d, a @ b * c / d // a % b, a**b**c, -(a**-b), ~a + -(b**c))
print(a | b ^ c & d << a + b, a << b >> c << d, a - b + c - d, (a - (b + c)) - d, -((a + b) ** +c))
