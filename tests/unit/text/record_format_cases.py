#!/usr/bin/env python3.11
"""Writes format_cases.txt: values, format specifications, and what CPython 3.11 makes of them.

    record_format_cases.py [COUNT [SEED]] > format_cases.txt

Fields, separated by tabs: type, value, specification, result; texts as hexadecimal UTF-8.
"""
import random
import sys

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 1500
random.seed(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
FIXED = ['', '?', '10q', '.', '.x', ',_', '_,', ',,', '__', ',s', ',n', ',x', '_x', '_s', '_n', ',c', '_b',
         '99999999999999999999', '.99999999999999999999', '9223372036854775808', '+', '-', ' ', 'z',
         '#', '=', '=5', '05', '<05', '.3', '+c', '#c', 'c', 'd', '.2d', 'zd', 'z.1f', 'xx', '\xe9',
         '\u1234', '\U0001f40d', '010n', '0=', '==5', 'x<<5', '\xe9>5', '<z5', 'zz', '00005,d',
         '\x01', 's', '%', 'e', 'r', 'g', 'G', '_.2f', '_e', '.5_f', ',%', '\x7f', '!',
         '.2147483648f', '\u0663', '0\u0663d', '.\u0662f', '012,d', '013_x', '#014_b', '+,.1f',
         '020,.2f', '021,', '#,.0f', '0>20,', '0<20,', '0^20', '*^20,.3e', '09,.2%']


def value():
    kind = random.randrange(6)
    if kind == 0:
        return random.choice([0, 1, -1, 255, -12345678901234567890, 65, 0x10ffff, 0x110000, 2**63,
                              2**64, random.randrange(-10**9, 10**9), 10**40, True])
    if kind in (1, 2):
        return random.choice([0.0, -0.0, 1.0, 1.5, -2.5, 1e16, 1e-5, 123456.789, 1e100, -0.04,
                              float('inf'), float('-inf'), float('nan'), 999999.5,
                              random.uniform(-1e6, 1e6), random.uniform(-1, 1)])
    if kind == 3:
        return complex(random.choice([0.0, -0.0, 1.5, -3.0, 1e20, float('nan'), float('inf')]),
                       random.choice([0.0, -0.0, 2.0, -0.25, 1e-7, 12345.678]))
    return random.choice(['', 'a', 'abc', 'h\xe9llo', '\u20ac', '\U0001f40d!', 'x' * 20])


def spec():
    if random.random() < 0.25:
        return random.choice(FIXED)
    pick = random.choice
    return ''.join([pick(['', '', '', '<', '>', '^', '=', '*<', '0>', '\xe9^', '\U0001f40d=']),
                    pick(['', '', '', '+', '-', ' ']), pick(['', '', '', '', 'z']),
                    pick(['', '', '', '#']), pick(['', '', '', '0']),
                    pick(['', '', '5', '12', '25']), pick(['', '', '', ',', '_']),
                    pick(['', '', '', '.0', '.1', '.3', '.10']),
                    pick(['', '', '', 'd', 'b', 'o', 'x', 'X', 'n', 'c', 'e', 'E', 'f', 'F', 'g', 'G',
                          '%', 's'])])


def show(text):
    return text.encode('utf-8', 'surrogatepass').hex()


seen = set()
for _ in range(COUNT):
    v, s = value(), spec()
    if s == '':
        continue
    try:
        result = '=' + format(v, s)
    except (ValueError, OverflowError) as error:
        result = f'{type(error).__name__}: {error}'
    if isinstance(v, complex):
        shown = f'{v.real.hex()} {v.imag.hex()}'
    elif isinstance(v, float):
        shown = v.hex()
    elif isinstance(v, str):
        shown = show(v)
    else:
        shown = format(int(v), 'x')
    line = '\t'.join([type(v).__name__, shown, show(s), show(result)])
    if line not in seen:
        seen.add(line)
        print(line)
