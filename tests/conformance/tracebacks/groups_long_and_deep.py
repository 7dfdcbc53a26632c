# Groups beyond the printed width and depth.
def deep(n):
    return ValueError("bottom") if n == 0 else ExceptionGroup("level %d" % n, [deep(n - 1)])
import sys
try:
    raise deep(14)
except ExceptionGroup:
    sys.excepthook(*sys.exc_info())
raise ExceptionGroup("wide", [ValueError(i) for i in range(20)])
