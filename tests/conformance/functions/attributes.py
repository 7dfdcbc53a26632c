# Attributes of function objects.
def f(a, b=1, *args, c, d=2, **kw) -> int:
    """Doc string."""
    x = a
    return x


print(f.__name__, f.__qualname__, f.__doc__, f.__module__)
print(f.__defaults__, f.__kwdefaults__, f.__annotations__, f.__closure__)
print(
    f.__code__.co_name,
    f.__code__.co_argcount,
    f.__code__.co_kwonlyargcount,
    f.__code__.co_posonlyargcount,
    f.__code__.co_nlocals,
    f.__code__.co_varnames,
)
print(f.__globals__ is globals(), f.__dict__, f.__builtins__ is not None)
f.tag = "x"
f.count = 0
f.count += 1
print(f.tag, f.count, f.__dict__, hasattr(f, "nothing"))
del f.tag
try:
    f.tag
except AttributeError as e:
    print(e)
f.__name__ = "renamed"
f.__qualname__ = "deep.renamed"
f.__doc__ = "other"
print(f.__name__, f.__qualname__, f.__doc__, repr(f).split(" at ")[0])
for attr, val in (
    ("__name__", 5),
    ("__qualname__", None),
    ("__code__", 3),
    ("__dict__", []),
    ("__globals__", {}),
    ("__closure__", ()),
    ("__defaults__", 1),
    ("__kwdefaults__", ()),
    ("__annotations__", 3),
):
    try:
        setattr(f, attr, val)
        print("set", attr)
    except (TypeError, AttributeError) as e:
        print(attr, type(e).__name__, e)


def g(x):
    return x * 2


def h(x):
    return x * 3


g.__code__ = h.__code__
print(g(5), g.__name__)


def outer():
    n = 1

    def inner():
        return n

    return inner


try:
    g.__code__ = outer().__code__
except ValueError as e:
    print(e)
f.__annotations__ = {"z": int}
print(f.__annotations__)
f.__annotations__ = None
print(f.__annotations__)
del f.__doc__
print(f.__doc__)
f.__dict__ = {"q": 1}
print(f.q)
print(outer().__closure__[0].cell_contents, outer().__qualname__)
import types

print(
    type(f) is types.FunctionType,
    type(lambda: 0) is types.LambdaType,
    isinstance(print, types.BuiltinFunctionType),
)
k = types.FunctionType(h.__code__, {}, "made", (4,))
print(k.__name__, k(), k(1))
print(f == f, f == g, len({f, f, g}), bool(f))
print(
    print.__name__,
    len.__qualname__,
    [].append.__name__,
    [].append.__qualname__,
    str.join.__qualname__,
    len.__module__,
)
try:
    print.x = 1
except AttributeError as e:
    print(e)
