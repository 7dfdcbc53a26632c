# *args and **kwargs in definitions and calls.
def f(*args, **kwargs):
    return args, kwargs


print(f(), f(1), f(1, 2, a=3), f(*[1, 2], *"ab", x=1, **{"y": 2}, **{"z": 3}))
print(f(*(), **{}), f(*range(3), 9), f(1, *[2], 3, *[4], k=5), f(a=1, *[2, 3]))


def g(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, kw


print(g(1, c=3))
print(g(1, 5, 6, 7, c=3, e=8))
print(g(*[1, 2, 3], **{"c": 9, "d": 10, "zz": 11}))


def po(a, b=1, /, c=2, *, d=3, **kw):
    return a, b, c, d, kw


print(po(1), po(1, 2, 3, d=4), po(1, c=5, a=6, b=7))


def swallow(self, /, **kw):
    return self, kw


print(swallow(1, self=2))


def args_is_tuple(*a):
    return type(a).__name__, a


print(args_is_tuple(), args_is_tuple(*[1]))


def kwargs_is_fresh(**k):
    k["new"] = 1
    return k


d = {"a": 1}
print(kwargs_is_fresh(**d), d)
lst = [1, 2]


def same(*a):
    return a is lst


print(same(*lst))
t = (1, 2)


def count(*a, **k):
    return len(a), len(k)


print(count(*range(300)), count(**{"k%d" % i: i for i in range(100)}), count(*t, *t, **{}))


class Mapping:
    def keys(self):
        return iter(["p", "q"])

    def __getitem__(self, k):
        return k.upper()


print(f(**Mapping()))


class Iter:
    def __iter__(self):
        yield 1
        yield 2


print(f(*Iter()), f(*(i * i for i in range(4))), f(*{"k": 1}), f(*"é😀"))


def order(**kw):
    return list(kw)


print(order(z=1, y=2, **{"x": 3}, a=4))


def inner(*args, **kwargs):
    def deeper(*a, **k):
        return a, k

    return deeper(*args, 0, **kwargs, last=True)


print(inner(1, 2, k=3))


def star_only(*, a):
    return a


print(star_only(a=1))


def unpack_kw(a, b):
    return a - b


print(
    unpack_kw(**{"b": 1, "a": 5}),
    unpack_kw(*[7], **{"b": 2}),
    unpack_kw(*{"x": 1, "y": 2}.values()),
)


class BadMapping:
    def keys(self):
        return [1]

    def __getitem__(self, k):
        return 0


for call in (
    lambda: f(**BadMapping()),
    lambda: f(**[1]),
    lambda: f(*3),
    lambda: g(1, **{"a": 2, "c": 1}),
    lambda: f(**{"a": 1}, **{"a": 2}),
    lambda: print(*1),
    lambda: len(*[]),
    lambda: dict(**{1: 1}),
):
    try:
        print(call())
    except TypeError as e:
        print("TypeError:", e)
