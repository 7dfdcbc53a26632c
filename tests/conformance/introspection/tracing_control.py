# settrace, gettrace and what trace functions can do: f_trace, f_trace_lines, errors
import sys

events = []


def note(frame, event, arg):
    events.append((event, frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno))


def work(x):
    y = x + 1
    return y


def flush(title):
    print(title, events)
    events.clear()


def calls_only(frame, event, arg):
    note(frame, event, arg)
    return None


sys.settrace(calls_only)
print(sys.gettrace() is calls_only)
work(1)
sys.settrace(None)
print(sys.gettrace())
flush("calls only")


def no_lines(frame, event, arg):
    note(frame, event, arg)
    frame.f_trace_lines = False
    return no_lines


sys.settrace(no_lines)
work(1)
sys.settrace(None)
flush("no lines")


def local(frame, event, arg):
    note(frame, "local " + event, arg)


def chooses(frame, event, arg):
    note(frame, event, arg)
    if frame.f_code.co_name == "work":
        return local


sys.settrace(chooses)
work(1)
len("x")
sys.settrace(None)
flush("local")


def fails_on_line(frame, event, arg):
    if event == "line":
        raise RuntimeError("in the trace function")
    return fails_on_line


sys.settrace(fails_on_line)
try:
    work(1)
except RuntimeError as e:
    print(e, sys.gettrace())


def fails_on_call(frame, event, arg):
    raise LookupError(event)


sys.settrace(fails_on_call)
try:
    work(1)
except LookupError as e:
    print(repr(e), sys.gettrace())


def in_the_middle():
    a = 1
    sys._getframe().f_trace = tracer
    sys.settrace(tracer)
    b = 2
    work(b)
    sys.settrace(None)
    c = 3


def tracer(frame, event, arg):
    note(frame, event, arg)
    return tracer


in_the_middle()
flush("middle")


def starts():
    sys._getframe(1).f_trace = tracer
    sys.settrace(tracer)


def started():
    a = 1
    starts()
    b = 2
    return b


started()
sys.settrace(None)
flush("started")


def stops(frame, event, arg):
    note(frame, event, arg)
    sys.settrace(None)
    return stops


sys.settrace(stops)
work(1)
flush("stops")


def sees_locals(frame, event, arg):
    events.append((event, dict(frame.f_locals), frame.f_trace is sees_locals, arg))
    return sees_locals


sys.settrace(sees_locals)
work(5)
sys.settrace(None)
flush("locals")

f = sys._getframe()
print(f.f_trace, f.f_trace_lines, f.f_trace_opcodes)
for name in "f_trace_lines", "f_trace_opcodes":
    for value in False, 1:
        try:
            setattr(f, name, value)
        except TypeError as e:
            print(e)
    print(getattr(f, name))


def throws_in():
    g = gen()
    next(g)
    try:
        g.throw(ValueError("thrown"))
    except ValueError:
        pass
    g = gen()
    next(g)
    g.close()


def gen():
    x = 1
    yield x
    x = 2


sys.settrace(tracer)
throws_in()
sys.settrace(None)
flush("throw")

exec(compile("def f():\n  return 1\n\nf()\n", "<text>", "exec"), {"__name__": "m"})


def module_tracer(frame, event, arg):
    if frame.f_code.co_filename == "<text>":
        events.append((event, frame.f_code.co_name, frame.f_lineno))
        return module_tracer


code = compile("x = 1\ndef f():\n    return x\n\nf()\nclass C:\n    y = 2\n", "<text>", "exec")
sys.settrace(module_tracer)
exec(code, {"__name__": "m"})
sys.settrace(None)
flush("module")
try:
    sys.call_tracing(work, [1])
except TypeError as e:
    print(e)
