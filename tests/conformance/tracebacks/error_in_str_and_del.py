# Errors in __repr__, __str__, __del__ and callbacks of the hook.
import sys, gc
class BadRepr:
    def __repr__(self): raise ValueError("repr fails")
class BadDel:
    def __del__(self): raise KeyError("del fails")
def run(f):
    try:
        f()
    except Exception:
        sys.excepthook(*sys.exc_info())
run(lambda: print(BadRepr()))
run(lambda: "%r" % [BadRepr()])
run(lambda: f"{BadRepr()}")
seen = []
sys.unraisablehook = lambda u: seen.append((u.exc_type.__name__, str(u.exc_value), u.err_msg, getattr(u.object, "__qualname__", None)))
b = BadDel()
del b
gc.collect()
print(seen)
def hook(t, v, tb):
    print("my hook:", t.__name__, v, tb.tb_lineno)
sys.excepthook = hook
raise ValueError("to the hook")
