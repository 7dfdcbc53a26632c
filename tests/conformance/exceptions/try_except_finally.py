# try / except / else / finally: order, flow control, return values.
def run(what):
    log = []
    try:
        log.append("try")
        if what == "value":
            raise ValueError("v")
        if what == "key":
            raise KeyError("k")
        if what == "type":
            raise TypeError
        if what == "return":
            return log
    except ValueError as e:
        log.append("ValueError " + str(e))
    except (KeyError, IndexError) as e:
        log.append(type(e).__name__ + " " + str(e))
    else:
        log.append("else")
    finally:
        log.append("finally")
    return log


for w in ("none", "value", "key", "return"):
    print(w, run(w))
try:
    run("type")
except TypeError as e:
    print("outer", repr(e))


def f1():
    try:
        return "try"
    finally:
        return "finally"


def f2():
    try:
        1 / 0
    finally:
        return "swallowed"


def f3():
    for i in range(3):
        try:
            continue
        finally:
            print("f3", i, end="; ")
    return "end"


def f4():
    while True:
        try:
            break
        finally:
            print("f4 finally", end="; ")
    return "end"


def f5():
    for i in range(3):
        try:
            1 / 0
        except ZeroDivisionError:
            continue
        finally:
            if i == 1:
                break
    return i


def f6():
    x = 1
    try:
        return x
    finally:
        x = 2


def f7():
    l = [1]
    try:
        return l
    finally:
        l.append(2)


def f8():
    for i in range(2):
        try:
            return "returned"
        finally:
            continue
    return "after loop"


def f9():
    try:
        try:
            raise KeyError("inner")
        finally:
            print("f9 inner finally", end="; ")
    except KeyError as e:
        return repr(e)


def f10():
    try:
        try:
            raise KeyError("first")
        finally:
            raise ValueError("second")
    except ValueError as e:
        return repr(e), repr(e.__context__)


def f11():
    try:
        try:
            raise KeyError("a")
        except KeyError:
            raise
    except KeyError as e:
        return repr(e)


def f12():
    try:
        pass
    except:
        return "never"
    else:
        try:
            1 / 0
        except ZeroDivisionError:
            return "in else"
    finally:
        print("f12", end="; ")


def f13():
    try:
        yield 1
    finally:
        print("gen finally", end="; ")


def f14():
    with_else = []
    for i in range(2):
        try:
            if i:
                raise ValueError
        except ValueError:
            with_else.append("except")
        else:
            with_else.append("else")
    return with_else


for f in (f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, lambda: list(f13()), f14):
    print(f())


def e(f):
    try:
        print("ok", f())
    except BaseException as ex:
        print(type(ex).__name__ + ":", ex)


def bad_match(t):
    try:
        raise ValueError("x")
    except t:
        return "caught"


e(lambda: bad_match(5))
e(lambda: bad_match("ValueError"))
e(lambda: bad_match((ValueError, 5)))
e(lambda: bad_match((5, ValueError)))
e(lambda: bad_match(()))
e(lambda: bad_match(int))
e(lambda: bad_match([ValueError]))
e(lambda: bad_match(((ValueError,),)))
e(lambda: bad_match(Exception))
e(lambda: bad_match(BaseException))
e(lambda: bad_match((KeyError, LookupError)))


def unbound():
    try:
        raise ValueError
    except ValueError as err:
        pass
    return err


e(unbound)
err = "global"
try:
    raise ValueError
except ValueError as err:
    pass
e(lambda: err)


def rebinding():
    try:
        raise ValueError("a")
    except ValueError as e:
        e = "rebound"
        print(e, end="; ")
    return "e" in locals()


print(rebinding())


def deleted():
    try:
        raise ValueError("a")
    except ValueError as e:
        del e
    return "fine"


print(deleted())


def matched_lazily():
    def t(x):
        print("eval", x.__name__, end="; ")
        return x

    try:
        raise IndexError
    except t(KeyError):
        return 1
    except t(LookupError):
        return 2
    except t(OSError):
        return 3


print(matched_lazily())
