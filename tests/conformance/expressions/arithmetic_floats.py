# Float arithmetic in mixed expressions.
print(1.5 + 2, 0.1 + 0.2, 1.0 - 0.9, 2.5 * 4, 7.5 // 2, 7.5 % 2)
print(-7.5 // 2, -7.5 % 2, 7.5 // -2, 7.5 % -2, 1e308 * 10, -1e308 * 10)
print(2.0**0.5, 2**0.5, 4**0.5, 4**-0.5, 10.0**3, (-8) ** 2.0)
print(1 / 3, 2 / 3, 10 / 5, 1e10 / 3, 5e-324 / 2)
print(1.0, 1.0, 0.5, 1e5, 1e5, 1e-5, 1.5e3, 1_0.0_1, 1e1_0)
print(3 == 3.0, 3 < 3.5, 3.0 >= 3, 0.1 + 0.2 == 0.3, 1 != 1.0)
print(-0.0, 0.0, -0.0 == 0.0, 0.0 * -1, -(0.0), 0 * -1.0)
print(True + 1.5, True * 2.0, 1.5 - False)
print(5.0 // 0.3, 5.0 % 0.3, divmod(5.0, 0.3), divmod(-5.0, 0.3))
print(1e16 + 1, 1e16 + 2, 2**53 + 1.0, 9007199254740993 == 9007199254740992.0)
print(abs(-2.5), abs(-0.0), round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5, -2))
print(int(3.99), int(-3.99), float(3), float("2.5"), float("-1e3"))
x = 1.0
x += 1
print(x)
x /= 4
print(x)
x **= 2
print(x)
x //= 0.1
print(x)
x -= 7.25
print(x)
x %= 3
print(x)
try:
    10.0**400
except OverflowError as e:
    print(type(e).__name__, e)
try:
    1.5 & 2
except TypeError as e:
    print(e)
try:
    ~1.5
except TypeError as e:
    print(e)
try:
    1.5 << 1
except TypeError as e:
    print(e)
total = 0.0
for i in range(10):
    total += 0.1
print(total, total == 1.0)
print(sum([0.1] * 10), max(1, 1.0), max(1.0, 1), min(2, 2.0))
