#!/usr/bin/env python3.11
"""Writes algorithm_cases.txt: hashes, random numbers and the comparisons of sorts of CPython 3.11.

    record_algorithm_cases.py > algorithm_cases.txt
"""
import os
import random
import struct
import subprocess
import sys
import zlib

random.seed(3)


def case(*fields):
    print(*fields, sep='\t')


# --- hashes -------------------------------------------------------------------------------------

VALUES = [0, 1, -1, -2, 2**31, 2**47 - 1, -2**47, 2**61 - 2, 2**61 - 1, 2**61, -2**61 + 1, -2**61,
          2**62, -2**63, 2**63 - 1]
VALUES += [random.getrandbits(63) - 2**62 for _ in range(20)]
for value in VALUES:
    case('hash_int', value, hash(value))
for _ in range(20):
    items = [random.choice(VALUES) for _ in range(random.randrange(0, 8))]
    case('hash_tuple', ' '.join(str(hash(x)) for x in items), hash(tuple(items)))
    different = sorted(set(items))
    case('hash_frozenset', ' '.join(str(hash(x)) for x in different), hash(frozenset(different)))
for _ in range(20):
    a, b = random.uniform(-100, 100), random.choice([0.0, 1.0, -1.0, random.uniform(-9, 9)])
    case('hash_complex', hash(a), hash(b), hash(complex(a, b)))
PROGRAM = '''
for t in ('', 'a', 'ab', 'abcdefg', 'abcdefgh', 'abcdefghi', 'x' * 31, 'hello world, this is long'):
    print(repr(t), hash(t))
'''
for seed in (0, 1, 42, 4294967295):
    output = subprocess.run([sys.executable, '-c', PROGRAM], capture_output=True, text=True,
                            env={**os.environ, 'PYTHONHASHSEED': str(seed)}, check=True).stdout
    for line in output.splitlines():
        text, value = line.rsplit(' ', 1)
        case('hash_text', seed, text[1:-1], value)

# --- random numbers -----------------------------------------------------------------------------

for seed in (0, 1, 123456789, 2**32, 2**64 + 5, 2**20000 + 12345):
    generator = random.Random(seed)
    bits = [generator.getrandbits(k) for k in (0, 1, 31, 32, 33, 64, 65, 100, 1000)]
    floats = [generator.random().hex() for _ in range(400)]
    case('random', format(seed, 'x'), ' '.join(format(b, 'x') for b in bits),
         floats[0], floats[-1], generator.getstate()[1][624])

# --- sorting ------------------------------------------------------------------------------------


def numbers(pattern, count, seed):
    state = seed
    values = []
    for i in range(count):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        r = state >> 33
        values.append({'random': r % 1000000, 'few': r % 5, 'up': i, 'down': count - i,
                       'same': 7, 'saw': i % 97, 'nearly': i if r % 50 else r % count,
                       'runs': (i % 300) * (1 if i // 300 % 2 else -1),
                       'blocks': (i // 40) * 31 % 17 + r % 3, 'tail': i if i < count - 10 else r % count,
                       }[pattern])
    return values


class Item:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        log.append(self.value)
        log.append(other.value)
        return self.value < other.value


for pattern in ('random', 'few', 'up', 'down', 'same', 'saw', 'nearly', 'runs', 'blocks', 'tail'):
    for count in (0, 1, 2, 3, 10, 63, 64, 65, 100, 1000, 3001, 20000):
        log = []
        items = [Item(v) for v in numbers(pattern, count, count + 1)]
        items.sort()
        case('sort', pattern, count, len(log) // 2, zlib.crc32(struct.pack(f'<{len(log)}q', *log)))
