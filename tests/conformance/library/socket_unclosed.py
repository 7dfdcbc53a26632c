# A socket that becomes garbage while open: a ResourceWarning, and its descriptor is closed
import gc
import os
import re
import socket
import sys
import warnings

shown = []
warnings.showwarning = lambda message, category, *rest: shown.append(
    (re.sub("fd=[0-9]+", "fd=N", str(message)), category.__name__)
)


def drop():
    s = socket.socket(socket.AF_UNIX)
    return s.fileno()


def dropped():
    descriptor = drop()
    drop()
    gc.collect()
    try:
        os.fstat(descriptor)
    except OSError as e:
        return type(e).__name__


print(dropped(), shown)
warnings.simplefilter("always")
print(dropped(), shown)
shown.clear()
with socket.socket(socket.AF_UNIX) as s:
    pass
a, b = socket.socketpair()
a.close()
os.close(b.detach())
del s, a, b
gc.collect()
print(shown)
unraisable = []
sys.unraisablehook = lambda u: unraisable.append((u.exc_type.__name__, type(u.object).__name__))
warnings.simplefilter("error")
print(dropped(), unraisable)
