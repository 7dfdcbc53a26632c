"""pyexpat: events, attributes of parsers, errors, encodings, entities; the packages over it."""
import io
import pyexpat
import xml.dom.minidom
import xml.dom.pulldom
import xml.etree.ElementTree as ET
import xml.parsers.expat
import xml.sax
import xml.sax.saxutils


def show(function, *args, **kwargs):
    try:
        print(function.__name__, "->", function(*args, **kwargs))
    except Exception as e:
        print(function.__name__, type(e).__module__, type(e).__name__, e, vars(e))


DOCUMENT = b"""<?xml version="1.0" encoding="iso-8859-1" standalone="yes"?>
<!DOCTYPE list SYSTEM "list.dtd" [
<!ELEMENT list (item|(a,b)*|c+)*>
<!ELEMENT item (#PCDATA)>
<!ATTLIST item kind CDATA "plain" id ID #REQUIRED>
<!ENTITY who "w\xf6rld">
<!ENTITY picture SYSTEM "p.gif" NDATA gif>
<!NOTATION gif PUBLIC "-//gif">
]>
<list xmlns="urn:one" xmlns:t="urn:two">
  <!-- a comment -->
  <item id="1">hello &who; &amp; <![CDATA[<raw>]]></item>
  <?target some data?>
  <t:item id="2" kind="own">multi
line</t:item>
</list>
"""
HANDLERS = [name for name in dir(pyexpat.XMLParserType) if "Handler" in name and not name.startswith("Default")]
print(HANDLERS)


def run(**attributes):
    separator = attributes.pop("separator", None)
    parser = pyexpat.ParserCreate(namespace_separator=separator)
    for name, value in attributes.items():
        setattr(parser, name, value)
    for name in HANDLERS:
        if name not in ("ExternalEntityRefHandler", "NotStandaloneHandler"):
            setattr(parser, name, lambda *args, name=name: print(" ", name[:-7], args))
    print(parser.Parse(DOCUMENT, True), parser.CurrentLineNumber, parser.CurrentByteIndex)


run()
run(separator="|", buffer_text=True, ordered_attributes=True)
run(separator=" ", namespace_prefixes=True, specified_attributes=1, buffer_text=True, buffer_size=5)
p = pyexpat.ParserCreate()
out = []
p.DefaultHandler = out.append
p.StartElementHandler = lambda name, attrs: out.append(p.GetInputContext()[:10])
p.Parse(b"<a x='1'>text<!-- c -->&lt;</a>", 1)
print("".join(x if isinstance(x, str) else repr(x) for x in out))

# Entities and DTDs outside
p = pyexpat.ParserCreate()
p.SetBase("/base")


def external(context, base, system_id, public_id):
    print("external", context, base, system_id, public_id)
    inner = p.ExternalEntityParserCreate(context)
    inner.Parse("<!ENTITY e 'value'>" if system_id == "d.dtd" else "<inner>é</inner>", True)
    return 1


p.ExternalEntityRefHandler = external
p.SetParamEntityParsing(pyexpat.XML_PARAM_ENTITY_PARSING_ALWAYS)
p.CharacterDataHandler = print
p.StartElementHandler = print
print(p.Parse('<!DOCTYPE a SYSTEM "d.dtd" [<!ENTITY x SYSTEM "x.xml">]><a>&e;&x;</a>', True), p.GetBase())

# Errors
for text in ("<a", "<a></b>", "<a>&no;</a>", "<a/><b/>", "", "<a b='1' b='2'/>", "<a>\x00</a>", "<?xml version='2.0?>", "<p:a/>", "<a>&#xD800;</a>", "<a><![CDATA[x</a>"):
    show(pyexpat.ParserCreate(namespace_separator="!").Parse, text, True)
p = pyexpat.ParserCreate()
show(p.Parse, 5)
for name, value in (("buffer_size", -1), ("buffer_size", "x"), ("buffer_size", 1 << 40), ("foo", 1), ("ErrorCode", 1)):
    show(setattr, p, name, value)
show(delattr, p, "StartElementHandler")
show(pyexpat.ParserCreate, 5)
show(pyexpat.ParserCreate, None, "ab")
show(pyexpat.ParserCreate, intern=5)
show(p.SetBase, 5)
show(p.ParseFile, 5)
show(pyexpat.ErrorString, 3)
show(pyexpat.ErrorString, 300)
show(pyexpat.ParserCreate("bogus").Parse, b"<a/>")
show(pyexpat.ParserCreate("utf-32").Parse, b"<a/>")
p = pyexpat.ParserCreate("koi8-r")
p.CharacterDataHandler = print
show(p.Parse, b"<a>\xc1\xe2</a>", 1)
p = pyexpat.ParserCreate()
p.NotStandaloneHandler = lambda: 0
show(p.Parse, b'<!DOCTYPE a SYSTEM "x"><a/>', 1)
p = pyexpat.ParserCreate()
p.StartElementHandler = lambda name, attributes: 1 / 0
show(p.Parse, "<a><b/></a>")
show(p.Parse, "<c/>")
p = pyexpat.ParserCreate()
print(p.buffer_text, p.buffer_size, p.buffer_used, p.namespace_prefixes, p.ordered_attributes, p.specified_attributes, p.intern, p.ErrorCode, p.ErrorLineNumber, p.StartElementHandler, p.GetBase(), p.GetInputContext())
print(pyexpat.errors.XML_ERROR_SYNTAX, pyexpat.errors.codes["not well-formed (invalid token)"], len(pyexpat.errors.messages), pyexpat.model.XML_CTYPE_SEQ)
print(xml.parsers.expat.ExpatError is pyexpat.error, xml.parsers.expat.errors is pyexpat.errors)

# What is built on it
root = ET.fromstring(DOCUMENT.decode("latin-1").encode("latin-1"))
print(root.tag, [(e.tag, e.attrib, e.text) for e in root])
ET.indent(root)
print(ET.tostring(root, encoding="unicode"))
print([e.text for e in root.iterfind("{urn:one}item")], root.find(".//*[@id='2']").tag)
for event, element in ET.iterparse(io.BytesIO(b"<r><a>1</a><a>2</a></r>"), ("start", "end")):
    print(event, element.tag, element.text)
show(ET.fromstring, "<a><b></a>")
print(ET.canonicalize("<b z='1' a='2'><c/></b>"))
dom = xml.dom.minidom.parseString("<r><a k='v'>text</a><!--c--></r>")
print(dom.documentElement.toprettyxml(indent=" "), dom.getElementsByTagName("a")[0].getAttribute("k"))


class Handler(xml.sax.ContentHandler):
    def startElement(self, name, attributes):
        print("start", name, dict(attributes))

    def characters(self, content):
        print("characters", repr(content))


xml.sax.parseString(b"<r><a k='v'>text</a></r>", Handler())
try:
    xml.sax.parseString(b"<r><a></r>", Handler())
except xml.sax.SAXParseException as e:
    print(e)
for event, node in xml.dom.pulldom.parseString("<r><a>1</a></r>"):
    print(event, node.nodeName)
