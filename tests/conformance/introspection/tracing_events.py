# sys.settrace: which events functions see, with their lines
import sys

log = []


def show(arg):
    if isinstance(arg, tuple) and len(arg) == 3 and isinstance(arg[0], type):
        return f"{arg[0].__name__}({arg[1]})"
    return repr(arg) if isinstance(arg, (int, str, list, type(None))) else type(arg).__name__


def tracer(frame, event, arg):
    code = frame.f_code
    log.append(f"{event} {code.co_name}+{frame.f_lineno - code.co_firstlineno} {show(arg)}")
    return tracer


def run(f, *args):
    log.clear()
    sys.settrace(tracer)
    try:
        result = f(*args)
    except Exception as e:
        result = e
    sys.settrace(None)
    print(f.__name__, "->", repr(result))
    for line in log:
        print("   ", line)


def straight(x):
    y = x + 1
    z = y * 2
    return z


def implicit(x):
    y = x


def branches(n):
    if n > 1:
        a = 1
    elif n == 1:
        a = 2
    else:
        a = 3
    return a


def for_loop(n):
    total = 0
    for i in range(n):
        total += i
    return total


def while_loop(n):
    while n > 0:
        n -= 1
    return n


def loop_on_one_line(n):
    for i in range(n): n = i
    return n


def nested(n):
    return straight(n) + straight(n + 1)


def handled():
    try:
        raise ValueError("v")
    except ValueError as e:
        x = str(e)
    return x


def fails():
    x = 1
    raise KeyError("k")


def passes_on():
    x = 0
    fails()
    return x


def finally_runs(n):
    try:
        y = 10 // n
    finally:
        z = 1
    return y


class Manager:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        return self.name

    def __exit__(self, *args):
        return False


def with_statement():
    with Manager("m") as m:
        n = m
    return n


def gen(n):
    for i in range(n):
        yield i


def uses_generator():
    out = []
    for v in gen(2):
        out.append(v)
    return out


def delegates():
    r = yield from gen(1)
    yield r


def uses_delegate():
    return [*delegates()]


def comprehension():
    return [i * 2 for i in range(2)]


def closure(a):
    def inner():
        return a
    return inner()


def call_over_lines(a):
    return max(
        a,
        2,
    )


def keyword(a, *rest, b=2, **more):
    return a + b


def calls_keyword():
    return keyword(1, 2, 3, b=4, c=5)


def recursive(n):
    if n == 0:
        return 0
    return recursive(n - 1)


run(straight, 1)
run(implicit, 1)
for n in (2, 1, 0):
    run(branches, n)
run(for_loop, 2)
run(while_loop, 2)
run(loop_on_one_line, 2)
run(nested, 1)
run(handled)
run(fails)
run(passes_on)
run(finally_runs, 5)
run(finally_runs, 0)
run(with_statement)
run(uses_generator)
run(uses_delegate)
run(comprehension)
run(closure, 3)
run(call_over_lines, 3)
run(calls_keyword)
run(recursive, 2)
