# "Did you mean" for names.
import sys
value = 1
long_variable_name = 2
_private = 3
class Klass: attr = 1
def run(f):
    try:
        f()
    except NameError:
        sys.excepthook(*sys.exc_info())
def a(): return valeu
def b(): return long_varable_nam
def c(): return pritn
def d(): return lenn("x")
def e(): return xyzzy_totally_different
def f():
    local_thing = 1
    return locl_thing
def g(): return private
def h(): return Value
def i(): return v
def j(): return klass
def k(): return rnage(3)
def l(): return true
def m(): return none
def n(): return ture
def o(): return sys_
def p(arg_one, arg_two=2): return arg_tow
def q():
    outer_var = 1
    def inner(): return outer_vra
    return inner()
class R:
    field = 1
    def m(self): return feild
    def n(self): return attr
def s(): return VALUE
def t(): return Flase
def u(): return ValueErrr
def v(): return a1
def w(): return collections
def x(): return time.sleep
for fn in (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, lambda: p(1), q, R().m, R().n, s, t, u, v, w, x):
    run(fn)
NameError_like = Nameerror
