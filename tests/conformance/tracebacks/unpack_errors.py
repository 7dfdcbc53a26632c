# Unpacking errors of assignments, loops and calls.
import sys
def run(f):
    try:
        f()
    except Exception:
        sys.excepthook(*sys.exc_info())
def a(): x, y = 1, 2, 3
def b(): x, y = [1]
def c(): x, *y, z = [1]
def d(): x, y = 5
def e(): (x, (y, z)) = 1, (2,)
def f():
    for i, j in {"abc": 1}: pass
def g(): [x] = "ab"
def h(): return [i for i, j in [(1,)]]
def i(): x, y = None
def k(): print(*None)
def l(): x = [*1]
def m(): dict(**[])
def n(): x, y, z = "ab"
for fn in (a, b, c, d, e, f, g, h, i, k, l, m, n):
    run(fn)
first, second = {1, 2, 3}
