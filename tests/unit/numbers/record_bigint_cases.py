#!/usr/bin/env python3.11
"""Writes bigint_cases.txt: integer operations and what CPython 3.11 gives for them.

A line holds an operation, its arguments and the result, separated by blanks. Integers are in
hexadecimal, doubles as float.hex() writes them.

    record_bigint_cases.py [COUNT [SEED]] > bigint_cases.txt
"""
import math
import random
import sys

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 2
random.seed(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
sys.set_int_max_str_digits(0)

EDGES = [0, 1, -1, 2, -2, 3, 10, 255, -256, 2**31, 2**47, -2**47, 2**53, 2**53 + 1, 2**61 - 1,
         2**61, 2**63 - 1, 2**63, -2**63, -2**63 - 1, 2**64 - 1, 2**64, -2**64, 2**64 + 1,
         2**128 - 1, 2**128, -2**128, 2**128 + 1, 10**19, 10**20, -10**40, 2**1023, 2**1024 - 1,
         2**1024, (2**53 - 1) << 971, ((2**54 - 1) << 970) - 1, (2**54 - 1) << 970]


def number(bits=None):
    if bits is None:
        bits = random.choice([8, 60, 64, 65, 128, 192, 300, 1100])
    kind = random.random()
    if kind < 0.2:  # long runs of zeros and ones
        value = 0
        while value.bit_length() < bits:
            run = random.randrange(1, 100)
            value = (value << run) | (random.choice([0, (1 << run) - 1]))
        value |= 1 << bits
    else:
        value = random.getrandbits(random.randrange(1, bits + 1))
    return random.choice([value, -value])


def show(value):
    if isinstance(value, float):
        return value.hex()
    if isinstance(value, str):
        return value
    return format(value, 'x')


def case(operation, *arguments, result):
    print(operation, *map(show, arguments), show(result))


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except OverflowError:
        return 'overflow'
    except ZeroDivisionError:
        return 'zero'
    except ValueError:
        return 'invalid'


def pair(operation, function):
    for _ in range(COUNT * 4):
        a, b = number(), number()
        case(operation, a, b, result=attempt(function, a, b))
    for a in EDGES:
        for b in random.sample(EDGES, 4):
            case(operation, a, b, result=attempt(function, a, b))


def single(operation, function):
    for a in EDGES + [number() for _ in range(COUNT * 4)]:
        case(operation, a, result=attempt(function, a))


pair('add', lambda a, b: a + b)
pair('sub', lambda a, b: a - b)
pair('mul', lambda a, b: a * b)
pair('floordiv', lambda a, b: a // b)
pair('mod', lambda a, b: a % b)
pair('truediv', lambda a, b: a / b)
pair('and', lambda a, b: a & b)
pair('or', lambda a, b: a | b)
pair('xor', lambda a, b: a ^ b)
pair('compare', lambda a, b: (a > b) - (a < b))
pair('gcd', math.gcd)
pair('lcm', math.lcm)
single('invert', lambda a: ~a)
single('hash', hash)
single('bit_length', int.bit_length)
single('bit_count', int.bit_count)
single('to_double', float)
single('isqrt', math.isqrt)

for _ in range(COUNT * 4):  # quotients at the rounding borders and in the subnormal range
    b = number(200) or 1
    a = b * (random.getrandbits(54) * 2 + 1) + random.choice([-1, 0, 1])
    case('truediv', a, b, result=a / b)
    shift = random.choice([1000, 1020, 1074, 1080, 1110, 1130])
    case('truediv', a, b << shift, result=a / (b << shift))

for _ in range(COUNT * 4):
    a = number()
    for shift in (0, 1, 63, 64, 65, 128, random.randrange(3000)):
        case('lshift', a, shift, result=a << shift)
        case('rshift', a, shift, result=a >> shift)

for _ in range(COUNT * 4):
    a, e = number(random.choice([3, 8, 70, 200])), random.choice(
        [0, 1, 2, 3, 5, 8, 20, random.randrange(60)])
    case('pow', a, e, result=a ** e)
    a, e, m = number(), number(random.choice([8, 64, 500])), number()
    case('pow_mod', a, e, m, result=attempt(pow, a, e, m))

for _ in range(COUNT * 4):
    a = number()
    for digits in (0, 1, 2, 5, 20, 60):
        case('round', a, digits, result=round(a, -digits))
        half = (a * 10 + 5) * 10 ** max(digits - 1, 0)
        case('round', half, digits, result=round(half, -digits))

for a in EDGES + [number() for _ in range(COUNT * 4)]:
    try:
        near = float(a)
    except OverflowError:
        near = 1.7976931348623157e308 * (1 if a > 0 else -1)
    for b in (near, math.nextafter(near, math.inf), math.nextafter(near, -math.inf), near + 0.5,
              near - 0.5, 0.0, 0.3, -0.3, 1e300, -1e300, math.inf, -math.inf, -near):
        case('compare_double', a, b, result=(a > b) - (a < b))

for _ in range(COUNT * 4):
    d = random.uniform(-1, 1) * 10.0 ** random.randrange(0, 308)
    for value in (d, math.nextafter(d, 0), float(int(d)), 0.99, -0.5, 1.0, 2.0**63, -2.0**64):
        case('from_double', value, result=int(value))


def to_base(value, base):
    digits = ''
    rest = abs(value)
    while True:
        digits = '0123456789abcdefghijklmnopqrstuvwxyz'[rest % base] + digits
        rest //= base
        if rest == 0:
            return '-' * (value < 0) + digits


for a in EDGES + [number() for _ in range(COUNT * 4)]:
    for base in (2, 8, 10, 16, 32, random.randrange(3, 37)):
        case('text', a, base, result=to_base(a, base))
    case('text', a, 10, result=str(a))

for a in EDGES + [number() for _ in range(COUNT * 4)]:
    for order in ('little', 'big'):
        for signed in (False, True):
            for length in (a.bit_length() // 8, a.bit_length() // 8 + 1, 9):
                case('bytes', a, length, order, str(int(signed)), result=attempt(
                    lambda: a.to_bytes(length, order, signed=signed).hex() or '-'))
