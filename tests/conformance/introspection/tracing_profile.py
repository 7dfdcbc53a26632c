# sys.setprofile: calls of Python and native functions
import sys

events = []


def profiler(frame, event, arg):
    shown = arg.__name__ if event.startswith("c_") else repr(arg) if event == "return" else arg
    events.append((event, frame.f_code.co_name, shown))


def flush(title):
    print(title)
    for e in events:
        print("   ", *e)
    events.clear()


def leaf(x):
    return abs(x)


def native():
    a = len([1])
    b = [3, 1]
    b.sort()
    b.append(leaf(-2))
    return a, sorted(b, key=leaf)


def fails():
    try:
        int.from_bytes(5, "no")
    except Exception:
        pass
    return ord("")


def gen():
    yield 1
    yield len("ab")


def caller():
    try:
        fails()
    except TypeError:
        pass
    return list(gen())


print(sys.getprofile())
sys.setprofile(profiler)
native()
sys.setprofile(None)
flush("native")
sys.setprofile(profiler)
caller()
sys.setprofile(None)
flush("caller")


def bad(frame, event, arg):
    raise OSError(event)


sys.setprofile(bad)
try:
    leaf(1)
except OSError as e:
    print(repr(e), sys.getprofile())


def tracer(frame, event, arg):
    events.append((event, frame.f_code.co_name, "trace"))
    return tracer


sys.settrace(tracer)
sys.setprofile(profiler)
leaf(1)
sys.setprofile(None)
sys.settrace(None)
flush("both")
