"""TOML Kit: parsing, style-preserving edits, building documents, values of every type, errors."""
# packages: python3-tomlkit

import datetime
import hashlib

import tomlkit
from tomlkit import items

DOC = '''# top comment
title = "TOML \\u00e9 \\t"   # trailing
[owner]
name = 'Tom'
dob = 1979-05-27T07:32:00-08:00
local = 1979-05-27T07:32:00.999
date = 1979-05-27
time = 07:32:00

[database] # here
ports = [ 8000, 8001,
  8002, # inner
]
data = [ ["delta", "phi"], [3.14] ]
temp_targets = { cpu = 79.5, case = 72.0, nested.key = 1 }
int = [1_000, 0xDEAD, 0o17, 0b101, +5, -0]
float = [1e3, -2.5E-2, inf, -inf, 6_0.5]
bool = [true, false]
multi = """
line one
  "quoted" \\
     joined"""
literal = \'\'\'
raw \\n
\'\'\'
"quoted key".sub = 1
a.b.c = "dotted"

[servers]
[servers.alpha]
ip = "10.0.0.1"
[servers."be ta"]
ip = "10.0.0.2"

[[products]]
name = "Hammer"
[[products.parts]]
id = 1
[[products.parts]]
id = 2
[[products]]
name = "Nail"
'''
doc = tomlkit.parse(DOC)
print(tomlkit.dumps(doc) == DOC, doc.unwrap())
print(doc["title"], doc["owner"]["dob"], doc["database"]["a"]["b"]["c"], doc["products"][0]["parts"][1]["id"], doc["servers"]["be ta"]["ip"], type(doc["database"]["ports"]).__name__, [type(v).__name__ for v in doc["owner"].values()])
doc["title"] = "changed"
doc["owner"]["new"] = [1, {"x": 2}]
doc["owner"].add(tomlkit.comment("added comment"))
doc["database"]["ports"].append(9000)
doc["database"]["temp_targets"]["gpu"] = 65
del doc["servers"]["alpha"]
doc["products"].append({"name": "Screw", "sku": 7})
doc.add(tomlkit.nl())
doc["extra"] = {"k": "v", "sub": {"deep": True}}
doc["database"]["int"][0] += 1
doc["owner"]["name"].comment("the name")
print(tomlkit.dumps(doc))
new = tomlkit.document()
new.add(tomlkit.comment("generated"))
new.add("int", 5)
table = tomlkit.table()
table.add("date", datetime.date(2024, 2, 29))
table.add("time", datetime.time(1, 2, 3, 456000))
table.add("when", datetime.datetime(2024, 1, 1, 12, tzinfo=datetime.timezone.utc))
table.append("float", 1.5)
table["text"] = 'q"\n\\'
table["multi"] = tomlkit.string("a\nb", multiline=True)
table["raw"] = tomlkit.string("c:\\x", literal=True)
new["table"] = table
aot = tomlkit.aot()
for i in range(2):
    t = tomlkit.table()
    t["n"] = i
    aot.append(t)
new["list"] = aot
inline = tomlkit.inline_table()
inline.update({"a": 1, "b": [True]})
new["inline"] = inline
array = tomlkit.array()
array.multiline(True)
array.extend([1, 2, 3])
new["array"] = array
new.add(tomlkit.key(["x", "y"]), 3)
print(tomlkit.dumps(new))
print(tomlkit.parse(tomlkit.dumps(new)) == new, tomlkit.dumps({"a": {"b": {"c": [1, 2]}}, "z": "s"}), tomlkit.dumps({"b": 1, "a": 2}, sort_keys=True), tomlkit.item([1, "a"]).as_string(), tomlkit.item({"k": 1}).as_string(), tomlkit.value("[1, 'x']"), items.Integer(5, items.Trivia(), "5") + 1)
big = "\n".join(f"[section{i}]\n" + "\n".join(f"key{k} = {[i * k, repr(str(k)), 'true', '[1, 2, 3]', '{a = 1}', '1.5'][k % 6]} # c" for k in range(20)) for i in range(300)) + "\n"
parsed = tomlkit.parse(big)
for i in range(0, 50, 5):
    parsed[f"section{i}"]["key0"] = i
    parsed[f"section{i}"]["fresh"] = [i]
    parsed[f"section{i}"].pop("key7")
out = parsed.as_string()
print(len(big), len(out), hashlib.sha256(out.encode()).hexdigest(), sum(len(t) for t in parsed.values()))
for bad in ("a = ", "a", "= 1", "a = 1\na = 2", "[a]\n[a]", "a = [1, 2", "a = {x = 1", 'a = "x', "a = 'x", 'a = "\\z"', "[a", "[]", "a = 01", "a = 1__0", "a = 1.", "a = tru", "a = 2024-13-01", "a b = 1", "[[a]]\n[a]", "a = 1\n[a]", "a.b = 1\na = 2", 'a = """x', "a = 1 b = 2", "a = 0xZ", "\x00", "a = {b = 1,}", "a = {b = 1\n}", 'a = "\n"', "a = +inf1", "[a.b]\n[a]\nb = 1"):
    try:
        print(repr(bad), tomlkit.parse(bad).unwrap())
    except Exception as e:
        print(repr(bad), type(e).__name__, e)
for f in (lambda: doc["nope"], lambda: tomlkit.item(object()), lambda: doc["database"]["ports"][99], lambda: tomlkit.document().add("a", 1).add("a", 2), lambda: tomlkit.integer("x"), lambda: tomlkit.item(None), lambda: table.remove("zz")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e).split(" at 0x")[0])
