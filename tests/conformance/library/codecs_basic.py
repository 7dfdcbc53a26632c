# codecs: encodings both ways, error handlers, incremental and stream codecs, registration, lookups
import codecs
import io

text = "aé€\U0001f600"
for enc in ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-7", "utf-8-sig", "unicode_escape", "raw_unicode_escape", "punycode", "idna", "latin-1", "ascii", "cp1252", "cp437", "iso8859-15", "koi8-r", "mac_roman"):
    try:
        data = codecs.encode(text if enc != "idna" else "bücher.example", enc)
        print(enc, data, codecs.decode(data, enc) == (text if enc != "idna" else "bücher.example"))
    except UnicodeError as e:
        print(enc, type(e).__name__, e)
for enc in ("rot13", "hex", "base64", "zlib", "uu", "quopri"):
    src = "Hello" if enc == "rot13" else b"Hello"
    data = codecs.encode(src, enc)
    print(enc, data if enc != "zlib" else "...", codecs.decode(data, enc))
for handler in ("strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace", "surrogateescape", "surrogatepass"):
    for value, enc in (("x€y", "ascii"), (b"x\xffy", "ascii"), (b"a\xe2\x82z", "utf-8"), ("\ud800", "utf-8"), (b"\xed\xa0\x80", "utf-8")):
        try:
            print(handler, ascii(value.encode(enc, handler) if isinstance(value, str) else value.decode(enc, handler)))
        except (UnicodeError, TypeError) as e:
            print(handler, type(e).__name__, e)


def shout(e):
    return "".join(f"[{ord(c):x}]" for c in e.object[e.start:e.end]) if isinstance(e, UnicodeEncodeError) else "?!", e.end


codecs.register_error("shout", shout)
print("a€b".encode("ascii", "shout"), b"a\xffb".decode("ascii", "shout"), codecs.lookup_error("shout") is shout)
i = codecs.lookup("latin_1")
print(i.name, i.encode("é"), i.decode(b"\xe9"), codecs.lookup("UTF8").name, codecs.lookup("U8").name, type(i).__name__, repr(codecs.lookup("ascii")).split(" at ")[0])
dec = codecs.getincrementaldecoder("utf-8")()
print([dec.decode(bytes([b])) for b in "é€".encode()], dec.getstate(), dec.decode(b"", True))
enc = codecs.getincrementalencoder("utf-16")()
print(enc.encode("a"), enc.encode("b"), enc.reset(), enc.encode("c"), list(codecs.iterencode(["a", "é"], "utf-8")), list(codecs.iterdecode([b"\xc3", b"\xa9"], "utf-8")))
r = codecs.getreader("utf-8")(io.BytesIO("l1\nl2é\n".encode()))
print(r.readline(), r.read())
w = codecs.getwriter("utf-16-be")(out := io.BytesIO())
w.write("hi")
print(out.getvalue(), codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE)
print(codecs.escape_decode(rb"\x41\n")[0], codecs.charmap_encode("ab", "strict", {97: 65, 98: b"BB"}), codecs.charmap_decode(b"ab", "strict", {97: "x", 98: "yz"}), codecs.utf_8_decode(b"a\xc3"), codecs.utf_8_decode(b"\xc3\xa9", "strict", True), codecs.ascii_encode("a"))


def search(name):
    if name == "reverse":
        return codecs.CodecInfo(lambda s, e="strict": (s[::-1].encode(), len(s)), lambda b, e="strict": (bytes(b).decode()[::-1], len(b)), name="reverse")


codecs.register(search)
print("abc".encode("reverse"), b"abc".decode("reverse"), codecs.lookup("reverse").name)


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: codecs.lookup("nope"))
attempt(lambda: "a".encode("rot13"))
attempt(lambda: b"a".decode("hex"))
attempt(lambda: "x".encode("ascii", "nohandler"))
attempt(lambda: "é".encode("ascii", "nohandler"))
attempt(lambda: codecs.lookup_error("nohandler"))
attempt(lambda: codecs.register(5))
attempt(lambda: codecs.register_error("x", 5))
attempt(lambda: codecs.decode(b"zz", "hex"))
attempt(lambda: codecs.encode(5, "utf-8"))
attempt(lambda: codecs.decode("str", "utf-8"))
attempt(lambda: b"\\x4".decode("unicode_escape"))
attempt(lambda: b"\x00\xd8".decode("utf-16-le"))
attempt(lambda: b"\xff\xff\xff\x7f".decode("utf-32-le"))
attempt(lambda: b"abc".decode("utf-16"))
attempt(lambda: ("a" * 64 + ".x").encode("idna"))
attempt(lambda: str(b"abc", "utf-8", 5))
attempt(lambda: UnicodeEncodeError("e", "obj", 0, 2, "why"))
attempt(lambda: UnicodeDecodeError("e", b"obj", 1, 2, "why"))
attempt(lambda: UnicodeTranslateError("obj", 1, 3, "why"))
for bad in (b"\x80", b"\xc0\x80", b"\xe0\x80\x80", b"\xf5\x80\x80\x80", b"\xe2\x82", b"a\xc3(", b"\xf0\x9f\x98", b"\xed\xb0\x80"):
    attempt(lambda: bad.decode())
