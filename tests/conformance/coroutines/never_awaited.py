# A coroutine that becomes garbage before it has started: its warning, and where errors go
import gc
import sys
import warnings


async def answer():
    return 42


def drop():
    answer()


def collect():
    drop()
    gc.collect()


shown = []
warnings.showwarning = lambda message, category, *rest: shown.append((str(message), category))
warnings.simplefilter("always")
collect()
print(shown)
started = answer()
try:
    started.send(None)
except StopIteration as e:
    print(e.value)
closed = answer()
closed.close()
del started, closed
gc.collect()
print(len(shown))

unraisable = []
sys.unraisablehook = lambda u: unraisable.append(
    (u.exc_type.__name__, str(u.exc_value), u.err_msg, type(u.object).__name__)
)
warnings.simplefilter("error")
collect()
print(unraisable)
unraisable.clear()
warnings.simplefilter("always")


def broken(coroutine):
    raise ValueError(coroutine.__name__)


original, warnings._warn_unawaited_coroutine = warnings._warn_unawaited_coroutine, broken
collect()
print(unraisable, shown[1:])
warnings._warn_unawaited_coroutine = lambda coroutine: print("asked for", coroutine.__name__)
collect()
del warnings._warn_unawaited_coroutine
collect()
print(len(shown))
