# Complex arithmetic in programs: roots, rotations, FFT, Gaussian integers.
def fft(a, sign=-1):
    n = len(a)
    if n == 1:
        return a
    e, o = fft(a[::2], sign), fft(a[1::2], sign)
    w = complex(1)
    step = {
        2: -1 + 0j,
        4: complex(0, sign),
        8: complex(0.7071067811865476, sign * 0.7071067811865476),
    }[n]
    out = [0j] * n
    for k in range(n // 2):
        t = w * o[k]
        out[k], out[k + n // 2] = e[k] + t, e[k] - t
        w *= step
    return out


def r(z, n=6):
    return complex(round(z.real, n) + 0.0, round(z.imag, n) + 0.0)


d = [1, 2, 3, 4, 0, 0, 0, 0]
f = fft([complex(v) for v in d])
print([r(z) for z in f])
print([round((z / 8).real, 6) for z in fft(f, 1)])


def poly_mul(a, b):
    fa, fb = fft([complex(v) for v in a + [0] * (8 - len(a))]), fft(
        [complex(v) for v in b + [0] * (8 - len(b))]
    )
    return [round((z / 8).real) for z in fft([x * y for x, y in zip(fa, fb)], 1)]


print(poly_mul([1, 2, 3], [4, 5]), poly_mul([1, -1], [1, 1]))


def roots(c):
    zs = [(0.4 + 0.9j) ** k for k in range(len(c) - 1)]
    for _ in range(200):
        for i, z in enumerate(zs):
            p = 0j
            for k in c:
                p = p * z + k
            q = complex(c[0])
            for j, y in enumerate(zs):
                if i != j:
                    q *= z - y
            zs[i] = z - p / q
    return sorted((r(z, 4) for z in zs), key=lambda z: (z.real, z.imag))


print(roots([1, -6, 11, -6]))
print(roots([1, 0, 1]))
print(roots([1, 0, 0, -1]))
z = 3 + 4j
for _ in range(4):
    z *= 1j
    print(z, abs(z), z.conjugate() * z)
print(
    [1j**k for k in range(6)],
    (1 + 1j) ** 4,
    (2 + 3j) * (2 - 3j),
    (1 + 2j) / (3 - 4j),
    -(1 - 1j),
    (1 + 2j) - (1 + 2j),
    5 - 2j + 2j,
    (0.5 + 0.5j) * 4,
)


class Gauss:
    def __init__(self, a, b=0):
        self.a, self.b = a, b

    def __mul__(self, o):
        return Gauss(self.a * o.a - self.b * o.b, self.a * o.b + self.b * o.a)

    def __pow__(self, n):
        return Gauss(1) if n == 0 else self * self ** (n - 1)

    def __complex__(self):
        return complex(self.a, self.b)

    def __repr__(self):
        return f"{self.a}{self.b:+}i"


g = Gauss(2, 1)
print(g**10, complex(g**10) == (2 + 1j) ** 10, complex(g), [g**k for k in range(4)])
walk = 0j
dirs = {"N": 1j, "S": -1j, "E": 1, "W": -1}
for c in "NNESWWS":
    walk += dirs[c]
print(
    walk,
    abs(walk.real) + abs(walk.imag),
    {1 + 1j: "a", 2j: "b"}[2j],
    2j in {2j},
    len({1, 1 + 0j, 1.0, 1j}),
    sorted([3j, 1 + 1j, -2], key=abs),
    sum([1j, 2, 3.5]),
    max([1j, 3 + 4j, -2], key=abs),
)
grid = {complex(x, y): c for y, row in enumerate(["#..", ".#.", "..#"]) for x, c in enumerate(row)}
print(
    [grid.get(p + d, "?") for p in (1 + 1j,) for d in (1, -1, 1j, -1j, 1 + 1j, -1 - 1j)],
    grid[2 + 2j],
    (5 + 5j) in grid,
)
