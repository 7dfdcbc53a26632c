# Recursive functions over structures: trees, permutations, parsing, drawing, mutual recursion.
def fact(n):
    return 1 if n < 2 else n * fact(n - 1)


def power(b, e):
    return 1 if e == 0 else power(b * b, e // 2) * (b if e % 2 else 1)


def gcd(a, b):
    return a if b == 0 else gcd(b, a % b)


def binary(n):
    return str(n) if n < 2 else binary(n // 2) + str(n % 2)


def rev(s):
    return s if len(s) < 2 else rev(s[1:]) + s[0]


def digits(n):
    return n if n < 10 else n % 10 + digits(n // 10)


print(fact(50), power(3, 100), gcd(1071, 462), binary(1000), rev("recursion"), digits(987654321))


def flat(x):
    return [x] if not isinstance(x, (list, tuple)) else [v for y in x for v in flat(y)]


def depth(x):
    return 1 + max(map(depth, x), default=0) if isinstance(x, list) else 0


def walk(d, path=()):
    for k, v in d.items():
        if isinstance(v, dict):
            yield from walk(v, path + (k,))
        else:
            yield "/".join(path + (k,)), v


print(
    flat([1, [2, (3, [4, [5]])], []]),
    depth([1, [2, [3, []]]]),
    list(walk({"a": {"b": 1, "c": {"d": 2}}, "e": 3})),
)


def hanoi(n, a="A", b="B", c="C"):
    if n:
        yield from hanoi(n - 1, a, c, b)
        yield a + c
        yield from hanoi(n - 1, b, a, c)


print(" ".join(hanoi(3)), sum(1 for _ in hanoi(8)))


def female(n):
    return 1 if n == 0 else n - male(female(n - 1))


def male(n):
    return 0 if n == 0 else n - female(male(n - 1))


print([female(i) for i in range(15)], [male(i) for i in range(15)])


def parse(s, i=0):
    out = []
    while i < len(s):
        if s[i] == "(":
            sub, i = parse(s, i + 1)
            out.append(sub)
        elif s[i] == ")":
            return out, i + 1
        else:
            out.append(s[i])
            i += 1
    return out, i


print(parse("a(b(c)d)(e)")[0])


def sierpinski(n):
    if n == 0:
        return ["*"]
    t = sierpinski(n - 1)
    return [" " * 2 ** (n - 1) + l + " " * 2 ** (n - 1) for l in t] + [l + " " + l for l in t]


print("\n".join(l.rstrip() for l in sierpinski(3)))


def tree(n, pre=""):
    for i in range(n):
        last = i == n - 1
        yield pre + ("└─" if last else "├─") + str(n)
        yield from tree(n - 1 - i, pre + ("  " if last else "│ "))


print("\n".join(tree(4)))


def koch(n):
    return "F" if n == 0 else "".join(koch(n - 1) if c == "F" else c for c in "F+F--F+F")


print(koch(2), len(koch(4)))


def gray(n):
    return (
        [""]
        if n == 0
        else ["0" + g for g in gray(n - 1)] + ["1" + g for g in reversed(gray(n - 1))]
    )


print(gray(3), len(gray(8)))


def parens(o, c=0):
    return (
        [""]
        if o == c == 0
        else ([("(" + p) for p in parens(o - 1, c + 1)] if o else [])
        + ([(")" + p) for p in parens(o, c - 1)] if c else [])
    )


print(parens(3), len(parens(7)))


def ack(m, n):
    return n + 1 if not m else ack(m - 1, 1) if not n else ack(m - 1, ack(m, n - 1))


print([[ack(m, n) for n in range(4)] for m in range(3)])


def tak(x, y, z):
    return z if y >= x else tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))


print(tak(10, 6, 3))


def expr(t):
    v = term(t)
    while t and t[0] in "+-":
        v = v + term(t) if t.pop(0) == "+" else v - term(t)
    return v


def term(t):
    v = factor(t)
    while t and t[0] in "*/":
        v = v * factor(t) if t.pop(0) == "*" else v / factor(t)
    return v


def factor(t):
    c = t.pop(0)
    if c == "(":
        v = expr(t)
        t.pop(0)
        return v
    if c == "-":
        return -factor(t)
    return int(c)


for s in ("1+2*3", "(1+2)*3", "2*(3+4)*5-6/(1+2)", "-(1+1)*-3", "((((7))))"):
    print(s, "=", expr(list(s)))


class N:
    def __init__(self, v, *kids):
        self.v, self.kids = v, kids

    def __iter__(self):
        yield self.v
        yield from (x for k in self.kids for x in k)

    def __len__(self):
        return 1 + sum(len(k) for k in self.kids)

    def __contains__(self, x):
        return x == self.v or any(x in k for k in self.kids)

    def __repr__(self):
        return f"{self.v}{list(self.kids) or ''}"

    def __eq__(self, o):
        return self.v == o.v and self.kids == o.kids

    def __getitem__(self, path):
        return self if not path else self.kids[path[0]][path[1:]]

    def map(self, f):
        return N(f(self.v), *(k.map(f) for k in self.kids))


t = N(1, N(2, N(3), N(4)), N(5))
print(
    t,
    list(t),
    len(t),
    4 in t,
    9 in t,
    t == t.map(lambda v: v),
    t.map(lambda v: v * v),
    t[0, 1],
    t[()] is t,
)
