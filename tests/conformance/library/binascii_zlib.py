# binascii and zlib: hex, base64, crc, uu, quoted-printable; compression round trips, streaming, checksums, errors
import binascii
import zlib

print(binascii.hexlify(b"\x00\xffab"), binascii.hexlify(b"\x01\x02\x03\x04", ":"), binascii.hexlify(b"abcde", "-", 2), binascii.hexlify(b"abcde", "-", -2), binascii.unhexlify("00fFaB"), binascii.a2b_hex(b"6162"), b"ab".hex("_"))
print(binascii.crc32(b""), binascii.crc32(b"hello"), binascii.crc32(b"lo", binascii.crc32(b"hel")), binascii.crc_hqx(b"hello", 0), zlib.crc32(b"hello") == binascii.crc32(b"hello"), zlib.adler32(b""), zlib.adler32(b"hello"), zlib.adler32(b"lo", zlib.adler32(b"hel")), zlib.crc32(b"x" * 100000), zlib.adler32(b"x" * 100000))
print(binascii.b2a_base64(b"hi there"), binascii.b2a_base64(b"hi", newline=False), binascii.a2b_base64(b"aGk="), binascii.a2b_base64("aG k=\n"), binascii.a2b_base64(b"aGk=", strict_mode=True))
print(binascii.b2a_uu(b"uu data"), binascii.a2b_uu(binascii.b2a_uu(b"uu data")), binascii.b2a_uu(b"\0\0", backtick=True), binascii.b2a_qp(b"caf\xc3\xa9 = \t\n.x"), binascii.a2b_qp(b"caf=C3=A9 =3D=\nx"), binascii.b2a_qp(b"a b", quotetabs=True), binascii.b2a_qp(b"a_b c", header=True))


def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


attempt(binascii.unhexlify, "abc")
attempt(binascii.unhexlify, "zz")
attempt(binascii.unhexlify, "é0")
attempt(binascii.a2b_base64, b"abc")
attempt(binascii.a2b_base64, b"a")
attempt(binascii.a2b_base64, b"ab=c=", strict_mode=True)
attempt(binascii.a2b_base64, b"=abc", strict_mode=True)
attempt(binascii.a2b_base64, b"ab\n==", strict_mode=True)
attempt(binascii.a2b_uu, b"#!!")
attempt(binascii.b2a_uu, b"x" * 46)
attempt(binascii.hexlify, "str")
attempt(binascii.crc32, "str")
attempt(binascii.hexlify, b"ab", "::")
attempt(binascii.hexlify, b"ab", "é")
text = b"the quick brown fox jumps over the lazy dog " * 50
for level in (-1, 0, 1, 6, 9):
    packed = zlib.compress(text, level)
    print(level, zlib.decompress(packed) == text, len(packed) < 400 or level == 0, packed[:1])
c = zlib.compressobj(9, zlib.DEFLATED, -15)
raw = c.compress(text[:100]) + c.compress(text[100:]) + c.flush()
print(zlib.decompress(raw, -15) == text, zlib.decompress(raw, wbits=-15, bufsize=10) == text)
gz = zlib.compressobj(wbits=31)
data = gz.compress(b"gzip form") + gz.flush()
print(data[:2], zlib.decompress(data, 31), zlib.decompress(data, 47))
d = zlib.decompressobj()
packed = zlib.compress(text)
out = b"".join(d.decompress(packed[i:i + 7]) for i in range(0, len(packed), 7))
print(out == text, d.eof, d.unused_data, d.unconsumed_tail, d.flush())
d = zlib.decompressobj()
first = d.decompress(packed + b"extra", 10)
print(first, len(d.unconsumed_tail) > 0, d.decompress(d.unconsumed_tail) == text[10:], d.unused_data, d.eof)
c = zlib.compressobj()
part = c.compress(b"abc") + c.flush(zlib.Z_SYNC_FLUSH)
k = c.copy()
print(zlib.decompressobj().decompress(part), zlib.decompress(part + c.compress(b"d") + c.flush()), zlib.decompress(part + k.compress(b"e") + k.flush()))
zd = zlib.compressobj(zdict=b"quick brown fox")
packed = zd.compress(b"the quick brown fox") + zd.flush()
print(zlib.decompressobj(zdict=b"quick brown fox").decompress(packed))
attempt(zlib.decompress, b"")
attempt(zlib.decompress, b"garbage")
attempt(zlib.decompress, zlib.compress(b"abc")[:-3])
attempt(zlib.decompress, zlib.compress(b"abc")[:-1] + b"\x00")
attempt(zlib.compress, "str")
attempt(zlib.compress, b"x", 10)
attempt(zlib.compress, b"x", "a")
attempt(zlib.compressobj, 99)
attempt(zlib.decompress, b"x", wbits=99)
attempt(zlib.decompress, b"x", bufsize=-1)
attempt(zlib.decompressobj().decompress, b"\xff\xff\xff")
attempt(zlib.decompressobj().decompress, packed)
attempt(zlib.decompressobj().decompress, packed, -1)
print(zlib.error.__mro__[1].__name__, issubclass(binascii.Error, ValueError), zlib.MAX_WBITS, zlib.DEFLATED, zlib.Z_BEST_COMPRESSION, zlib.DEF_BUF_SIZE > 0)
