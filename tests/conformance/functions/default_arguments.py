# When and where defaults are evaluated, and mutable defaults.
def f(a, acc=[]):
    acc.append(a)
    return acc


print(f(1), f(2), f(3, []), f(4))
x = 10


def g(v=x):
    return v


x = 20
print(g(), g(1))


def trace(name):
    print("eval", name)
    return name


def h(a=trace("a"), *args, b=trace("b"), **kw):
    return a, args, b, kw


print(h(), h(1, 2, 3, b=4, c=5))
print(h.__defaults__, h.__kwdefaults__)
h.__defaults__ = ("A",)
h.__kwdefaults__ = {"b": "B"}
print(h())
h.__defaults__ = None
try:
    h()
except TypeError as e:
    print(e)
h.__kwdefaults__ = None
try:
    h(1)
except TypeError as e:
    print(e)
h.__kwdefaults__ = {"b": 3, "unused": 1}
print(h(0))
fs = [lambda i=i: i for i in range(4)]
print([fn() for fn in fs], [fn(9) for fn in fs])


def none_default(items=None):
    if items is None:
        items = []
    items.append(1)
    return items


print(none_default(), none_default())


def later(a, b=2, c=3):
    return a, b, c


print(later(1), later(1, c=5), later(c=1, a=2))
later.__defaults__ = (7, 8, 9)
print(later())
later.__defaults__ = ()
try:
    later(1)
except TypeError as e:
    print(e)
try:
    later.__defaults__ = [1]
except TypeError as e:
    print(e)
try:
    later.__kwdefaults__ = [1]
except TypeError as e:
    print(e)


class C:
    y = 5

    def m(self, v=y):
        return v

    y = 6


print(C().m(), C.y)


def order(a=print("first"), b=print("second")):
    return a, b


print(order())
