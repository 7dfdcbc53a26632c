# Big integers: arithmetic, division, powers, comparison with known identities.
a, b = 123456789**7, 987654321**5
print(a, b, a + b, a - b, b - a, a * b, a // b, a % b, -a // b, -a % b, a // -b, a % -b, sep="\n")
print(divmod(a, b) == (a // b, a % b), (a // b) * b + a % b == a, a / b, b / a, -a, abs(-a), +a, ~a)
print(
    2**64,
    2**100 - 1,
    -(2**63),
    2**63 - 1,
    2**47,
    -(2**47) - 1,
    2**31,
    2**32 + 1,
    10**50,
    3**200,
)
for e in (15, 30, 31, 47, 48, 60, 62, 63, 64, 90, 127, 128):
    n = 2**e
    print(
        e,
        n - 1,
        n,
        n + 1,
        -n - 1,
        (n - 1) + 1 == n,
        (n + 1) - n,
        -n + (n - 1),
        n * n == 2 ** (2 * e),
        (n - 1) * (n + 1) == n * n - 1,
        n // 3,
        -n // 3,
        n % 7,
        -n % 7,
        (n - 1).bit_length(),
        n.bit_length(),
    )
f = 1
for i in range(1, 101):
    f *= i
print(f)
g = f
for i in range(100, 0, -1):
    assert g % i == 0
    g //= i
print(g)
print(
    pow(3, 1000, 10**9 + 7),
    pow(2, 10**18, 97),
    pow(-3, 5, 7),
    pow(3, -1, 7),
    pow(10, -2, 13),
    pow(5, 0, 1),
    pow(0, 0),
    pow(0, 0, 5),
    pow(2, 3, -5),
    pow(-2, 3, 5),
    pow(7**50, 3**40, 10**20),
)
for t in (
    (2, -1, 4),
    (2, 2, 0),
    (2, -1, 0),
    (3, -1, 9),
    (2.0, 2, 3),
    (2, 2, 3.0),
    (2, 10**400 if 0 else -1, 1),
):
    try:
        print(t, pow(*t))
    except (ValueError, TypeError) as e:
        print(t, type(e).__name__, e)
x = 1
for i in range(200):
    x = x * 3 + i
y = x
while y > 1000:
    y = y // 7 - 1
print(x, y)


def isqrt(n):
    r = n
    while r * r > n:
        r = (r + n // r) // 2
    return r


print(isqrt(10**60), isqrt(2 * 10**40), isqrt(2**200 - 1))


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


print(gcd(a, b), gcd(3**50 * 7, 3**20 * 14), gcd(2**100, 6**60) == 2**60)
print(
    a == a + 0,
    a < a + 1,
    a > b,
    a != -a,
    a == float(a),
    10**22 == 1e22,
    10**23 == 1e23,
    10**400 > 1e308,
    sorted([a, b, -a, 0, 2**64]) == [-a, 0, 2**64, b, a],
    hash(2**61 - 1),
    hash(2**61),
    hash(-(2**61)),
    hash(10**30),
    hash(a) == hash(a + 0),
    {2**70: "k"}[2**70],
)
fib = [0, 1]
for _ in range(300):
    fib.append(fib[-1] + fib[-2])
print(fib[300], fib[301] * fib[299] - fib[300] ** 2)
big = 7**1000
print(
    len(str(big)),
    str(big)[:20],
    str(big)[-20:],
    int(str(big)) == big,
    big * big // big == big,
    (big + 1) * (big - 1) == big**2 - 1,
    (big**3 - 1) % (big - 1),
    big >> 2000,
    big & 0xFFFF,
    (big << 500) >> 500 == big,
    sum(int(c) for c in str(big)),
)


def err(f):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__, e)


err(lambda: a / 0)
err(lambda: a // 0)
err(lambda: a % 0)
err(lambda: float(10**400))
err(lambda: 10**400 / 3)
err(lambda: 10**400 / 10**399)
err(lambda: 10**400 * 1.0)
err(lambda: 10**400 + 0.5)
err(lambda: 2.0 ** (10**400))
err(lambda: (10**400) // 1.5)
err(lambda: 1 << (10**30))
err(lambda: 1 >> (10**30))
err(lambda: -1 >> (10**30))
err(lambda: 0 << (10**30))
err(lambda: 1 / 10**400)
err(lambda: 10**400 < 1.0)
err(lambda: a + "x")
err(lambda: a * "x")
err(lambda: "x" * 0)
err(lambda: a & 1.0)
err(lambda: int(1e300) % 10**9)
err(lambda: int(float("inf")))
err(lambda: int(float("nan")))
err(lambda: 3**-2)
err(lambda: (-8) ** (1 / 3))
err(lambda: a**-1)
err(lambda: 0**-5)
