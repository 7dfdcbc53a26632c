# Imports within functions.
def f():
    from _circ.lazy_b import g
    return g()
def h(): return "lazy result"
