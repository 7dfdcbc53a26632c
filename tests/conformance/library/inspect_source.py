# inspect: getsource, getsourcelines, getcomments, findsource of functions, classes and nested code
import inspect


# A comment above the function
# in two lines.
def documented(a,
               b=2):
    """Docstring."""
    # inside

    def nested():
        return a
    return nested


def decorator(f):
    return f


@decorator
@decorator
def decorated():
    pass


class Klass:
    """A class."""

    x = 1

    def method(self):
        return "method"

    class Inner:
        y = 2


one = lambda x: x + 1
multi = [
    lambda a: (a,
               1),
]


def generator():
    for i in range(3):
        yield i
    # trailing comment

    # not part of it


async def coroutine():
    await other()


print(inspect.getsource(documented))
print(inspect.getcomments(documented))
print(inspect.getsource(documented(1)))
print(inspect.getsource(decorated))
print(inspect.getsource(Klass))
print(inspect.getsource(Klass.method), inspect.getsource(Klass.Inner))
print(inspect.getsource(one), inspect.getsource(multi[0]))
print(inspect.getsource(generator))
print(inspect.getsource(coroutine))
lines, start = inspect.getsourcelines(Klass.method)
print(lines, start, Klass.method.__code__.co_firstlineno == start)
print(inspect.getsource(Klass().method) == inspect.getsource(Klass.method), inspect.getsource(generator.__code__) == inspect.getsource(generator))
print(inspect.getfile(documented).rsplit("/", 1)[-1], inspect.getsourcefile(Klass).rsplit("/", 1)[-1], inspect.getabsfile(documented).rsplit("/", 1)[-1])
frame = inspect.currentframe()
print(inspect.getsource(frame).split("\n")[0], inspect.getcomments(Klass))
for bad in (len, 5, int, type("Dyn", (), {})):
    try:
        print(inspect.getsource(bad))
    except (TypeError, OSError) as e:
        print(type(e).__name__, str(e).split(", got")[0])
ns = {}
exec("def made(): pass", ns)
try:
    inspect.getsource(ns["made"])
except OSError as e:
    print("OSError", e)
print(inspect.getblock(["def f():\n", "    x\n", "\n", "y\n"]), "def signature(" in inspect.getsource(inspect.signature))
