"""Records where CPython says the instructions of some sources stand.

One line a source in position_cases.txt, JSON: the source, then [kind, line, end line, column, end
column] of every instruction that can raise.
"""

import dis
import json
import pathlib
import sys

KINDS = {
    "CALL": "call", "CALL_FUNCTION_EX": "call", "LOAD_ATTR": "getattr", "LOAD_METHOD": "getattr",
    "STORE_ATTR": "setattr", "DELETE_ATTR": "delattr", "BINARY_OP": "binary",
    "BINARY_SUBSCR": "getitem", "STORE_SUBSCR": "setitem", "DELETE_SUBSCR": "delitem",
    "COMPARE_OP": "compare", "CONTAINS_OP": "contains", "UNARY_NEGATIVE": "unary",
    "UNARY_INVERT": "unary", "GET_ITER": "iter", "FOR_ITER": "next", "UNPACK_SEQUENCE": "unpack",
    "UNPACK_EX": "unpack", "RAISE_VARARGS": "raise", "IMPORT_NAME": "import",
    "IMPORT_FROM": "import from", "BEFORE_WITH": "with", "BEFORE_ASYNC_WITH": "with",
    "FORMAT_VALUE": "format", "LOAD_GLOBAL": "name", "LOAD_NAME": "name", "YIELD_VALUE": "yield",
    "GET_AWAITABLE": "await", "LIST_EXTEND": "extend", "DICT_MERGE": "merge",
    "GET_AITER": "aiter", "GET_ANEXT": "anext",
}

SOURCES = [
    "a.b.c(d)(e).f = g[h]",
    "x.foo(\n    1).bar(2,\n   3)",
    "(x\n .y\n .z)",
    "(a\n .b(c)\n .d(\n    e))",
    "repr(value)\\\n    .replace('inf', x)\\\n    .replace(y, z)",
    "with (a.\n   b) as c:\n  d",
    "with a as b, c.d() as (e, f):\n    g()",
    "def f():\n    with a:\n        return b",
    "for i in q(): r(i)",
    "for a, b in c:\n    if d: break\n    e()\nelse:\n    f()",
    "assert aa, bb(cc)",
    "assert a == b, c",
    "assert a < b < c\nassert not d.e",
    "@deco(1)\n@other.one\ndef f(a=b, *, c=d.e): pass",
    "@d\n@e(f)\nclass C(B, metaclass=M): x = y",
    "def f(a: b, *c: d) -> e.f: pass",
    "del u[1], v.w, (x[y], z)",
    "u.v += 1\nu[3] -= w\nx @= y",
    "a, (b, *c), d = e",
    "x = a < b < c.d",
    "if a < b and not c in d or e.f: g",
    "while a.x != b: c\nelse: d",
    "[t for t in z if t > u]",
    "{a.b: c(d) for a, c in e for d in f(c)}",
    "{x + y for x in z if x if y[x]}",
    "g(x for x in y.z)",
    "f'{x!r:>{y}} {z.a:{b}}'",
    "raise E(a) from F.g",
    "import a.b.c as d\nfrom . import (x,\n   y as z)\nfrom x import *",
    "f(*a, b, **c, d=e)",
    "f(*a.b)",
    "x = y if z.w else v()",
    "x = a and b.c or d()",
    "lambda a=b: c(a)",
    "async def f():\n    async with (a) as b:\n        await q.r\n    async for x in y: x()\n"
    "    return [z async for z in w]",
    "def f():\n    x = yield a.b\n    yield from c(d)\n    return -x",
    "def f():\n    try:\n        return a()\n    except B.C as d:\n        e(d)\n    finally:\n        g.h()",
    "try:\n    a\nexcept (B, C):\n    raise\nelse:\n    d()",
    "match a.b:\n    case C.d: e()\n    case [f, 1] if g(f): h",
    "x: a.b = c()\ny: d[e]",
    "print('%s %r' % (a.b, c), d ** e // f)",
    "class C:\n    def f(self):\n        return self.x[self.y](self.z)",
    "a[b:c, ::d] = e[f:]",
    "x = (y := a.b) + y",
    "global z\nz = z.a",
    "\u00e9.\u00e9\u00e9(\n'\u20ac', \u00e9\n.x\n.\u00e9\u00e9\u00e9())",
]


def collect(code, out):
    for i in dis.get_instructions(code):
        kind = KINDS.get(i.opname)
        if kind:
            out.add((kind,) + tuple(-1 if p is None else p for p in i.positions))
    for k in code.co_consts:
        if hasattr(k, "co_code"):
            collect(k, out)


def main():
    path = pathlib.Path(__file__).with_name("position_cases.txt")
    with open(path, "w") as file:
        for source in SOURCES:
            places = set()
            collect(compile(source, "<case>", "exec", dont_inherit=True), places)
            print(json.dumps([source, sorted(places)]), file=file)


if __name__ == "__main__":
    assert sys.version_info[:2] == (3, 11)
    main()
