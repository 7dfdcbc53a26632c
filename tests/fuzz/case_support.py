# What every generated program starts with: showing values in one way everywhere, running cases,
# and bounds that keep programs small. Nothing shown depends on hashes, addresses or time.
import math


class OutOfFuel(Exception):
    """A case took too many turns."""


class Custom(ValueError):
    def __init__(self, code, *rest):
        super().__init__(code, *rest)
        self.code = code


class State:
    fuel = 0
    silent = False


def text_of(value, depth=0):
    if depth > 6:
        return "..."
    if isinstance(value, (set, frozenset)):
        items = sorted(text_of(v, depth + 1) for v in value)
        return f"{type(value).__name__}<{', '.join(items)}>"
    if type(value) is list:
        return "[" + ", ".join(text_of(v, depth + 1) for v in value) + "]"
    if type(value) is tuple:
        return "(" + "".join(text_of(v, depth + 1) + "," for v in value) + ")"
    if type(value) is dict:
        pairs = (f"{text_of(k, depth + 1)}: {text_of(v, depth + 1)}" for k, v in value.items())
        return "{" + ", ".join(pairs) + "}"
    if value is None or isinstance(value, (int, float, complex, str, bytes, bytearray, range, slice)):
        return ascii(value)
    if isinstance(value, BaseException):
        return f"{type(value).__name__}{text_of(value.args, depth + 1)}"
    if hasattr(type(value), "shown"):
        return value.shown()
    return f"<{type(value).__name__}>"


def show(label, *values):
    if not State.silent:
        print(label, *map(text_of, values))


def traced(label, value):
    show(f"~{label}", value)
    return value


def report(error):
    show("!", type(error).__name__, str(error))


def tick():
    State.fuel -= 1
    if State.fuel < 0:
        raise OutOfFuel("out of fuel")


def clamp(value):
    if isinstance(value, int) and value.bit_length() > 300:
        return value % (2**89 - 1)
    if isinstance(value, (str, bytes, list, tuple)) and len(value) > 60:
        return value[:60]
    return value


def finish(generator):
    try:
        if hasattr(generator, "close"):
            generator.close()
    except Exception as error:
        report(error)


class Manager:
    def __init__(self, name, swallow=()):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        show("enter", self.name)
        return self.name

    def __exit__(self, kind, value, trace):
        show("exit", self.name, kind.__name__ if kind else None)
        return kind is not None and issubclass(kind, self.swallow)


def run(number, case, heat=1):
    """Runs the case, of `heat` times the last one aloud."""
    print("case", number)
    for turn in range(heat):
        State.fuel = 5000
        State.silent = turn < heat - 1
        try:
            show("returned", case())
        except Exception as error:
            report(error)
    State.silent = False
