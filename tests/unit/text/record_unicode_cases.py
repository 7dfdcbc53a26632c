#!/usr/bin/env python3.11
"""Writes unicode_sums.txt: check sums of each property over blocks of all code points, and
unicode_cases.txt: texts, normalised and case-mapped, as CPython 3.11 has them.

    record_unicode_cases.py [COUNT [SEED]]
"""
import random
import sys
import unicodedata as data
import zlib

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 150
random.seed(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
BLOCK = 0x8000


def code_points(text):
    return '.'.join(format(ord(c), 'x') for c in text)


def number(value):
    return '-' if value is None else repr(float(value))


PROPERTIES = {
    'alpha': str.isalpha, 'decimal': lambda c: data.decimal(c, -1),
    'digit': lambda c: data.digit(c, -1), 'numeric': lambda c: number(data.numeric(c, None)),
    'is_numeric': str.isnumeric, 'alnum': str.isalnum, 'space': str.isspace,
    'linebreak': lambda c: len(f'a{c}b'.splitlines()) == 2, 'printable': str.isprintable,
    'upper': str.isupper, 'lower': str.islower,
    'title': lambda c: c.istitle() and not c.isupper(), 'start': str.isidentifier,
    'continue': lambda c: ('a' + c).isidentifier(), 'category': data.category,
    'bidirectional': data.bidirectional, 'combining': data.combining,
    'width': data.east_asian_width, 'mirrored': lambda c: bool(data.mirrored(c)),
    'decomposition': data.decomposition, 'to_upper': lambda c: code_points(c.upper()),
    'to_lower': lambda c: code_points(c.lower()), 'to_title': lambda c: code_points(c.title()),
    'folded': lambda c: code_points(c.casefold()),
    'swapped': lambda c: code_points(c.swapcase()),
    'nfc': lambda c: code_points(data.normalize('NFC', c)),
    'nfd': lambda c: code_points(data.normalize('NFD', c)),
    'nfkc': lambda c: code_points(data.normalize('NFKC', c)),
    'nfkd': lambda c: code_points(data.normalize('NFKD', c)),
    'name': lambda c: data.name(c, ''),
}

with open('unicode_sums.txt', 'w') as out:
    for name, function in PROPERTIES.items():
        for start in range(0, 0x110000, BLOCK):
            text = ''.join(f'{value:d};' if isinstance(value, int) else f'{value};'
                           for value in map(function, map(chr, range(start, start + BLOCK))))
            print(name, format(start, 'x'), format(zlib.crc32(text.encode()), 'x'), file=out)

INTERESTING = [c for c in map(chr, range(0x110000))
               if data.decomposition(c) or data.combining(c) or c.lower() != c or c.upper() != c
               or '\uac00' <= c <= '\uacff' or '\u1100' <= c <= '\u11ff']
MARKS = [c for c in INTERESTING if data.combining(c)]
CASES = 'ΣσΑα.\u0345\u00ad\u2019\'-ʰªǅǆßŉİıﬁ AaZz1\u03a3'


def text():
    kind = random.random()
    size = random.randrange(1, 12)
    if kind < 0.3:
        return ''.join(random.choice(CASES) for _ in range(size))
    if kind < 0.6:
        return ''.join(random.choice(INTERESTING) for _ in range(size))
    return ''.join(random.choice(MARKS if random.random() < 0.6 else INTERESTING)
                   for _ in range(size))


with open('unicode_cases.txt', 'w') as out:
    for _ in range(COUNT):
        t = text()
        results = [data.normalize(form, t) for form in ('NFC', 'NFD', 'NFKC', 'NFKD')]
        results += [t.upper(), t.lower(), t.title(), t.swapcase(), t.capitalize(), t.casefold()]
        print(*map(code_points, [t] + results), sep='\t', file=out)
