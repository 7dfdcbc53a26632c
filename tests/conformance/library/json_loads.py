# json.loads: values, hooks, errors with position, streams, decoder.raw_decode
import decimal
import io
import json

print(json.loads('{"a": [1, 2.5, null, true, false, "x"], "b": {}}'), json.loads(" [ ] "), json.loads('"s"'))
print(json.loads("-0"), json.loads("-0.0"), json.loads("1e3"), json.loads("1E-2"), json.loads("12345678901234567890"))
print(json.loads('"\\u00e9\\n\\t\\/\\\\\\"\\ud83d\\ude00"'), repr(json.loads('"\\ud83d x"')))
print(json.loads("NaN"), json.loads("Infinity"), json.loads("-Infinity"))
print(json.loads(b'{"k": "\xc3\xa9"}'), json.loads("[1]".encode("utf-16")), json.loads(bytearray(b"2")))
print(json.loads('{"a": 1, "a": 2}'), json.loads('{"a": 1, "a": 2}', object_pairs_hook=list))
print(json.loads('{"x": {"y": 1}}', object_hook=lambda d: sorted(d)))
print(json.loads("[1.1, 2]", parse_float=decimal.Decimal, parse_int=float))
print(json.loads("[NaN, -Infinity]", parse_constant=lambda s: f"<{s}>"))
print(json.JSONDecoder().raw_decode('{"a": 1} trailing'), json.JSONDecoder(strict=False).decode('"a\tb"'))
print(json.load(io.StringIO("[1,2,3]")))
out = io.StringIO()
json.dump({"z": [1]}, out, indent=1)
print(repr(out.getvalue()))


def attempt(text, **kw):
    try:
        print(json.loads(text, **kw))
    except Exception as e:
        print(type(e).__name__, e)


for text in ("", " ", "{", "[", "[1,", "[1,]", "[1 2]", '{"a"}', '{"a":}', '{"a":1,}', "{a:1}", "{'a':1}", '{"a" 1}', '{"a":1 "b":2}',
             "nul", "tru", "01", "1.", ".5", "-", "+1", "1e", '"abc', '"\\x"', '"\\u12"', '"\\uZZZZ"', '"a\nb"', "[1] x",
             "\n\n  [1,\n 2,,]", "[1}", "]", "nan", "--1", '{"a":1}}', '"\\', "{,}", "[,1]", '{1: 2}', "\ufeff[1]"):
    attempt(text)
attempt(5)
attempt(None)
attempt(b"\xff\xfe\xfa")
try:
    json.loads('{"key":\n  "value",\n  bad}')
except json.JSONDecodeError as e:
    print(e.msg, e.pos, e.lineno, e.colno, e.doc == '{"key":\n  "value",\n  bad}', isinstance(e, ValueError))
try:
    json.JSONDecoder().raw_decode("   ", 3)
except json.JSONDecodeError as e:
    print(e)
data = {"list": [1, [2, [3, {"deep": [None, True]}]]], "text": "ünï\u2028", "num": [0.1, 1e22, -5], "": {"": []}}
for kw in ({}, {"indent": 2}, {"ensure_ascii": False}, {"separators": (",", ":")}):
    assert json.loads(json.dumps(data, **kw)) == data
print("round trips", len(json.dumps(data)))
deep = "[" * 300 + "]" * 300
depth, v = 0, json.loads(deep)
while v:
    v = v[0]
    depth += 1
print(depth)


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


def as_point(d):
    return Point(**d) if d.keys() == {"x", "y"} else d


p = json.loads('[{"x": 1, "y": 2}, {"z": 3}]', object_hook=as_point)
print(p[0].x, p[0].y, p[1])
