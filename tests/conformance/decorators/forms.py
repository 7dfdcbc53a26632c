# Decorators: order, arguments, classes, any expression, on classes and methods.
def d(tag):
    print("make", tag, end="; ")

    def apply(f):
        print("apply", tag, getattr(f, "__name__", f), end="; ")

        def w(*a, **k):
            return f"{tag}({f(*a, **k)})"

        w.__name__ = getattr(f, "__name__", "?") + "_" + tag
        return w

    return apply


@d("a")
@d("b")
@d("c")
def f(x):
    return x


print(f(1), f.__name__)


def plain(f):
    return "replaced by a string"


@plain
def g():
    pass


print(g)


class Count:
    def __init__(self, f):
        self.f, self.n = f, 0

    def __call__(self, *a):
        self.n += 1
        return self.f(*a)


@Count
def h(x):
    return x + 1


print(h(1), h(2), h.n, type(h).__name__)


class Reg:
    items = {}

    def add(self, name=None):
        def deco(f):
            self.items[name or f.__name__] = f
            return f

        return deco

    def __getitem__(self, k):
        return lambda f: (k, f.__name__)


r = Reg()


@r.add()
def one():
    return 1


@r.add("deux")
def two():
    return 2


print(sorted(r.items), r.items["deux"]())


@r["key"]
def sub():
    pass


print(sub)


@(lambda f: f)
def lam():
    return "lambda decorator"


print(lam())


@(x := d("walrus"))
def wal():
    return 0


print(wal())
fs = [d("list0"), d("list1")]


@fs[1]
def lst():
    return 0


print(lst())


@ d("cond") if True else d("never")
def cond():
    return 0


print(cond())


def cls_deco(c):
    c.added = "by decorator"
    return c


@cls_deco
class K:
    @staticmethod
    @d("s")
    def s():
        return "static"

    @classmethod
    @d("c")
    def c(cls):
        return cls.__name__

    @property
    @d("p")
    def p(self):
        return "prop"

    @d("m")
    def m(self):
        return type(self).__name__


print()
print(K.added, K.s(), K.c(), K().p, K().m())


@str
class S:
    pass


print(S)


@type
@repr
class T:
    pass


print(T)


def e(src):
    try:
        exec(src, {"d": d, "bad": 5, "boom": lambda f: 1 / 0})
        print("ok")
    except Exception as ex:
        print(type(ex).__name__, ex)


e("@bad\ndef f(): pass")
e("@boom\ndef f(): pass")
e("@undefined\ndef f(): pass")
e("@bad.x\nclass A: pass")
e("@d\n@bad\ndef f(): pass")
e("@d('q')\n\n\ndef f(): pass")
e("@d('z') # comment\ndef f(): pass")
e("@d('1'), d('2')\ndef f(): pass")
e("@d\nx = 1")


@bool
def truthy():
    pass


print(truthy)


def keep(f):
    import functools

    @functools.wraps(f)
    def w(*a, **k):
        return f(*a, **k)

    return w


@keep
def documented(a: int, b=2) -> str:
    "The doc."
    return str(a)


print(
    documented.__name__,
    documented.__doc__,
    documented.__annotations__,
    documented.__wrapped__.__name__,
    documented.__wrapped__(3),
    documented(4),
    documented.__qualname__,
)


def memo(f):
    cache = {}

    def w(n):
        if n not in cache:
            cache[n] = f(n)
        return cache[n]

    w.cache = cache
    return w


@memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(90), len(fib.cache))


def order():
    @(print("deco expr", end="; ") or (lambda f: print("applied", end="; ") or f))
    def inner(a=print("default", end="; "), *, k: print("annotation", end="; ") = 1):
        pass

    print()


order()


@keep
async def co():
    return "co"


try:
    co().send(None)
except StopIteration as ex:
    print(ex.value)


def line():
    @keep
    @keep
    def target():
        pass

    return target.__wrapped__.__wrapped__.__code__.co_firstlineno - line.__code__.co_firstlineno


print(line())
