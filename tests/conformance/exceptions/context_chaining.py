# __context__ and __cause__ over functions, generators, with, finally, nested handlers.
def chain(ex):
    out = []
    seen = set()
    while ex is not None and id(ex) not in seen:
        seen.add(id(ex))
        out.append(
            repr(ex)
            + (" <cause>" if ex.__cause__ else " <none>" if ex.__suppress_context__ else "")
        )
        ex = ex.__cause__ or ex.__context__
    return " <- ".join(out)


def run(f):
    try:
        f()
    except BaseException as e:
        print(f.__name__, chain(e))


def helper():
    raise LookupError("helper")


def in_function():
    try:
        raise KeyError(1)
    except KeyError:
        helper()


def three():
    try:
        try:
            raise KeyError(1)
        except KeyError:
            raise ValueError(2)
    except ValueError:
        raise TypeError(3)


def fin():
    try:
        raise KeyError(1)
    finally:
        helper()


def in_else():
    try:
        pass
    except KeyError:
        pass
    else:
        raise ValueError("else has no context")


def sibling():
    try:
        raise KeyError(1)
    except KeyError:
        pass
    raise ValueError("after handler: no context")


def with_exit():
    class CM:
        def __enter__(self):
            pass

        def __exit__(self, *a):
            raise OSError("exit")

    with CM():
        raise KeyError("body")


def handled_inside():
    try:
        raise KeyError(1)
    except KeyError:
        try:
            raise ValueError(2)
        except ValueError:
            pass
        raise TypeError(3)


def explicit_then_implicit():
    try:
        try:
            raise KeyError(1)
        except KeyError as k:
            raise ValueError(2) from k
    except ValueError:
        raise TypeError(3)


def suppressed_then_context():
    try:
        try:
            raise KeyError(1)
        except KeyError:
            raise ValueError(2) from None
    except ValueError:
        raise TypeError(3)


def class_body():
    try:
        raise KeyError(1)
    except KeyError:

        class C:
            helper()


def gen_ctx():
    def g():
        try:
            yield
        except KeyError:
            raise ValueError("in gen")

    x = g()
    next(x)
    x.throw(KeyError("thrown"))


def gen_isolated():
    def g():
        yield 1
        raise ValueError("gen body")

    x = g()
    next(x)
    try:
        raise KeyError("outer")
    except KeyError:
        next(x)


def loop():
    last = None
    for i in range(4):
        try:
            if last:
                raise last
            raise KeyError(i)
        except Exception as e:
            try:
                raise ValueError(i)
            except ValueError as v:
                last = v
    raise last


def comp():
    try:
        raise KeyError(1)
    except KeyError:
        [1 / 0 for _ in range(1)]


def del_ctx():
    try:
        raise KeyError(1)
    except KeyError as k:
        v = ValueError(2)
        v.__context__ = OSError("manual")
        raise v


def manual_cycle():
    a, b, c = KeyError("a"), KeyError("b"), KeyError("c")
    a.__context__ = b
    b.__context__ = c
    c.__context__ = None
    try:
        raise a
    except KeyError:
        raise c


def reraise_as():
    try:
        raise KeyError(1)
    except KeyError as k:
        raise k from ValueError("why")


def same_cause():
    k = KeyError("self")
    raise k from k


def nested_fn():
    def a():
        try:
            raise KeyError("a")
        except KeyError:
            b()

    def b():
        try:
            raise ValueError("b")
        except ValueError:
            c()

    def c():
        try:
            raise TypeError("c")
        finally:
            raise OSError("d")

    a()


for f in (
    in_function,
    three,
    fin,
    in_else,
    sibling,
    with_exit,
    handled_inside,
    explicit_then_implicit,
    suppressed_then_context,
    class_body,
    gen_ctx,
    gen_isolated,
    loop,
    comp,
    del_ctx,
    manual_cycle,
    reraise_as,
    same_cause,
    nested_fn,
):
    run(f)
import sys

print(sys.exc_info())
try:
    raise KeyError("x")
except KeyError:
    print(sys.exc_info()[:2], sys.exception())
    try:
        raise ValueError
    except ValueError:
        print(sys.exc_info()[0].__name__)
    print(sys.exc_info()[0].__name__)
print(sys.exc_info(), sys.exception())
