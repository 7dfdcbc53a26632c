# send(), throw() and close() in all generator states.
def echo():
    got = yield "ready"
    while True:
        try:
            got = yield "got %r" % (got,)
        except ValueError as e:
            got = "caught " + str(e)
        except GeneratorExit:
            print("exiting", end="; ")
            raise
        finally:
            print("f", end="; ")


g = echo()
print(
    next(g),
    g.send(1),
    g.send(None),
    g.throw(ValueError("v")),
    g.throw(ValueError, "typed"),
    g.throw(ValueError),
    next(g),
)
print(g.close(), g.close(), next(g, "finished"))


def e(f):
    try:
        print("ok", f())
    except BaseException as ex:
        print(
            type(ex).__name__ + ":",
            ex,
            "| context",
            repr(ex.__context__),
            "| cause",
            repr(ex.__cause__),
        )


e(lambda: echo().send(5))
e(lambda: echo().throw(KeyError("early")))
e(lambda: g.send(1))
e(lambda: g.throw(KeyError("late")))
e(lambda: echo().close())
e(lambda: g.throw(5))
e(lambda: g.throw(int))
e(lambda: g.throw(KeyError("a"), "b"))
e(lambda: g.throw())
e(lambda: echo().throw(KeyError, KeyError("inst")))
e(lambda: echo().throw(KeyError, ("a", "b")))
e(lambda: echo().throw(KeyError, None, 5))
e(lambda: g.send())
e(lambda: g.close(1))


def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield "ignored"


i = ignores()
next(i)
e(i.close)


def swallow():
    try:
        yield 1
    except GeneratorExit:
        return 5


s = swallow()
next(s)
e(s.close)
e(lambda: next(s))


def replaces():
    try:
        yield 1
    except GeneratorExit:
        raise KeyError("from close")


r = replaces()
next(r)
e(r.close)
e(r.close)


def fin_raise():
    try:
        yield 1
    finally:
        raise LookupError("in finally")


r = fin_raise()
next(r)
e(r.close)
r = fin_raise()
next(r)
e(lambda: r.throw(KeyError("k")))


def acc():
    total = 0
    while True:
        v = yield total
        if v is None:
            return total
        total += v


a = acc()
next(a)
print(a.send(3), a.send(4))
e(lambda: a.send(None))


def ret_on_throw():
    try:
        yield 1
    except KeyError:
        return "returned"


r = ret_on_throw()
next(r)
e(lambda: r.throw(KeyError))


def stop_thrown():
    yield 1


r = stop_thrown()
next(r)
e(lambda: r.throw(StopIteration("thrown in")))


def context():
    try:
        raise KeyError("handled")
    except KeyError:
        yield "inside handler"
    yield "after"


c = context()
next(c)
e(lambda: c.throw(ValueError("thrown")))


def yields_in_except():
    try:
        1 / 0
    except ZeroDivisionError:
        import sys

        yield sys.exc_info()[0].__name__
        yield sys.exc_info()[0].__name__


import sys

y = yields_in_except()
print(next(y), sys.exc_info())
try:
    raise KeyError
except KeyError:
    print(next(y), sys.exc_info()[0].__name__)
y.close()


def exprs():
    x = yield (yield (yield 1) + 1)
    print("x =", x)
    yield [(yield "a"), (yield "b")]
    yield f"{(yield 'f')}!"
    print((yield "p"), end="; ")
    d = {(yield "k"): (yield "v")}
    yield d


g = exprs()
next(g)
print(
    g.send(10),
    g.send(20),
    g.send(30),
    g.send(40),
    g.send(50),
    g.send(60),
    g.send(70),
    g.send(80),
    g.send(90),
    g.send(100),
    g.send(110),
)
tb = ValueError("with own traceback")


def t():
    yield


x = t()
next(x)
try:
    x.throw(tb)
except ValueError as err:
    print(err is tb, err.__traceback__ is not None)
