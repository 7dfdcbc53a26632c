# assert with and without messages.
assert True
assert 1, "unused"
assert [0]


def check(f):
    try:
        f()
        print("no error")
    except AssertionError as e:
        print(repr(e), e.args, str(e))


def a1():
    assert False


def a2():
    assert 0, "message"


def a3():
    assert [], ("tuple", 1)


def a4():
    assert None, 5


def a5():
    assert 1 == 2, f"{1} is not {2}"


def a6():
    assert not 1, None


def a7():
    assert "", ValueError("inner")


for f in (a1, a2, a3, a4, a5, a6, a7):
    check(f)


def lazily():
    print("message evaluated")
    return "msg"


def a8():
    assert True, lazily()


def a9():
    assert False, lazily()


check(a8)
check(a9)


def a10():
    assert (yield), "x"


check(a10)
try:
    assert 1 > 2 > 3, "chain"
except AssertionError as e:
    print(e)
try:
    assert all(x > 0 for x in (1, 0)), [x for x in range(3)]
except AssertionError as e:
    print(e.args)
AssertionErrorSaved = AssertionError
try:
    AssertionError = ValueError
    assert False, "the built-in one"
except AssertionErrorSaved as e:
    print(type(e).__name__, e)
print(__debug__)
try:
    assert a1() is None
except AssertionErrorSaved as e:
    print(repr(e))
