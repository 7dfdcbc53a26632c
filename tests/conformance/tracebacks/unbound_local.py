# UnboundLocalError, free variables and deleted names.
import sys
x = 1
def run(f):
    try:
        f()
    except NameError:
        sys.excepthook(*sys.exc_info())
def a():
    print(x)
    x = 2
def b():
    x += 1
def c():
    y = 1
    del y
    return y
def d():
    def inner(): return z
    inner()
    z = 1
def e():
    for q in []: pass
    return q
def f():
    try: raise ValueError
    except ValueError as err: pass
    return err
def g():
    del never
    never = 1
def h():
    if 0: cond = 1
    return cond + 1
def i():
    def inner(): nonlocal w; del w; return w
    w = 1
    inner()
def j():
    with open(name) as name: pass
for fn in (a, b, c, d, e, f, g, h, i, j):
    run(fn)
a()
