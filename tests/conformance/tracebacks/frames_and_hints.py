# Frames of generators, coroutines, context managers and special methods; suggested names.
import sys
def hook(e):
    try: sys.excepthook(type(e), e, e.__traceback__)
    except BaseException as x: sys.stderr.write("ERR %r\n" % (x,))
def run(f, *a):
    try: f(*a)
    except BaseException as e: hook(e)
# suggestions
blech_global = 1
def s1():
    local_name = 1; return local_nme
def s2(): return blech_globl
def s3(): return pritn
def s4(): return Print
def s5():
    x1 = 1
    def inner(): 
        return x1 + x2
    return inner()
def s6(): return lenn(range_)
def s7(): return a_b_c_d
def s8():
    class A:
        foo_bar = 1
        zz = foo_baz
def s9(): return [fooo for foo in [1]]
def s10():
    if 0: unb = 1
    return unb
def s11():
    del undefnd
def s12():
    global qwerty
    del qwerty
def s13(): raise NameError("custom")
def s14(): raise NameError("custom", name="pritn")
def s15(): raise AttributeError("c", name="appnd", obj=[])
def s16(): raise AttributeError("c", name="append", obj=[])
class Sub(NameError): pass
def s17(): raise Sub("c", name="pritn")
def s18(): import os.pathh
def s19(): from os import pth
def s20(): return sys.stdotu
def s21(): return "".foo_bar_baz
def s22(): return x_é
x_è = 1
def s23(): return ABS
def s24(): return Tru
def s25(): return self
class K:
    def m(self): return mm
    def mm(self): return self.n
    attr = 1
def s26(): return K().m()
def s27(): return K().mm()
def s28(): K.attrr
def s29(): K().attr.reel
def s30(): return K().__clas__
def s31():
    def f():
        nonlocal_x
    nonlocal_y = 1
    return f()
for i in range(1, 32): run(globals()["s%d" % i])
# frames
def gen():
    yield 1
    raise KeyError("g")
def g1():
    for x in gen(): pass
def g2():
    g = gen(); next(g); g.send(None)
def g3():
    g = gen(); next(g)
    g.throw(ValueError("thrown"))
def g4(): yield from gen()
def g5(): list(g4())
def g6():
    g = g4(); next(g); g.throw(ValueError)
def g7():
    def h():
        raise StopIteration("x")
        yield
    next(h())
async def co(): raise ValueError("co")
async def co2(): await co()
def g8(): co2().send(None)
async def agen():
    yield 1
    raise ValueError("ag")
async def co3():
    async for x in agen(): pass
def g9(): co3().send(None)
class CM:
    def __enter__(self): return self
    def __exit__(self, *a): raise TypeError("exit")
def g10():
    with CM(): 1/0
class CM2(CM):
    def __exit__(self, *a): return False
def g11():
    with CM2(): 1/0
def g12():
    with CM2() as a, CM() as b:
        x = 1
        raise KeyError
def g13():
    try:
        try: 1/0
        finally: {}["x"]
    finally:
        raise ValueError("3")
def g14():
    try: 1/0
    except Exception as e:
        try: raise e
        except Exception as e2: raise KeyError from e2
def g15():
    try: 1/0
    except Exception: raise KeyError("x") from None
class D:
    def __getattr__(self, n): raise AttributeError("nope " + n)
    def __getitem__(self, i): raise IndexError(i)
    @property
    def p(self): return 1/0
    def __call__(self): return self.q
    def __add__(self, o): raise TypeError("add")
    def __bool__(self): raise ValueError("bool")
    def __iter__(self): raise ValueError("iter")
    def __len__(self): return -1
    def __hash__(self): raise TypeError("hash")
    def __eq__(self, o): raise TypeError("eq")
    def __contains__(self, o): raise TypeError("in")
    def __repr__(self): return 5
    def __init_subclass__(cls): raise ValueError("sub")
    def __set_name__(self, o, n): raise ValueError("sn")
def d1(): D().x
def d2(): D()[1]
def d3(): D().p
def d4(): D()()
def d5(): D() + 1
def d6():
    if D(): pass
def d7():
    for x in D(): pass
def d8(): len(D())
def d9(): {D(): 1}
def d10(): D() == 1
def d11(): 1 in D()
def d12(): repr(D())
def d13():
    class E(D): pass
def d14():
    class E: x = D()
def d15(): f"{D()!r}"
def d16(): print(*D())
def d17(): a, b = D()
def d18(): [*D()]
def d19(): D().x.y
def d20(): not D()
def d21(): D() and 1
def d22(): return 1 if D() else 2
def d23():
    while D(): pass
def d24(): assert D()
def d25(): sorted([D(), D()], key=lambda d: d[0])
def d26(): max(D(), D())
def d27(): int(D())
def d28(): 1 + D().x
def d29(): {1: 2, **D()}
def d30(): [x for x in [D()] if x]
def d31(): (lambda: (lambda: 1/0)())()
def d32(): [[1/0 for x in [1]] for y in [1]]
def d33(): {x: 1/x for x in [0]}
def d34(): any(1/x for x in [0])
def d35():
    @property
    def f(self): pass
    @f.settr
    def f(self): pass

for i in range(1, 16): run(globals()["g%d" % i])
for i in range(1, 36): run(globals()["d%d" % i])
def r(): return r()
run(r)
