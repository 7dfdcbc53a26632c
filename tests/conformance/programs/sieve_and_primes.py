# Primes: a sieve, trial division, factorisation, Miller-Rabin.
def sieve(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    i = 2
    while i * i <= n:
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = False
        i += 1
    return [i for i, f in enumerate(flags) if f]


ps = sieve(10000)
print(len(ps), ps[:10], ps[-5:], sum(ps))
flags = bytearray([1]) * 1001
flags[:2] = b"\0\0"
for i in range(2, 32):
    if flags[i]:
        flags[i * i :: i] = bytes(len(flags[i * i :: i]))
print([i for i in range(1001) if flags[i]] == sieve(1000))


def factor(n):
    out = {}
    d = 2
    while d * d <= n:
        while n % d == 0:
            out[d] = out.get(d, 0) + 1
            n //= d
        d += 1 if d == 2 else 2
    if n > 1:
        out[n] = out.get(n, 0) + 1
    return out


for n in (1, 2, 12, 97, 360, 1001, 65536, 999999, 600851475143):
    print(n, " * ".join(f"{p}^{e}" if e > 1 else str(p) for p, e in factor(n).items()) or "1")


def is_prime(n):
    if n < 2:
        return False
    for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if n % p == 0:
            return n == p
    d, r = n - 1, 0
    while d % 2 == 0:
        d, r = d // 2, r + 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(r - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


print(
    [n for n in range(100) if is_prime(n)] == sieve(99),
    is_prime(2**61 - 1),
    is_prime(2**67 - 1),
    is_prime(2**89 - 1),
    is_prime(10**18 + 9),
)


def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found if p * p <= n):
            found.append(n)
            yield n
        n += 1


g = primes()
print([next(g) for _ in range(20)])
