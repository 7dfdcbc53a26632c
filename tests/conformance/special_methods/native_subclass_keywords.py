# Subclasses of built-in types: keywords for an __init__ or __new__ of their own
import itertools


def attempt(f):
    try:
        print(f())
    except TypeError as e:
        print("TypeError", e)


for base, args in ((list, ([1, 2],)), (tuple, ([1, 2],)), (float, (2.5,)), (set, ([1],)), (frozenset, ([1],)),
                   (itertools.chain, ([1], [2])), (map, (abs, [-1])), (itertools.islice, ([1, 2], 1))):
    class Plain(base):
        pass

    class WithInit(base):
        def __init__(self, *args, extra=None):
            self.extra = extra

    class WithNew(base):
        def __new__(cls, *args, extra=None):
            self = super().__new__(cls, *args)
            self.extra = extra
            return self

    attempt(lambda: type(Plain(*args, extra=1)).__name__)
    attempt(lambda: WithInit(*args, extra=1).extra)
    attempt(lambda: WithNew(*args, extra=1).extra)
print("a".__mul__, end=" ") if False else None
for f in (lambda: "a" * "b", lambda: "a".__mul__("b"), lambda: (1,) * None, lambda: (1,).__rmul__(None),
          lambda: 1.5 * [1], lambda: [1].__imul__(2.0), lambda: b"x" * [], lambda: bytearray(b"x").__mul__("a")):
    attempt(f)
x = [1]
try:
    x *= "a"
except TypeError as e:
    print(e)


class Times:
    def __rmul__(self, other):
        return ("times", other)

    def __index__(self):
        return 2


class OnlyRight:
    def __rmul__(self, other):
        return ("right", other)


print([1] * Times(), "ab" * OnlyRight(), (0,) * OnlyRight())
