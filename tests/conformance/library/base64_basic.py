# base64: every codec both ways, alternative alphabets, validation, errors
import base64
import io

samples = [b"", b"f", b"fo", b"foo", b"foob", b"fooba", b"foobar", bytes(range(256))[::37], b"\xff\xfe\xfd\x00"]
for name in ("b64", "urlsafe_b64", "standard_b64", "b32", "b32hex", "b16", "b85", "a85"):
    encode, decode = getattr(base64, name + "encode"), getattr(base64, name + "decode")
    rows = [encode(s) for s in samples]
    assert [decode(r) for r in rows] == samples
    print(name, rows[1:])
print(base64.b64encode(b"\xfb\xff", altchars=b"-_"), base64.b64decode("-_8=", altchars="-_"), base64.b64decode("Zm 9v\nYm#Fy"), base64.urlsafe_b64decode("-_8="))
print(base64.encodebytes(b"x" * 100), base64.decodebytes(b"eHh4\neHg=\n"), base64.b32decode("mzxw6===", casefold=True), base64.b16decode("ff", casefold=True))
print(base64.a85encode(b"\0\0\0\0abcd    ", foldspaces=True), base64.a85encode(b"hello world " * 8, wrapcol=40), base64.a85encode(b"hi", adobe=True), base64.a85decode(b"<~BOq~>", adobe=True), base64.a85encode(b"abc", pad=True), base64.b85encode(b"abc", pad=True), base64.a85decode(b"z y".replace(b" ", b"\n")[:1]))
out = io.BytesIO()
base64.encode(io.BytesIO(b"stream data" * 10), out)
print(out.getvalue())
back = io.BytesIO()
base64.decode(io.BytesIO(out.getvalue()), back)
print(back.getvalue() == b"stream data" * 10)


def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


attempt(base64.b64decode, "abc")
attempt(base64.b64decode, "a")
attempt(base64.b64decode, "ab=c", validate=True)
attempt(base64.b64decode, "ab!=", validate=True)
attempt(base64.b64decode, "====")
attempt(base64.b64decode, "Zg==Zg==")
attempt(base64.b64decode, "é")
attempt(base64.b64decode, 5)
attempt(base64.b64encode, "str")
attempt(base64.b64encode, b"x", altchars=b"abc")
attempt(base64.b32decode, "a")
attempt(base64.b32decode, "MZXW6===x")
attempt(base64.b32decode, "11111111")
attempt(base64.b32decode, "mzxw6===")
attempt(base64.b16decode, "ff")
attempt(base64.b16decode, "F")
attempt(base64.b16decode, "GG")
attempt(base64.b85decode, b"\x00")
attempt(base64.b85decode, b"~~~~~")
attempt(base64.b85decode, b"ab cd")
attempt(base64.a85decode, b"xyz{")
attempt(base64.a85decode, b"s8W-\"")
attempt(base64.a85decode, b"abc", adobe=True)
attempt(base64.a85decode, b"ab" + b"z")
attempt(base64.decodebytes, "str")
attempt(base64.encodebytes, "str")
attempt(base64.encodebytes, 5)
import binascii
print(issubclass(binascii.Error, ValueError), base64.b64encode(memoryview(b"mv")), base64.b64encode(bytearray(b"ba")), base64.b64decode(b"YWI=") == b"ab", base64.b32hexdecode("CPNG===="))
