# Lambdas that yield: what they return; static and class methods that carry annotations
f = lambda: (yield 1)
g = f()
print(next(g))
try:
    g.send(2)
except StopIteration as e:
    print(e.value)
h = lambda: (yield from f())
g = h()
next(g)
try:
    g.send("x")
except StopIteration as e:
    print(e.value)


class A:
    @staticmethod
    def s(arg: int) -> str:
        "doc"

    @classmethod
    def c(cls, arg: int) -> str:
        pass


print(A.__dict__["s"].__annotations__, A.__dict__["c"].__annotations__, sorted(A.__dict__["s"].__dict__))
print(complex("\u2003(\u20021+1j ) "), complex("\u0661+\u0662j"), float("\u0661.\u0665"), int("\u0661\u0662"))
import functools
import pickle


class B(bytearray):
    __slots__ = ("x", "__dict__")


b = B(b"abc")
b.x = 1
b.y = 2
c = pickle.loads(pickle.dumps(b))
print(c, c.x, c.y)
p = functools.partial(print, 1)
p.attribute = 1
p.__setstate__((print, (2,), {"end": "!\n"}, None))
print(p.__dict__)
p()
