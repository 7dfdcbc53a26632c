# Integer arithmetic, precedence and associativity.
print(1 + 2, 5 - 8, 3 * 4, 7 // 2, 7 % 2, 2**10)
print(7 / 2, 8 / 2, -7 / 2, 0 / 5)
print(-7 // 2, -7 % 2, 7 // -2, 7 % -2, -7 // -2, -7 % -2)
print(2 + 3 * 4, (2 + 3) * 4, 2 * 3 + 4, 10 - 4 - 3, 100 // 10 // 5)
print(2**3**2, (2**3) ** 2, -(2**2), (-2) ** 2, 2**-1, -(2**-2))
print(+5, -5, ~5, --5, ---5, ~~5, -~5, ~-5)
print(1 << 4, 256 >> 3, -1 >> 3, -8 >> 1, 5 & 3, 5 | 3, 5 ^ 3)
print(1 + 2 << 3, 1 + (2 << 3), 1 | 2 & 4, 1 ^ 3 | 4, 6 & 3 == 2)
print(10 % 3 * 2, 10 * 3 % 4, 2 * 7 // 3, -3 * -3)
print(divmod(17, 5), divmod(-17, 5), divmod(17, -5), divmod(-17, -5))
print(0x1F, 0o17, 0b1011, 1_000_000, 0x_FF, 0b1, 0o7, 0xAB)
print(not 1, not 0, not not 3, -True, +False, ~True, True + True)
for a in (-9, -3, 0, 4, 9):
    for b in (-4, 3, 5):
        assert a == (a // b) * b + a % b
        print(a // b, a % b, end=" ")
    print()
failing = [
    lambda: 1 // 0,
    lambda: 1 % 0,
    lambda: 1 / 0,
    lambda: 0**-1,
    lambda: divmod(1, 0),
    lambda: 1 << -1,
    lambda: 1 >> -1,
    lambda: pow(0, -2),
    lambda: 1.0 // 0,
    lambda: 1.0 % 0,
    lambda: 1.0 / 0,
    lambda: 0.0**-1,
    lambda: divmod(1.0, 0),
]
for f in failing:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
x = 5
x += 3
print(x)
x -= 10
print(x)
x *= -7
print(x)
x //= 4
print(x)
x **= 3
print(x)
x %= 10
print(x)
x <<= 5
print(x)
x >>= 2
print(x)
x |= 5
print(x)
x &= 12
print(x)
x ^= 7
print(x)
x /= 2
print(x)
