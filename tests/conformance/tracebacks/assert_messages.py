# assert with messages of several types.
import sys
def check(msg):
    assert 2 + 2 == 5, msg
for m in ("text", 5, None, ("a", 1), "", ["l"], ValueError("v"), "multi\nline"):
    try:
        check(m)
    except AssertionError:
        sys.excepthook(*sys.exc_info())
def multi(a, b):
    assert (
        a == b
    ), "not equal: %r and %r" % (a, b)
multi(1, 2)
