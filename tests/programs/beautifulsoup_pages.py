"""Beautiful Soup over html.parser and html5lib: searching, CSS selectors, navigation, editing, output."""
# packages: python3-bs4 python3-soupsieve python3-html5lib python3-six python3-webencodings

import re
import warnings

import bs4
from bs4 import BeautifulSoup, NavigableString, SoupStrainer

warnings.simplefilter("ignore")
ROW = '<tr class="row r{k} {odd}" data-n="{n}"><td><a href="/item/{n}?a=1&amp;b={k}" title="T{n}">Item <b>{n}</b></a></td><td class="price">{price}</td><td><ul><li>x{n}<li>y</ul></td></tr>\n'
page = "<!DOCTYPE html><html><head><title>Shop</title><meta charset=utf-8></head><body id=top><h1 class='big title'>Caf\u00e9 &amp; more</h1><!-- note --><table id=t>" + "".join(ROW.format(n=n, k=n % 5, odd="odd" if n % 2 else "even", price=n * 3 / 4) for n in range(400)) + "</table><p>end<br>of <i>page</i></p><script>var a = '<p>';</script></body></html>"
for builder in ("html.parser", "html5lib"):
    soup = BeautifulSoup(page, builder)
    rows = soup.find_all("tr")
    print(builder, len(rows), soup.title.string, soup.h1["class"], soup.h1.get_text(), soup.find(id="top").name, soup.a, soup.a.attrs)
    print(sum(float(td.string) for td in soup.find_all("td", class_="price")), [a["href"] for a in soup("a", href=re.compile(r"b=3$"))][:3], len(soup.find_all(["b", "i"])), len(soup.find_all(lambda t: t.name == "tr" and int(t["data-n"]) % 7 == 0)), len(soup.find_all(string=re.compile("^x1"))), soup.find_all("tr", limit=2, attrs={"data-n": ["3", "4"]})[1]["class"])
    for selector in ("tr.odd > td.price", "#t tr:nth-child(10) a b", "tr[data-n^='14'] a[href*='b=2']", "td:first-child a", "li:last-child", "h1.big.title, p > i", "tr:not(.odd):has(b) ~ tr.r4", "a:-soup-contains('Item 77')", "body > *:not(table)", "tr:nth-of-type(3n+1)", "p:is(:root, :has(br))", "td + td.price"):
        found = soup.select(selector)
        print(selector, len(found), found[0].get_text(" ", strip=True)[:30] if found else None)
    row = rows[5]
    print(row.find_next_sibling("tr")["data-n"], row.find_previous_sibling("tr")["data-n"], row.parent.name, [p.name for p in row.parents], [c.name for c in row.children], len(list(row.descendants)), list(row.stripped_strings), row.td.next_element, row.contents[0].a.b.previous_sibling, repr(row.next_sibling))
    print(soup.p.prettify(), soup.find("h1").encode("ascii"), soup.h1.decode(formatter="html"), soup.p.decode_contents(), str(soup.p), soup.script.string, soup.find(string=lambda s: isinstance(s, bs4.Comment)))
soup = BeautifulSoup("<div><p>one</p><p>two <b>bold</b> end</p></div>", "html.parser")
b = soup.b
b.name, b["id"] = "strong", "s"
b.string = "changed & <new>"
tag = soup.new_tag("a", href="http://x/?a=1&b=2")
tag.append("link")
soup.p.insert_after(tag)
soup.p.insert(0, NavigableString("zero "))
soup.div.append(soup.new_string("tail", bs4.Comment))
tag.wrap(soup.new_tag("span", attrs={"class": ["c1", "c2"]}))
print(soup, soup.strong.unwrap(), soup.find_all("p")[1].extract(), soup.p.replace_with("plain"), soup.span.decompose(), soup, soup.div.clear(), soup, sep="\n")
soup = BeautifulSoup("<a><b>1</b></a><a><b>2</b></a>", "html.parser")
import copy
print(copy.copy(soup.a), soup.a == copy.copy(soup.a), soup.smooth(), soup.find_all("a", recursive=False), len(soup), bool(soup.a), soup.a.nope, [t for t in soup.a], "b" in soup.a, soup.a.has_attr("x"), soup.a.get("x", "d"))
only = BeautifulSoup(page, "html.parser", parse_only=SoupStrainer("a", title=re.compile("T14.")))
print(len(only.find_all("a")), only.a.b.string)
for text in ("<p>a<b>c</p>d", "<br></br>", "a &lt b &bogus; &#x41;", "<p class='a b' class=c>", "<!-- x", "<td>1<td>2", "</p>", "<a><a>", "<ul><li>1<li>2</ul>", "<P>Up", "<![CDATA[x]]>", "<?php x ?>", "", "\u00e9<\u00e9>"):
    print(repr(text), str(BeautifulSoup(text, "html.parser")), "|", str(BeautifulSoup(text, "html5lib")))
print(BeautifulSoup("<p>caf\u00e9</p>".encode("latin-1"), "html.parser", from_encoding="latin-1").original_encoding, bs4.UnicodeDammit("<p>\u201cq\u201d".encode("windows-1252"), ["windows-1252"], smart_quotes_to="html").unicode_markup, bs4.dammit.EntitySubstitution.substitute_html("\u00e9<&>"))
for bad in (lambda: soup.select("a["), lambda: soup.select(":nope"), lambda: soup.a["nope"], lambda: BeautifulSoup("x", "no-such-parser"), lambda: soup.new_tag("x").unwrap(), lambda: soup.find_all("a").string):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, str(e).split("\n")[0][:100])
