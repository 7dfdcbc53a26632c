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
    if isinstance(value, str) and " at 0x" in value:
        return ascii(value[: value.index(" at 0x")])
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


def number_hash(value):
    """Texts have other hashes in each run."""
    return hash(value) if isinstance(value, (int, float)) and value == value else 0


def signed(value):
    """A NaN's sign depends on the machine's operations, and Orrery's values do not keep it."""
    return value if value == value else 0.0


def report(error):
    """What was being called when the stack was full is the interpreter's own affair."""
    text = "" if isinstance(error, RecursionError) else str(error)
    show("!", type(error).__name__, text)


def tick():
    State.fuel -= 1
    if State.fuel < 0:
        raise OutOfFuel("out of fuel")


def dive():
    """Ends a recursion long before the stack is full: how much room is left differs."""
    State.fuel -= 99
    tick()


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


def logged(tag):
    def decorate(function):
        def wrapper(*args, **kwargs):
            show(f"@{tag}", len(args), sorted(kwargs))
            return function(*args, **kwargs)
        return wrapper
    return decorate


class Checked:
    """A descriptor for ints, kept in the instance's dictionary under another name."""

    def __init__(self, low=None):
        self.low = low

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return f"descriptor {self.name}"
        return instance.__dict__["_" + self.name]

    def __set__(self, instance, value):
        if not isinstance(value, int):
            raise TypeError(f"{self.name} must be int, not {type(value).__name__}")
        if self.low is not None and value < self.low:
            raise ValueError(f"{self.name} below {self.low}")
        instance.__dict__["_" + self.name] = value

    def __delete__(self, instance):
        show("deleted", self.name)
        del instance.__dict__["_" + self.name]


class Registry(type):
    """A metaclass that numbers attributes and counts instances."""

    def __new__(mcls, name, bases, namespace, **options):
        cls = super().__new__(mcls, name, bases, namespace)
        cls.made, cls.options = 0, sorted(options.items())
        return cls

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)

    def __call__(cls, *args):
        cls.made += 1
        return super().__call__(*args)

    def __getitem__(cls, key):
        return (cls.__name__, key)

    def __len__(cls):
        return cls.made


class Pause:
    """Awaited, yields `value` to whoever drives and gives what is sent."""

    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


class AsyncManager(Manager):
    async def __aenter__(self):
        await Pause("entering")
        return self.__enter__()

    async def __aexit__(self, *error):
        await Pause("leaving")
        return self.__exit__(*error)


def drive(coroutine):
    """Runs a coroutine to its end, showing what it yields and sending numbers."""
    sent = None
    for turn in range(100):
        try:
            show("yielded", coroutine.send(sent))
        except StopIteration as stop:
            return stop.value
        sent = turn
    coroutine.close()
    return "driven long enough"


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
