# Folding counts only equal consecutive lines; a short recursion is not folded.
def down(n):
    if n == 0:
        raise ValueError("bottom")
    return down(n - 1)
def ping(n):
    if n == 0:
        raise KeyError("pong")
    return pong(n - 1)
def pong(n):
    return ping(n)
import sys
for n in (1, 2, 3, 4, 10):
    try:
        down(n)
    except ValueError:
        sys.excepthook(*sys.exc_info())
try:
    ping(3)
except KeyError:
    sys.excepthook(*sys.exc_info())
down(50)
