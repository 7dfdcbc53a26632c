# Digits of pi and e, Newton, integration, matrices, polynomials, statistics, gcd, fibonacci.
def pi_digits(n):
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    out = []
    while len(out) < n:
        if 4 * q + r - t < m * t:
            out.append(m)
            q, r, m = 10 * q, 10 * (r - m * t), 10 * (3 * q + r) // t - 10 * m
        else:
            q, r, t, k, m, x = (
                q * k,
                (2 * q + r) * x,
                t * x,
                k + 1,
                (q * (7 * k + 2) + r * x) // (t * x),
                x + 2,
            )
    return "".join(map(str, out))


print(pi_digits(60))


def e_digits(n):
    s = t = 10 ** (n + 10)
    k = 1
    while t:
        t //= k
        s += t
        k += 1
    return str(s)[:n]


print(e_digits(60))


def sqrt(x):
    g = x
    for _ in range(30):
        g = (g + x / g) / 2
    return g


print(sqrt(2), sqrt(1e10), sqrt(0.25))


def simpson(f, a, b, n=100):
    h = (b - a) / n
    return (
        h / 3 * sum((1 if i in (0, n) else 4 if i % 2 else 2) * f(a + i * h) for i in range(n + 1))
    )


print(round(simpson(lambda x: x * x, 0, 3), 10), round(simpson(lambda x: 1 / x, 1, 2), 8))


def bisect(f, lo, hi):
    while hi - lo > 1e-12:
        mid = (lo + hi) / 2
        if f(lo) * f(mid) <= 0:
            hi = mid
        else:
            lo = mid
    return lo


print(round(bisect(lambda x: x**3 - x - 2, 1, 2), 9))


class Matrix:
    def __init__(self, rows):
        self.r = [list(r) for r in rows]

    def __matmul__(self, o):
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*o.r)] for r in self.r])

    def __pow__(self, n):
        out, b = (
            Matrix([[int(i == j) for j in range(len(self.r))] for i in range(len(self.r))]),
            self,
        )
        while n:
            if n & 1:
                out = out @ b
            b, n = b @ b, n >> 1
        return out

    def det(self):
        if len(self.r) == 1:
            return self.r[0][0]
        return sum(
            (-1) ** j * v * Matrix([row[:j] + row[j + 1 :] for row in self.r[1:]]).det()
            for j, v in enumerate(self.r[0])
        )

    def __repr__(self):
        return repr(self.r)


print(
    Matrix([[1, 1], [1, 0]]) ** 90,
    Matrix([[1, 2], [3, 4]]) @ Matrix([[0, 1], [1, 0]]),
    Matrix([[2, -1, 0], [1, 3, 2], [0, 5, -4]]).det(),
)


class Poly:
    def __init__(self, *c):
        self.c = c

    def __call__(self, x):
        r = 0
        for k in reversed(self.c):
            r = r * x + k
        return r

    def __mul__(self, o):
        out = [0] * (len(self.c) + len(o.c) - 1)
        for i, a in enumerate(self.c):
            for j, b in enumerate(o.c):
                out[i + j] += a * b
        return Poly(*out)

    def __add__(self, o):
        n = max(len(self.c), len(o.c))
        return Poly(
            *(a + b for a, b in zip(self.c + (0,) * (n - len(self.c)), o.c + (0,) * (n - len(o.c))))
        )

    def d(self):
        return Poly(*[i * k for i, k in enumerate(self.c)][1:])

    def __str__(self):
        return (
            " ".join(
                f"{'+-'[k < 0]} {abs(k) if abs(k) != 1 or i == 0 else ''}{'' if i == 0 else 'x' if i == 1 else f'x^{i}'}"
                for i, k in reversed(list(enumerate(self.c)))
                if k
            ).removeprefix("+ ")
            or "0"
        )


p = Poly(1, -3, 0, 2)
print(p, "|", p * p, "|", p + Poly(0, 1), "|", p.d(), "|", p(2), p(0.5), Poly())


def gauss(a, b):
    n = len(b)
    m = [row[:] + [v] for row, v in zip(a, b)]
    for i in range(n):
        piv = max(range(i, n), key=lambda k: abs(m[k][i]))
        m[i], m[piv] = m[piv], m[i]
        for k in range(i + 1, n):
            f = m[k][i] / m[i][i]
            m[k] = [x - f * y for x, y in zip(m[k], m[i])]
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (m[i][n] - sum(m[i][j] * x[j] for j in range(i + 1, n))) / m[i][i]
    return x


print(
    [
        round(v, 9)
        for v in gauss([[2.0, 1.0, -1.0], [-3.0, -1.0, 2.0], [-2.0, 1.0, 2.0]], [8.0, -11.0, -3.0])
    ]
)


def egcd(a, b):
    return (a, 1, 0) if b == 0 else ((lambda g, x, y: (g, y, x - a // b * y))(*egcd(b, a % b)))


print(egcd(240, 46), egcd(17, 3120))
data = [2, 4, 4, 4, 5, 5, 7, 9]
mean = sum(data) / len(data)
print(mean, (sum((x - mean) ** 2 for x in data) / len(data)) ** 0.5, sorted(data)[len(data) // 2])
tri = [[1]]
for _ in range(9):
    tri.append([a + b for a, b in zip([0] + tri[-1], tri[-1] + [0])])
print(tri[-1], [sum(r) for r in tri])


def collatz(n):
    return 1 if n == 1 else 1 + collatz(n // 2 if n % 2 == 0 else 3 * n + 1)


print(
    max(range(1, 1000), key=collatz),
    collatz(871),
    [n for n in range(1, 500) if sum(d for d in range(1, n) if n % d == 0) == n],
    [n for n in range(100, 1000) if sum(int(d) ** 3 for d in str(n)) == n],
)
x = 42
lcg = []
for _ in range(8):
    x = (6364136223846793005 * x + 1442695040888963407) % 2**64
    lcg.append(x >> 33)
print(lcg)


def nbody(steps):
    b = [[0, 0, 0, 0, 10.0], [1, 0, 0, 3.0, 1.0], [0, 2, -2.0, 0, 0.5]]
    for _ in range(steps):
        for i in b:
            for j in b:
                if i is not j:
                    dx, dy = j[0] - i[0], j[1] - i[1]
                    d = (dx * dx + dy * dy) ** 1.5 + 0.01
                    i[2] += dx / d * j[4] * 0.001
                    i[3] += dy / d * j[4] * 0.001
        for i in b:
            i[0] += i[2] * 0.001
            i[1] += i[3] * 0.001
    return [[round(v, 6) for v in i[:2]] for i in b]


print(nbody(200))
