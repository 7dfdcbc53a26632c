# Anchors of operators and subscripts beside parentheses, blanks and wide characters.
import sys
def run(f, *a):
    try: f(*a)
    except BaseException: sys.excepthook(*sys.exc_info())
a = 1; b = "x"; d = {}; l = []
def t1(): return (a) +b
def t2(): return ((a)  )//b
def t3(): return (a)//(b)
def t4(): return (a) // (b)
def t5(): return d[ "k" ]
def t6(): return (d) ["k"]
def t7(): return (d ) [ ("k") ]
def t8(): return d [ (((1, 2)) ) ]
def t9(): return d["k" ]
def t10(): return (a)+(b)
def t11(): return (a)<<(b)
def t12(): return ((a))+((b))
def t13(): return "é"+("日本"+(1))
def t14(): return ("é"+"日本")+(1)
def t15(): return d["日本"]
def t16(): return (d)["日本" ] + "日本"
def t17(): return (a, ")" ) + b
def t18(): return (d)[d]
def t19(): return d["]"]
def t20(): return (d)["]["]
def t21(): return (a) @ b
def t22(): return (a)** b
def t23(): return d[()]
def t24(): return ((d))[a:b]
def t25(): return d[a:b,]
def t26(): return d[a, b ]
def t27(): return d[(a), (b)]
def t28(): return d[(a)]
def t29(): return (d)[((a))]
def t30(): return "日本" and d["日本" ] + (a)
def t31(): return a+ (lambda: (5))  () + b
def t32(): return a+(
        b)
def t33(): return (a)+-(b)
def t34(): return a+-b
def t35(): return a-~b
for i in range(1, 36): run(globals()["t%d" % i])
