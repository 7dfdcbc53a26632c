# Exceptions out of generators: StopIteration turned into RuntimeError, throw, close.
import sys
def g():
    yield 1
    raise StopIteration("stopped")
def h():
    try:
        yield 1
    except ValueError:
        raise KeyError("while handling")
def y():
    yield from h()
def run(f):
    try:
        f()
    except BaseException:
        sys.excepthook(*sys.exc_info())
run(lambda: list(g()))
def t():
    x = y()
    next(x)
    x.throw(ValueError("thrown"))
run(t)
def t2():
    x = h()
    next(x)
    x.throw(OSError)
run(t2)
def ig():
    try:
        yield 1
    except GeneratorExit:
        yield 2
def t3():
    x = ig()
    next(x)
    x.close()
run(t3)
next(x for x in [])
