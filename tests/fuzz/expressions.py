"""Random expressions of a wanted type, for generate_programs.

Types are: int, float, str, bool, bytes, list (of int), words (list of str), tuple, dict (str to
int), set (of int), and `function:RESULT:PARAMETERS` for callable names. Every operation here is
bounded: operands that set a size (repetition, shift, exponent, width, range) are small literals.
"""

KINDS = ("int", "int", "int", "float", "float", "str", "str", "bool", "list", "words", "tuple", "dict", "set", "bytes")

SMALL = (0, 1, -1, 2, 3, 5, 7, -4, 10, 100, 255, 1000)
# Around the limits of 48-bit and 64-bit words, of doubles' exact integers, and beyond.
EDGES = tuple(
    sign * (2**bits + off) for bits in (31, 32, 46, 47, 48, 53, 62, 63, 64, 100) for off in (-1, 0, 1) for sign in (1, -1)
)
FLOATS = (
    "0.0", "-0.0", "1.0", "0.1", "2.5", "-3.75", "1e16", "9007199254740993.0", "1e308", "1.7e308",
    "5e-324", "1e-7", "123456.789", "-1e22",
    "float('inf')", "float('-inf')", "float('nan')", "140737488355328.0", "9.223372036854776e18",
    "0.30000000000000004",
)
STRINGS = (
    "", "a", "b", "abc", "Hello World", "x\ty\n", "é€", "\U0001f600z", "ß", "  pad ", "a,b,,c",
    "12", "-3.5", "0x1f", "AbC", "k", "one two three", "%d", "{}", "İı", "aaaa", "\x00",
    "tab\\n'\"",
)
BYTES = ("b''", "b'a'", "b'abc'", "b'\\x00\\xff'", "b'Hello World'", "b'a,b'", "b' x '", "b'12'")
FORMATS = (
    "d", "5d", "<6d", ">+8d", "^9,d", "x", "#x", "#010b", "o", "_d", "=+7d", "e", ".3f", "08.2f",
    "g", "n", "%", "c", ",", "X", "*^12", "_x", " d", "z.1f",
)
FLOAT_FORMATS = ("f", ".2f", "e", ".3e", "g", ".10g", "%", ",.2f", "+.1f", "010.3f", ">12", "<9.1f", "^+12.2e", "", ".0f", "n", "z.1f", "G", "_.1f", "d")
STRING_FORMATS = ("", "10", "<10", ">10", "^10", "*^9", ".2", "5.1", "s", "_<4s", "=5", "d", ",")


class Expressions:
    """Needs only a random source; statements give it scopes to take names from."""

    def __init__(self, source):
        self.random = source
        self.scopes = [{}]
        self.bound_here = [set()]
        self.globals = {}
        self.counter = 0
        self.labels = 0

    def chance(self, probability):
        return self.random.random() < probability

    def one(self, *options):
        return self.random.choice(options)

    def fresh(self, prefix):
        self.counter += 1
        return f"{prefix}{self.counter}"

    def label(self):
        self.labels += 1
        return str(self.labels)

    def any_kind(self):
        return self.random.choice(KINDS)

    def visible(self):
        """The names in scope with their types, inner ones hiding outer ones."""
        merged = dict(self.globals)
        for scope in self.scopes:
            merged |= scope
        return list(merged.items())

    def kind_of(self, name):
        return dict(self.visible())[name]

    def names(self, kind):
        return [n for n, k in self.visible() if k == kind]

    def literal_int(self):
        pick = self.random.random()
        if pick < 0.55:
            return str(self.random.choice(SMALL))
        if pick < 0.9:
            return str(self.random.choice(EDGES))
        return str(self.random.getrandbits(self.one(8, 20, 40, 60, 70, 130)))

    def small(self, low=-3, high=6):
        return self.random.randint(low, high)

    def index(self):
        return self.one(str(self.small()), str(self.small()), f"{self.expression('int', 1)} % 4", self.literal_int())

    def slice(self):
        part = lambda: "" if self.chance(0.4) else str(self.small(-5, 7))
        step = f":{self.one(1, 2, -1, -2, 3)}" if self.chance(0.3) else ""
        return f"{part()}:{part()}{step}"

    def call(self, name):
        """A call of a function in scope, most often with as many arguments as it takes."""
        parameters = [p for p in self.kind_of(name).split(":")[2].split(",") if p]
        values = [self.expression(self.one("int", "int", "str", "list") if self.chance(0.2) else "int", 1) for _ in parameters]
        pick = self.random.random()
        if pick < 0.6:
            return f"{name}({', '.join(values)})"
        if pick < 0.7:
            return f"{name}(*[{', '.join(values)}])"
        if pick < 0.8 and parameters:
            return f"{name}({', '.join(values[:-1] + [f'{parameters[-1]}={values[-1]}'])})"
        if pick < 0.86:
            return f"{name}(**{{{', '.join(f'{p!r}: {v}' for p, v in zip(parameters, values))}}})"
        if pick < 0.92:
            return f"{name}({', '.join(values + [self.expression('int', 1)])})"
        if pick < 0.96:
            return f"{name}({', '.join(values + ['unexpected=1'])})"
        return f"{name}({', '.join(values[1:])})"

    def expression(self, kind, depth):
        """An expression of the type; `depth` bounds its nesting."""
        names = self.names(kind)
        if names and self.chance(0.55 if depth <= 1 else 0.25):
            return self.random.choice(names)
        if depth <= 0:
            return self.atom(kind)
        if self.chance(0.04):
            return f"traced({self.label()}, {self.expression(kind, depth - 1)})"
        if self.chance(0.05):
            c, a, b = self.expression("bool", depth - 1), self.expression(kind, depth - 1), self.expression(kind, depth - 1)
            return f"({a} if {c} else {b})"
        if self.chance(0.04):
            return f"({self.expression(kind, depth - 1)} {self.one('or', 'and')} {self.expression(kind, depth - 1)})"
        if self.chance(0.03):
            calls = [n for n, k in self.visible() if k.startswith(f"function:{kind}:")]
            if calls:
                return self.call(self.random.choice(calls))
        return getattr(self, f"{kind}_expression")(depth - 1)

    def atom(self, kind):
        choose = self.random.choice
        if kind == "int":
            return self.literal_int()
        if kind == "float":
            return choose(FLOATS)
        if kind == "str":
            return ascii(choose(STRINGS)) if self.chance(0.5) else repr(choose(STRINGS))
        if kind == "bool":
            return choose(("True", "False"))
        if kind == "bytes":
            return choose(BYTES)
        items = [self.atom("str" if kind == "words" else "int") for _ in range(self.random.randint(0, 4))]
        if kind in ("list", "words"):
            return f"[{', '.join(items)}]"
        if kind == "tuple":
            items = [self.atom(choose(("int", "str", "float"))) for _ in items]
            return f"({', '.join(items)}{',' if len(items) == 1 else ''})"
        if kind == "dict":
            return "{" + ", ".join(f"{choose(('a', 'b', 'k', 'abc', ''))!r}: {v}" for v in items) + "}"
        return f"{{{', '.join(items)}}}" if items else "set()"

    def int_expression(self, d):
        e = self.expression
        i = lambda: e("int", d)
        pick = self.random.randrange(34)
        if pick < 9:
            return f"({i()} {self.one('+', '-', '*', '+', '-', '*', '&', '|', '^')} {i()})"
        if pick < 13:
            return f"({i()} {self.one('//', '%')} {i()})"
        if pick < 15:
            return f"({i()} {self.one('<<', '>>')} {self.one(0, 1, 3, 7, 17, 40, 64, 90, -1)})"
        if pick == 15:
            return f"({i()} ** {self.one(0, 1, 2, 3)})"
        if pick == 16:
            return f"{self.one('-', '~', '+', '--')}{i()}" if self.chance(0.5) else f"-({i()})"
        simple = (
            lambda: f"abs({i()})",
            lambda: f"len({e(self.one('str', 'list', 'words', 'dict', 'set', 'tuple', 'bytes'), d)})",
            lambda: f"{self.one('sum', 'max', 'min')}({e('list', d)})",
            lambda: f"{e('list', d)}[{self.index()}]",
            lambda: f"{e('dict', d)}.get({e('str', 0)}, {i()})",
            lambda: f"{e('dict', d)}[{e('str', 0)}]",
            lambda: f"int({self.one(e('float', d), e('bool', d), e('str', 0), f'str({i()})')})",
            lambda: f"({i()}).bit_length()",
            lambda: f"({i()}).bit_count()",
            lambda: f"{e('str', d)}.{self.one('find', 'count', 'index', 'rfind', 'rindex')}({e('str', 0)})",
            lambda: f"{e('list', d)}.{self.one('count', 'index')}({i()})",
            lambda: f"pow({i()}, {self.expression('int', 0)}, {i()})",
            lambda: f"divmod({i()}, {i()})[{self.random.randint(0, 1)}]",
            lambda: f"round({e('float', d)})",
            lambda: f"round({i()}, {self.small(-4, 2)})",
            lambda: f"math.{self.one('gcd', 'lcm')}({i()}, {i()})",
            lambda: f"math.{self.one('isqrt', 'trunc')}({i()})",
            lambda: f"math.{self.one('floor', 'ceil', 'trunc')}({e('float', d)})",
            lambda: f"ord({e('str', d)}[{self.small(-1, 2)}])",
            lambda: f"(lambda x, y={self.literal_int()}: {self.one('x + y', 'x * y', 'x - y', 'y')})({i()})",
            lambda: f"number_hash({i()})",
            lambda: f"int.from_bytes({e('bytes', d)}, {self.one('little', 'big')!r}, signed={self.one(True, False)})",
            lambda: f"sum(x * {self.small()} for x in {e('list', d)})",
            lambda: f"int({e('str', 0)}, {self.one(0, 2, 10, 16, 36)})",
            lambda: f"{e('bytes', d)}[{self.small()}]",
        )
        return self.random.choice(simple)()

    def float_expression(self, d):
        e = self.expression
        f = lambda: e("float", d)
        choices = (
            lambda: f"({f()} {self.random.choice('+-*/')} {f()})",
            lambda: f"({f()} {self.random.choice('+-*/')} {e('int', d)})",
            lambda: f"({e('int', d)} {self.random.choice('+-*/')} {f()})",
            lambda: f"({f()} {self.one('//', '%')} {f()})",
            lambda: f"({e('int', d)} / {e('int', d)})",
            lambda: f"({e('int', d)} / {e('int', d)})",
            lambda: f"({f()} ** {self.one(0, 1, 2, -1, 0.5, 3)})",
            lambda: f"-{f()}",
            lambda: f"abs({f()})",
            lambda: f"float({e('int', d)})",
            lambda: f"float({self.one(e('str', 0), f'str({f()})', e('int', d))})",
            lambda: f"round({f()}, {self.small(-3, 5)})",
            lambda: f"{self.one('max', 'min')}({f()}, {e('int', d)})",
            lambda: f"sum([{f()}, {f()}, {e('int', d)}])",
            lambda: f"math.{self.one('sqrt', 'fabs', 'floor', 'exp', 'log')}({f()})",
            lambda: f"math.fmod({f()}, {f()})",
            lambda: f"math.copysign({f()}, signed({f()}))",
            lambda: f"divmod({f()}, {f()})[{self.random.randint(0, 1)}]",
            lambda: f"({f()} {self.one('//', '%')} {e('int', d)})",
            lambda: f"math.ldexp({f()}, {self.small()})",
            lambda: f"float.fromhex(({f()}).hex())",
            lambda: f"({f()} + {e('bool', d)})",
            lambda: f"math.fsum([{f()}, {f()}])",
        )
        return self.random.choice(choices)()

    def str_expression(self, d):
        e = self.expression
        s = lambda: e("str", d)
        quoted = lambda text: repr(text)
        choices = (
            lambda: f"({s()} + {s()})",
            lambda: f"({s()} * {self.small(-1, 3)})",
            lambda: f"{s()}[{self.slice()}]",
            lambda: f"{s()}[{self.index()}]",
            lambda: f"{s()}.{self.one('upper', 'lower', 'title', 'strip', 'swapcase', 'capitalize', 'casefold', 'lstrip', 'rstrip', 'expandtabs')}()",
            lambda: f"{s()}.replace({e('str', 0)}, {e('str', 0)}{self.one('', ', 1', ', 0')})",
            lambda: f"{s()}.join({e('words', d)})",
            lambda: f"{s()}.{self.one('center', 'ljust', 'rjust')}({self.small(0, 9)}, {quoted(self.random.choice('*- é'))})",
            lambda: f"{s()}.zfill({self.small(0, 9)})",
            lambda: f"str({e(self.one('int', 'float', 'bool', 'list', 'tuple', 'bytes'), d)})",
            lambda: f"repr({e(self.one('int', 'float', 'str', 'words', 'dict', 'bytes'), d)})",
            lambda: f"f'{{{self.inner(e('int', d))}:{self.random.choice(FORMATS)}}}'",
            lambda: f"f'{{{self.inner(e('float', d))}:{self.random.choice(FLOAT_FORMATS)}}}'",
            lambda: f"format({s()}, {quoted(self.random.choice(STRING_FORMATS))})",
            lambda: f"format({e('int', d)}, {quoted(self.random.choice(FORMATS))})",
            lambda: f"format({e('float', d)}, {quoted(self.random.choice(FLOAT_FORMATS))})",
            lambda: f"('%{self.one('d', '5d', '-6d|', 'x', '#o', '+d', '05d', 's', 'r', 'e', '.2f', 'g', 'i', 'c', '8.3f', '%', 'X', 'a')}' % ({e(self.one('int', 'int', 'float'), d)},))",
            lambda: f"('{{}}-{{!r:>{self.small(0, 8)}}}'.format({e('int', d)}, {s()}))",
            lambda: f"'{{0}}{{k}}{{0!a}}'.format({s()}, k={e('float', d)})",
            lambda: f"{e('words', d)}[{self.small()}]",
            lambda: f"chr({e('int', d)} % {self.one(128, 300, 70000)})",
            lambda: f"{s()}.{self.one('removeprefix', 'removesuffix', 'strip')}({e('str', 0)})",
            lambda: f"''.join(sorted({s()}))",
            lambda: f"''.join(reversed({s()}))",
            lambda: f"{self.one('hex', 'bin', 'oct')}({e('int', d)})",
            lambda: f"{e('bytes', d)}.decode({self.one('', quoted('latin-1'), quoted('ascii'))})",
            lambda: f"{s()}.translate({{97: 'X', 98: None, 233: 101}})",
            lambda: f"{s()}.partition({e('str', 0)})[{self.random.randint(0, 2)}]",
            lambda: f"max({s()}, {s()})",
            lambda: f"ascii({s()})",
            lambda: f"{e('bytes', d)}.hex()",
            lambda: f"f'{{{self.inner(e('int', d))}=}}{{{self.inner(e('float', d))}!r:>{self.small(1, 9)}}}'",
            lambda: f"({e('float', d)}).hex()",
            lambda: f"type({e(self.any_kind(), d)}).__name__",
        )
        return self.random.choice(choices)()

    def inner(self, text):
        """An expression fit for a replacement field between single quotes."""
        return f"({text})" if not set("'\"\\{}:!=") & set(text) else self.one("1", "25", "-3", "(2 + 3)")

    def bool_expression(self, d):
        e = self.expression
        compare = lambda: self.one("<", "<=", ">", ">=", "==", "!=")
        number = lambda: e(self.one("int", "int", "float"), d)
        choices = (
            lambda: f"({number()} {compare()} {number()})",
            lambda: f"({number()} {compare()} {number()})",
            lambda: f"({number()} {compare()} {number()} {compare()} {number()})",
            lambda: f"({e('str', d)} {compare()} {e('str', d)})",
            lambda: f"({e('list', d)} {compare()} {e('list', d)})",
            lambda: f"({e('tuple', d)} {self.one('==', '!=')} {e('tuple', d)})",
            lambda: f"({e('set', d)} {compare()} {e('set', d)})",
            lambda: f"({e('int', d)} {self.one('in', 'not in')} {e(self.one('list', 'set', 'tuple'), d)})",
            lambda: f"({e('str', 0)} in {e(self.one('str', 'words', 'dict'), d)})",
            lambda: f"(not {e(self.any_kind(), d)})",
            lambda: f"({e('bool', d)} {self.one('and', 'or')} {e('bool', d)})",
            lambda: f"isinstance({e(self.any_kind(), d)}, {self.one('int', 'str', '(list, dict)', 'bool', 'float | int', 'object')})",
            lambda: f"{e('str', d)}.{self.one('isdigit', 'isalpha', 'isupper', 'isspace', 'isidentifier', 'istitle', 'isascii', 'isnumeric', 'isprintable', 'islower', 'isalnum')}()",
            lambda: f"{e('str', d)}.{self.one('startswith', 'endswith')}({e('str', 0)})",
            lambda: f"{self.one('any', 'all')}(x {compare()} {self.small()} for x in {e('list', d)})",
            lambda: f"bool({e(self.any_kind(), d)})",
            lambda: f"({e('dict', d)} == {e('dict', d)})",
            lambda: f"{e('set', d)}.{self.one('isdisjoint', 'issubset', 'issuperset')}({e('list', d)})",
            lambda: f"math.{self.one('isnan', 'isinf', 'isfinite')}({number()})",
            lambda: f"({e('float', d)}).is_integer()",
            lambda: f"(traced(0, {e(self.any_kind(), d)}) is {self.one('not ', '')}None)",
            lambda: f"({e('int', d)} == {e('str', d)})",
            lambda: f"({e('bytes', d)} {compare()} {e('bytes', d)})",
            lambda: f"({e('bool', d)} {self.random.choice('&|^')} {e('bool', d)})",
        )
        return self.random.choice(choices)()

    def bytes_expression(self, d):
        e = self.expression
        b = lambda: e("bytes", d)
        choices = (
            lambda: f"({b()} + {b()})",
            lambda: f"({b()} * {self.small(-1, 3)})",
            lambda: f"{b()}[{self.slice()}]",
            lambda: f"{e('str', d)}.encode({self.one('', repr('utf-8'), repr('latin-1'), repr('ascii'), repr('utf-16-le'))})",
            lambda: f"bytes(x % 256 for x in {e('list', d)})",
            lambda: f"bytes({e('list', d)})" if self.chance(0.3) else f"bytes([x & 127 for x in {e('list', d)}])",
            lambda: f"{b()}.{self.one('upper', 'lower', 'strip', 'title', 'swapcase')}()",
            lambda: f"{b()}.replace({e('bytes', 0)}, {e('bytes', 0)})",
            lambda: f"({e('int', d)}).to_bytes({self.small(0, 9)}, {self.one('big', 'little')!r}, signed={self.one(True, False)})",
            lambda: f"b'-'.join([{b()}, {b()}])",
            lambda: f"bytes(reversed({b()}))",
            lambda: f"(b'%d %s' % ({e('int', d)}, {b()}))",
        )
        return self.random.choice(choices)()

    def list_expression(self, d):
        e = self.expression
        l = lambda: e("list", d)
        item = self.one("x", "x", "y", "n")
        self.scopes.append({item: "int"})
        inside, condition = e("int", d), e("bool", min(d, 1))
        self.scopes.pop()
        choices = (
            lambda: f"[{', '.join(e('int', d) for _ in range(self.random.randint(0, 4)))}]",
            lambda: f"({l()} + {l()})",
            lambda: f"({l()} * {self.small(-1, 2)})",
            lambda: f"{l()}[{self.slice()}]",
            lambda: f"[{inside} for {item} in {l()}[:12]]",
            lambda: f"[{inside} for {item} in range({self.small(0, 6)}) if {condition}]",
            lambda: f"[{item} for {item} in {l()} if {condition}]",
            lambda: f"[x * y for x in {l()}[:5] for y in range({self.small(0, 4)})]",
            lambda: f"sorted({e(self.one('list', 'set'), d)})",
            lambda: f"sorted({l()}, key=lambda x: {self.one('-x', 'x % 5', 'str(x)', 'abs(x)', '(x > 0, x)')}, reverse={self.one(True, False)})",
            lambda: f"list(range({self.small()}, {self.small(0, 9)}, {self.one(1, 2, -1, 3)}))",
            lambda: f"list(reversed({l()}))",
            lambda: f"list(map(lambda x: x {self.one('+', '*', '-', '//')} {self.literal_int()}, {l()}))",
            lambda: f"list(filter({self.one('None', 'lambda x: x > 2')}, {l()}))",
            lambda: f"[*{l()}, *{e('set', d)}][:1]" if self.chance(0.1) else f"[*{l()}, {e('int', d)}, *{l()}]",
            lambda: f"list({e('dict', d)}.values())",
            lambda: f"list({e('bytes', d)})",
            lambda: f"[a + b for a, b in zip({l()}, {l()})]",
            lambda: f"[len(w) for w in {e('words', d)}]",
            lambda: f"[i for i, x in enumerate({l()}) if x > {self.small()}]",
            lambda: f"{l()}.copy()",
            lambda: f"[ord(c) for c in {e('str', d)}]",
        )
        return self.random.choice(choices)()

    def words_expression(self, d):
        e = self.expression
        s, w = lambda: e("str", d), lambda: e("words", d)
        choices = (
            lambda: f"[{', '.join(s() for _ in range(self.random.randint(0, 3)))}]",
            lambda: f"{s()}.split({self.one('', repr(','), repr(' '), repr('a'), 'None, 1', repr(''))})",
            lambda: f"{s()}.splitlines({self.one('', 'True')})",
            lambda: f"list({s()})",
            lambda: f"sorted({w()}, key={self.one('len', 'str.lower', 'lambda s: s[::-1]', 'None')})",
            lambda: f"({w()} + {w()})",
            lambda: f"[c.upper() for c in {s()}]",
            lambda: f"list({e('dict', d)})",
            lambda: f"{w()}[{self.slice()}]",
            lambda: f"[str(x) for x in {e('list', d)}]",
            lambda: f"list(map(repr, {e('list', d)}))",
            lambda: f"{s()}.rsplit({repr(',')}, {self.small(0, 2)})",
            lambda: f"sorted(set({s()}))",
            lambda: f"[f'{{x:03d}}' for x in {e('list', d)}]",
            lambda: f"[w for w in {w()} if w]",
        )
        return self.random.choice(choices)()

    def tuple_expression(self, d):
        e = self.expression
        t = lambda: e("tuple", d)
        pick = lambda: e(self.any_kind(), d)
        choices = (
            lambda: f"({pick()}, {pick()})",
            lambda: f"({pick()},)",
            lambda: f"({t()} + {t()})",
            lambda: f"{t()}[{self.slice()}]",
            lambda: f"tuple({e(self.one('list', 'words', 'str'), d)})",
            lambda: f"divmod({e('int', d)}, {e('int', d)})",
            lambda: f"(*{e('list', d)}, {pick()})",
            lambda: f"tuple(x + 1 for x in {e('list', d)})",
            lambda: f"({t()} * {self.small(-1, 2)})",
            lambda: f"{e('str', d)}.{self.one('partition', 'rpartition')}({e('str', 0)})",
            lambda: f"({e('float', d)}).as_integer_ratio()",
            lambda: f"max([{t()}, {t()}], key=len)",
            lambda: f"tuple(zip({e('list', d)}, {e('words', d)}))",
            lambda: f"tuple(sorted({e('dict', d)}.items()))",
            lambda: f"math.modf({e('float', d)})",
            lambda: f"math.frexp({e('float', d)})",
        )
        return self.random.choice(choices)()

    def dict_expression(self, d):
        e = self.expression
        m = lambda: e("dict", d)
        choices = (
            lambda: "{" + ", ".join(f"{e('str', 1)}: {e('int', d)}" for _ in range(self.random.randint(0, 3))) + "}",
            lambda: f"({m()} | {m()})",
            lambda: f"{{**{m()}, {e('str', 0)}: {e('int', d)}}}",
            lambda: f"{{w: len(w) for w in {e('words', d)}}}",
            lambda: f"dict(zip({e('words', d)}, {e('list', d)}))",
            lambda: f"dict.fromkeys({e('words', d)}, {e('int', d)})",
            lambda: f"{{k: v for k, v in {m()}.items() if v {self.one('>', '<', '!=')} {self.small()}}}",
            lambda: f"dict(sorted({m()}.items(), key=lambda p: p[1]))",
            lambda: f"dict({m()}, k={e('int', d)})",
            lambda: f"{m()}.copy()",
            lambda: f"{{str(i): x for i, x in enumerate({e('list', d)})}}",
            lambda: f"dict([({e('str', d)}, {e('int', d)})])",
        )
        return self.random.choice(choices)()

    def set_expression(self, d):
        e = self.expression
        s = lambda: e("set", d)
        choices = (
            lambda: f"({s()} {self.random.choice('|&-^')} {s()})",
            lambda: f"set({e('list', d)})",
            lambda: f"{{x % {self.one(2, 3, 5)} for x in {e('list', d)}}}",
            lambda: f"{{{e('int', d)}, {e('int', d)}}}",
            lambda: f"{s()}.{self.one('union', 'intersection', 'difference', 'symmetric_difference')}({e('list', d)})",
            lambda: f"frozenset({e('list', d)})" if self.chance(0.3) else f"set({s()})",
            lambda: f"set({e('dict', d)}.values())",
            lambda: f"{{*{e('list', d)}, {e('int', d)}}}",
            lambda: f"set(range({self.small()}, {self.small(0, 8)}))",
        )
        return self.random.choice(choices)()
