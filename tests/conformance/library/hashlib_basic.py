# hashlib and hmac: digests of known inputs, incremental updates, copies, attributes, errors
import hashlib
import hmac
import io

for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "blake2b", "blake2s"):
    h = hashlib.new(name, b"hello world")
    print(name, h.hexdigest(), h.digest_size, h.block_size, h.name)
h = hashlib.sha256()
for part in (b"hello", b" ", bytearray(b"wor"), memoryview(b"ld")):
    h.update(part)
c = h.copy()
c.update(b"!")
print(h.hexdigest() == hashlib.sha256(b"hello world").hexdigest(), c.hexdigest() == hashlib.sha256(b"hello world!").hexdigest(), h.digest()[:4], len(h.digest()))
print(hashlib.md5().hexdigest(), hashlib.sha1(b"a" * 1000000).hexdigest())
print(hashlib.shake_128(b"x").hexdigest(8), hashlib.shake_256(b"x").digest(4).hex())
print(hashlib.blake2b(b"x", digest_size=8).hexdigest(), hashlib.blake2b(b"x", key=b"k").hexdigest()[:16], hashlib.blake2s(b"x", person=b"p", salt=b"s").hexdigest()[:16])
print(hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 100).hex(), hashlib.pbkdf2_hmac("sha1", b"p", b"s", 1, dklen=8).hex())
print(hmac.new(b"key", b"msg", "sha256").hexdigest(), hmac.digest(b"key", b"msg", "md5").hex(), hmac.compare_digest("a", "a"), hmac.compare_digest(b"a", b"b"))
m = hmac.new(b"k" * 200, digestmod=hashlib.sha1)
m.update(b"part")
print(m.copy().hexdigest(), m.name, m.digest_size, m.block_size)
print({"md5", "sha256", "blake2b"} <= hashlib.algorithms_guaranteed, {"sha1"} <= hashlib.algorithms_available, hashlib.file_digest(io.BytesIO(b"abc"), "sha256").hexdigest())


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: hashlib.sha256("text"))
attempt(lambda: hashlib.sha256(5))
attempt(lambda: hashlib.new("nope"))
attempt(lambda: hashlib.sha256().update("x"))
attempt(lambda: hashlib.blake2b(digest_size=0))
attempt(lambda: hashlib.blake2b(digest_size=65))
attempt(lambda: hashlib.pbkdf2_hmac("sha256", b"p", b"s", 0))
attempt(lambda: hmac.new(b"k", b"m"))
attempt(lambda: hmac.new("k", b"m", "md5"))
attempt(lambda: hmac.compare_digest("é", "é"))
attempt(lambda: hmac.compare_digest("a", b"a"))
digest = b""
for i in range(20):
    digest = hashlib.md5(digest + bytes([i])).digest()
print(digest.hex())
root = [hashlib.sha256(bytes([i])).digest() for i in range(5)]
while len(root) > 1:
    if len(root) % 2:
        root.append(root[-1])
    root = [hashlib.sha256(a + b).digest() for a, b in zip(root[::2], root[1::2])]
print(root[0].hex())
