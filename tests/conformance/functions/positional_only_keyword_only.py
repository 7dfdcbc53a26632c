# / and * in signatures; names that clash with **kwargs; call forms.
def f(a, b, /, c, d=4, *, e, g=6):
    return a, b, c, d, e, g


print(
    f(1, 2, 3, e=5), f(1, 2, c=3, e=5, d=0), f(*[1, 2], **{"c": 3, "e": 5}), f(1, 2, 3, 4, e=5, g=7)
)


def p(a, /):
    return a


def q(a=1, /, b=2):
    return a, b


def r(*, k):
    return k


def s(a, /, **kw):
    return a, kw


def t(*args, k=0):
    return args, k


def u(a, b=2, /, *args, c, d=4, **kw):
    return a, b, args, c, d, kw


print(
    p(1),
    q(),
    q(5),
    q(5, 6),
    q(b=7),
    q(5, b=8),
    r(k=1),
    s(1, a=2, b=3),
    t(),
    t(1, 2, k=3),
    u(1, c=3),
    u(1, 2, 3, 4, c=5, a=6, b=7, z=8),
)
calls = "p() p(a=1) p(1,2) q(a=1) q(1,2,3) q(1,a=2) r() r(1) r(k=1,j=2) r(1,k=2) s() s(a=1) f(1,2,3) f(1,2,e=5) f(a=1,b=2,c=3,e=5) f(1,b=2,c=3,e=4) f(1,2,3,4,5,e=6) u(1) u(c=1) u() t(a=1) f(1,2,3,e=1,z=2) f(1,2,3,c=4,e=5)".split()
for c in calls:
    try:
        print(c, eval(c))
    except TypeError as x:
        print(c, "->", x)


class K:
    def m(self, /, *, v):
        return v

    def n(self, /, self_=1, **kw):
        return self_, kw

    def __init__(self, x=0, /, **kw):
        self.x, self.kw = x, kw


print(K().m(v=1), K().n(self=2), K(5, x=6, self=7).kw, K(y=1).x)
print(
    f.__code__.co_posonlyargcount,
    f.__code__.co_argcount,
    f.__code__.co_kwonlyargcount,
    f.__defaults__,
    f.__kwdefaults__,
    f.__code__.co_varnames,
)
l = lambda a, /, b=2, *, c=3: (a, b, c)
print(l(1), l(1, b=5), l(1, c=0))


def dec(fn):
    def w(*args, **kwargs):
        return fn(*args, **kwargs)

    return w


print(dec(f)(1, 2, 3, e=5), dec(s)(1, fn=2, args=3))


def order(a, *, b, c=1, d, e=2):
    return a, b, c, d, e


print(order(1, b=2, d=3), order(1, d=3, b=2, e=0))
try:
    order(1, c=2)
except TypeError as x:
    print(x)


def annotated(a: int, /, b: str = "x", *args: float, c: bool = False, **kw: dict) -> None:
    return sorted(annotated.__annotations__)


print(annotated(1))
for src in (
    "def f(a, /, b, /): 0",
    "def f(/, a): 0",
    "def f(*): 0",
    "def f(*, **k): 0",
    "def f(a, *, /): 0",
    "def f(**k, /): 0",
    "def f(a=1, /, b): 0",
    "def f(a, *, b=1, c): 0",
    "def f(*a, *b): 0",
    "def f(**a, **b): 0",
    "def f(*a, /): 0",
    "lambda /: 0",
    "lambda a, /, a: 0",
    "lambda *: 0",
    "def f(a, (b, c)): 0",
    "def f(a.b): 0",
    "def f(1): 0",
    "def f(*a=1): 0",
    "def f(**k={}): 0",
    "def f(a, *b, c, d=1, *e): 0",
    "f(a, b=1, *c)",
    "f(**a, b)",
    "f(**a, *b)",
    "f(b=1, a)",
    "f(a for a in b, c)",
    "f(a for a in b)",
    "f(1=2)",
    "f(a+b=2)",
    "f(None=1)",
    "f((a)=1)",
    "f(*)",
    "f(**)",
    "f(a=1, a=2)",
    "f(a, *b, c, **d, e=1)",
    "f(*a for a in b)",
    "f(a:=1, b:=2)",
    "f(a=b:=1)",
):
    try:
        compile(src, "s", "exec")
        print("compiles", src)
    except SyntaxError as x:
        print(src, "->", x.msg)
