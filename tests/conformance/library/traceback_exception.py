# traceback.TracebackException, StackSummary, FrameSummary; groups, clear_frames, capture_locals
import re
import traceback


def clean(text):
    return re.sub(r'File ".*?([^/"]+)"', r'File "\1"', text)


def fails(depth, secret="value"):
    if depth:
        return fails(depth - 1)
    raise LookupError("bottom")


def run():
    try:
        fails(2)
    except LookupError as e:
        te = traceback.TracebackException.from_exception(e, capture_locals=True)
        print(clean("".join(te.format())))
        print(te.exc_type.__name__, str(te), len(te.stack), te.__cause__, te.__suppress_context__, [f.name for f in te.stack])
        frame = te.stack[-1]
        print(frame.name, frame.line, frame.locals, frame[1:3], len(frame), frame == tuple(frame))
        again = traceback.TracebackException.from_exception(e, capture_locals=True)
        print(te == again, te != 5)
        print(list(te.format_exception_only()))
        tb = e.__traceback__
        while tb.tb_next:
            tb = tb.tb_next
        print(tb.tb_frame.f_locals["secret"], traceback.clear_frames(tb), tb.tb_frame.f_locals)


run()
try:
    raise ExceptionGroup("many", [ValueError("a"), ExceptionGroup("inner", [KeyError("k"), TypeError("t")]), OSError("o")])
except ExceptionGroup as g:
    print(clean(traceback.format_exc()))
    te = traceback.TracebackException.from_exception(g, max_group_width=2, max_group_depth=1)
    print(clean("".join(te.format())))


def group_with_frames():
    found = []
    for f in (lambda: 1 / 0, lambda: int("x")):
        try:
            f()
        except Exception as e:
            found.append(e)
    raise ExceptionGroup("collected", found)


try:
    group_with_frames()
except ExceptionGroup as g:
    g.add_note("a note on the group")
    print(clean("".join(traceback.format_exception(g))))
summary = traceback.StackSummary.from_list([("x.py", 1, "f", "line"), ("x.py", 1, "f", "line")] * 5)
print("".join(summary.format()))
print(traceback.StackSummary.from_list([]).format(), type(summary[:1]).__name__)


def walker():
    return traceback.StackSummary.extract(traceback.walk_stack(None), limit=1)


print(len(walker()))
a = ValueError("a")
b = ValueError("b")
a.__context__ = b
b.__context__ = a
print(traceback.format_exception(a))
c = ValueError("self")
c.__cause__ = c
print("".join(traceback.format_exception(c)))


class Hidden(Exception):
    __module__ = "some.module"


print(traceback.format_exception_only(Hidden("h")), [a for a in traceback.__all__ if a.startswith("print")])
try:
    exec("def g():\n    raise ValueError('no source')\ng()")
except ValueError:
    print(clean(traceback.format_exc()))
