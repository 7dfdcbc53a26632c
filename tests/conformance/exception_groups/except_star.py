# except*: matching, splitting, re-raising, else/finally, variables, nesting.
def run(exc, label):
    print("--", label)
    try:
        try:
            if exc is not None:
                raise exc
            print("body")
        except* ValueError as e:
            print("ValueError:", repr(e))
        except* (KeyError, TypeError) as e:
            print("Key/Type:", repr(e))
        else:
            print("else")
        finally:
            print("finally")
    except BaseException as rest:
        print("rest:", repr(rest), "context", repr(rest.__context__))


G = ExceptionGroup
run(None, "nothing")
run(ValueError(1), "bare value")
run(G("g", [ValueError(1), ValueError(2)]), "all one")
run(G("g", [ValueError(1), KeyError(2), TypeError(3)]), "both")
run(G("g", [ValueError(1), OSError(2)]), "with rest")
run(G("g", [OSError(2)]), "no match")
run(OSError("bare"), "bare no match")
run(G("a", [G("b", [ValueError(1), OSError(1)]), KeyError(2)]), "nested")
run(BaseExceptionGroup("b", [ValueError(1), KeyboardInterrupt()]), "base group")
run(KeyboardInterrupt(), "bare base")


def raising():
    try:
        try:
            raise G("g", [ValueError(1), KeyError(2), OSError(3)])
        except* ValueError:
            raise TypeError("new")
        except* KeyError as k:
            raise
    except BaseException as x:
        return x


def show(x, d=0):
    print(
        "  " * d + (f"{type(x).__name__}({x})" if isinstance(x, BaseExceptionGroup) else repr(x)),
        "| ctx:",
        repr(x.__context__),
        "| cause:",
        repr(x.__cause__),
    )
    for s in getattr(x, "exceptions", ()):
        show(s, d + 1)


show(raising())


def raise_only():
    try:
        try:
            raise G("g", [ValueError(1)])
        except* ValueError:
            raise KeyError("replacement")
    except BaseException as x:
        return x


show(raise_only())


def raise_from():
    try:
        try:
            raise ValueError("bare")
        except* ValueError as e:
            raise KeyError("k") from e
    except BaseException as x:
        return x


show(raise_from())


def reraise_all():
    try:
        try:
            raise G("g", [ValueError(1), G("h", [KeyError(2), ValueError(3)])])
        except* ValueError:
            raise
        except* KeyError:
            raise
    except BaseException as x:
        return x


show(reraise_all())


def bare_reraise():
    try:
        try:
            raise ValueError("naked")
        except* ValueError:
            raise
    except BaseException as x:
        return x


show(bare_reraise())


def two_new():
    try:
        try:
            raise G("g", [ValueError(1), KeyError(2)])
        except* ValueError:
            1 / 0
        except* KeyError:
            [][1]
    except BaseException as x:
        return x


show(two_new())


def e(f):
    try:
        print("ok", f())
    except BaseException as ex:
        print(type(ex).__name__ + ":", ex)


def bad(t):
    try:
        raise ValueError(1)
    except* t:
        return_value = 1
    return "done"


e(lambda: bad(5))
e(lambda: bad(ExceptionGroup))
e(lambda: bad((ValueError, BaseExceptionGroup)))
e(lambda: bad(()))
e(lambda: bad((ValueError, 5)))
e(lambda: bad(int))
e(lambda: bad(Exception))


def scope():
    try:
        raise ValueError
    except* ValueError as q:
        pass
    return q


e(scope)


def nested():
    out = []
    try:
        raise G("g", [G("h", [ValueError(1)]), KeyError(2)])
    except* ValueError as a:
        try:
            raise G("inner", [OSError(1), KeyError(3)])
        except* OSError as b:
            out.append(repr(b))
        except* KeyError as b:
            out.append(repr(b))
        out.append(repr(a))
    except* KeyError as b:
        out.append(repr(b))
    return out


print(nested())


def loop():
    out = []
    for i in range(3):
        try:
            if i == 1:
                raise ValueError(i)
        except* ValueError as x:
            out.append(x.exceptions)
        else:
            out.append("else %d" % i)
    return out


print(loop())
for src in (
    "try: pass\nexcept* ValueError: pass\nexcept KeyError: pass",
    "try: pass\nexcept*: pass",
    "def f():\n try: pass\n except* ValueError: return",
    "for i in []:\n try: pass\n except* ValueError: break",
    "for i in []:\n try: pass\n except* ValueError: continue",
    "try: pass\nexcept *ValueError: pass",
    "try: pass\nexcept* (A, B) as c: pass",
):
    try:
        compile(src, "s", "exec")
        print("compiles")
    except SyntaxError as x:
        print(x.msg, x.lineno)
