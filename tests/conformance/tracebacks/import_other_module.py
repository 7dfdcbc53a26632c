# Errors inside imported modules.
import sys
def run(f):
    try:
        f()
    except BaseException:
        sys.excepthook(*sys.exc_info())
def a():
    import _support.raises_on_import
def b():
    import _support.syntax_error
def c():
    from _support import functions
    functions.outer(0)
def d():
    from _support import nothing_here
def e():
    import _support.nosuch.deeper
def f():
    from _support.functions import missing
def g():
    import _support.indentation
def h():
    from ._support import functions
def i():
    from . import x
def j():
    import _support.functions.deeper
def k():
    import _support.imports_missing
for fn in (a, a, b, c, d, e, f, g, h, i, j, k):
    run(fn)
import _support.raises_on_import
