# A tokenizer, a recursive-descent parser and an evaluator for arithmetic.
class ParseError(Exception):
    pass


def tokens(text):
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit() or c == ".":
            j = i
            while j < len(text) and (text[j].isdigit() or text[j] == "."):
                j += 1
            lit = text[i:j]
            try:
                yield "num", float(lit) if "." in lit else int(lit)
            except ValueError:
                raise ParseError(f"bad number {lit!r}") from None
            i = j
        elif c.isalpha():
            j = i
            while j < len(text) and text[j].isalnum():
                j += 1
            yield "name", text[i:j]
            i = j
        elif text[i : i + 2] in ("**", "//"):
            yield "op", text[i : i + 2]
            i += 2
        elif c in "+-*/%()=,":
            yield "op", c
            i += 1
        else:
            raise ParseError(f"unexpected {c!r} at {i}")
    yield "end", None


class Parser:
    BIN = {"+": 1, "-": 1, "*": 2, "/": 2, "//": 2, "%": 2, "**": 4}

    def __init__(self, text):
        self.toks = list(tokens(text))
        self.i = 0

    @property
    def tok(self):
        return self.toks[self.i]

    def take(self, v=None):
        t = self.tok
        if v is not None and t[1] != v:
            raise ParseError(f"expected {v!r}, got {t[1]!r}")
        self.i += 1
        return t

    def statement(self):
        if self.tok[0] == "name" and self.toks[self.i + 1] == ("op", "="):
            name = self.take()[1]
            self.take("=")
            r = ("set", name, self.expr(0))
        else:
            r = self.expr(0)
        if self.tok[0] != "end":
            raise ParseError(f"trailing {self.tok[1]!r}")
        return r

    def expr(self, level):
        left = self.unary()
        while self.tok[0] == "op" and (p := self.BIN.get(self.tok[1], 0)) > level:
            op = self.take()[1]
            left = (op, left, self.expr(p - 1 if op == "**" else p))
        return left

    def unary(self):
        if self.tok == ("op", "-"):
            self.take()
            return ("neg", self.expr(3))
        kind, v = self.take()
        if kind == "num":
            return v
        if kind == "name":
            if self.tok == ("op", "("):
                self.take()
                args = []
                while self.tok != ("op", ")"):
                    args.append(self.expr(0))
                    if self.tok == ("op", ","):
                        self.take()
                self.take()
                return ("call", v, args)
            return ("get", v)
        if v == "(":
            e = self.expr(0)
            self.take(")")
            return e
        raise ParseError(f"unexpected {v!r}")


def evaluate(n, env):
    match n:
        case int() | float():
            return n
        case ("neg", x):
            return -evaluate(x, env)
        case ("get", name):
            if name not in env:
                raise NameError(f"unknown {name}")
            return env[name]
        case ("set", name, x):
            env[name] = v = evaluate(x, env)
            return v
        case ("call", f, args):
            return {"max": max, "min": min, "abs": abs}[f](*(evaluate(a, env) for a in args))
        case (op, a, b):
            a, b = evaluate(a, env), evaluate(b, env)
            return {
                "+": lambda: a + b,
                "-": lambda: a - b,
                "*": lambda: a * b,
                "/": lambda: a / b,
                "//": lambda: a // b,
                "%": lambda: a % b,
                "**": lambda: a**b,
            }[op]()


env = {"pi": 3.14159}
for line in (
    "1 + 2 * 3",
    "(1 + 2) * 3",
    "2 ** 3 ** 2",
    "-2 ** 2",
    "x = 10 / 4",
    "x * 2",
    "y = z",
    "1 / 0",
    "2 +",
    "(1",
    "1.2.3",
    "3 $ 4",
    "max(1, x, 2) - min(3, 4)",
    "7 // 2 % 3",
    "10 - 3 - 2",
    "-(-5)",
    "abs(-3) + pi",
    "1 2",
    "nope(1)",
    "2 ** 100",
    "",
):
    try:
        tree = Parser(line).statement()
        print(line, "=>", tree, "=>", evaluate(tree, env))
    except (ParseError, NameError, ZeroDivisionError, KeyError) as e:
        print(line, "=>", type(e).__name__, e)
