# configparser: reading, interpolation, defaults, types, writing, proxies, errors
import configparser
import io

TEXT = """
[DEFAULT]
base = /srv
timeout = 30

[server]
host = example.com
port: 8080
path = %(base)s/data
debug = yes
ratio=1.5
multi = line one
    line two

    line four
empty =
; comment
# another
Mixed Case Key = Value ; not a comment

[other section]
timeout = 5
percent = 100%%
"""
c = configparser.ConfigParser()
c.read_string(TEXT)
s = c["server"]
print(c.sections(), s["host"], s["PATH"], s.getint("port"), s.getboolean("debug"), s.getfloat("ratio"), repr(s["multi"]), repr(s["empty"]), s["mixed case key"], s["timeout"], c.getint("other section", "timeout"), c["other section"]["percent"])
print("server" in c, "nope" in c, "host" in s, c.has_option("server", "timeout"), c.has_section("DEFAULT"), list(s)[:4], c.options("other section"), c.defaults(), s.name, repr(s), len(c), bool(c["DEFAULT"]))
print(c.get("server", "nope", fallback="fb"), s.get("nope", "fb2"), s.getint("nope", 7), s.get("nope"), c.get("server", "path", raw=True), c.get("server", "path", vars={"base": "X"}), c.items("other section"))
c["new"] = {"a": "1", "b": "%(a)s2"}
c.set("new", "c", "3")
c.add_section("added")
c["added"]["k"] = "v"
print(c["new"]["b"], c.remove_option("new", "c"), c.remove_section("nope"), c.remove_section("added"), s.pop("ratio"), "ratio" in s)
c.read_dict({"d": {"x": 1, "y": "z"}})
out = io.StringIO()
c.write(out)
print(out.getvalue())
out = io.StringIO()
c.write(out, space_around_delimiters=False)
print(out.getvalue()[:60])
e = configparser.ConfigParser(interpolation=configparser.ExtendedInterpolation())
e.read_string("[a]\nx = 1\ny = ${x}2\n[b]\nz = ${a:y}3 $${lit}\n")
print(e["b"]["z"], e["a"]["y"])
r = configparser.RawConfigParser(allow_no_value=True, delimiters=("=",), comment_prefixes=("//",), inline_comment_prefixes=(";",), default_section="common", strict=False, empty_lines_in_values=False)
r.optionxform = str
r.read_string("[common]\nD = 1\n[s]\nKeY = %(raw)s ; gone\nflag\n// c\nKeY = second\na:b = c\n")
print(dict(r["s"]), r["s"]["flag"], r.defaults())
conv = configparser.ConfigParser(converters={"list": lambda v: v.split(",")})
conv.read_string("[x]\ni = a,b,c\n")
print(conv.getlist("x", "i"), conv["x"].getlist("i"))


def attempt(f):
    try:
        print(f())
    except Exception as ex:
        print(type(ex).__name__, str(ex).replace("\n", " / "))


new = configparser.ConfigParser
attempt(lambda: c["missing"])
attempt(lambda: s["missing"])
attempt(lambda: c.get("missing", "x"))
attempt(lambda: c.get("server", "missing"))
attempt(lambda: s.getint("host"))
attempt(lambda: s.getboolean("host"))
attempt(lambda: new().read_string("[a]\n[a]\n"))
attempt(lambda: new().read_string("[a]\nx=1\nx=2\n"))
attempt(lambda: new().read_string("x = 1\n"))
attempt(lambda: new().read_string("[a]\nnovalue\n"))
attempt(lambda: new().read_string("[a]\n = 3\nbad line\n", source="<src>"))
attempt(lambda: c.set("server", "x", 5))
attempt(lambda: c.set("server", "x", "100%"))
attempt(lambda: c.set("nope", "x", "1"))
attempt(lambda: c.add_section("server"))
attempt(lambda: c.add_section("DEFAULT"))
attempt(lambda: c.add_section(5))
for text in ("[a]\nx = %(y)s\n", "[a]\nx = %(x)s\n", "[a]\nx = %z\n", "[a]\nx = %(y\n"):
    p = new()
    p.read_string(text)
    attempt(lambda: p["a"]["x"])
attempt(lambda: new().read(["/no/such/file"]))
attempt(lambda: new().read_file(["[q]\n", "v=1\n"]))
attempt(lambda: e.read_string("[z]\nq=${nope}\n") or e["z"]["q"])
attempt(lambda: c.getboolean("server", "debug"))
print([new.BOOLEAN_STATES[k] for k in ("on", "off", "1")], configparser.DuplicateSectionError("s"), configparser.MissingSectionHeaderError("f", 1, "l").lineno)
