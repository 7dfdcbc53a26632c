# Nested exception groups with causes, contexts and notes.
def raised(e):
    try:
        raise e
    except BaseException as x:
        return x
def chained():
    try:
        try:
            1 / 0
        except ZeroDivisionError as z:
            raise KeyError("from zero") from z
    except KeyError as k:
        k.add_note("note on key error")
        return k
inner = raised(ExceptionGroup("inner", [raised(OSError(2, "gone")), chained()]))
inner.add_note("note on inner")
deeper = ExceptionGroup("deeper", [ExceptionGroup("deepest", [ValueError("bottom")])])
try:
    raise LookupError("context of the whole")
except LookupError:
    raise BaseExceptionGroup("outer", [inner, raised(SystemExit(3)), deeper, AssertionError()])
