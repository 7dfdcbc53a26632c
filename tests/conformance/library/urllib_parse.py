# urllib.parse: splitting, joining, quoting, query strings, results as tuples, errors
from urllib import parse as p

for url in ("http://user:pw@Host.COM:8080/a/b;p=1?q=1&r=2#frag", "//net/path", "/abs?x", "rel/path", "mailto:a@b.c", "file:///etc/x", "", "http://[::1]:80/x", "http://h:/p", "HTTP://X", "a:b:c", "http://h?q#f#g", "javascript:alert(1)", "http://h/%7Euser", "path;a;b", "x://h/p;q?r", "http://ex\tam\nple.com/"):
    s, q = p.urlsplit(url), p.urlparse(url)
    try:
        port = s.port
    except ValueError as e:
        port = e
    print(repr(url), tuple(s), tuple(q), s.username, s.password, s.hostname, port, p.urlunsplit(s), s.geturl() == p.urlunparse(q))
print(repr(p.urlsplit("http://a/b")), repr(p.urlparse("http://a/b")), p.urlsplit("b", scheme="ftp"), p.urlsplit("http://a/b#c", allow_fragments=False), p.urlsplit(b"http://a/b").netloc, p.urlsplit("http://a/b")._replace(path="/c").geturl())
base = "http://a/b/c/d;p?q"
for ref in ("g:h", "g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", "g?y#s", ";x", "g;x", "", ".", "./", "..", "../", "../g", "../..", "../../g", "../../../g", "/./g", "/../g", "g.", "..g", "./../g", "g/./h", "g/../h", "http:g"):
    print(ref, p.urljoin(base, ref), end=" | ")
print(p.urljoin("", "x"), p.urljoin("a/b", "../c"), p.urljoin("http://x", "y"), p.urljoin("file:///a/b", "c"))
print(p.quote("a b/c?d=é&~"), p.quote("a/b", safe=""), p.quote_plus("a b&c=d/é"), p.quote("é", encoding="latin-1"), p.quote(b"\xff a"), p.quote_from_bytes(b"a\x00b"), p.quote(""), p.quote("ü", safe="ü"), p.quote("\U0001f600"))
print(p.unquote("a%20b%2Fc+d"), p.unquote_plus("a%20b+c"), p.unquote("%C3%A9"), p.unquote("%E9", encoding="latin-1"), ascii(p.unquote("%ff%zz%")), p.unquote_to_bytes("a%20%ffé"), p.unquote("a%C3%A9é%41"), p.unquote(b"%41"))
print(p.urlencode({"a": 1, "b": "x y", "c": "é"}), p.urlencode([("k", 1), ("k", 2)]), p.urlencode({"l": [1, 2], "s": "str"}, doseq=True), p.urlencode({"l": [1, 2]}), p.urlencode({"a": "b c"}, quote_via=p.quote), p.urlencode({b"x": b"\xff"}), p.urlencode({}))
print(p.parse_qs("a=1&b=2&a=3&c=&d"), p.parse_qs("a=1&c=&d", keep_blank_values=True), p.parse_qsl("x=%20+y&z=%C3%A9"), p.parse_qsl("a=1;b=2", separator=";"), p.parse_qs(""), p.parse_qsl("a=%ff", encoding="latin-1"))
print(p.urldefrag("http://a/b?c#d"), p.urldefrag("x").fragment, p.SplitResult("http", "h", "/p", "", "").geturl(), p.uses_netloc[:3])


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: p.urlsplit("http://[::1"))
attempt(lambda: p.urlsplit("http://[bad]x/"))
attempt(lambda: p.urlsplit("http://h:99999").port)
attempt(lambda: p.urlsplit("http://h:abc").port)
attempt(lambda: p.urlsplit("http://h:-1").port)
attempt(lambda: p.urlsplit(5))
attempt(lambda: p.urljoin("a", b"b"))
attempt(lambda: p.quote(5))
attempt(lambda: p.quote(b"x", encoding="utf-8"))
attempt(lambda: p.quote_from_bytes("x"))
attempt(lambda: p.unquote(5))
attempt(lambda: p.urlencode(5))
attempt(lambda: p.urlencode("str"))
attempt(lambda: p.parse_qsl("a=1&b", strict_parsing=True))
attempt(lambda: p.parse_qs("a=1&b=2", max_num_fields=1))
attempt(lambda: p.parse_qsl("a", separator=""))
attempt(lambda: p.parse_qsl(5))
attempt(lambda: p.urlsplit("http://\u2100.com/"))
attempt(lambda: p.urlunsplit(("a", "b")))
