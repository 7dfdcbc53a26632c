#!/usr/bin/env python3.11
"""Writes float_cases.txt: what CPython 3.11 makes of doubles, as text and otherwise.

Fields are separated by tabs; the last one is the result. Doubles are written as float.hex().

    record_float_cases.py [COUNT [SEED]] > float_cases.txt
"""
import math
import random
import struct
import sys

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 12
random.seed(int(sys.argv[2]) if len(sys.argv) > 2 else 1)

EDGES = [0.0, -0.0, 1.0, -1.0, 0.1, 0.5, 1.5, 2.5, -2.5, 1e16, 1e15, 9999999999999998.0, 1e17, 1e-4,
         1e-5, 0.00012345, 123456789.125, 1e22, 1e23, 5e-324, 2.2250738585072014e-308,
         2.225073858507201e-308, 1.7976931348623157e308, 1e308, 1e100, 99.5, 999999.5, 0.05, 0.25,
         0.125, 1e-7, 12345678.0, 100.0, 1000000.0, 9.5, 0.95, 0.0004, 2.675, 1.005, 5e15, 2.0**53,
         2.0**64, 1 / 3, math.inf, -math.inf, math.nan]


def doubles():
    yield from EDGES
    for _ in range(COUNT):
        yield struct.unpack('<d', random.randbytes(8))[0]
        yield random.uniform(-1000, 1000)
        yield round(random.uniform(-10, 10), random.randrange(0, 6))
        yield random.randrange(-10**6, 10**6) / 2 ** random.randrange(0, 12)
        yield float(random.randrange(10 ** random.randrange(1, 25)))


def show(value):
    return value.hex() if isinstance(value, float) else str(value)


def case(*fields):
    print(*map(show, fields), sep='\t')


for x in doubles():
    case('repr', x, repr(x))
    case('hex', x, x.hex())
    if x == x:  # a NaN's hash is that of its identity
        case('hash', x, hash(x))
    for kind in 'eEfFgG%':
        precision = random.choice([0, 1, 2, 3, 6, 10, 17, 25, 60, 400])
        for alternate in ('', '#'):
            flags = random.choice(['', '+', ' ', 'z'])
            spec = f'{flags}{alternate}.{precision}{kind}'
            case('format', x, flags, alternate, precision, kind, format(x, spec))
    if math.isfinite(x):
        for digits in (0, 1, 2, 5, -1, -2, random.randrange(-25, 25), random.randrange(-340, 340)):
            try:
                case('round', x, digits, round(x, digits))
            except OverflowError:
                case('round', x, digits, 'overflow')
        case('ratio', x, *x.as_integer_ratio(), '')
        for y in (random.choice(EDGES[:-3]), random.uniform(-5, 5)):
            if y != 0:
                case('divmod', x, y, *divmod(x, y))

for x in (1.7976931348623157e308, -1.7976931348623157e308, 1.5e308, 5e307, 4.9e-320):
    for digits in range(-310, -300):
        try:
            case('round', x, digits, round(x, digits))
        except OverflowError:
            case('round', x, digits, 'overflow')

TEXTS = ['', ' ', '1', '+1', '-1', '--1', '1.', '.1', '.', '1e5', '1e+5', '1e-5', '1e', '1e+', 'e5',
         '.e5', '1_0', '1__0', '_1', '1_', '1_.0', '1._0', '1_e5', '1e_5', '1e1_0', '1.0_1', ' 1 ',
         '\t1\n', '1 2', 'inf', 'Infinity', '-INF', '+nan', 'nan', '-NaN', 'infinit', 'in', 'nan1',
         'inf_', '1e400', '-1e400', '1e-400', '1e99999999999999999999', '-1e-99999999999999999999',
         '0e99999999999999999999', '0' * 400 + '1', '1' + '0' * 400, '0.' + '0' * 400 + '1',
         '0.' + '0' * 400 + '1e400', '1' + '0' * 400 + 'e-400', '1.7976931348623158e308',
         '1.7976931348623159e308', '2.4703282292062327e-324', '2.4703282292062328e-324',
         '9007199254740993', '9007199254740992.9999999999999999999999', '0x10', '1,0', '1d5', '1f',
         '179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017'
         '977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273'
         '854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704'
         '342711559699508093042880.0']
for _ in range(COUNT * 4):
    digits = ''.join(random.choice('0123456789') for _ in range(random.choice([1, 5, 17, 19, 25, 800])))
    at = random.randrange(len(digits) + 1)
    TEXTS.append(digits[:at] + random.choice(['.', '']) + digits[at:] +
                 random.choice(['', f'e{random.randrange(-350, 320)}']))
for text in TEXTS:
    try:
        case('parse', text.encode().hex(), float(text))
    except ValueError:
        case('parse', text.encode().hex(), 'invalid')

HEX = ['0x', '0x.', '0x1p', '1p1 ', '.8', '+.8p-0', '0x1.', '0x0p99999999999999999999',
       '0x1p99999999999999999999', '0x1p-99999999999999999999', '0x.p1', 'infinity ', ' nan',
       '0X1P3', '-nan', '0x1 p3', '', '-', '0x1.fffffffffffffp1023', '0x1.fffffffffffff7p1023',
       '0x1.fffffffffffff8p1023', '0x1p-1074', '0x1p-1075', '0x1.0000000000001p-1075', '0x.8p-1074',
       '0x0.8p-1074', '0x3p-1075', '0x1.8p-1074', '0x1p1024', '0x.1p1024', '1.0p-1074', 'a', 'A.Ap5',
       '-0', '0x-1', '0x1_0', 'inf1', '0x123456789abcdef01234', '0x1.00000000000008p0',
       '0x1.000000000000080000000000001p0', '0x1.00000000000018p0']
for _ in range(COUNT * 2):
    digits = ''.join(random.choice('0123456789abcdef') for _ in range(random.choice([1, 5, 14, 20])))
    at = random.randrange(len(digits) + 1)
    HEX.append(f'0x{digits[:at]}.{digits[at:]}p{random.randrange(-1150, 1050)}')
for text in HEX:
    try:
        case('fromhex', text.encode().hex(), float.fromhex(text))
    except ValueError:
        case('fromhex', text.encode().hex(), 'invalid')
    except OverflowError:
        case('fromhex', text.encode().hex(), 'overflow')
