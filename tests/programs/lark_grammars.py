"""Lark: JSON by three parsers, Python's grammar on real sources, an ambiguous grammar, a calculator and errors."""
# packages: python3-lark

import hashlib
import json
import random

import heapq
import lark
import textwrap
from lark import Lark, Token, Transformer, Tree, Visitor, v_args
from lark.indenter import PythonIndenter
from lark.reconstruct import Reconstructor
from lark.visitors import Interpreter

JSON = r"""
?start: value
?value: object | array | string | SIGNED_NUMBER -> number | "true" -> true | "false" -> false | "null" -> null
array  : "[" [value ("," value)*] "]"
object : "{" [pair ("," pair)*] "}"
pair   : string ":" value
string : ESCAPED_STRING
%import common.ESCAPED_STRING
%import common.SIGNED_NUMBER
%import common.WS
%ignore WS
"""


@v_args(inline=True)
class ToPython(Transformer):
    number = float

    def string(self, s):
        return json.loads(s)

    def array(self, *items):
        return [i for i in items] if items != (None,) else []

    def object(self, *pairs):
        return dict(pairs) if pairs != (None,) else {}

    def pair(self, k, v):
        return k, v

    true = lambda self: True
    false = lambda self: False
    null = lambda self: None


def make(rng, depth):
    kind = rng.randrange(7 if depth else 5)
    if kind < 5:
        return [None, True, False, rng.randrange(-1000, 1000) / 4, "s\"\\é" + str(rng.random())[:4]][kind]
    items = [make(rng, depth - 1) for _ in range(rng.randrange(6))]
    return items if kind == 5 else {f"k{i}": v for i, v in enumerate(items)}


rng = random.Random(5)
data = [[make(rng, 4) for _ in range(6)] for _ in range(12)]
for options in ({"parser": "lalr", "transformer": ToPython()}, {"parser": "lalr"}, {"parser": "lalr", "lexer": "basic"}, {"parser": "earley"}, {"parser": "cyk"}):
    grammar = JSON if options["parser"] != "cyk" else JSON.replace("[value (\",\" value)*]", "value (\",\" value)*").replace("[pair (\",\" pair)*]", "pair (\",\" pair)*")
    parser = Lark(grammar, maybe_placeholders=False, **options)
    count = 0
    for value in data if options["parser"] == "lalr" else data[:2]:
        text = json.dumps(value, indent=1)
        if options["parser"] == "cyk":
            text = json.dumps([1, "a", [True, None, [2.5]]])
            value = json.loads(text)
        tree = parser.parse(text)
        result = tree if "transformer" in options else ToPython().transform(tree)
        count += result == value
    print(options["parser"], options.get("lexer"), count)
tree = Lark(JSON, parser="lalr", propagate_positions=True).parse('{"a": [1, {"b": null}], "c": "x"}')
print(tree.pretty(), tree, tree.meta.end_column, [t.data for t in tree.iter_subtrees()], len(list(tree.find_data("pair"))), list(tree.scan_values(lambda v: isinstance(v, Token))))
print(Reconstructor(Lark(JSON, parser="lalr", maybe_placeholders=False)).reconstruct(tree))

python = Lark.open_from_package("lark", "python.lark", ("grammars",), parser="lalr", postlex=PythonIndenter(), start="file_input", maybe_placeholders=True)
for module in (heapq, textwrap):
    with open(module.__file__) as f:
        source = f.read()
    tree = python.parse(source + "\n")
    shapes = {}
    for t in tree.iter_subtrees():
        shapes[t.data if isinstance(t.data, str) else str(t.data)] = shapes.get(str(t.data), 0) + 1
    print(module.__name__, sum(shapes.values()), sorted(shapes.items(), key=lambda kv: (-kv[1], kv[0]))[:12], hashlib.sha256(str(tree).encode()).hexdigest()[:16])

CALC = """
?start: sum | NAME "=" sum -> assign
?sum: product | sum "+" product -> add | sum "-" product -> sub
?product: power | product "*" power -> mul | product "/" power -> div
?power: atom | atom "^" power -> pow
?atom: NUMBER -> number | "-" atom -> neg | NAME -> var | NAME "(" [sum ("," sum)*] ")" -> call | "(" sum ")"
NAME: /[a-z]\\w*/
%import common.NUMBER
%ignore /\\s+/
"""


@v_args(inline=True)
class Calc(Transformer):
    from operator import add, mul, neg, pow, sub
    from operator import truediv as div
    number = float

    def __init__(self):
        super().__init__()
        self.vars = {"pi": 3.25}

    def assign(self, name, value):
        self.vars[name] = value
        return value

    def var(self, name):
        try:
            return self.vars[name]
        except KeyError:
            raise Exception(f"unknown {name}")

    def call(self, name, *args):
        return {"max": max, "sum": lambda *a: sum(a)}[name](*args)


calc = Calc()
parser = Lark(CALC, parser="lalr", transformer=calc)
for line in ("1 + 2 * 3", "x = 2 ^ 3 ^ 2", "-x / (1 + 3)", "max(1, x, 3) - sum(1, 2)", "y", "1 / 0", "1 +", "2 $ 3", "max(1", "3 4"):
    try:
        print(line, "=", parser.parse(line))
    except lark.exceptions.UnexpectedInput as e:
        print(line, type(e).__name__, e.line, e.column, e.get_context(line).rstrip("\n"), sorted(getattr(e, "accepts", None) or getattr(e, "allowed", None) or []))
    except Exception as e:
        print(line, type(e).__name__, e)
for ambiguity in ("resolve", "explicit"):
    amb = Lark('start: e\ne: e "+" e | e "*" e | "n"', ambiguity=ambiguity)
    print(amb.parse("n+n*n").pretty() if ambiguity == "resolve" else len(list(amb.parse("n+n*n+n").find_data("_ambig"))))
stat = Lark('start: (word | number)+\nword.2: /[a-z]+/\nnumber: /[0-9]+/\n%ignore " "', parser="earley", lexer="dynamic")
print(stat.parse("ab 12").pretty())


class Collect(Visitor):
    def __init__(self):
        self.names = []

    def pair(self, tree):
        self.names.append(str(tree.children[0].children[0]))


class Walk(Interpreter):
    def object(self, tree):
        return {k: v for k, v in self.visit_children(tree)}

    def pair(self, tree):
        return tree.children[0].children[0], self.visit(tree.children[1])

    def __default__(self, tree):
        return tree.data, self.visit_children(tree)


t = Lark(JSON, parser="lalr").parse('{"p": {"q": [1]}}')
c = Collect()
c.visit_topdown(t)
print(c.names, Walk().visit(t), Tree("x", [Token("A", "b")]) == Tree("x", ["b"]), t.copy() == t)
interactive = Lark(CALC, parser="lalr").parse_interactive("1 + ")
interactive.exhaust_lexer()
print(sorted(interactive.accepts()), sorted(interactive.choices())[:3])
for grammar in ("start: a", "start: /(/", "start: 'a' 'b", "start: a\na: a", "start: A\nA: A", "start: x | y\nx: \"a\"\ny: \"a\"", "a: \"x\"", "start: _x?\n", "%import nope.x\nstart: x", "start: \"a\"~3..1"):
    try:
        print(Lark(grammar, parser="lalr").parse("a"))
    except Exception as e:
        print(repr(grammar), type(e).__name__, str(e).strip().split("\n")[0])
