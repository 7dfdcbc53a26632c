# re: Scanner, pattern.scanner, tokenizers built with named alternatives, larger parsing jobs
import re

scanner = re.Scanner([
    (r"[a-zA-Z_]\w*", lambda s, t: ("NAME", t)),
    (r"\d+\.\d*", lambda s, t: ("FLOAT", float(t))),
    (r"\d+", lambda s, t: ("INT", int(t))),
    (r"==|[-+*/=]", lambda s, t: ("OP", t)),
    (r"\s+", None),
])
print(scanner.scan("sum = 3*foo + 312.50+bar"))
print(scanner.scan("a == 1 ? rest"))

sc = re.compile(r"\d").scanner("a1b2")
print(sc.search(), sc.search(), sc.search(), sc.pattern.pattern)
sc = re.compile(r"\w").scanner("ab c")
print(sc.match().group(), sc.match().group(), sc.match())

TOKENS = [
    ("NUMBER", r"\d+(?:\.\d*)?"), ("ASSIGN", r":="), ("END", r";"), ("ID", r"[A-Za-z]+"), ("OP", r"[+\-*/()]"),
    ("NEWLINE", r"\n"), ("SKIP", r"[ \t]+"), ("MISMATCH", r"."),
]
MASTER = re.compile("|".join(f"(?P<{n}>{p})" for n, p in TOKENS))


def tokenize(code):
    line, start = 1, 0
    for m in MASTER.finditer(code):
        kind, value, column = m.lastgroup, m.group(), m.start() - start
        if kind == "NUMBER":
            value = float(value) if "." in value else int(value)
        elif kind == "NEWLINE":
            start, line = m.end(), line + 1
            continue
        elif kind == "SKIP":
            continue
        elif kind == "MISMATCH":
            raise RuntimeError(f"{value!r} unexpected on line {line}")
        yield kind, value, line, column


print(list(tokenize("x := 3.5 * (y + 2);\n  z := x/4;")))
try:
    list(tokenize("a\nb $ c"))
except RuntimeError as e:
    print(e)


def evaluate(text):
    tokens = [(k, v) for k, v, *_ in tokenize(text)] + [("EOF", None)]
    pos = 0

    def peek():
        return tokens[pos][1]

    def advance():
        nonlocal pos
        pos += 1
        return tokens[pos - 1][1]

    def factor():
        if peek() == "(":
            advance()
            v = expr()
            advance()
            return v
        if peek() == "-":
            advance()
            return -factor()
        return advance()

    def term():
        v = factor()
        while peek() in ("*", "/"):
            v = v * factor() if advance() == "*" else v / factor()
        return v

    def expr():
        v = term()
        while peek() in ("+", "-"):
            v = v + term() if advance() == "+" else v - term()
        return v

    return expr()


for text in ("1+2*3", "(1+2)*3", "10/4-1", "-(2+3)*-2", "2*(3+(4-1))*2"):
    print(text, "=", evaluate(text))
ini = """
[main]
key = value ; comment
other=1

[empty]
[last]
a b = c d
"""
section, config = None, {}
for m in re.finditer(r"^\[(?P<sec>\w+)\]$|^(?P<k>[^=\n]+?)\s*=\s*(?P<v>[^;\n]*?)\s*(?:;.*)?$", ini, re.M):
    if m["sec"]:
        config[section := m["sec"]] = {}
    else:
        config[section][m["k"]] = m["v"]
print(config)
log = '10.0.0.1 - - [05/May/2024:10:00:00 +0000] "GET /a?b=c HTTP/1.1" 200 512 "-" "agent (x; y)"'
fields = re.match(r'(\S+) \S+ \S+ \[([^\]]+)\] "(\w+) (\S+) [^"]*" (\d+) (\d+|-) "([^"]*)" "([^"]*)"', log)
print(fields.groups())
print(re.findall(r"<(\w+)((?:\s+\w+=\"[^\"]*\")*)\s*/?>", '<a href="x" b="y"><br/><p>'))
text = "ab" * 2000 + "c"
print(len(re.match(r"(?:ab)*c", text).group()), re.match(r"(?:a|b)*?c", text).end(), len(re.findall("(?:ab){1,3}", text)))
print(re.purge(), re.fullmatch(r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}", "192.168.1.255") is not None)
