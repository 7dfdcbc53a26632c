# Higher-order functions built on closures: memo, partial, curry, pipelines, generators of functions.
def memo(f):
    cache = {}

    def w(*a):
        if a not in cache:
            cache[a] = f(*a)
        return cache[a]

    w.cache = cache
    return w


@memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), len(fib.cache))


def partial(f, *a, **k):
    return lambda *b, **l: f(*a, *b, **{**k, **l})


add3 = lambda a, b, c=0: (a, b, c)
print(
    partial(add3, 1)(2),
    partial(add3, 1, c=5)(2),
    partial(add3, c=5)(1, 2, c=6),
    partial(partial(add3, 1), 2)(3),
)


def curry(f, n, *a):
    return f(*a) if n == len(a) else lambda x: curry(f, n, *a, x)


print(curry(add3, 3)(1)(2)(3), curry(max, 2)(4)(7))


def compose(*fs):
    def run(x):
        for f in fs:
            x = f(x)
        return x

    return run


print(compose(str.strip, str.upper, len)("  abc "), compose()(5))


def counter():
    n = 0

    class C:
        def __call__(self):
            nonlocal n
            n += 1
            return n

        @property
        def value(self):
            return n

        @staticmethod
        def reset():
            nonlocal n
            n = 0

    return C()


c = counter()
c()
c()
print(c.value, c.reset(), c())


def accumulator(total=0):
    def add(x):
        nonlocal total
        total += x
        return add if x else total

    return add


print(accumulator()(1)(2)(3)(0))


def switch():
    cases = {}

    def case(v):
        def reg(f):
            cases[v] = f
            return f

        return reg

    def run(v, *a):
        return cases.get(v, lambda *a: "default")(*a)

    run.case = case
    return run


sw = switch()


@sw.case("a")
def _(x):
    return f"A{x}"


@sw.case("b")
def _(x, y=2):
    return x * y


print(sw("a", 1), sw("b", 5), sw("zz"))


def church(n):
    return lambda f: lambda x: x if n == 0 else f(church(n - 1)(f)(x))


plus = lambda m, n: lambda f: lambda x: m(f)(n(f)(x))
times = lambda m, n: lambda f: m(n(f))
to_int = lambda c: c(lambda v: v + 1)(0)
print(to_int(plus(church(3), church(4))), to_int(times(church(6), church(7))))


def pair(a, b):
    return lambda sel: sel(a, b)


first, second = lambda p: p(lambda a, b: a), lambda p: p(lambda a, b: b)
print(first(pair(1, 2)), second(pair(1, pair(2, 3)))(lambda a, b: a + b))


def lazy(f):
    v, done = None, False

    def get():
        nonlocal v, done
        if not done:
            v, done = f(), True
        return v

    return get


l = lazy(lambda: print("computed", end="; ") or 42)
print(l(), l())


def trampoline(f, *a):
    r = f(*a)
    while callable(r):
        r = r()
    return r


def count(n, acc=0):
    return acc if n == 0 else lambda: count(n - 1, acc + n)


print(trampoline(count, 20000))


def once(f):
    def w(*a):
        nonlocal f
        r, f = f(*a), lambda *a: "already called"
        return r

    return w


o = once(lambda x: x + 1)
print(o(1), o(1))
Y = lambda f: (lambda x: x(x))(lambda y: f(lambda *a: y(y)(*a)))
print(Y(lambda self: lambda n: 1 if n < 2 else n * self(n - 1))(15))


def debounce():
    calls = []

    def w(*a, **k):
        calls.append((a, k))
        return len(calls)

    w.calls = lambda: calls[:]
    return w


d = debounce()
d(1)
d(x=2)
print(d.calls(), d.__closure__ is not None, len(d.__closure__))
print(
    [f(10) for f in [lambda x, n=n: x**n for n in range(4)]],
    [f(1) for f in (lambda k: [lambda x: x + k for _ in range(2)])(5)],
    (lambda *fs: [f() for f in fs])(*(lambda v=v: v * v for v in range(3))),
)
