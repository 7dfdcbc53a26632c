# CRC32, Adler, MD5-like rounds, base64, Huffman, LZ77, run over bytes.
table = []
for i in range(256):
    for _ in range(8):
        i = i >> 1 ^ 0xEDB88320 if i & 1 else i >> 1
    table.append(i)


def crc32(data):
    c = 0xFFFFFFFF
    for b in data:
        c = c >> 8 ^ table[(c ^ b) & 255]
    return c ^ 0xFFFFFFFF


def adler(data):
    a, b = 1, 0
    for x in data:
        a = (a + x) % 65521
        b = (b + a) % 65521
    return b << 16 | a


for d in (b"", b"a", b"123456789", bytes(range(256)), "é日".encode()):
    print(f"{crc32(d):08x} {adler(d):08x}")


def md5(msg):
    import math

    s = [7, 12, 17, 22] * 4 + [5, 9, 14, 20] * 4 + [4, 11, 16, 23] * 4 + [6, 10, 15, 21] * 4
    K = [int(abs(math.sin(i + 1)) * 2**32) & 0xFFFFFFFF for i in range(64)]
    a0, b0, c0, d0 = 0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476
    m = bytearray(msg)
    m.append(0x80)
    while len(m) % 64 != 56:
        m.append(0)
    m += (8 * len(msg)).to_bytes(8, "little")
    for o in range(0, len(m), 64):
        M = [int.from_bytes(m[o + 4 * i : o + 4 * i + 4], "little") for i in range(16)]
        A, B, C, D = a0, b0, c0, d0
        for i in range(64):
            if i < 16:
                F, g = B & C | ~B & D, i
            elif i < 32:
                F, g = D & B | ~D & C, (5 * i + 1) % 16
            elif i < 48:
                F, g = B ^ C ^ D, (3 * i + 5) % 16
            else:
                F, g = C ^ (B | ~D), 7 * i % 16
            F = F + A + K[i] + M[g] & 0xFFFFFFFF
            A, D, C, B = D, C, B, B + (F << s[i] | F >> 32 - s[i]) & 0xFFFFFFFF
        a0, b0, c0, d0 = (
            a0 + A & 0xFFFFFFFF,
            b0 + B & 0xFFFFFFFF,
            c0 + C & 0xFFFFFFFF,
            d0 + D & 0xFFFFFFFF,
        )
    return b"".join(v.to_bytes(4, "little") for v in (a0, b0, c0, d0)).hex()


for d in (b"", b"abc", b"The quick brown fox jumps over the lazy dog", b"x" * 200):
    print(md5(d))
A = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def b64(data):
    out = ""
    for i in range(0, len(data), 3):
        chunk = data[i : i + 3]
        n = int.from_bytes(chunk + b"\0" * (3 - len(chunk)), "big")
        out += "".join(A[n >> k & 63] for k in (18, 12, 6, 0))[: len(chunk) + 1] + "=" * (
            3 - len(chunk)
        )
    return out


def unb64(s):
    pad = s.count("=")
    n = 0
    out = bytearray()
    for i in range(0, len(s), 4):
        n = 0
        for c in s[i : i + 4]:
            n = n << 6 | (A.index(c) if c != "=" else 0)
        out += n.to_bytes(3, "big")
    return bytes(out[: len(out) - pad])


for d in (b"", b"M", b"Ma", b"Man", b"any carnal pleas\xff\x00"):
    print(b64(d), unb64(b64(d)) == d)


def huffman(text):
    freq = {}
    for c in text:
        freq[c] = freq.get(c, 0) + 1
    nodes = [(n, i, c) for i, (c, n) in enumerate(sorted(freq.items()))]
    k = len(nodes)
    while len(nodes) > 1:
        nodes.sort(key=lambda t: (t[0], t[1]))
        (a, _, x), (b, _, y) = nodes[:2]
        nodes[:2] = [(a + b, k, (x, y))]
        k += 1
    codes = {}

    def walk(n, p):
        if isinstance(n, tuple):
            walk(n[0], p + "0")
            walk(n[1], p + "1")
        else:
            codes[n] = p or "0"

    walk(nodes[0][2], "")
    return codes


t = "abracadabra alakazam"
codes = huffman(t)
bits = "".join(codes[c] for c in t)
print(sorted(codes.items(), key=lambda kv: (len(kv[1]), kv[0])), len(bits))
back, cur, inv = "", "", {v: k for k, v in codes.items()}
for b in bits:
    cur += b
    if cur in inv:
        back += inv[cur]
        cur = ""
print(back == t)


def lz(data, window=64):
    i, out = 0, []
    while i < len(data):
        best = (0, 0)
        for j in range(max(0, i - window), i):
            n = 0
            while i + n < len(data) - 1 and data[j + n] == data[i + n]:
                n += 1
            if n > best[1]:
                best = (i - j, n)
        out.append((*best, data[i + best[1]]))
        i += best[1] + 1
    return out


def unlz(codes):
    out = bytearray()
    for off, n, c in codes:
        for _ in range(n):
            out.append(out[-off])
        out.append(c)
    return bytes(out)


d = b"abcabcabcabcabd" + b"z" * 20 + b"hello hello hello"
c = lz(d)
print(c, unlz(c) == d, len(c))
