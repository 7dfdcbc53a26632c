# Decoding bytes: encodings, error handlers, incomplete and invalid UTF-8.
for b in (
    b"abc",
    b"\xc3\xa9",
    b"\xc3",
    b"\xc3(",
    b"\xe6\x97\xa5",
    b"\xe6\x97",
    b"\xe6(\xa5",
    b"\xf0\x9f\x98\x80",
    b"\xf0\x9f\x98",
    b"\xff",
    b"\x80abc",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"a\xffb\xfec",
    b"\xf8\x88",
    b"\xe0\x80\x80",
    b"\xc3\xa9\xe9",
    b"",
):
    out = []
    for err in ("strict", "replace", "ignore", "backslashreplace", "surrogateescape"):
        try:
            out.append(ascii(b.decode("utf-8", err)))
        except UnicodeDecodeError as e:
            out.append(f"{e.start}-{e.end} {e.reason}")
    print(b, out)
for enc in (
    "ascii",
    "latin-1",
    "utf-8",
    "UTF8",
    "utf_8",
    "iso-8859-1",
    "cp1252",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-8-sig",
    "utf-7",
    "cp437",
    "iso8859-15",
    "koi8-r",
    "mac-roman",
):
    for text in ("abc", "é€", "日😀"):
        try:
            data = text.encode(enc)
            print(enc, data, data.decode(enc) == text)
        except UnicodeEncodeError as e:
            print(enc, e)
for f in (
    lambda: b"\xff".decode("ascii"),
    lambda: b"ab\xe9".decode("ascii"),
    lambda: b"abc".decode("utf-16"),
    lambda: b"a".decode("utf-16-le"),
    lambda: b"\x00\xd8".decode("utf-16-le"),
    lambda: b"\x00\x00\x11\x00".decode("utf-32-le"),
    lambda: b"\x81".decode("cp1252"),
    lambda: b"a".decode("nope"),
    lambda: b"\xff".decode("utf-8", "nope"),
    lambda: b"a".decode(5),
    lambda: b"\xed\xa0\x80".decode("utf-8", "surrogatepass"),
    lambda: b"\xef\xbb\xbfx".decode("utf-8-sig"),
    lambda: b"\xef\xbb\xbfx".decode("utf-8"),
    lambda: b"\xff\xfea\x00".decode("utf-16"),
    lambda: b"\xfe\xff\x00a".decode("utf-16"),
    lambda: b"\\u00e9\\n\\x41".decode("unicode_escape"),
    lambda: b"\\u00e9\\n".decode("raw_unicode_escape"),
    lambda: "é\n😀".encode("unicode_escape"),
    lambda: bytes("é", "latin-1"),
    lambda: bytearray("é", "utf-8"),
    lambda: str(b"\xe9", "latin-1"),
    lambda: str(b"\xe9", errors="replace"),
    lambda: bytes("é"),
    lambda: bytes("é", "ascii"),
    lambda: bytes(5, "utf-8"),
    lambda: "x".encode("rot13"),
    lambda: b"x".decode("hex"),
    lambda: b"a\xffz".decode("utf-8", "surrogateescape").encode("utf-8", "surrogateescape"),
    lambda: "\udcff".encode("ascii", "surrogateescape"),
    lambda: str(5, "utf-8"),
    lambda: str(bytearray(b"q"), "ascii"),
    lambda: str(memoryview(b"mv"), "ascii"),
    lambda: b"a".decode(errors="strict", encoding="ascii"),
    lambda: "a".encode("utf-8\0"),
):
    try:
        print("ok", ascii(f()))
    except Exception as e:
        print(type(e).__name__, e)
import codecs


def handler(e):
    print("handler", type(e).__name__, e.start, e.end, repr(e.object[e.start : e.end]), end="; ")
    return ("?" * (e.end - e.start), e.end)


codecs.register_error("mine", handler)
print(
    "aé€b".encode("ascii", "mine"),
    b"a\xff\xfeb".decode("ascii", "mine"),
    b"\xe6\x97x".decode("utf-8", "mine"),
)
codecs.register_error("bad", lambda e: 5)
codecs.register_error("back", lambda e: ("<>", e.end + 1))
codecs.register_error("raise", lambda e: (_ for _ in ()).throw(KeyError("from handler")))
for f in (
    lambda: "é".encode("ascii", "bad"),
    lambda: "éabc".encode("ascii", "back"),
    lambda: "é".encode("ascii", "raise"),
    lambda: codecs.lookup_error("nope"),
    lambda: codecs.lookup("nope"),
    lambda: codecs.lookup("UTF8").name,
    lambda: codecs.encode("abc", "rot13"),
    lambda: codecs.decode(b"6162", "hex"),
    lambda: codecs.encode(b"ab", "hex"),
    lambda: codecs.getencoder("latin-1")("é"),
):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__, e)
