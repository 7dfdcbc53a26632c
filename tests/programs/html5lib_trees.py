"""html5lib: well-formed and broken documents into three tree builders, walkers, filters and the serializer."""
# packages: python3-html5lib python3-six python3-webencodings

import hashlib
import random

import html5lib
from html5lib import HTMLParser, serializer, treebuilders, treewalkers
from html5lib.filters import alphabeticalattributes, inject_meta_charset, optionaltags, sanitizer, whitespace

BROKEN = [
    "", "text", "<p>a<p>b", "<b><i>x</b>y</i>z", "<table><tr><td>1<td>2<tr><td>3</table>", "<table>foster<tr><td>x", "<ul><li>a<li>b<ul><li>c</ul></ul>", "<a href=x><a href=y>z", "<select><option>1<option>2<optgroup><option>3", "<!-- c --><!doctype html><title>T</title><body class=a><html lang=en>",
    "<svg><circle r=1 /><foreignObject><p>x</p></foreignObject></svg><math><mi>a</mi></math>", "<script>if (a < b) '</scr'</script><style>p > a {}</style><textarea>\n<b></textarea>", "<p>&amp;&lt;&notin;&#x1F600;&#0;&bogus;&copy", "</p></br><br/></table>", "<form><form><input><button>b<button>c</form>", "<h1>a<h2>b</h1>", "<frameset><frame></frameset>", "<p><table><p>x</table>", "<div><span></div>after</span>", "<!doctype html public 'x' 'y'><p>", "<template><td>x</template>", "<b><p>1<b>2<p>3", "<dl><dt>a<dd>b<dt>c", "<nobr>a<nobr>b", "<pre>\n\nx</pre>", "<image src=x><isindex>", "a\0b\r\nc", "<a b='1' b='2' c d=\"&quot;\">", "<?pi?><!x><!--", "<noscript><p>x</noscript>", "<ruby>a<rt>b<rp>c</ruby>", "<body><frameset>", "<td>x</td>", "<html><head><p>", "é ü 日本 \U0001f600",
]
for text in BROKEN:
    parser = HTMLParser(tree=treebuilders.getTreeBuilder("etree"), namespaceHTMLElements=False)
    doc = parser.parse(text)
    walker = treewalkers.getTreeWalker("etree")
    out = serializer.serialize(doc, tree="etree", omit_optional_tags=False, quote_attr_values="always")
    print(repr(text), out, [e[1] for e in parser.errors][:6], parser.documentEncoding)
    tree = parser.tree.testSerializer(doc)
    assert tree
print(parser.tree.testSerializer(HTMLParser(tree=treebuilders.getTreeBuilder("etree"), namespaceHTMLElements=False).parse("<p a=1>x<b>y</p>z")))
rng = random.Random(11)
tags = ["p", "b", "i", "div", "table", "tr", "td", "a", "ul", "li", "span", "select", "option", "h1", "em", "form"]
soup = []
for _ in range(9000):
    kind = rng.random()
    tag = rng.choice(tags)
    soup.append(f"<{tag} k{rng.randrange(3)}='v{rng.randrange(9)}'>" if kind < 0.45 else f"</{tag}>" if kind < 0.75 else f"text{rng.randrange(99)} &amp; ")
soup = "".join(soup)
digests = []
for kind in ("etree", "dom"):
    doc = html5lib.parse(soup, treebuilder=kind, namespaceHTMLElements=False)
    text = serializer.serialize(doc, tree=kind, quote_attr_values="always", omit_optional_tags=False)
    digests.append(hashlib.sha256(text.encode()).hexdigest())
    print(kind, len(text), digests[-1])
again = serializer.serialize(html5lib.parse(text, treebuilder="etree"), tree="etree", quote_attr_values="always", omit_optional_tags=False)
print(digests[0] == digests[1], len(again))
html = "<html><head><title> A  B </title></head><body onload='x'><p b=2 a=1>one   two</p><script>bad()</script><a href='javascript:x'>l</a><!-- c --></body></html>"
doc = html5lib.parse(html, treebuilder="etree")
walker = treewalkers.getTreeWalker("etree")
for options in ({}, {"omit_optional_tags": False}, {"strip_whitespace": True}, {"minimize_boolean_attributes": False}, {"use_trailing_solidus": True, "quote_attr_values": "always"}, {"escape_lt_in_attrs": True, "resolve_entities": False}, {"alphabetical_attributes": True}, {"sanitize": True}):
    print(options, serializer.HTMLSerializer(**options).render(walker(doc)))
print([t["type"] + ":" + str(t.get("name", t.get("data"))) for t in whitespace.Filter(walker(doc))][:12])
print("".join(serializer.HTMLSerializer().serialize(alphabeticalattributes.Filter(optionaltags.Filter(inject_meta_charset.Filter(walker(doc), "utf-8"))))))
fragment = html5lib.parseFragment("<td>x</td><b>y", container="tr", treebuilder="etree", namespaceHTMLElements=False)
print(serializer.serialize(fragment, tree="etree"))
for data in (b"<meta charset=latin-1>\xe9", b"\xef\xbb\xbf<p>\xc3\xa9", b"<meta http-equiv=content-type content='text/html; charset=windows-1251'>\xcf", "<p>é".encode("utf-16")):
    parser = HTMLParser(namespaceHTMLElements=False)
    doc = parser.parse(data, likely_encoding="utf-8", useChardet=False)
    print(parser.documentEncoding, ascii("".join(doc.itertext())))
try:
    HTMLParser(strict=True).parse("<p><b></p>")
except html5lib.html5parser.ParseError as e:
    print(type(e).__name__, e)
