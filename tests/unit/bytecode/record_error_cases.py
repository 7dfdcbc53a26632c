"""Records what CPython says about sources that its grammar accepts and its compiler does not.

One line a source in error_cases.txt: repr of the source, mode, then the exception as JSON: type,
message, lineno, offset, end_lineno, end_offset, number of args. Sources that compile have `null`.
"""

import json
import pathlib
import sys
import warnings

SOURCES = [
    # places
    "return", "return 1", "x = 1\nreturn x", "class C:\n    return 1", "yield", "yield 1",
    "class C:\n    yield", "x = yield 1", "await x", "def f():\n    await x",
    "lambda: await x", "async def f():\n    lambda: await x", "def f():\n    yield from x",
    "async def f():\n    yield from x", "async def f():\n    yield 1\n    return 2",
    "async def f():\n    return 2\n    yield 1", "async def f():\n    yield 1\n    return",
    "break", "continue", "if x:\n    break", "for x in y: pass\nelse: break",
    "while x: pass\nelse: continue", "def f():\n    continue", "for x in y:\n    def f(): break",
    "for x in y:\n    class C: continue", "try: pass\nfinally: continue",
    "while 1:\n    try: pass\n    finally: continue", "with x: break",
    "async for x in y: pass", "def f():\n    async for x in y: pass",
    "async with x: pass", "def f():\n    async with x: pass",
    "[x async for x in y]", "def f():\n    [x async for x in y]",
    "def f():\n    (x async for x in y)", "async def f():\n    [x async for x in y]",
    "async def f():\n    [[x async for x in y] for z in w]",
    "def f():\n    [await x for x in y]", "async def f():\n    def g():\n        [await x for x in y]",
    "[(yield x) for x in y]", "{(yield x) for x in y}", "{x: (yield) for x in y}",
    "((yield x) for x in y)", "def f():\n    [x for x in (yield)]",
    "def f():\n    [(yield from x) for x in y]",
    # global and nonlocal
    "def f(x):\n    global x", "def f(x):\n    nonlocal x", "def f():\n    x = 1\n    global x",
    "def f():\n    print(x)\n    global x", "def f():\n    x: int\n    global x",
    "def f():\n    global x\n    x: int", "def f():\n    nonlocal x", "nonlocal x",
    "def f():\n    x = 1\n    def g():\n        x = 2\n        nonlocal x",
    "def f():\n    x = 1\n    def g():\n        print(x)\n        nonlocal x",
    "def f():\n    x = 1\n    def g():\n        nonlocal x\n        global x",
    "def f():\n    x = 1\n    def g():\n        global x\n        nonlocal x",
    "def f():\n    global x, y\n    def g():\n        nonlocal y",
    "class C:\n    x = 1\n    def f(self):\n        nonlocal x",
    "class C:\n    nonlocal x", "x = 1\nglobal x", "print(x)\nglobal x", "global x\nx = 1",
    "x: int = 1\nglobal x", "global x\nx: int", "def f():\n    import x\n    global x",
    "def f():\n    def x(): pass\n    global x", "def f():\n    for x in y: pass\n    global x",
    "def f(a, b, a): pass", "def f(a, *, a): pass", "def f(a, *a): pass", "def f(a, **a): pass",
    "lambda x, x: 0", "def f(a, /, a): pass", "async def f(x, y=1, *x): pass",
    # targets
    "*a = b", "*a, = b", "*a, *b = c", "[*a, *b] = c", "a, (*b, *c) = d", "(*a)", "*a",
    "print(*a)", "x = *a", "x = *a,", "del *a", "del (*a,)", "for *a in b: pass",
    "for *a, in b: pass", "f(**a, *b)", "return *a", "def f():\n    return *a,",
    "def f():\n    return *a", "def f():\n    yield *a", "[*a for a in b]", "x[*a]", "x[*a] = 1",
    "x: int = *a,", "*a: int", "*x += 1", "(*a), b = c", "[*a] = b", "lambda: *a",
    "x = (*a) + b", "f'{*a}'", "f'{*a,}'",
    "__debug__ = 1", "def f(__debug__): pass", "def __debug__(): pass", "class __debug__: pass",
    "import __debug__", "import x as __debug__", "from x import __debug__", "del __debug__",
    "x.__debug__ = 1", "del x.__debug__", "f(__debug__=1)", "for __debug__ in x: pass",
    "with x as __debug__: pass", "(__debug__ := 1)", "__debug__ += 1", "__debug__: int",
    "try: pass\nexcept E as __debug__: pass", "lambda __debug__: 0", "def f(*, __debug__=1): pass",
    "def f(*__debug__): pass", "def f(**__debug__): pass", "[0 for __debug__ in x]",
    "x.__debug__ += 1", "x.__debug__: int", "class C(__debug__=1): pass", "match x:\n    case __debug__: pass",
    "match x:\n    case C(__debug__=1): pass",
    # calls
    "f(a=1, a=2)", "f(a=1, b=2, a=3)", "f(x, a=1, **k, a=2)", "class C(a=1, a=2): pass",
    "x.f(a=1, a=2)",
    # walrus
    "[x := 1 for y in (x := 2)]", "[(x := 1) for x in y]", "[y for x in (z := 1)]",
    "[[(x := 1) for y in z] for x in w]", "class C:\n    [(x := 1) for y in z]",
    "[x for x in y if (x := 1)]", "[x for y in z for x in (w := 1)]",
    "[(x := 1) for y in z for x in w]", "[x for x in [(y := 1) for z in w]]",
    "def f():\n    [(x := 1) for y in z]\n    return x",
    "lambda: [(x := 1) for x in y]", "[i for i in range(5) if (j := 0) for j in range(5)]",
    # imports
    "def f():\n    from x import *", "class C:\n    from x import *", "from x import *",
    "from __future__ import nothing", "from __future__ import braces",
    "x = 1\nfrom __future__ import annotations", "'doc'\nfrom __future__ import annotations",
    "'doc'\n'more'\nfrom __future__ import annotations",
    "from __future__ import division\nfrom __future__ import generators",
    "import x\nfrom __future__ import division", "from __future__ import *",
    "def f():\n    from __future__ import division",
    "from __future__ import division; x; from __future__ import division",
    "x; from __future__ import division", "'doc'; from __future__ import division", "from __future__ import division as d",
    "from __future__ import division, nothing",
    # annotations
    "from __future__ import annotations\ndef f(x: (yield)): pass",
    "from __future__ import annotations\nx: (y := 1)",
    "from __future__ import annotations\nasync def f(x: await y): pass",
    "from __future__ import annotations\nx: (yield)", "def f(x: (y := 1)): pass",
    "def f() -> (yield): pass",
    # try
    "try: pass\nexcept: pass\nexcept E: pass", "try: pass\nexcept E: pass\nexcept: pass",
    "for x in y:\n    try: pass\n    except* E: break",
    "for x in y:\n    try: pass\n    except* E: continue",
    "def f():\n    try: pass\n    except* E: return 1",
    "try: pass\nexcept* E:\n    for x in y: break",
    # match
    "match x:\n    case a: pass\n    case b: pass", "match x:\n    case _: pass\n    case b: pass",
    "match x:\n    case a if c: pass\n    case b: pass", "match x:\n    case a | b: pass",
    "match x:\n    case _ | b: pass", "match x:\n    case (a, 1) | (b, 2): pass",
    "match x:\n    case (a, a): pass", "match x:\n    case a, *a: pass",
    "match x:\n    case [*a, *b]: pass", "match x:\n    case {1: a, 1: b}: pass",
    "match x:\n    case {'a': 1, 'a': 2}: pass", "match x:\n    case {-1: a, -1: b}: pass",
    "match x:\n    case {'a': a, **a}: pass", "match x:\n    case C(a=1, a=2): pass",
    "match x:\n    case C(a, b=a): pass", "match x:\n    case (a as b) as b: pass",
    "match x:\n    case ((a, b) | (b, a)): pass", "match x:\n    case (a | 1): pass",
    "match x:\n    case {1: a, 1.0: b}: pass", "match x:\n    case {a.b: c, a.b: d}: pass",
    "match x:\n    case (1 | 2) as a, a: pass", "match x:\n    case C(x, (y | 1)): pass",
    # annotations of targets
    "(x): int", "x.y: int", "x[0]: int", "(x.y): int = 1",
    # depth of blocks, large literals
    "def f():\n" + "".join("    " * (i + 1) + "if x:\n" for i in range(19)) + "    " * 20 + "pass",
    "x = " + "1" * 4301, "x = 0x" + "1" * 5000,
    # legal odds and ends
    "def f():\n    global x\n    del x", "class C:\n    global x\n    x = 1",
    "def f(a, b=1, /, c=2, *d, e, f=3, **g): pass", "x = lambda: (yield)", "def f(): (yield)",
    "[a for b in c for d in e if f if g]", "with (a as b, c as d): pass",
    "f(a)(b)[c].d = 1", "a = b = c, d = e", "del (a, [b, c]), d", "async def f(): return [await x]",
    "async def f():\n    async with a as b, c: pass\n    async for x in y: pass\n    else: pass",
]


def record(source, mode):
    try:
        compile(source, "<case>", mode, dont_inherit=True)
    except SyntaxError as e:
        return [type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, len(e.args)]
    except Exception as e:
        return [type(e).__name__, str(e)]
    return None


def main():
    warnings.simplefilter("ignore")
    path = pathlib.Path(__file__).with_name("error_cases.txt")
    with open(path, "w") as out:
        for source in SOURCES:
            print(json.dumps([source, record(source, "exec")]), file=out)


if __name__ == "__main__":
    assert sys.version_info[:2] == (3, 11)
    main()
