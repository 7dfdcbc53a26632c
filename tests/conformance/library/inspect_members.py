# inspect: predicates, getmembers, doc cleaning, class trees, MRO, closures, generator and coroutine state
import functools
import inspect


class Base:
    """Base documentation.

        indented
    end.
    """
    attr = 1

    def method(self):
        "method doc"

    @property
    def prop(self):
        return 1


class Child(Base):
    other = 2

    def method(self):
        pass

    @classmethod
    def cm(cls):
        pass

    @staticmethod
    def sm():
        pass


public = lambda ms: [(n, type(v).__name__) for n, v in ms if not n.startswith("_")]
print(public(inspect.getmembers(Child)), public(inspect.getmembers(Child())), [n for n, _ in inspect.getmembers(Child, inspect.isfunction)], [n for n, _ in inspect.getmembers(Child(), inspect.ismethod)])
print([(a.name, a.kind, a.defining_class.__name__) for a in inspect.classify_class_attrs(Child) if not a.name.startswith("_")])
print(repr(inspect.getdoc(Base)), inspect.getdoc(Child), inspect.getdoc(Child.method), repr(inspect.cleandoc("  first\n    second\n      third\n")), [c.__name__ for c in inspect.getmro(Child)])


def gen():
    x = 1
    yield x
    yield 2


async def coro():
    pass


async def agen():
    yield


g, c, a = gen(), coro(), agen()
objs = {"gen": gen, "g": g, "coro": coro, "c": c, "agen": agen, "a": a, "class": Base, "len": len, "lambda": lambda: 0, "method": Child().method, "module": inspect, "code": gen.__code__, "prop": Base.prop, "slot": object.__init__, "partial": functools.partial(gen), "int": 5, "builtin method": [].append, "descriptor": str.join}
for pred in ("isfunction", "ismethod", "isclass", "ismodule", "isbuiltin", "isroutine", "isgenerator", "isgeneratorfunction", "iscoroutine", "iscoroutinefunction", "isasyncgen", "isasyncgenfunction", "isawaitable", "iscode", "isdatadescriptor", "ismethoddescriptor", "isabstract"):
    print(pred, [k for k, v in objs.items() if getattr(inspect, pred)(v)])
print(inspect.getgeneratorstate(g), inspect.getgeneratorlocals(g), next(g), inspect.getgeneratorstate(g), inspect.getgeneratorlocals(g), g.close(), inspect.getgeneratorstate(g), inspect.getcoroutinestate(c), c.close(), inspect.getcoroutinestate(c))


def outer():
    free = 5

    def inner():
        return free, undefined_name, len
    return inner


cv = inspect.getclosurevars(outer())
print(cv.nonlocals, sorted(cv.builtins), cv.unbound, sorted(cv.globals))
print(inspect.getclasstree([Base, Child]))
print(inspect.getattr_static(Child(), "prop") is Base.__dict__["prop"], inspect.getattr_static(Child, "nope", "dflt"), type(inspect.getattr_static(Child, "sm")).__name__)


class Dynamic:
    def __getattr__(self, name):
        return "dynamic"


try:
    inspect.getattr_static(Dynamic(), "x")
except AttributeError as e:
    print(e)


def where():
    f = inspect.currentframe()
    info = inspect.getframeinfo(f)
    return info.function, info.code_context[0].strip(), info.index, inspect.stack()[1].function, [i.function for i in inspect.stack()], inspect.getargvalues(f).args


print(where())
print(inspect.getmodule(gen).__name__, inspect.getmodulename("/x/y.py"), inspect.isfunction(gen), inspect.getattr_static(5, "real").__name__, inspect.CO_GENERATOR, bool(gen.__code__.co_flags & inspect.CO_GENERATOR))
print(inspect.indentsize("    x"), inspect.isdatadescriptor(Base.prop), inspect.ismemberdescriptor(type("S", (), {"__slots__": ("q",)}).q), inspect.isgetsetdescriptor(type(gen).__dict__["__code__"]))
