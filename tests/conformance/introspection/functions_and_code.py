# Code objects, function attributes, inspect.signature, frames, locals.
import inspect, sys


def f(a, b=1, /, c=2, *args, d, e=5, **kw):
    """Doc of f."""
    x = a

    def inner():
        return x, c

    y = [z for z in args]
    return inner


c = f.__code__
print(
    c.co_name,
    c.co_qualname,
    c.co_argcount,
    c.co_posonlyargcount,
    c.co_kwonlyargcount,
    c.co_nlocals,
    c.co_varnames,
    c.co_names,
    c.co_cellvars,
    c.co_freevars,
    c.co_flags & 0x0F,
    c.co_firstlineno,
    c.co_filename.endswith("functions_and_code.py"),
)
print(
    f("A", d=1).__code__.co_freevars,
    f("A", d=1).__closure__[0].cell_contents,
    f("A", d=1)(),
    f.__qualname__,
    f("A", d=1).__qualname__,
    (lambda: 0).__qualname__,
    f.__defaults__,
    f.__kwdefaults__,
)


class K:
    def m(self, p, *, q: int = 3) -> "ret":
        return sys._getframe().f_code.co_qualname

    class In:
        def deep(self):
            return (lambda: sys._getframe().f_code.co_qualname)()

    @staticmethod
    def s(v):
        pass

    @classmethod
    def cm(cls, v):
        pass

    def __init__(self, z=1):
        pass

    def __call__(self, w):
        pass


print(K().m(1), K.In().deep(), K.m.__qualname__, K.In.deep.__qualname__, K().m.__qualname__)
print(
    inspect.signature(f),
    inspect.signature(K.m),
    inspect.signature(K().m),
    inspect.signature(K),
    inspect.signature(K()),
    inspect.signature(K.s),
    inspect.signature(K.cm),
    inspect.signature(lambda: 0),
    inspect.signature(lambda *a, k=1, **q: 0),
)
s = inspect.signature(f)
print(
    [
        (p.name, p.kind.name, p.default if p.default is not p.empty else "empty")
        for p in s.parameters.values()
    ],
    s.return_annotation is inspect.Signature.empty,
    inspect.signature(K.m).return_annotation,
)
b = s.bind(1, 2, 3, 4, d=5, z=6)
print(b.args, b.kwargs, dict(b.arguments))
b = s.bind(1, d=2)
b.apply_defaults()
print(dict(b.arguments))
for g in (
    lambda: s.bind(),
    lambda: s.bind(1),
    lambda: s.bind(a=1, d=2),
    lambda: s.bind_partial(1).arguments,
    lambda: inspect.signature(5),
    lambda: inspect.signature(K.m).bind(1, 2, 3),
):
    try:
        print("ok", g())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(
    inspect.getdoc(f),
    inspect.isfunction(f),
    inspect.ismethod(K().m),
    inspect.isclass(K),
    inspect.isbuiltin(len),
    inspect.isroutine(f),
    inspect.ismodule(sys),
    inspect.isgeneratorfunction(f),
    inspect.iscode(c),
    inspect.isabstract(K),
    inspect.getmodule(f).__name__,
    inspect.getmro(K)[0].__name__,
    inspect.getfullargspec(f).args,
    inspect.getfullargspec(f).kwonlyargs,
    inspect.unwrap(f) is f,
    inspect.getattr_static(K, "s").__class__.__name__,
    inspect.cleandoc("  a\n    b\n  c"),
)


def gen():
    yield


async def co():
    pass


async def ag():
    yield


print(
    [bool(x.__code__.co_flags & m) for x in (f, gen, co, ag) for m in (0x20, 0x80, 0x200)],
    (lambda *a: 0).__code__.co_flags & 4,
    (lambda **a: 0).__code__.co_flags & 8,
)


def frames():
    fr = sys._getframe()
    return (
        fr.f_code.co_name,
        fr.f_back.f_code.co_name,
        fr.f_lineno - frames.__code__.co_firstlineno,
        sorted(fr.f_locals) == ["fr"],
        fr.f_globals is globals(),
        fr.f_builtins is not None,
        fr.f_trace,
    )


def caller():
    return frames()


print(caller())


def depth():
    n, fr = 0, sys._getframe()
    while fr:
        n += 1
        fr = fr.f_back
    return n


print(depth(), (lambda: depth())(), [depth() for _ in "a"])
try:
    sys._getframe(100)
except ValueError as e:
    print(e)


def local_vars(p):
    q = 1

    def r():
        return q

    before = sorted(locals().items(), key=lambda kv: kv[0])
    q = 2
    return [k for k, _ in before], locals()["q"], "p" in locals()


print(local_vars(0))
print(
    [n for n in dir(f) if not n.startswith("__")],
    sorted(set(dir(f)) - set(dir(object)))[:12],
    "co_positions" in dir(c),
)
print(
    c.co_consts[0],
    [k.co_name for k in c.co_consts if hasattr(k, "co_name")],
    f.__builtins__ is __builtins__.__dict__ if hasattr(__builtins__, "__dict__") else "dict",
    f.__module__,
)
n = c.replace(co_name="other", co_consts=c.co_consts)
print(n.co_name, n == c, type(n) is type(c))
for g in (
    lambda: c.replace(co_nope=1),
    lambda: setattr(c, "co_name", "x"),
    lambda: type(c)(),
    lambda: c.co_nope,
    lambda: sys._getframe("x"),
    lambda: sys._getframe().f_nope,
):
    try:
        print("ok", g())
    except (TypeError, AttributeError, ValueError) as e:
        print(type(e).__name__, str(e)[:60])
print(
    len(list(c.co_lines())) > 0,
    all(len(p) == 4 for p in c.co_positions()),
    [l - c.co_firstlineno for _, _, l in c.co_lines() if l is not None][-1] >= 1,
)


def documented():
    "only doc"


def undocumented():
    x = "not doc"


def fdoc():
    f"not a doc"


class Doc:
    "class doc"


print(
    documented.__doc__,
    undocumented.__doc__,
    fdoc.__doc__,
    Doc.__doc__,
    documented.__code__.co_consts,
    __doc__,
    len.__doc__ is not None,
)
