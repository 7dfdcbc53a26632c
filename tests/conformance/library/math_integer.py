# math: integer functions: gcd, lcm, factorial, isqrt, comb, perm, and number-theoretic uses
import math

print(math.gcd(), math.gcd(12), math.gcd(-12, 18), math.gcd(0, 0), math.gcd(0, 5), math.gcd(12, 18, 27), math.gcd(2**100, 6**50), math.gcd(True, 0))
print(math.lcm(), math.lcm(4, 6), math.lcm(-4, 6), math.lcm(0, 5), math.lcm(2, 3, 4, 5, 6, 7), math.lcm(2**70, 3**40))
print([math.factorial(n) for n in range(13)], math.factorial(50), math.factorial(True), len(str(math.factorial(1000))), math.factorial(200) % 1000000007)
print([math.isqrt(n) for n in range(18)], math.isqrt(10**40), math.isqrt(2**127), math.isqrt((10**50 + 1) ** 2 - 1) == 10**50, math.isqrt(2**200 - 1))
for n in (2**52, 2**53 + 1, 10**30 + 7, 2**64 - 1, 2**64, 3**100):
    r = math.isqrt(n)
    assert r * r <= n < (r + 1) ** 2
print([math.comb(7, k) for k in range(9)], math.comb(100, 50), math.comb(1000, 3), math.comb(0, 0), math.comb(2**40, 2), math.comb(67, 33))
print([math.perm(6, k) for k in range(8)], math.perm(6), math.perm(5, None), math.perm(100, 5), math.perm(0), math.perm(2**33, 3))
for n in range(30):
    assert sum(math.comb(n, k) for k in range(n + 1)) == 2**n
    assert all(math.comb(n, k) * math.factorial(k) == math.perm(n, k) for k in range(n + 1))
print(math.floor(2**70), math.ceil(-(2**70)), math.trunc(5), math.prod(range(1, 25)), math.log2(2**1023), math.frexp(2**80), math.fmod(2**53, 3))
print(pow(3, 200, 1000007), pow(3, -1, 11), pow(2**70, 3**50, 10**9 + 7), divmod(-(2**70), 3**20), (-7) // 2, (-7) % 2, 7 // -2, 7 % -2, (2**64).bit_length(), (-5).bit_count(), (255).bit_count())


def extended(a, b):
    if not b:
        return a, 1, 0
    g, x, y = extended(b, a % b)
    return g, y, x - a // b * y


def is_prime(n, bases=(2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)):
    if n < 2:
        return False
    for p in bases:
        if n % p == 0:
            return n == p
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for a in bases:
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def rho(n):
    if is_prime(n):
        return [n]
    for c in range(1, 20):
        x = y = 2
        d = 1
        while d == 1:
            x = (x * x + c) % n
            y = (y * y + c) % n
            y = (y * y + c) % n
            d = math.gcd(abs(x - y), n)
        if d != n:
            return sorted(rho(d) + rho(n // d))
    return [n]


print(extended(240, 46), [n for n in range(100) if is_prime(n)], is_prime(2**61 - 1), is_prime(2**67 - 1), is_prime(2**89 - 1))
print(rho(8051), rho(10403), rho(2**32 + 1), rho(1000003 * 999983), [math.gcd(a, b) for a in range(8, 12) for b in range(8, 12)])
for value in (2**48 - 1, 2**48, -(2**47), 2**47, 2**63, -(2**63), 2**64):
    print(value, math.isqrt(abs(value)), math.gcd(value, 2**20 * 3), value // 7, value % 7, value * value, value >> 3, math.log2(abs(value)))
