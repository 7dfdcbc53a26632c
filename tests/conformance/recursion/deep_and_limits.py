# Recursion: depth, limits, RecursionError in several forms, recovery.
import sys


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


print(depth(10), depth(500), depth(900))


def forever(n):
    return forever(n + 1)


for i in range(3):
    try:
        forever(0)
    except RecursionError as e:
        print("caught", type(e).__name__, str(e)[:32])
print(issubclass(RecursionError, RuntimeError), sys.getrecursionlimit())


def count():
    n = 0

    def f():
        nonlocal n
        n += 1
        f()

    try:
        f()
    except RecursionError:
        pass
    return n


a, b = count(), count()
print(a == b, 900 < a < 1000)
sys.setrecursionlimit(5000)
print(depth(4000), sys.getrecursionlimit())
sys.setrecursionlimit(200)
print(count() < 200)
sys.setrecursionlimit(1000)
for v in (0, -1, "x", 1.5, 5):
    try:
        sys.setrecursionlimit(v)
        print("set", v)
    except Exception as e:
        print(v, type(e).__name__, e)
sys.setrecursionlimit(1000)


class A:
    def __getattr__(self, n):
        return getattr(self, n + "x")


class B:
    def __eq__(self, o):
        return self == o

    def __hash__(self):
        return hash(self)

    def __repr__(self):
        return repr(self)

    def __len__(self):
        return len(self)

    def __call__(self):
        return self()

    def __iter__(self):
        return iter(self)

    def __add__(self, o):
        return self + o

    def __getitem__(self, k):
        return self[k]

    def __bool__(self):
        return bool(self)

    def __contains__(self, x):
        return x in self

    def __format__(self, s):
        return format(self, s)

    def __init_subclass__(cls):
        type("Sub", (cls,), {})


for f in (
    lambda: A().x,
    lambda: B() == B(),
    lambda: hash(B()),
    lambda: repr(B()),
    lambda: len(B()),
    lambda: B()(),
    lambda: iter(B()),
    lambda: B() + 1,
    lambda: B()[0],
    lambda: bool(B()),
    lambda: 1 in B(),
    lambda: f"{B()}",
    lambda: type("S", (B,), {}),
    lambda: sorted([B(), B()], key=lambda b: b == b),
):
    try:
        f()
        print("no error")
    except RecursionError:
        print("RecursionError", end="; ")
print()
l = []
l.append(l)
d = {}
d["d"] = d
t = ([],)
t[0].append(t)
print(l, d, t, str([l]), f"{l}", l == l)
m = []
m.append(m)
for f in (lambda: l == m, lambda: l < m, lambda: hash(t)):
    try:
        print(f())
    except (RecursionError, TypeError) as e:
        print(type(e).__name__)
deep = []
for _ in range(100000):
    deep = [deep]
try:
    repr(deep)
    print("no error")
except RecursionError as e:
    print(type(e).__name__)
while deep:
    deep = deep[0]
print("unwound")


def handler(n):
    try:
        return handler(n + 1)
    except RecursionError:
        return n > 900


print(handler(0))


def fin(n, log):
    try:
        fin(n + 1, log)
    finally:
        log.append(n)


log = []
try:
    fin(0, log)
except RecursionError:
    print(log[-1], log[:1][0] > 900, log == list(range(log[0], -1, -1)))


def gen(n):
    yield n
    yield from gen(n + 1)


try:
    print(sum(1 for _ in gen(0)))
except RecursionError:
    print("generator recursion")


def ack(m, n):
    return n + 1 if m == 0 else ack(m - 1, 1) if n == 0 else ack(m - 1, ack(m, n - 1))


print(ack(2, 9), ack(1, 400))


def hanoi(n, a, b, c):
    return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)


print(hanoi(12, "a", "b", "c"))


def perms(s):
    return (
        [s] if len(s) < 2 else [c + p for i, c in enumerate(s) for p in perms(s[:i] + s[i + 1 :])]
    )


print(perms("abc"), len(perms("abcdef")))


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


print(even(800), odd(7))


def flatten(x):
    return [y for v in x for y in (flatten(v) if isinstance(v, list) else [v])]


print(flatten([1, [2, [3, [4, []]]], 5]))
Y = lambda f: (lambda x: f(lambda v: x(x)(v)))(lambda x: f(lambda v: x(x)(v)))
print(Y(lambda fact: lambda n: 1 if n == 0 else n * fact(n - 1))(20))
