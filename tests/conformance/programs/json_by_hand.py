# A JSON writer and reader written out, compared with the library's.
def dumps(v, indent=None, level=0):
    nl = "" if indent is None else "\n" + " " * indent * (level + 1)
    end = "" if indent is None else "\n" + " " * indent * level
    match v:
        case None:
            return "null"
        case True:
            return "true"
        case False:
            return "false"
        case int() | float():
            return repr(v)
        case str():
            return (
                '"'
                + "".join(
                    {
                        '"': '\\"',
                        "\\": "\\\\",
                        "\n": "\\n",
                        "\t": "\\t",
                        "\r": "\\r",
                        "\b": "\\b",
                        "\f": "\\f",
                    }.get(c)
                    or (c if " " <= c <= "~" else "".join("\\u%04x" % u for u in units(c)))
                    for c in v
                )
                + '"'
            )
        case [] | ():
            return "[]"
        case list() | tuple():
            return (
                "["
                + nl
                + ("," + (nl or " ")).join(dumps(x, indent, level + 1) for x in v)
                + end
                + "]"
            )
        case dict() if not v:
            return "{}"
        case dict():
            return (
                "{"
                + nl
                + ("," + (nl or " ")).join(
                    dumps(str(k)) + ": " + dumps(x, indent, level + 1) for k, x in v.items()
                )
                + end
                + "}"
            )
    raise TypeError(f"cannot write {type(v).__name__}")


def units(c):
    n = ord(c)
    return [n] if n < 0x10000 else [0xD800 + (n - 0x10000 >> 10), 0xDC00 + (n - 0x10000 & 0x3FF)]


class Reader:
    def __init__(self, s):
        self.s, self.i = s, 0

    def error(self, m):
        raise ValueError(f"{m} at {self.i}")

    def ws(self):
        while self.i < len(self.s) and self.s[self.i] in " \t\r\n":
            self.i += 1

    def peek(self):
        self.ws()
        return self.s[self.i] if self.i < len(self.s) else ""

    def value(self):
        c = self.peek()
        if c == "{":
            self.i += 1
            out = {}
            while self.peek() != "}":
                if out:
                    self.expect(",")
                if self.peek() != '"':
                    self.error("key expected")
                k = self.string()
                self.expect(":")
                out[k] = self.value()
            self.i += 1
            return out
        if c == "[":
            self.i += 1
            out = []
            while self.peek() != "]":
                if out:
                    self.expect(",")
                out.append(self.value())
            self.i += 1
            return out
        if c == '"':
            return self.string()
        for w, v in (("null", None), ("true", True), ("false", False)):
            if self.s.startswith(w, self.i):
                self.i += len(w)
                return v
        j = self.i
        while j < len(self.s) and self.s[j] in "+-.eE0123456789":
            j += 1
        lit = self.s[self.i : j]
        if not lit:
            self.error("value expected")
        self.i = j
        return float(lit) if any(c in ".eE" for c in lit) else int(lit)

    def expect(self, c):
        if self.peek() != c:
            self.error(f"{c!r} expected")
        self.i += 1

    def string(self):
        self.i += 1
        out = []
        while True:
            if self.i >= len(self.s):
                self.error("unterminated string")
            c = self.s[self.i]
            self.i += 1
            if c == '"':
                return "".join(out).encode("utf-16", "surrogatepass").decode("utf-16")
            if c == "\\":
                c = self.s[self.i]
                self.i += 1
                if c == "u":
                    out.append(chr(int(self.s[self.i : self.i + 4], 16)))
                    self.i += 4
                else:
                    out.append({"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}.get(c, c))
            else:
                out.append(c)


def loads(s):
    r = Reader(s)
    v = r.value()
    if r.peek():
        r.error("extra data")
    return v


import json

data = {
    "name": "é \"q\" \\ \n 日 😀",
    "list": [1, -2.5, 1e20, True, None, [], {}, [[1], {"a": {"b": []}}]],
    "n": 10**25,
    "": "",
    "t": (1, 2),
}
s = dumps(data)
print(s)
print(
    s == json.dumps(data), loads(s) == json.loads(s), dumps(data, 2) == json.dumps(data, indent=2)
)
print(dumps({"a": [1, {"b": 2}], "c": {}}, 3))
for bad in (
    "",
    "[1",
    "{1: 2}",
    '{"a" 1}',
    "[1 2]",
    '"abc',
    "nul",
    "[1] x",
    "[,]",
    "tru",
    "-",
    '{"a": }',
):
    try:
        print(repr(bad), loads(bad))
    except ValueError as e:
        print(repr(bad), type(e).__name__, e)
try:
    dumps({"x": {1, 2}})
except TypeError as e:
    print(e)
print(loads(' { "a" : [ 1 , 2.5e1 , "\\u0041\\ud83d\\ude00" ] } '))
