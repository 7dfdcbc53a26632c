# Which part of an expression is underlined, and when nothing is.
import sys
def run(f, *a):
    try: f(*a)
    except BaseException: sys.excepthook(*sys.exc_info())
a = 1; b = "x"; d = {}; l = []
def t1(): return (a) + b
def t2(): return (a)  //  b
def t3(): return a ** b * 2
def t4(): return (a +
    b)
def t5(): return d [ "k" ]
def t6(): return (d)["k"]
def t7(): return d["k"]["z"] + 1
def t8(): return d[(1, 2)]
def t9(): return "é" + 1 + "日本" 
def t10(): return f"{a + b}"
def t11(): return [x for x in 1]
def t12(): return {x: y for x, y in [(1,)]}
def t13(): return (x.y for x in [1]).__next__()
def t14(): a.foo = 1
def t15(): a.foo.bar()
def t16(): del d["q"]
def t17(): d["q"] += 1
def t18(): a @ b
def t19(): return a < b
def t20(): return not_here
def t21(): return -b
def t22(): return a if l.x else b
def t23():
    with a: pass
def t24():
    with open("/nonexistent") as f: pass
def t25():
    for i in a: pass
def t26():
    for i, j in [1]: pass
def t27():
    x, *y = 5
def t28(): return len(1) + max()
def t29(): return int("x", base=10)
def t30(): return d[
    "k"
]
def t31():
    return t1(
        1,
        2)
def t32(): raise ValueError("x") from 5
def t33(): raise 5
def t34(): assert a == 2, "msg"
def t35(): assert (a ==
    2)
def t36(): import nothere
def t37(): from sys import nothere
def t38(): return a[0]
def t39(): return lambda: 0 + b, (lambda: 0 + b)()
def t40(): return (a, b)[5]
def t41(): return a+b
def t42(): return a<<b
def t43(): return a <<b
def t44(): return l[0:1]["a"]
def t45(): return {**5}
def t46(): return [*5]
def t47(): return t1(*5)
def t48(): return t1(**5)
def t49(): return {[]: 1}
def t50(): return {[]}
def t51(): return b % (1, 2)
def t52(): return "%d" % b

def t53():
    class X(5): pass
def t54():
    class X:
        y = 1/0
def t55():
    @a
    def f(): pass
def t56():
    def f(x=1/0): pass
def t57():
    def f(x: 1/0): pass
def t58():
    x: undefined = 5
    global zz
    del zz
def t59():
    match a:
        case int(foo=1, bar=[q, r]): pass
        case str(1, 2, 3): pass
        case int(1, 2): pass
def t60(): return a  if  undefined1  else  b
def t61(): return undefined2 and b
def t62(): return a in 5
def t63(): return a is b in 5
def t64(): return 1 < a < b
def t65(): return print(a, b=5)
def t66(): a()
def t67(): a.b()
def t68(): d.get("q").x()
def t69(): return (yield_ := undefined3)
def t70():
    try: 1/0
    finally: d["z"]
def t71():
    try: 1/0
    except undefined4: pass
def t72():
    try: 1/0
    except 5: pass
def t73():
    try: 1/0
    except ZeroDivisionError as e:
        raise
def t74():
    try: 1/0
    except ZeroDivisionError as e:
        raise e
def t75():
    while undefined5: pass
def t76():
    return super().x
def t77(): exec("1/0")
def t78(): eval("1 +")
def t79(): exec("def f():\n  return 1/0\nf()")
def t80(): return sorted([1, "a"])
def t81(): return sorted([1], key=lambda x: x.foo)
def t82(): return list(map(lambda x: 1/x, [0]))
def t83(): return next(g() for g in [lambda: 1/0])
def t84(): "".join([1])
def t85(): x = [1, 2, 3]; x[10] = 5
def t86(): x = (1, 2); x[0] = 5
def t87(): del l[0], l[1]
def t88(): l.append(1, 2)
def t89(): "abc".foo
def t90(): ("abc"
    "def").foo
def t91(): (a
   .foo
   .bar)
def t92(): l.append(
    1)(
    2)
def t93(): return "a" "b" + 1
def t94(): return """
""" + 1
def t95(): return (yield_
  + 1)
def t96():	return	a	+	b
for i in range(1, 97): run(globals()["t%d" % i])
