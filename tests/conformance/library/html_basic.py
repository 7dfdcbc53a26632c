# html: escape, unescape, entities, and html.parser.HTMLParser events on good and broken markup
import html
import html.entities
from html.parser import HTMLParser

print(html.escape("<a href='x'>\"&\"</a>"), html.escape("'\"", quote=False), html.escape(""), html.escape("é & ü"))
for s in ("&lt;&gt;&amp;&quot;&#39;&#x27;", "&eacute;&Eacute;&notin;&not", "&notit;", "&#0;&#128;&#xD800;&#x110000;&#x1F600;", "&", "&;", "&#;", "&#x;", "&unknown;", "&ampx", "&lt", "&nbsp;", "&fjlig;", "&#9;&#x1;", "&copy2024", "&NotEqualTilde;", "a &amp;amp; b"):
    print(repr(s), ascii(html.unescape(s)))
print(html.entities.name2codepoint["euro"], html.entities.codepoint2name[233], html.entities.entitydefs["lt"], html.entities.html5["hearts;"], len(html.entities.name2codepoint))


class Logger(HTMLParser):
    def __init__(self, **kw):
        super().__init__(**kw)
        self.events = []

    def handle_starttag(self, tag, attrs):
        self.events.append(("start", tag, attrs))

    def handle_endtag(self, tag):
        self.events.append(("end", tag))

    def handle_startendtag(self, tag, attrs):
        self.events.append(("startend", tag, attrs))

    def handle_data(self, data):
        self.events.append(("data", data))

    def handle_entityref(self, name):
        self.events.append(("entity", name))

    def handle_charref(self, name):
        self.events.append(("char", name))

    def handle_comment(self, data):
        self.events.append(("comment", data))

    def handle_decl(self, decl):
        self.events.append(("decl", decl))

    def handle_pi(self, data):
        self.events.append(("pi", data))

    def unknown_decl(self, data):
        self.events.append(("unknown", data))


for text in ('<p class="a" id=b checked data-x=\'q"\'>text &amp; more</p>', "<!DOCTYPE html><br/><img src=x />", "<!-- comment --><?pi data?><![CDATA[x]]>", "a < b > c & d", "<script>if (a < b) { '</p>' }</script><style>p>a{}</style>", "<A HREF='X'>Up</A>",
             "<p><b>unclosed", "</ bad><p/x>", "&eacute;&#233;&bogus", "<a b='x&lt;y' c>", "< notatag>", "text only", "<p\nclass='multi\nline'>", "<>", "<a/b/c>x</a >"):
    for convert in (True, False):
        p = Logger(convert_charrefs=convert)
        p.feed(text)
        p.close()
        print(repr(text) if convert else "  raw", p.events)
p = Logger()
for piece in ("<di", "v cl", "ass='x'>par", "tial</d", "iv>"):
    p.feed(piece)
p.close()
print(p.events, p.getpos())


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.links, self.text, self.where = [], [], []

    def handle_starttag(self, tag, attrs):
        self.where.append((tag, self.getpos(), self.get_starttag_text()))
        if tag == "a":
            self.links.append(dict(attrs).get("href"))

    def handle_data(self, data):
        self.text.append(data.strip())


links = Links()
links.feed("<html>\n <body><a href='/x?a=1&amp;b=2'>One</a>\n<a name=n>Two</a>")
print(links.links, links.text, links.where)
links.reset()
print(links.rawdata == "", links.CDATA_CONTENT_ELEMENTS)
