"""Times common operations: prints a line `name nanoseconds` for each, best of some rounds.

Processor time, so that other processes disturb less; the loop around them is taken off.

    operations.py [--rounds N] [--milliseconds N] [NAME...]

A name selects the operations that contain it.
"""

import sys
import time

# (name, set-up, statement). The statement runs in a loop inside a function.
OPERATIONS = [
    # calls
    ("call: no arguments", "def f(): pass", "f()"),
    ("call: three arguments", "def f(a, b, c): return a", "f(1, 2, 3)"),
    ("call: default argument", "def f(a, b=2, c=3): return a", "f(1)"),
    ("call: keywords", "def f(a, b, c): return a", "f(1, b=2, c=3)"),
    ("call: *args taken", "def f(*args): return args", "f(1, 2, 3)"),
    ("call: **kwargs taken", "def f(**kwargs): return kwargs", "f(a=1, b=2)"),
    ("call: *args given", "def f(a, b, c): return a\nt = (1, 2, 3)", "f(*t)"),
    ("call: *args, **kwargs passed on",
     "def g(a, b, c=3): return a\ndef f(*args, **kwargs): return g(*args, **kwargs)",
     "f(1, b=2)"),
    ("call: lambda in variable", "f = lambda x: x", "f(1)"),
    ("call: closure", "def make(n):\n    def f(): return n\n    return f\nf = make(1)", "f()"),
    ("call: len", "a = [1, 2]", "len(a)"),
    ("call: isinstance", "a = []", "isinstance(a, list)"),
    ("call: isinstance of tuple", "a = 1.5", "isinstance(a, (int, str, float))"),
    ("call: isinstance of ABC", "from collections.abc import Mapping\na = {}",
     "isinstance(a, Mapping)"),
    ("call: getattr", "class C: x = 1\nc = C()", "getattr(c, 'x')"),
    ("call: getattr with default", "class C: pass\nc = C()", "getattr(c, 'x', None)"),
    ("call: hasattr, absent", "class C: pass\nc = C()", "hasattr(c, 'x')"),
    ("call: setattr", "class C: pass\nc = C()", "setattr(c, 'x', 1)"),
    ("call: functools.partial",
     "import functools\ndef f(a, b): return a\np = functools.partial(f, 1)", "p(2)"),
    ("call: lru_cache hit",
     "import functools\n@functools.lru_cache\ndef f(a): return a\nf(1)", "f(1)"),
    ("call: min of two", "", "min(3, 2)"),
    ("call: abs, ord, chr", "", "abs(-3); ord('a'); chr(97)"),
    # classes
    ("class: instance, no __init__", "class C: pass", "C()"),
    ("class: instance, __init__",
     "class C:\n    def __init__(self, a, b): self.a = a; self.b = b", "C(1, 2)"),
    ("class: instance, super().__init__",
     "class A:\n    def __init__(self, a): self.a = a\n"
     "class C(A):\n    def __init__(self, a): super().__init__(a); self.b = a", "C(1)"),
    ("class: instance, __new__",
     "class C:\n    def __new__(cls, a): o = object.__new__(cls); o.a = a; return o", "C(1)"),
    ("class: instance, __slots__",
     "class C:\n    __slots__ = 'a', 'b'\n    def __init__(self, a, b): self.a = a; self.b = b",
     "C(1, 2)"),
    ("class: instance, int subclass", "class C(int): pass", "C(3)"),
    ("class: instance, tuple subclass", "class C(tuple): pass\nt = (1, 2)", "C(t)"),
    ("class: namedtuple made", "from collections import namedtuple\nP = namedtuple('P', 'x y')",
     "P(1, 2)"),
    ("class: namedtuple read",
     "from collections import namedtuple\nP = namedtuple('P', 'x y')\np = P(1, 2)", "p.x; p.y"),
    ("class: dataclass made",
     "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\n    y: int", "P(1, 2)"),
    ("class: method call", "class C:\n    def f(self, a): return a\nc = C()", "c.f(1)"),
    ("class: bound method call", "class C:\n    def f(self, a): return a\nf = C().f", "f(1)"),
    ("class: classmethod call",
     "class C:\n    @classmethod\n    def f(cls): return cls\nc = C()", "C.f(); c.f()"),
    ("class: staticmethod call", "class C:\n    @staticmethod\n    def f(): pass\nc = C()",
     "C.f(); c.f()"),
    ("class: property read", "class C:\n    @property\n    def x(self): return 1\nc = C()", "c.x"),
    ("class: attribute set", "class C: pass\nc = C(); c.x = 1", "c.x = 2"),
    ("class: attribute of four classes",
     "cs = []\nfor i in range(4):\n    class C: pass\n    c = C(); c.x = i; cs.append(c)\na, b, c, d = cs",
     "a.x; b.x; c.x; d.x"),
    ("class: loop over attribute of eight classes",
     "cs = []\nfor i in range(8):\n    class C: pass\n    c = C(); c.x = i; cs.append(c)",
     "for c in cs: c.x"),
    ("class: class attribute", "class C: x = 1\nc = C()", "C.x; c.x"),
    ("class: __getattr__", "class C:\n    def __getattr__(self, name): return 1\nc = C()", "c.x"),
    ("class: __eq__",
     "class C:\n    def __init__(self, a): self.a = a\n"
     "    def __eq__(self, o): return self.a == o.a\na = C(1); b = C(1)", "a == b"),
    ("class: __hash__ and __eq__ in dict",
     "class C:\n    def __init__(self, a): self.a = a\n    def __hash__(self): return hash(self.a)\n"
     "    def __eq__(self, o): return self.a == o.a\nd = {C(1): 1}; k = C(1)", "d[k]"),
    ("class: __add__",
     "class C:\n    def __init__(self, a): self.a = a\n"
     "    def __add__(self, o): return o\na = C(1); b = C(1)", "a + b"),
    ("class: __getitem__", "class C:\n    def __getitem__(self, i): return i\nc = C()", "c[1]"),
    ("class: __len__ and truth", "class C:\n    def __len__(self): return 1\nc = C()",
     "len(c)\n    if c: pass"),
    ("class: __iter__ and __next__",
     "class C:\n    def __init__(self): self.i = 0\n    def __iter__(self): return self\n"
     "    def __next__(self):\n        self.i += 1\n        if self.i > 10: raise StopIteration\n"
     "        return self.i", "for x in C(): pass"),
    ("class: definition", "", "class C:\n        x = 1\n        def f(self): pass"),
    ("class: enum member read", "import enum\nclass E(enum.Enum):\n    A = 1\n    B = 2",
     "E.A; E.B.value"),
    # exceptions and with
    ("try: nothing raised", "a = 1", "try: a + a\n    except ValueError: pass"),
    ("try: raise and catch", "", "try: raise ValueError('x')\n    except ValueError: pass"),
    ("try: KeyError of dict", "d = {}", "try: d['x']\n    except KeyError: pass"),
    ("try: through three frames",
     "def f(n):\n    if n == 0: raise ValueError\n    f(n - 1)",
     "try: f(3)\n    except ValueError as e: pass"),
    ("with: class", "class C:\n    def __enter__(self): return self\n"
     "    def __exit__(self, *a): pass\nc = C()", "with c: pass"),
    ("with: contextmanager",
     "import contextlib\n@contextlib.contextmanager\ndef f(): yield 1", "with f(): pass"),
    # generators, comprehensions
    ("generator: made and read", "def g():\n    for i in range(10): yield i", "for x in g(): pass"),
    ("generator: yield from",
     "def g():\n    for i in range(10): yield i\ndef h(): yield from g()", "for x in h(): pass"),
    ("generator: expression in sum", "a = list(range(10))", "sum(x * 2 for x in a)"),
    ("generator: any, all", "a = list(range(10))", "any(x > 8 for x in a); all(x < 8 for x in a)"),
    ("generator: send", "def g():\n    x = 0\n    while 1: x = yield x\ni = g(); next(i)",
     "i.send(1)"),
    ("generator: next()", "def g():\n    while 1: yield 1\ni = g()", "next(i)"),
    ("comprehension: list", "a = list(range(20))", "[x + 1 for x in a]"),
    ("comprehension: list, filtered", "a = list(range(20))", "[x for x in a if x & 1]"),
    ("comprehension: dict", "a = list(range(20))", "{x: x for x in a}"),
    ("comprehension: set", "a = list(range(20))", "{x for x in a}"),
    ("loop: range", "", "for i in range(20): pass"),
    ("loop: list", "a = list(range(20))", "for x in a: pass"),
    ("loop: enumerate", "a = list(range(20))", "for i, x in enumerate(a): pass"),
    ("loop: zip", "a = list(range(20))", "for x, y in zip(a, a): pass"),
    ("loop: dict.items", "d = dict.fromkeys(range(20))", "for k, v in d.items(): pass"),
    ("loop: dict", "d = dict.fromkeys(range(20))", "for k in d: pass"),
    ("loop: string", "s = 'abcdefghijklmnopqrst'", "for c in s: pass"),
    ("loop: reversed", "a = list(range(20))", "for x in reversed(a): pass"),
    ("loop: map, lambda", "a = list(range(20))", "list(map(lambda x: x + 1, a))"),
    ("loop: map, str", "a = list(range(20))", "list(map(str, a))"),
    ("loop: filter", "a = list(range(20))", "list(filter(None, a))"),
    ("loop: while", "", "i = 0\n    while i < 20: i += 1"),
    ("loop: itertools.chain", "import itertools\na = list(range(10))",
     "for x in itertools.chain(a, a): pass"),
    # strings
    ("str: +", "a = 'hello'; b = 'world'", "a + b"),
    ("str: == same length", "a = 'hello world'; b = 'hello' + ' worle'", "a == b"),
    ("str: <", "a = 'hello'; b = 'help'", "a < b"),
    ("str: in", "a = 'hello world, this is text'", "'this' in a"),
    ("str: index", "a = 'hello'", "a[1]; a[-1]"),
    ("str: slice", "a = 'hello world'", "a[1:5]; a[3:]"),
    ("str: join", "a = ['abc'] * 20", "','.join(a)"),
    ("str: split", "a = 'a b c d e f g h'", "a.split()"),
    ("str: split by comma", "a = 'a,b,c,d,e,f,g,h'", "a.split(',')"),
    ("str: strip", "a = '  hello  '", "a.strip()"),
    ("str: replace", "a = 'hello world'", "a.replace('o', 'xx')"),
    ("str: startswith", "a = 'hello world'", "a.startswith('hello'); a.endswith('x')"),
    ("str: startswith tuple", "a = 'hello world'", "a.startswith(('x', 'hello'))"),
    ("str: find", "a = 'hello world'", "a.find('wor')"),
    ("str: lower, upper", "a = 'Hello World'", "a.lower(); a.upper()"),
    ("str: isdigit, isalpha", "a = 'hello'", "a.isdigit(); a.isalpha()"),
    ("str: splitlines", "a = 'a\\nb\\nc\\nd\\n'", "a.splitlines()"),
    ("str: encode, decode", "a = 'hello world'", "a.encode().decode()"),
    ("str: non-ASCII encode, decode", "a = 'h\\xe9llo w\\xf6rld \\u20ac'", "a.encode().decode()"),
    ("str: format", "", "'{} {}'.format(1, 'a')"),
    ("str: %", "", "'%s %d' % ('a', 1)"),
    ("str: f-string", "a = 'x'; b = 12", "f'{a} {b}'"),
    ("str: f-string, format", "a = 1.5; b = 12", "f'{a:.2f} {b:>5}'"),
    ("str: str(int)", "a = 12345", "str(a)"),
    ("str: repr(float)", "a = 3.14159", "repr(a)"),
    ("str: repr of list", "a = [1, 'a', 2.5]", "repr(a)"),
    ("str: int(str)", "a = '12345'", "int(a)"),
    ("str: float(str)", "a = '3.14159'", "float(a)"),
    ("str: translate", "a = 'hello world'; t = str.maketrans('lo', 'xy')", "a.translate(t)"),
    ("str: partition", "a = 'key=value'", "a.partition('=')"),
    ("str: hash in dict, new string", "d = {'ab': 1}; a = 'a'; b = 'b'", "d[a + b]"),
    ("bytes: slice and join", "a = b'hello world'", "b''.join((a[1:3], a[4:]))"),
    ("bytearray: append", "", "b = bytearray()\n    for i in range(10): b.append(i)"),
    # containers
    ("list: append", "", "a = []\n    for i in range(10): a.append(i)"),
    ("list: append and pop", "a = []", "a.append(1); a.pop()"),
    ("list: index", "a = [1, 2, 3]", "a[0]; a[-1]"),
    ("list: store", "a = [1, 2, 3]", "a[1] = 2"),
    ("list: slice", "a = list(range(20))", "a[2:10]"),
    ("list: slice store", "a = list(range(20))", "a[2:4] = [1, 2]"),
    ("list: literal", "", "[1, 2, 3]"),
    ("list: +", "a = [1, 2]; b = [3]", "a + b"),
    ("list: *", "", "[0] * 20"),
    ("list: extend", "b = [1, 2, 3]", "a = []; a.extend(b)"),
    ("list: in", "a = list(range(20))", "15 in a"),
    ("list: in, strings", "a = [str(i) for i in range(20)]", "'15' in a"),
    ("list: ==", "a = list(range(20)); b = list(a)", "a == b"),
    ("list: sort", "a = [(i * 7919) % 101 for i in range(50)]", "sorted(a)"),
    ("list: sort with key", "a = [(i * 7919) % 101 for i in range(50)]",
     "sorted(a, key=lambda x: -x)"),
    ("list: sort strings", "a = [str((i * 7919) % 101) for i in range(50)]", "sorted(a)"),
    ("list: sort tuples", "a = [((i * 7919) % 101, i) for i in range(50)]", "sorted(a)"),
    ("list: sum, min, max", "a = list(range(20))", "sum(a); min(a); max(a)"),
    ("list: max with key", "a = list(range(20))", "max(a, key=lambda x: -x)"),
    ("list: copy, reverse", "a = list(range(20))", "list(a); a[::-1]"),
    ("list: insert and del", "a = list(range(20))", "a.insert(3, 1); del a[3]"),
    ("tuple: made and unpacked", "a = 1; b = 2", "x, y = (a, b)[0:2]"),
    ("tuple: hash in dict", "d = {(1, 2): 3}; a = 1; b = 2", "d[a, b]"),
    ("tuple: swap", "a = 1; b = 2", "a, b = b, a"),
    ("tuple: ==, <", "a = (1, 'x', 2.5); b = (1, 'x', 2.5)", "a == b; a < b"),
    ("dict: literal", "", "{'a': 1, 'b': 2}"),
    ("dict: read str", "d = {'a': 1}", "d['a']"),
    ("dict: read int", "d = {i: i for i in range(20)}", "d[7]"),
    ("dict: store", "d = {}", "d['a'] = 1"),
    ("dict: get", "d = {'a': 1}", "d.get('a'); d.get('b')"),
    ("dict: in", "d = {'a': 1}", "'a' in d; 'b' not in d"),
    ("dict: setdefault", "d = {}", "d.setdefault('a', 1)"),
    ("dict: pop", "d = {}", "d['a'] = 1; d.pop('a')"),
    ("dict: grown to 20", "", "d = {}\n    for i in range(20): d[i] = i"),
    ("dict: copy, update", "d = dict.fromkeys(range(20))", "e = d.copy(); e.update(d)"),
    ("dict: ==", "d = dict.fromkeys(range(20)); e = dict(d)", "d == e"),
    ("dict: **", "d = {'a': 1}", "{**d, 'b': 2}"),
    ("dict: dict(a=1)", "", "dict(a=1, b=2)"),
    ("dict: list(keys), sorted", "d = dict.fromkeys('abcdef')", "list(d); sorted(d)"),
    ("set: literal", "", "{1, 2, 3}"),
    ("set: add, in, discard", "s = set()", "s.add(1); 1 in s; s.discard(1)"),
    ("set: |, &, -", "a = set(range(10)); b = set(range(5, 15))", "a | b; a & b; a - b"),
    ("set: from list", "a = list(range(20))", "set(a)"),
    ("defaultdict: list",
     "import collections\nd = collections.defaultdict(list)", "d[1].append(1); del d[1]"),
    ("Counter: of string", "import collections", "collections.Counter('abracadabra')"),
    ("deque: append, popleft", "import collections\nd = collections.deque()",
     "d.append(1); d.popleft()"),
    ("OrderedDict: store, move_to_end", "import collections\nd = collections.OrderedDict(a=1, b=2)",
     "d['a'] = 1; d.move_to_end('a')"),
    ("heapq: push, pop", "import heapq\nh = list(range(20))",
     "heapq.heappush(h, 5); heapq.heappop(h)"),
    ("bisect", "import bisect\na = list(range(100))", "bisect.bisect(a, 50)"),
    ("itertools: islice, product", "import itertools\na = [1, 2, 3]",
     "list(itertools.product(a, a)); list(itertools.islice(a, 2))"),
    # numbers
    ("int: + - *", "a = 12; b = 5", "a + b; a - b; a * b"),
    ("int: // % **", "a = 12; b = 5", "a // b; a % b; a ** b"),
    ("int: bits", "a = 12; b = 5", "a & b; a | b; a << b; a >> 1"),
    ("int: 64 bits", "a = 1 << 62; b = 12345", "a + b; a - b; a * b"),
    ("int: 1000 bits", "a = (1 << 1000) - 7; b = (1 << 900) - 3", "a + b; a * b; a % b"),
    ("int: str of 1000 bits", "a = (1 << 1000) - 7", "str(a)"),
    ("int: pow modulo", "a = 123456789; m = (1 << 127) - 1", "pow(a, a, m)"),
    ("float: + - * /", "a = 1.5; b = 2.5", "a + b; a - b; a * b; a / b"),
    ("float: **, int()", "a = 1.5", "a ** 2; int(a); round(a)"),
    ("float: math", "import math\na = 1.5", "math.sqrt(a); math.sin(a); math.floor(a)"),
    ("compare: chain", "a = 3", "1 < a < 5"),
    ("bool: and, or, not", "a = 1; b = 0", "a and b; a or b; not a"),
    # library
    ("re: match", r"import re" "\n" r"p = re.compile(r'(\w+)=(\d+)')", "p.match('abc=123').group(1)"),
    ("re: search", r"import re" "\n" r"p = re.compile(r'\d+'); s = 'abc def ' * 5 + '42'",
     "p.search(s)"),
    ("re: findall", r"import re" "\n" r"p = re.compile(r'[a-z]+'); s = 'abc def ' * 5",
     "p.findall(s)"),
    ("re: sub", r"import re" "\n" r"p = re.compile(r'[aeiou]'); s = 'hello world'", "p.sub('*', s)"),
    ("re: sub by function", r"import re" "\n" r"p = re.compile(r'[aeiou]'); s = 'hello world'",
     "p.sub(lambda m: m.group().upper(), s)"),
    ("re: module function", "import re", r"re.match(r'(\w+) (\w+)', 'hello world')"),
    ("json: dumps", "import json\nd = {'a': [1, 2.5, None, True], 'b': {'c': 'text'}}",
     "json.dumps(d)"),
    ("json: loads", "import json\ns = '{\"a\": [1, 2.5, null, true], \"b\": {\"c\": \"text\"}}'",
     "json.loads(s)"),
    ("pickle: dumps", "import pickle\nd = {'a': [1, 2.5, None, True], 'b': {'c': 'text'}}",
     "pickle.dumps(d)"),
    ("pickle: loads",
     "import pickle\ns = pickle.dumps({'a': [1, 2.5, None, True], 'b': {'c': 'text'}})",
     "pickle.loads(s)"),
    ("copy: deepcopy", "import copy\nd = {'a': [1, 2.5], 'b': {'c': 'text'}}", "copy.deepcopy(d)"),
    ("struct: pack, unpack", "import struct", "struct.unpack('<IhB', struct.pack('<IhB', 1, 2, 3))"),
    ("io: lines of StringIO", "import io\ns = 'line of text\\n' * 20",
     "for line in io.StringIO(s): pass"),
    ("io: lines of a file", "", "with open(__file__, encoding='utf-8') as f:\n        for line in f: pass"),
    ("io: StringIO.write", "import io\no = io.StringIO()", "o.seek(0); o.write('text'); o.getvalue()"),
    ("io: print", "import io\no = io.StringIO()", "o.seek(0); print('a', 1, file=o)"),
    ("os.path: join, split", "import os.path", "os.path.join('/a/b', 'c'); os.path.split('/a/b')"),
    ("pathlib: /", "import pathlib\np = pathlib.PurePosixPath('/a/b')", "str(p / 'c')"),
    ("datetime: +", "import datetime\na = datetime.datetime(2020, 1, 1)\nb = datetime.timedelta(1)",
     "a + b"),
    ("decimal: *, +", "import decimal\na = decimal.Decimal('1.25'); b = decimal.Decimal('3.5')",
     "a * b + a"),
    ("fractions: +", "import fractions\na = fractions.Fraction(1, 3); b = fractions.Fraction(1, 6)",
     "a + b"),
    ("random: random, randrange", "import random\nr = random.Random(1)",
     "r.random(); r.randrange(100)"),
    ("textwrap: wrap", "import textwrap\ns = 'some words of text ' * 8", "textwrap.wrap(s, 30)"),
    ("hashlib: sha256", "import hashlib\ns = b'x' * 100", "hashlib.sha256(s).hexdigest()"),
    ("base64: both ways", "import base64\ns = b'x' * 100", "base64.b64decode(base64.b64encode(s))"),
    ("exec: compile small source", "", "compile('a = 1\\nb = a + 2\\n', 'x', 'exec')"),
    ("eval: 1 + 2", "", "eval('1 + 2')"),
]

TEMPLATE = """
def run(count):
    {setup}
    start = clock()
    for _ in range(count):
        {statement}
    return clock() - start
"""


def time_of(setup, statement, rounds, seconds):
    """Seconds of the statement, its share of the loop included."""
    indented = TEMPLATE.format(
        setup=setup.replace("\n", "\n    ") or "pass",
        statement=statement.replace("\n", "\n    "),
    )
    namespace = {"clock": time.process_time, "__file__": __file__, "__name__": "operations"}
    exec(indented, namespace)
    run = namespace["run"]
    count = 10
    while (taken := run(count)) < seconds / 2:
        count = count * 4 if taken < seconds / 8 else int(count * seconds / taken)
    return min(run(count) for _ in range(rounds)) / count


def main():
    names = sys.argv[1:]
    figures = {"--rounds": 4, "--milliseconds": 6}
    while names and names[0] in figures:
        figures[names[0]] = int(names[1])
        del names[:2]
    seconds = figures["--milliseconds"] / 1000
    loop = time_of("", "pass", 2 * figures["--rounds"], seconds)
    for name, setup, statement in OPERATIONS:
        if names and not any(n in name for n in names):
            continue
        try:
            taken = time_of(setup, statement, figures["--rounds"], seconds)
        except Exception as error:
            print(f"{name}\tfailed: {type(error).__name__}: {error}", flush=True)
        else:
            print(f"{name}\t{max(taken - loop, 1e-9) * 1e9:.1f}", flush=True)


main()
