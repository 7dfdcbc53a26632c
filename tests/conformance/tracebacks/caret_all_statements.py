# Where each kind of statement and expression says that it failed.
import sys
def run(f, *a):
    try: f(*a)
    except BaseException as e: sys.excepthook(type(e), e, e.__traceback__)
class B:
    def __getattr__(self, n):
        if n == "__len__": return None
        raise AttributeError(n)
    def bad(self, *a, **k): raise ValueError("bad")
    __getitem__ = __setitem__ = __delitem__ = __call__ = __add__ = __radd__ = __iadd__ = __lt__ = __eq__ = __contains__ = __enter__ = __iter__ = __bool__ = __format__ = __neg__ = __and__ = __await__ = __aiter__ = __aenter__ = __aexit__ = __setattr__ = __delattr__ = bad
    def __exit__(self, *a): pass
    __hash__ = None
b = B()
def q(): raise KeyError("q")
def p1(): b[0] += 1
def p2(): b.x += 1
def p3():
    x = b
    x += 1
def p4(): del b[0], b[1]
def p5(): del b.x
def p6(): b.x = 1
def p7(): b.x, b.y = 1, 2
def p8(): x = y = b[0] = 1
def p9(): x, b[q()] = 1, 2
def p10(): (x, [y, *b.z]) = 1, [2, 3]
def p11(): return 1 < b < 2
def p12(): return (1 <
    b
    < 2)
def p13(): return b and 1
def p14(): return 1 and b and 2 or q()
def p15(): return not b
def p16(): return f"a{1}{b:x}c"
def p17(): return f"""a
{1}
{q()}"""
def p18(): return f"{b[0]}" + f"{b}"
def p19(): return [q() for i in range(3) if i]
def p20(): return [i for i in range(3) if q()]
def p21(): return [i for i in q()]
def p22(): return [i for j in [1] for i in q()]
def p23(): return {i: q() for i in range(3)}
def p24(): return {q(): i for i in range(3)}
def p25(): return (lambda a=q(): 1)
def p26():
    def f(a, b=q(), *, c=1): pass
def p27():
    def f(a: q(), b) -> int: pass
def p28():
    def f(a, b) -> q(): pass
def p29():
    @q
    def f(): pass
def p30():
    @q()
    class C: pass
def p31():
    class C(q()): pass
def p32():
    class C(metaclass=q): pass
def p33():
    class C(object, foo=1): pass
def p34():
    with q() as x: pass
def p35():
    with b as x, q() as y: pass
def p36():
    with open("/dev/null") as (x, y): pass
def p37():
    for x in q(): pass
def p38():
    for b.x in [1]: pass
def p39():
    for x, b[0] in [(1, 2)]: pass
def p40():
    while q(): pass
def p41():
    if 0: pass
    elif q(): pass
def p42():
    try: q()
    except b: pass
def p43():
    try: q()
    except (ValueError, q()): pass
def p44():
    try: q()
    except* 5: pass
def p45():
    match q():
        case 1: pass
def p46():
    match 5:
        case x if q(): pass
def p47():
    match b:
        case 1: pass
def p48():
    match [1]:
        case [int(real=y)] if y.foo: pass
def p49():
    match {"a": 1}:
        case {"a": q.foo}: pass
def p50():
    match 5:
        case b(x=1): pass
def p51(): return q(*b)
def p52(): return q(**b)
def p53(): return q(1, *[2], x=3, **q())
def p54(): return q(1,
    2)
def p55(): return b.foo(1,
    2)
def p56(): return (b
    .foo(1)
    .bar(2))
def p57(): return {**{}, "a": q()}
def p58(): return [1, *q(), 2]
def p59(): return (1, *b, 2)
def p60(): return {1, b}
def p61(): return {1: 2, b: 3}
def p62(): return b[1:q()]
def p63(): return b[1:2, ...]
def p64(): raise q()
def p65(): raise ValueError from q()
def p66(): raise b
def p67(): assert q(), "m"
def p68(): assert 0, q()
def p69(): import sys.nope.x
def p70(): from sys import (path,
    nope)
def p71():
    x: q() = 5
    y: int = q()
def p72():
    b.x: int = 5
def p73(): return (yield q())
def p74(): list(p73())
async def a1(): await b
async def a2():
    async for x in b: pass
async def a3():
    async with b: pass
async def a4(): return [x async for x in b]
async def a5(): await q()
async def a6(): return [await x for x in [b]]
def p75(): a1().send(None)
def p76(): a2().send(None)
def p77(): a3().send(None)
def p78(): a4().send(None)
def p79(): a5().send(None)
def p80(): a6().send(None)
def p81(): return -b
def p82(): return (x := q())
def p83(): return q() if b else 1
def p84(): return 1 if 1 else q(), q()
def p85(): return lambda: q(), (lambda: q())()
def p86(): return q  (  )
def p87(): return b  .  foo
def p88(): return b \
    .foo
def p89(): return q(
    )
def p90(): x = [
    1,
    q(),
  ]
def p91(): return "%s" % b.foo
def p92(): return "%d %s" % ("a", 1)
def p93(): return b & 1, 2
def p94(): global gg; gg.x
def p95(): nonexist.x = 1
def p96(): print(nonexist, b)
def p97(): (yield_) = nonexist
def p98(): "abc".join(1, 2)
def p99(): super().foo()
class SS(B):
    def m(self): super().foo()
    def n(self): return super(SS, self).foo
def p100(): SS().m()
def p101(): SS().n()
def p102(): exec("x = 1\nq()", {"q": q})
def p103(): [].sort(key=5)
def p104(): [3, 1].sort(key=lambda x:
    x.foo)
def p105():
    try:
        pass
    finally:
        q()
def p106():
    try:
        return 1
    finally:
        q()
def p107():
    for i in range(2):
        try: continue
        finally: q()
def p108():
    try: q()
    except KeyError:
        try: q()
        finally: pass
def p109(): return b == 1
def p110(): return 1 in b, 2
def p111(): return 1 not in b
def p112(): q(), b
def p113(): x = 1; y = q(); z = 3
def p114(): x = 1 ;    q()   
def p115(): return int("1" * 5000)
def p116(): return (1
   + q)
def p117(): return (b
   [0])
def p118(): return (q
   [0] [1])
def p119():
    """doc"""
    return {}["a"]["b"]
def p120(): return [a.b.c for a in [b]]
for i in range(1, 121): run(globals()["p%d" % i])
