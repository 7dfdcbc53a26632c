# Private names: where __names are mangled and where they are not.
class A:
    __x = "class private"
    __y__ = "dunder stays"
    _z = "single"

    def __init__(self):
        self.__v = 1
        self.__w__ = 2
        self.__ = 3
        self.___t = 4

    def get(self):
        return self.__v, self.__x, A.__x, self.__y__

    def __secret(self):
        return "secret A"

    def call(self):
        return self.__secret()

    def local(self):
        __tmp = 5

        def inner():
            return __tmp

        return inner(), sorted(locals())

    def kw(self, __arg=3, **kw):
        return __arg, kw

    def comp(self):
        return [__i for __i in range(2)]

    def ann(self, a: "__noted" = None):
        pass

    def s(self):
        return getattr(self, "__v", "no such"), getattr(self, "_A__v")

    class __Inner:
        pass

    def glob(self):
        global __g
        __g = 7

    def imp(self):
        import sys as __sys

        return sorted(n for n in locals())

    def exc(self):
        try:
            1 / 0
        except ZeroDivisionError as __e:
            return [n for n in sorted(locals())]

    def lam(self):
        return (lambda __p: __p)(1), (lambda __p: __p).__code__.co_varnames

    def walrus(self):
        return (__q := 3), sorted(locals())

    def delete(self):
        del self.__v
        return hasattr(self, "_A__v")

    def match(self, o):
        match o:
            case {"k": __m}:
                return sorted(locals())


class B(A):
    __x = "B private"

    def __secret(self):
        return "secret B"

    def both(self):
        return self.__x, self._A__x, self.__secret(), self.call()


a = A()
print(a.get(), sorted(a.__dict__), sorted(n for n in vars(A) if n.startswith("_A")))
print(
    B().both(),
    a.local(),
    a.kw(),
    a.kw(**{"_A__arg": 9}),
    a.kw(__arg=1),
    a.comp(),
    a.s(),
    A._A__Inner.__name__,
    A._A__Inner.__qualname__,
)
a.glob()
print(
    sorted(g for g in globals() if "g" in g and g.startswith("_A")),
    a.imp(),
    a.exc(),
    a.lam(),
    a.walrus(),
    a.delete(),
    a.match({"k": 1}),
)
for f in (lambda: a.__x, lambda: a.__secret(), lambda: A().__v):
    try:
        f()
    except AttributeError as e:
        print(e)


class _Under:
    __p = 1

    def f(self):
        return self.__p


class __Double:
    __p = 2

    def f(self):
        return sorted(n for n in dir(self) if n.endswith("__p"))


class ___:
    __p = 3

    def f(self):
        return self.__p


print(
    _Under().f(),
    [n for n in vars(_Under) if "__p" in n],
    __Double().f(),
    ___().f(),
    "__p" in vars(___),
)
print(eval("a.__class__.__name__"), A.kw.__code__.co_varnames, A.kw.__kwdefaults__)


class Ev:
    def f(self):
        return eval("self.__n") if hasattr(self, "__n") else "unmangled in eval"

    def g(self):
        self.__n = 1
        try:
            return eval("self.__n")
        except AttributeError as e:
            return str(e)


print(Ev().f(), Ev().g())
