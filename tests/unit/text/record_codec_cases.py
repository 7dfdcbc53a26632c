#!/usr/bin/env python3.11
"""Writes codec_cases.txt: bytes decoded and texts encoded by CPython 3.11, errors included.

    record_codec_cases.py [COUNT [SEED]] > codec_cases.txt

Fields, separated by tabs:
decode  encoding  policy  final  bytes  result        encode  encoding  policy  text  result
A result is "consumed:code points" or "bytes" in hexadecimal, or "! encoding start end reason".
"""
import codecs
import random
import sys
import warnings

warnings.simplefilter('ignore')
COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 60
random.seed(int(sys.argv[2]) if len(sys.argv) > 2 else 1)

UTF8 = [b'a', b'bc', b'\xc3\xa9', b'\xe2\x82\xac', b'\xf0\x9f\x90\x8d', b'\x80', b'\xbf', b'\xc0', b'\xc1',
        b'\xc2', b'\xe0', b'\xe0\x9f', b'\xe0\xa0', b'\xed\xa0\x80', b'\xed\xbf\xbf', b'\xed\x9f\xbf',
        b'\xf0\x8f', b'\xf0\x90\x80', b'\xf4\x8f\xbf\xbf', b'\xf4\x90\x80\x80', b'\xf5', b'\xff', b'\xe2\x82',
        b'\xf0\x9f\x90', b'x' * 40]
UTF16 = [b'a\0', b'\0a', b'\xac\x20', b'\x3d\xd8', b'\x0d\xdc', b'\xd8\x3d', b'\xdc\x0d', b'\xff\xfe', b'\xfe\xff',
         b'a', b'\0']
UTF32 = [b'a\0\0\0', b'\0\0\0a', b'\xac\x20\0\0', b'\0\xd8\0\0', b'\0\0\xd8\0', b'\x0d\xf4\x01\0', b'\0\x01\xf4\x0d',
         b'\0\0\x11\0', b'\0\x11\0\0', b'\xff\xfe\0\0', b'\0\0\xfe\xff', b'a', b'\0', b'\xff\xff\xff\xff']
UTF7 = [b'a', b'+', b'-', b'+-', b'+AGE-', b'+AGE', b'+2D3cDQ-', b'+2D0-', b'+3A0', b'\xe9', b'+2D0AYQ-', b'AGEA',
        b'~', b'\\', b'+@', b'+AGF-', b'/', b'z']
ESCAPES = [b'a', b'\xe9', b'\\n', b'\\t', b'\\\\', b"\\'", b'\\x41', b'\\x4', b'\\xg', b'\\u20ac', b'\\u20', b'\\u2x',
           b'\\U0001f40d', b'\\U0001', b'\\U00110000', b'\\N{DIGIT ONE}', b'\\N{no such}', b'\\N{', b'\\N', b'\\N{}',
           b'\\101', b'\\7', b'\\777', b'\\q', b'\\', b'\\\n', b'\n', b'\\ud800', b'}', b'\\v\\a\\b\\f\\r\\"']
ASCII = [b'a', b'\xff', b'\x80', b'bcd' * 15]
DECODERS = {
    'utf-8': (codecs.utf_8_decode, UTF8), 'utf-16': (codecs.utf_16_decode, UTF16),
    'utf-16-le': (codecs.utf_16_le_decode, UTF16), 'utf-16-be': (codecs.utf_16_be_decode, UTF16),
    'utf-32': (codecs.utf_32_decode, UTF32), 'utf-32-le': (codecs.utf_32_le_decode, UTF32),
    'utf-32-be': (codecs.utf_32_be_decode, UTF32), 'utf-7': (codecs.utf_7_decode, UTF7),
    'unicode_escape': (codecs.unicode_escape_decode, ESCAPES),
    'raw_unicode_escape': (codecs.raw_unicode_escape_decode, ESCAPES),
    'ascii': (lambda b, errors, final: codecs.ascii_decode(b, errors), ASCII),
}
DECODE_POLICIES = ['strict', 'strict', 'replace', 'ignore', 'surrogateescape', 'surrogatepass',
                   'backslashreplace']
ENCODINGS = ['utf-8', 'utf-16', 'utf-16-le', 'utf-16-be', 'utf-32', 'utf-32-le', 'utf-32-be', 'latin-1',
             'ascii', 'utf-7', 'unicode_escape', 'raw_unicode_escape']
ENCODE_POLICIES = DECODE_POLICIES[1:] + ['xmlcharrefreplace', 'namereplace']
PIECES = ['a', 'bcd' * 12, '\xe9', '\xff', '\u20ac', '\U0001f40d', '\ud800', '\udc80', '\udcff', '\udc7f', '\udfff',
          '+', '-', '~', '\\', '\n', '\0', '\x7f', '\x80', '\u0100', '/', '\U0010ffff']


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except (UnicodeDecodeError, UnicodeEncodeError) as e:
        return f'! {e.encoding} {e.start} {e.end} {e.reason}'


def code_points(text):
    return '.'.join(format(ord(c), 'x') for c in text)


for encoding, (decode, pieces) in DECODERS.items():
    for _ in range(COUNT):
        data = b''.join(random.choice(pieces) for _ in range(random.randrange(1, 7)))
        policy = random.choice(DECODE_POLICIES)
        final = random.random() < 0.6
        result = attempt(decode, data, policy, final)
        if not isinstance(result, str):
            result = f'{result[1]}:{code_points(result[0])}'
        print('decode', encoding, policy, int(final), data.hex(), result, sep='\t')

for encoding in ENCODINGS:
    for _ in range(COUNT):
        text = ''.join(random.choice(PIECES) for _ in range(random.randrange(1, 7)))
        policy = random.choice(ENCODE_POLICIES)
        result = attempt(text.encode, encoding, policy)
        print('encode', encoding, policy, code_points(text),
              result if isinstance(result, str) else result.hex(), sep='\t')
