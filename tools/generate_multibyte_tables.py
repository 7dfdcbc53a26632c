#!/usr/bin/env python3.11
"""Writes engine/text/multibyte_tables.cpp: what the East Asian codecs of CPython 3.11 map to what.

Run from the root of the tree with /usr/bin/python3.11, whose codecs are asked for every sequence
of one to three bytes and for every code point. Each codec is written as differences from another
one; the layout is described in engine/text/multibyte_tables.h. All of it is packed by zlib and
written in base 85.
"""
import textwrap
import zlib

# Codec, and the one whose tables it shares most with.
CODECS = [
    ('euc_jp', None), ('shift_jis', None), ('cp932', 'shift_jis'), ('euc_jis_2004', 'euc_jp'),
    ('euc_jisx0213', 'euc_jis_2004'), ('shift_jis_2004', 'shift_jis'),
    ('shift_jisx0213', 'shift_jis_2004'), ('gb18030', None), ('gbk', 'gb18030'),
    ('gb2312', 'gbk'), ('cp949', None), ('euc_kr', 'cp949'), ('johab', None), ('cp950', None),
    ('big5', 'cp950'), ('big5hkscs', 'big5'),
]
NONE, BMP, PLANE2, PAIR, SAME, LEAD, LEAD3, NONE2 = range(8)
KEPT = object()


def decode(codec, data):
    try:
        return data.decode(codec)
    except UnicodeDecodeError as e:
        if e.reason.startswith('incomplete'):
            return LEAD
        return NONE2 if e.end == 2 else None


def decoding(codec):
    """{bytes: text or LEAD} for one to three bytes; what is illegal is left out."""
    found = {}
    for a in range(256):
        first = decode(codec, bytes([a]))
        if first is None:
            continue
        found[bytes([a])] = first
        if first is not LEAD:
            continue
        triple = decode(codec, bytes([a, 0x41])) is LEAD and a == 0x8F
        for b in range(256):
            if triple:
                for c in range(256):
                    text = decode(codec, bytes([a, b, c]))
                    if isinstance(text, str) and len(text) < 3:
                        found[bytes([a, b, c])] = text
            else:
                text = decode(codec, bytes([a, b]))
                if text is NONE2 or isinstance(text, str) and not (
                        len(text) > 1 and ord(text[1]) == b):
                    found[bytes([a, b])] = text
        if triple:
            found[bytes([a])] = LEAD3
    return found


def encoding(codec):
    found = {}
    for c in range(0x110000):
        if 0xD800 <= c < 0xE000:
            continue
        try:
            data = chr(c).encode(codec)
        except UnicodeEncodeError:
            continue
        if len(data) <= 3:
            found[c] = data
    return found


def varint(n, out):
    while n >= 0x80:
        out.append(n & 0x7F | 0x80)
        n >>= 7
    out.append(n)


def cell(value):
    """(kind, number) of a cell."""
    if value is None:
        return NONE, 0
    if value in (LEAD, LEAD3, NONE2):
        return value, 0
    if value is KEPT:
        return SAME, 0
    if len(value) == 2:
        pairs.setdefault(value, len(pairs))
        return PAIR, pairs[value]
    c = ord(value)
    assert c < 0x10000 or c >> 16 == 2, hex(c)
    return (BMP if c < 0x10000 else PLANE2), c & 0xFFFF


def grid(keys, table, base):
    for key in keys:
        value = table.get(key)
        yield cell(KEPT if base is not None and base.get(key) == value else value)


ONE = [bytes([a]) for a in range(256)]
TWO = [bytes([a, b]) for a in range(0x80, 0x100) for b in range(256)]
THREE = [bytes([0x8F, a, b]) for a in range(0x80, 0x100) for b in range(256)]

pairs = {}
kinds, high, low, patches = bytearray(), bytearray(), bytearray(), bytearray()
tables = {}
for codec, base in CODECS:
    table = tables[codec] = decoding(codec)
    run_kind, run = None, 0
    previous = 0
    for kind, number in grid(ONE + TWO + THREE, table, tables.get(base)):
        if kind == run_kind:
            run += 1
        else:
            if run:
                varint(run << 3 | run_kind, kinds)
            run_kind, run = kind, 1
        if kind in (BMP, PLANE2, PAIR):
            delta = number - previous - 1 & 0xFFFF
            high.append(delta >> 8)
            low.append(delta & 0xFF)
            previous = number
    varint(run << 3 | run_kind, kinds)
    # Encoding is decoding turned round, the first of several sequences, but for these.
    guess = {}
    for key in ONE + TWO + THREE:
        text = table.get(key)
        if isinstance(text, str) and len(text) == 1:
            guess.setdefault(ord(text), key)
    actual = encoding(codec)
    changed = sorted(c for c in guess.keys() | actual.keys() if guess.get(c) != actual.get(c))
    varint(len(changed), patches)
    last = 0
    for c in changed:
        varint(c - last, patches)
        varint(int.from_bytes(actual.get(c, b''), 'big'), patches)
        last = c
    print(codec, len(table), 'sequences,', len(changed), 'patches')
pair_bytes = bytearray()
for first, second in pairs:
    varint(ord(first), pair_bytes)
    varint(ord(second), pair_bytes)

parts = [kinds, high, low, patches, pair_bytes]
packed = zlib.compress(b''.join(parts), 9)
print([len(p) for p in parts], len(packed), 'packed')

ALPHABET = ''.join(chr(c) for c in range(0x21, 0x7F) if chr(c) not in '"\\?')[:85]
text = []
for i in range(0, len(packed), 4):
    n = int.from_bytes(packed[i:i + 4].ljust(4, b'\0'), 'big')
    digits = ''
    for _ in range(5):
        n, digit = divmod(n, 85)
        digits += ALPHABET[digit]
    text.append(digits[::-1])
text = ''.join(text)
with open('engine/text/multibyte_tables.cpp', 'w') as out:
    print('''// Generated by tools/generate_multibyte_tables.py from CPython 3.11. Do not edit.
#include "engine/text/multibyte_tables.h"

namespace orrery::multibyte_tables {
''', file=out)
    names = textwrap.fill(', '.join(f'"{codec}"' for codec, _ in CODECS), 100)
    print(f'const char* const codec_names[{len(CODECS)}] = {{\n{names}}};', file=out)
    order = [codec for codec, _ in CODECS]
    bases = ', '.join(str(order.index(base)) if base else '-1' for _, base in CODECS)
    print(f'const int8_t codec_bases[{len(CODECS)}] = {{{bases}}};', file=out)
    print(f'const int codec_count = {len(CODECS)};', file=out)
    print(f'const int pair_count = {len(pairs)};', file=out)
    print(f'const uint32_t part_sizes[{len(parts)}] = {{{", ".join(str(len(p)) for p in parts)}}};',
          file=out)
    print(f'const uint32_t packed_size = {len(packed)};', file=out)
    print('const char packed[] =', file=out)
    print('\n'.join(f'"{text[i:i + 96]}"' for i in range(0, len(text), 96)) + ';', file=out)
    print('\n}  // namespace orrery::multibyte_tables', file=out)
