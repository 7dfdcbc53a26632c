# functools: reduce, partial, partialmethod, cmp_to_key, total_ordering, wraps, cached_property
import functools
import operator

print(functools.reduce(operator.add, [1, 2, 3]), functools.reduce(operator.mul, [], 7))
print(functools.reduce(lambda a, b: f"({a}{b})", "abcd"), functools.reduce(max, [5]))
for args in ((operator.add, []), (operator.add, 5)):
    try:
        functools.reduce(*args)
    except TypeError as e:
        print(e)

p = functools.partial(int, base=2)
print(p("1010"), p.func, p.args, p.keywords, repr(p))
q = functools.partial(print, "a", sep="-")
q("b", "c")
q("x", sep="+", end="!\n")
nested = functools.partial(functools.partial(pow, 2), 5)
print(nested(), nested.args, nested.func is pow)
p.attr = 1
print(p.attr, vars(p))
try:
    functools.partial()
except TypeError as e:
    print(e)
try:
    functools.partial(3)
except TypeError as e:
    print(e)


class Cell:
    alive = False

    def set_state(self, state, *, shout=False):
        self.alive = state
        return "SET" if shout else "set"

    set_alive = functools.partialmethod(set_state, True)
    set_dead = functools.partialmethod(set_state, False, shout=True)


c = Cell()
print(c.set_alive(), c.alive, c.set_dead(), c.alive)


def compare(a, b):
    return (len(a) > len(b)) - (len(a) < len(b)) or (a > b) - (a < b)


K = functools.cmp_to_key(compare)
print(sorted(["pear", "fig", "apple", "kiwi", "date"], key=K), K("a") < K("bb"), K("a") == K("a"))
try:
    K("a") < 5
except (TypeError, AttributeError) as e:
    print(type(e).__name__, e)


@functools.total_ordering
class Version:
    def __init__(self, *parts):
        self.parts = parts

    def __eq__(self, other):
        return self.parts == other.parts

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts < other.parts


a, b = Version(1, 2), Version(1, 10)
print(a < b, a <= b, a > b, a >= b, a <= Version(1, 2), a >= Version(1, 2), a != b)
for bad in (lambda: a < 3, lambda: a >= 3):
    try:
        bad()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
try:
    @functools.total_ordering
    class Nothing:
        pass
except ValueError as e:
    print(e)


def trace(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        """wrapper doc"""
        print("call", f.__name__, args, kwargs)
        return f(*args, **kwargs)
    return wrapper


@trace
def area(w: int, h: int = 2) -> int:
    """Area doc."""
    return w * h


print(area(3), area.__name__, area.__doc__, area.__wrapped__.__name__, area.__annotations__)
print(functools.WRAPPER_ASSIGNMENTS, functools.WRAPPER_UPDATES)


class Data:
    def __init__(self):
        self.computed = 0

    @functools.cached_property
    def value(self):
        "docs here"
        self.computed += 1
        return self.computed * 10


d = Data()
print(d.value, d.value, d.computed, vars(d), Data.value.__doc__)
del d.value
print(d.value, d.computed)


class Slotted:
    __slots__ = ()

    @functools.cached_property
    def v(self):
        return 1


try:
    Slotted().v
except TypeError as e:
    print(e)
