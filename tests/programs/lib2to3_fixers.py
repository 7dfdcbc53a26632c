"""The standard library's lib2to3: every fixer on Python 2 sources, its pattern compiler and driver."""

import warnings

warnings.simplefilter("ignore")
import difflib
import hashlib
import logging

from lib2to3 import pygram, pytree, refactor
from lib2to3.patcomp import PatternCompiler
from lib2to3.pgen2 import driver, token
from lib2to3.pgen2.parse import ParseError

logging.disable(logging.CRITICAL)
OLD = '''#!/usr/bin/env python
"""Doc with print "x"."""
import urllib, urllib2, ConfigParser, StringIO, cPickle as pickle
from itertools import imap, izip as z, ifilterfalse
from types import StringType
import __builtin__
print "a", b, ; print; print >>sys.stderr, "x" % y,
exec "code" in ns
x = `repr(1)` <> 0777 or 10L
raise ValueError, "msg", tb
try:
    pass
except (A, B), e:
    raise E, e
except C, (code, msg):
    pass
class M:
    __metaclass__ = Meta
    def next(self): return self.i.next()
    def __nonzero__(self): return 1
    def __getslice__(self, a, b): pass
class N(object, M):
    __metaclass__ = Meta; x = 1
def f((a, b), c, (d, (e, g))=None): return a
lambda (x, y): x + y
d.has_key(k) and not d.has_key(q + 1)
for k in d.iterkeys(): pass
for k, v in sorted(d.items()): print k
l = d.keys(); i = d.itervalues(); w = d.viewitems()
map(None, a); m = map(f, a); n = filter(lambda x: x, b); zip(a, b)
for q in map(str, r): pass
xrange(10); raw_input("p"); input(); unicode("s"); unichr(5); long(3); reduce(f, s); intern("a"); apply(f, a, k)
buffer(x); callable(y); file("n"); execfile("f"); reload(mod); os.getcwdu(); sys.maxint; dict.fromkeys(x).iteritems()
isinstance(x, (int, int, long, types.NoneType)); type(x) == type(y); f.func_name; m.im_self; f.func_code.co_name
u"text" + ur"raw" + "byte"; a.sort(cmp=c); while 1: pass
'''.replace("; while 1: pass", "\nwhile 1: pass") + '''
def gen():
    g.throw(E, "v", t)
    assertEquals(1, 2); self.assertEquals(a, b); self.failUnless(x); self.assertNotEquals(1, 2)
    return set([1, 2]), set([x for x in y]), sorted(list(z)), string.letters, operator.isCallable(f)
if type(x) is int or x.__class__ == str: import tkMessageBox, Queue, anydbm
from urllib import urlopen, quote as q
urllib2.urlopen(u)
class O: 
    __unicode__ = lambda self: u"\\u1234"
print("already", "a function"); print ("tuple", "like"), "x"
print "%s" % (
    x,   # comment
    y)
'''
tool = refactor.RefactoringTool(refactor.get_fixers_from_package("lib2to3.fixes"), {"print_function": False})
new = str(tool.refactor_string(OLD, "old.py"))
print(new)
print("".join(difflib.unified_diff(OLD.splitlines(True), new.splitlines(True), "old", "new", n=0))[:800])
digest = hashlib.sha256()
for n in range(6):
    text = OLD.replace("def f(", f"def f{n}(").replace("class M", f"class M{n}")
    out = str(tool.refactor_string(text * 2, f"f{n}.py"))
    digest.update(out.encode())
print(digest.hexdigest())
used = []
for name in sorted(refactor.get_fixers_from_package("lib2to3.fixes")):
    one = refactor.RefactoringTool([name], explicit=[name])
    result = str(one.refactor_string(OLD, "x.py"))
    if result != OLD:
        used.append((name.rsplit(".fix_", 1)[1], sum(a != b for a, b in zip(OLD.split("\n"), result.split("\n")))))
print(used)
d = driver.Driver(pygram.python_grammar_no_print_statement, convert=pytree.convert)
for module in (difflib, logging):
    with open(module.__file__, encoding="utf-8") as f:
        source = f.read()
    tree = d.parse_string(source)
    kinds = {}
    for node in tree.pre_order():
        kind = pytree.type_repr(node.type) if node.type >= 256 else token.tok_name[node.type]
        kinds[kind] = kinds.get(kind, 0) + 1
    print(module.__name__, str(tree) == source, sum(kinds.values()), sorted(kinds.items(), key=lambda kv: (-kv[1], kv[0]))[:8], tree.depth(), len(list(tree.leaves())))
pattern = PatternCompiler().compile_pattern("power< name='print' trailer< '(' args=any* ')' > any* >")
tree = d.parse_string("print(1)\nprint(a, b)\nother(print)\n")
for node in tree.pre_order():
    results = {}
    if pattern.match(node, results):
        print(str(node).strip(), sorted(k for k in results if isinstance(k, str)), [str(a) for a in results["args"]])
leaf = next(tree.leaves())
print(repr(leaf), leaf.lineno, leaf.next_sibling, leaf.parent.type, leaf.get_suffix(), repr(tree.children[0])[:120])
leaf.replace(pytree.Leaf(token.NAME, "show", prefix="  "))
print(tree, pytree.Node(pygram.python_symbols.atom, [pytree.Leaf(token.LPAR, "("), pytree.Leaf(token.RPAR, ")")]) == tree.clone())
for bad in ("def f(:\n", "x = (\n", "print 'x'\n", "if x\n  y\n", "  a\n b\n", "a b\n"):
    try:
        print(repr(str(d.parse_string(bad))))
    except (ParseError, IndentationError) as e:
        print(repr(bad), type(e).__name__, e)
    except Exception as e:
        print(repr(bad), type(e).__name__, e)
