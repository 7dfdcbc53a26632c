# functools.lru_cache and cache: statistics, eviction order, typed keys, clearing, errors
import functools

calls = []


@functools.lru_cache(maxsize=3)
def square(n):
    calls.append(n)
    return n * n


for n in (1, 2, 3, 1, 4, 2, 1, 5):
    square(n)
print(calls, square.cache_info(), square.cache_parameters())
square.cache_clear()
print(square.cache_info())
print(square(n=2), square(2), square.cache_info().currsize)
print(square.__name__, square.__wrapped__(7))


@functools.cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info())


@functools.lru_cache(typed=True)
def kind(x):
    return type(x).__name__


print(kind(1), kind(1.0), kind(True), kind.cache_info())


@functools.lru_cache
def untyped(x):
    return type(x).__name__


print(untyped(1), untyped(1.0), untyped.cache_info(), untyped.cache_parameters())


@functools.lru_cache(maxsize=0)
def never(x):
    return x


never(1), never(1)
print(never.cache_info())


@functools.lru_cache(maxsize=-5)
def negative(x):
    return x


negative(1)
print(negative.cache_info())

try:
    square([1])
except TypeError as e:
    print(e)
try:
    functools.lru_cache(maxsize="x")
except TypeError as e:
    print(e)


@functools.lru_cache(maxsize=None)
def fails(x):
    if x < 0:
        raise ValueError(f"negative {x}")
    return x


for v in (-1, -1, 1):
    try:
        print(fails(v))
    except ValueError as e:
        print("ValueError", e)
print(fails.cache_info())


class Shape:
    def __init__(self, w):
        self.w = w

    @functools.lru_cache
    def area(self, k=1):
        print("computing", self.w, k)
        return self.w * k


s = Shape(4)
print(s.area(), s.area(), s.area(2), s.area(k=2), Shape.area.cache_info())


@functools.lru_cache(maxsize=2)
def kw(*args, **kwargs):
    return args, tuple(kwargs.items())


print(kw(1, a=2, b=3), kw(1, b=3, a=2), kw(1, a=2, b=3), kw.cache_info())
info = kw.cache_info()
print(info.hits, info.misses, info._asdict())
