"""unicodedata.ucd_3_2_0 over all code points, and what is built on it: stringprep and idna."""
import hashlib
import stringprep
import unicodedata
from unicodedata import ucd_3_2_0 as old


def show(function, *args):
    try:
        print(function.__name__, "->", ascii(function(*args)))
    except Exception as e:
        print(function.__name__, type(e).__name__, e)


digest = hashlib.sha1()
for c in range(0x30000):
    s = chr(c)
    digest.update(f"{old.category(s)}{old.bidirectional(s)}{old.mirrored(s)}{old.combining(s)}{old.decimal(s, None)}{old.digit(s, None)}{old.numeric(s, None)}{old.east_asian_width(s)}{old.decomposition(s)}".encode())
    if not 0xD800 <= c < 0xE000:
        digest.update(old.normalize("NFC", s).encode() + old.normalize("NFKD", s).encode())
print(digest.hexdigest(), old.unidata_version)
show(old.lookup, "latin small letter a")
for name in ("GRINNING FACE", "BELL", "LATIN SMALL LETTER A WITH MACRON AND GRAVE"):
    show(old.lookup, name)
    show(unicodedata.lookup, name)
show(old.name, "\U0001f600")
show(old.name, "a")
show(old.category, 5)
show(old.is_normalized, "NFC", "\U0002f868")
show(unicodedata.UCD)
show(setattr, old, "unidata_version", 1)
for domain in ("bücher.example", "faß.de", "\u0627\u0644.com", "xn--bcher-kva.ch", "a" * 64 + ".x", "..", "\u2260.com", "日本語.jp", "\U0001f600.x", "\u0627a.com"):
    show(domain.encode, "idna")
for data in (b"xn--bcher-kva.ch", b"xn--a", b"xn--zckzah.com", b"a" * 70):
    show(data.decode, "idna")
print([name for name in dir(stringprep) if name.startswith("in_table") and getattr(stringprep, name)("\u00ad")])
