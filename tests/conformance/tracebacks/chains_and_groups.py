# Chains with cycles, groups in chains, except*, limits of groups, sys.tracebacklimit.
import sys
def hook(e):
    try: sys.excepthook(type(e), e, e.__traceback__)
    except BaseException as x: sys.stderr.write("ERR %r\n" % (x,))
# cycles
a = ValueError("a"); b = ValueError("b"); a.__context__ = b; b.__context__ = a; hook(a)
a = ValueError("a"); a.__cause__ = a; hook(a)
a = ValueError("a"); b = KeyError("b"); c = TypeError("c"); a.__cause__ = b; a.__context__ = c; a.__suppress_context__ = False; hook(a)
a = ValueError("a"); b = KeyError("b"); a.__context__ = b; a.__suppress_context__ = True; hook(a)
a = ValueError("a"); b = KeyError("b"); c = TypeError("c"); a.__cause__ = b; b.__cause__ = c; c.__cause__ = a; hook(a)
g = ExceptionGroup("g", [a, ExceptionGroup("h", [b, c])]); hook(g)
try: raise g
except* KeyError as k: pass
except* ValueError: pass
except* TypeError: pass
try:
    try: raise g
    except* KeyError as k: pass
except BaseException as e: hook(e)
try:
    try: raise g
    except* KeyError as k: raise ZeroDivisionError("new")
except BaseException as e: hook(e)
try:
    try: raise g
    except* KeyError as k: raise
except BaseException as e: hook(e)
try:
    try: raise g
    except* KeyError as k: raise k
except BaseException as e: hook(e)
try:
    try: raise ValueError("naked")
    except* KeyError as k: raise k
except BaseException as e: hook(e)
try:
    try: raise ValueError("naked")
    except* ValueError as k: raise
except BaseException as e: hook(e)
try:
    try: raise ValueError("naked")
    except* ValueError as k: raise TypeError("t") from k
except BaseException as e: hook(e)
hook(ExceptionGroup("wide", [ValueError(i) for i in range(15)]))
hook(ExceptionGroup("wide", [ValueError(i) for i in range(16)]))
hook(ExceptionGroup("wide", [ValueError(i) for i in range(20)]))
x = ValueError("deep")
for i in range(13): x = ExceptionGroup("l%d" % i, [x, KeyError(i)])
hook(x)
x = ValueError("deep")
for i in range(12): x = ExceptionGroup("l%d" % i, [KeyError(i), x])
hook(x)
def mk(i):
    try: raise ValueError(i)
    except ValueError as e: return e
inner = mk(1); inner.__cause__ = mk(2); inner.add_note("n1\nn2")
g = ExceptionGroup("g", [inner, mk(3)]); g.add_note("gn")
try: raise g from KeyError("c")
except Exception as e: hook(e)
try:
    try: raise g
    except Exception: raise ValueError("later")
except Exception as e: hook(e)
try:
    try: raise ValueError("before")
    except Exception: raise ExceptionGroup("x", [g, mk(5)])
except Exception as e: hook(e)
y = ValueError("y"); y.__context__ = g
hook(ExceptionGroup("outer", [y, g]))
hook(BaseExceptionGroup("base", [KeyboardInterrupt(), SystemExit(3), GeneratorExit()]))
class MyG(ExceptionGroup): pass
hook(MyG("my", [ValueError("multi\nline")]))
class E2(ExceptionGroup):
    def __str__(self): raise ValueError
hook(E2("my", [ValueError("multi\nline")]))
sys.tracebacklimit = 1
def f(): g2()
def g2(): 1/0
try: f()
except Exception as e: hook(e)
sys.tracebacklimit = 0
try: f()
except Exception as e: hook(e)
sys.tracebacklimit = -5
try: f()
except Exception as e: hook(e)
sys.tracebacklimit = "x"
try: f()
except Exception as e: hook(e)
sys.tracebacklimit = 1<<80
try: f()
except Exception as e: hook(e)
del sys.tracebacklimit
def rec(n):
    if n: return rec(n - 1)
    1/0
for n in range(0, 7):
    try: rec(n)
    except Exception as e: hook(e)
try: raise ExceptionGroup("r", [mk(1)])
except Exception as e:
    try: rec(9)
    except Exception as z: hook(ExceptionGroup("q", [z, e]))
hook(5) if 0 else None
try: sys.excepthook(int, 5, None)
except BaseException as x: sys.stderr.write("ERR %r\n" % (x,))
try: sys.excepthook(ValueError, ValueError, None)
except BaseException as x: sys.stderr.write("ERR %r\n" % (x,))
try: sys.excepthook(None, None, None)
except BaseException as x: sys.stderr.write("ERR %r\n" % (x,))
try: sys.excepthook(ValueError, ValueError(1), 5)
except BaseException as x: sys.stderr.write("ERR %r\n" % (x,))
