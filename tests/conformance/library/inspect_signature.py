# inspect.signature: parameters, kinds, binding, formatting, methods, partials, wrapped, errors
import functools
import inspect
from inspect import Parameter, Signature, signature


def f(a, b=2, /, c=3, *args, d, e=5, **kw) -> int:
    pass


s = signature(f)
print(s, s.return_annotation, list(s.parameters))
for p in s.parameters.values():
    print(p, repr(p), p.name, p.kind, p.kind.description, p.default is Parameter.empty or p.default)
for g in (lambda: 0, lambda x, *, y=1: 0, lambda *a, **k: 0, lambda a, /: 0):
    print(signature(g))


def annotated(x: int, y: "str" = "d", *z: list[int], w: int | None = None) -> "Result":
    pass


print(signature(annotated), inspect.get_annotations(annotated), inspect.formatannotation(int), signature(annotated).parameters["y"].annotation)


class C:
    def __init__(self, x, y=1):
        pass

    def method(self, a):
        pass

    @classmethod
    def cm(cls, b):
        pass

    @staticmethod
    def sm(c):
        pass

    def __call__(self, q):
        pass


class D(C):
    pass


class New:
    def __new__(cls, n):
        return object.__new__(cls)


class Meta(type):
    def __call__(cls, *, meta):
        return super().__call__()


class WithMeta(metaclass=Meta):
    pass


print(signature(C), signature(C.method), signature(C(1).method), signature(C.cm), signature(C.sm), signature(C(1)), signature(D), signature(New), signature(WithMeta))
print(signature(functools.partial(f, 1, d=4)), signature(functools.partial(lambda a, b, c: 0, b=2)), signature(functools.partial(lambda a, b: 0, 1)))


@functools.wraps(f)
def wrapper(*args):
    pass


print(signature(wrapper), signature(wrapper, follow_wrapped=False), inspect.unwrap(wrapper) is f)
b = s.bind(1, 2, 3, 4, d=5, z=6)
print(b.arguments, b.args, b.kwargs, repr(b), b.signature is s)
b = s.bind(1, d=2)
print(b.arguments)
b.apply_defaults()
print(b.arguments, s.bind_partial(1).arguments, b == s.bind(1, d=2))


def attempt(fn):
    try:
        print(fn())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: s.bind())
attempt(lambda: s.bind(1))
attempt(lambda: s.bind(a=1, d=2))
attempt(lambda: signature(lambda x: 0).bind(1, 2))
attempt(lambda: signature(lambda x: 0).bind(y=2))
attempt(lambda: signature(lambda x: 0).bind(1, x=2))
attempt(lambda: signature(5))
attempt(lambda: Parameter("1x", Parameter.POSITIONAL_ONLY))
attempt(lambda: Parameter("x", 9))
attempt(lambda: Parameter("x", Parameter.VAR_POSITIONAL, default=1))
attempt(lambda: Parameter("for", Parameter.KEYWORD_ONLY))
attempt(lambda: Signature([Parameter("b", Parameter.KEYWORD_ONLY), Parameter("a", Parameter.POSITIONAL_ONLY)]))
attempt(lambda: Signature([Parameter("a", Parameter.KEYWORD_ONLY), Parameter("a", Parameter.KEYWORD_ONLY)]))
attempt(lambda: Signature([Parameter("a", Parameter.POSITIONAL_ONLY, default=1), Parameter("b", Parameter.POSITIONAL_ONLY)]))
new = s.replace(parameters=[p for p in s.parameters.values() if p.kind != Parameter.VAR_KEYWORD], return_annotation=Signature.empty)
print(new, new == s, hash(signature(lambda a: 0)) == hash(signature(lambda a: 0)), signature(lambda a: 0) == signature(lambda a: 1), s.parameters["c"].replace(name="z", default=0))


def fake():
    pass


fake.__signature__ = Signature([Parameter("shown", Parameter.POSITIONAL_OR_KEYWORD)])
print(signature(fake), inspect.getfullargspec(f), inspect.getcallargs(lambda a, b=2, *c, **d: 0, 1, x=3))
