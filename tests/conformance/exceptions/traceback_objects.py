# __traceback__, tb_frame, tb_lineno, tb_next and what handlers see.
import sys


def a():
    b()


def b():
    x = 1
    c(x)


def c(v):
    raise ValueError(v)


def names(tb):
    out = []
    while tb:
        out.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    return out


try:
    a()
except ValueError as e:
    tb = e.__traceback__
    print(names(tb), sys.exc_info()[2] is tb)
    print(
        tb.tb_next.tb_next.tb_frame.f_locals, tb.tb_next.tb_next.tb_frame.f_lineno, tb.tb_lasti >= 0
    )


def re():
    try:
        c(2)
    except ValueError:
        raise


try:
    re()
except ValueError as e:
    print(names(e.__traceback__))


def again():
    try:
        c(3)
    except ValueError as e:
        saved = e
    raise saved


try:
    again()
except ValueError as e:
    print(names(e.__traceback__))


def fin():
    try:
        c(4)
    finally:
        y = 1


try:
    fin()
except ValueError as e:
    print(names(e.__traceback__))


def gen():
    yield 1
    c(5)


try:
    list(gen())
except ValueError as e:
    print(names(e.__traceback__))
try:
    [c(i) for i in range(2)]
except ValueError as e:
    print(names(e.__traceback__))
try:
    list(map(c, [7]))
except ValueError as e:
    print(names(e.__traceback__))
try:
    sorted([1, 2], key=c)
except ValueError as e:
    print(names(e.__traceback__))


class K:
    def __init__(self):
        c(8)

    def __getattr__(self, n):
        c(n)


try:
    K()
except ValueError as e:
    print(names(e.__traceback__))
try:
    object.__new__(K).zzz
except ValueError as e:
    print(names(e.__traceback__))
try:

    class Body:
        c("class body")

except ValueError as e:
    print(names(e.__traceback__))
try:
    exec("def q():\n  c(9)\n\nq()")
except ValueError as e:
    print(names(e.__traceback__), e.__traceback__.tb_next.tb_frame.f_code.co_filename)
try:
    eval("c(10)")
except ValueError as e:
    print(names(e.__traceback__))
x = ValueError("never raised")
print(x.__traceback__)
try:
    raise x.with_traceback(tb)
except ValueError as e:
    print(names(e.__traceback__))
x.__traceback__ = None
print(x.__traceback__)
import types

print(type(tb).__name__, isinstance(tb, types.TracebackType), dir(tb)[-4:])
t2 = types.TracebackType(tb, tb.tb_frame, 0, 99)
print(names(t2)[0][1], len(names(t2)))
tb.tb_next = None
print(len(names(tb)))
for f in (
    lambda: setattr(tb, "tb_next", tb),
    lambda: setattr(tb, "tb_next", 5),
    lambda: setattr(tb, "tb_lineno", 5),
    lambda: types.TracebackType(1, 2, 3, 4),
):
    try:
        print(f())
    except (ValueError, TypeError, AttributeError) as e:
        print(type(e).__name__, e)


def deep(n):
    if n:
        deep(n - 1)
    else:
        1 / 0


try:
    deep(20)
except ZeroDivisionError as e:
    print(len(names(e.__traceback__)), names(e.__traceback__)[-1][0])


def multi():
    return [
        1,
        c("multi"),
    ]


try:
    multi()
except ValueError as e:
    print([(n, l - multi.__code__.co_firstlineno) for n, l in names(e.__traceback__)[1:2]])
