# unicodedata: names, categories, numeric values, normalisation, combining, width, errors
import unicodedata as u

for c in "aÀé€½Ⅷ٣中あ \n\u0301\u200d\U0001f600ﬁΩǅ_-(«$+^\ue000\u0378":
    print(f"U+{ord(c):04X}", u.name(c, "<none>"), u.category(c), u.bidirectional(c), u.combining(c), u.east_asian_width(c), u.mirrored(c), repr(u.decomposition(c)), u.decimal(c, None), u.digit(c, None), u.numeric(c, None))
print(u.lookup("GREEK SMALL LETTER ALPHA"), u.lookup("latin capital letter a"), u.lookup("CJK UNIFIED IDEOGRAPH-4E2D"), u.lookup("HANGUL SYLLABLE GAG"), "\N{SNOWMAN}", "\N{LATIN SMALL LETTER E WITH ACUTE}", u.lookup("BELL"))
s = "éﬁ①½Åą̈\u1e9b\u0323가"
for form in ("NFC", "NFD", "NFKC", "NFKD"):
    n = u.normalize(form, s)
    print(form, ascii(n), len(n), u.is_normalized(form, s), u.is_normalized(form, n))
print(u.normalize("NFC", "e\u0301") == "é", u.normalize("NFD", "한") == "\u1112\u1161\u11ab", u.normalize("NFC", "abc") == "abc", u.normalize("NFC", ""), ascii(u.normalize("NFC", "a\u0323\u0307")), ascii(u.normalize("NFC", "a\u0307\u0323")))


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


attempt(u.name, "\n")
attempt(u.name, "ab")
attempt(u.name, "")
attempt(u.name, 5)
attempt(u.lookup, "NO SUCH NAME")
attempt(u.lookup, "é")
attempt(u.decimal, "a")
attempt(u.digit, "½")
attempt(u.numeric, "x")
attempt(u.category, "ab")
attempt(u.normalize, "XYZ", "a")
attempt(u.normalize, "NFC", 5)
attempt(u.normalize, "NFC")
attempt(u.is_normalized, "BAD", "x")
print(u.unidata_version, u.ucd_3_2_0.unidata_version, u.ucd_3_2_0.name("a"), u.ucd_3_2_0.category("\U0001f600"))
from collections import Counter
print(sorted(Counter(u.category(chr(i)) for i in range(0x3000)).items()))
print([hex(i) for i in range(0x250) if u.decomposition(chr(i)).startswith("<")][:12], sum(u.combining(chr(i)) > 0 for i in range(0x1000)), max(u.numeric(chr(i), 0) for i in range(0x3400)))
strip = lambda t: "".join(c for c in u.normalize("NFD", t) if not u.combining(c))
print(strip("Žluťoučký kůň příšerně úpěl ďábelské ódy"), strip("Ünïcödé"))
for c in "Aa1_ \u00b2½Ⅷ中\u0301ªǅß":
    print(ascii(c), c.isalpha(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.isalnum(), c.isidentifier(), c.isspace(), c.isprintable(), c.isupper(), c.islower(), c.istitle(), ascii(c.upper()), ascii(c.lower()), ascii(c.title()), ascii(c.casefold()))
