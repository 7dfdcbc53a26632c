"""pyflakes and pycodestyle over modules of the standard library and a source full of faults."""
# packages: python3-pyflakes python3-pycodestyle

import ast
import hashlib
import io
import sys
import textwrap
import argparse
import csv
import shlex
import string

import pycodestyle
from pyflakes import api, checker, messages, reporter

FAULTY = '''
import os, sys
from collections import *
import json as js, re
from typing import List
def f(a, a1, b=undefined_default):
  x = 1
  y: int = 2
  del z
  return unknown
def f(): pass
class C( object ):
    def m(self): return __class__
    def m(self, ):
        global G
        try: pass
        except Exception as e: pass
        except: pass
        print >>sys.stderr, "x"
if (1, 2): pass
assert (x, "msg")
d = {"a": 1, "a": 2}
l = lambda: (yield)
"%d %s" % (1,)
"%(a)s" % {"b": 1}
"{} {1}".format(1)
"{a}".format(b=1)
f"no placeholders"
x is "str"
for i in range(3): i=i+1; pass
def g():
    import os
    local = 1
    def h():
        nonlocal local
        local = 2
    [n for n in q]
    return locals()
raise NotImplemented
continue_ = [ 1,2 ,3 ]
if x == None or not x in l : pass
async def co(): await x; yield 1
a=b  = c[ 1 :2]
very_long_line = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
def k (x = 1, * y):
	return x
#comment
if True :
    pass



print(l)	
match x:
    case {"k": v, **rest}: pass
    case [1, *_] | C(): pass
__all__ = ["missing"]
def overload(x): ...
x = x if (y := 1) else y
'''
tree = ast.parse(FAULTY.replace("\tprint", "    print"))
for m in sorted(checker.Checker(tree, "faulty.py", builtins={"q"}).messages, key=lambda m: (m.lineno, m.col, str(m))):
    print(m)
out, err = io.StringIO(), io.StringIO()
for source in ("def f(:\n", "x = 'abc\n", "  x = 1\n", "a = 1\n\x00", "print 'x'\n", "import os\n", ""):
    print(api.check(source, "<mem>", reporter.Reporter(out, err)))
print(out.getvalue(), err.getvalue())


class Report(pycodestyle.BaseReport):
    def __init__(self, options):
        super().__init__(options)
        self.found = []

    def error(self, line_number, offset, text, check):
        code = super().error(line_number, offset, text, check)
        self.found.append((line_number, offset, text))
        return code


style = pycodestyle.StyleGuide(quiet=False, select=["E", "W"], ignore=[], reporter=Report, config_file=None)
report = style.init_report(Report)
style.input_file("faulty.py", lines=FAULTY.splitlines(True))
for line, offset, text in sorted(report.found):
    print(line, offset, text)
for module in (argparse, textwrap, csv, shlex, string, pycodestyle, checker):
    with open(module.__file__, encoding="utf-8") as f:
        source = f.read()
    found = checker.Checker(ast.parse(source), module.__name__).messages
    report = style.init_report(Report)
    style.input_file(module.__name__, lines=source.splitlines(True))
    codes = {}
    for _, _, text in report.found:
        codes[text[:4]] = codes.get(text[:4], 0) + 1
    print(module.__name__, source.count("\n"), len(found), sorted({type(m).__name__ for m in found}), sorted(codes.items()), hashlib.sha256(repr(sorted(report.found)).encode()).hexdigest()[:16])
print(sorted(n for n in dir(messages) if n[0].isupper() and n != "Message")[:8], sys.version_info[:2])
