# Messages of wrong calls to Python functions.
def f0():
    pass


def f1(a):
    pass


def f2(a, b):
    pass


def f3(a, b=1):
    pass


def f4(a, *, k):
    pass


def f5(a, *, k, m):
    pass


def f6(*, k, m, n):
    pass


def f7(a, b, /):
    pass


def f8(a, /, b, *, c=1):
    pass


def f9(*args):
    pass


def f10(**kw):
    pass


def f11(a, b, c, d):
    pass


def f12(a, b=1, c=2, *, k=3):
    pass


def f13(a, b, *args, k):
    pass


class C:
    def m(self):
        pass

    def n(self, a):
        pass

    @classmethod
    def c(cls, a):
        pass

    @staticmethod
    def s(a):
        pass


v5, vx, vn, vl = 5, "x", None, []
calls = """f0(1)|f0(1, 2)|f0(x=1)|f1()|f1(1, 2)|f1(b=1)|f1(1, a=2)|f2()|f2(1)|f2(b=1)|f2(1, 2, 3)
f2(1, 2, c=3)|f3()|f3(1, 2, 3)|f3(1, a=1)|f4(1)|f4(1, 2)|f4()|f4(1, k=1, z=2)|f5(1)|f5(1, k=1)|f5(1, 2)
f6()|f6(k=1)|f6(1)|f6(1, k=1)|f7(a=1, b=2)|f7(1)|f7(1, b=2)|f7(1, 2, 3)|f7()|f8(1)|f8(1, 2, 3)|f8(a=1, b=2)
f8(1, 2, d=3)|f9(a=1)|f10(1)|f10(**{1: 2})|f11()|f11(1)|f11(1, 2)|f11(d=1)|f11(1, 2, 3, 4, 5)
f12()|f12(1, 2, 3, 4)|f12(1, 2, 3, 4, k=1)|f12(1, 2, 3, 4, z=1)|f13()|f13(1)|f13(1, 2)|f13(1, 2, 3)
f1(*5)|f1(**5)|f1(*[1, 2])|f1(**{'a': 1, 'b': 2})|f1(1, **{'a': 1})|f1(a=1, **{'a': 2})|f10(*None)|f10(**None)
C().m(1)|C().n()|C().n(1, 2)|C.m()|C.n(1)|C.c()|C.c(1, 2)|C().s()|C.s(1, 2)|C(1)|C(x=1)|(lambda: 0)(1)|(lambda x: 0)()
v5()|vx()|vn()|C()()|vl()|f0()()"""
for call in calls.replace("\n", "|").split("|"):
    try:
        eval(call)
        print(call, "ok")
    except TypeError as e:
        print(call, "->", e)
