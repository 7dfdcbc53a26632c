# Frames whose source cannot be found or has changed; code without lines.
import sys
def run(f):
    try:
        f()
    except Exception:
        sys.excepthook(*sys.exc_info())
code = compile("def f():\n  x = 1\n  return x.y\n", "/nonexistent/file.py", "exec")
ns = {}
exec(code, ns)
run(ns["f"])
run(eval("lambda: 1/0"))
g = ns["f"]
g.__code__ = g.__code__.replace(co_name="renamed", co_firstlineno=40, co_filename="other name.py")
run(g)
class C:
    def method(self): return [self.inner(x) for x in range(1)]
    def inner(self, x): return x.missing
C().method()
