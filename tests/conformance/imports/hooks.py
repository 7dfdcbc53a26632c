# Import hooks: meta path finders, loaders, module __getattr__, replaced __import__, sys.modules tricks.
import sys, types, importlib.abc, importlib.machinery, importlib.util


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    sources = {
        "virt": "x = 1\nimport virt.inner\n",
        "virt.inner": "from . import x\ny = x + 1\nname = __name__\n",
        "virt.broken": "raise ValueError('broken')",
        "plainv": "z = 5",
    }

    def find_spec(self, name, path, target=None):
        if name in self.sources:
            print("find", name, path, end="; ")
            return importlib.machinery.ModuleSpec(
                name, self, is_package=name == "virt", origin="virtual"
            )

    def create_module(self, spec):
        print("create", spec.name, end="; ")
        return None

    def exec_module(self, module):
        print("exec", module.__name__, end="; ")
        exec(self.sources[module.__name__], module.__dict__)


f = Finder()
sys.meta_path.append(f)
import virt

print()
print(
    virt.x,
    virt.inner.y,
    virt.inner.name,
    virt.__spec__.origin,
    virt.__path__,
    virt.__package__,
    virt.inner.__package__,
    virt.__loader__ is f,
    repr(virt),
    repr(virt.inner),
)
try:
    import virt.broken
except ValueError as e:
    print(e, "virt.broken" in sys.modules, hasattr(virt, "broken"))
try:
    import virt.nothing
except ModuleNotFoundError as e:
    print(e)
import plainv

print(plainv.z, hasattr(plainv, "__path__"), hasattr(plainv, "__file__"))


class Blocker:
    def find_spec(self, name, path, target=None):
        if name == "forbidden":
            raise ImportError("not allowed: " + name)


sys.meta_path.insert(0, Blocker())
try:
    import forbidden
except ImportError as e:
    print(e)


class Custom(types.ModuleType):
    def __getattr__(self, n):
        return "attr " + n


class CL:
    def create_module(self, spec):
        return Custom(spec.name)

    def exec_module(self, m):
        m.set = 1


class CF:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == "customized":
            return importlib.util.spec_from_loader(name, CL())


sys.meta_path.append(CF)
import customized
from customized import anything, set as st

print(customized.foo, anything, st, type(customized).__name__)
m = types.ModuleType("handmade", "doc of it")
m.v = 3
sys.modules["handmade"] = m
import handmade

print(
    handmade.v,
    handmade.__doc__,
    handmade.__name__,
    handmade.__spec__,
    handmade.__loader__,
    handmade.__package__,
    repr(handmade),
    sorted(vars(types.ModuleType("q"))),
)
m.__getattr__ = (
    lambda n: "dyn " + n
    if n != "bad"
    else (_ for _ in ()).throw(AttributeError("module getattr says no"))
)
m.__dir__ = lambda: ["b", "a"]
print(handmade.whatever, dir(handmade), handmade.v)
from handmade import other

print(other)
try:
    handmade.bad
except AttributeError as e:
    print(e)
try:
    from handmade import bad
except ImportError as e:
    print(e)


class Swap(types.ModuleType):
    @property
    def prop(self):
        return "module property"


m.__class__ = Swap
print(handmade.prop)
try:
    m.__class__ = int
except TypeError as e:
    print(e)
import builtins

orig = builtins.__import__
log = []


def spy(name, globals=None, locals=None, fromlist=(), level=0):
    log.append((name, fromlist, level))
    return orig(name, globals, locals, fromlist, level)


builtins.__import__ = spy
import plainv as pv, virt.inner
from virt.inner import y, name as nm
from plainv import *

builtins.__import__ = orig
print(log)
builtins.__import__ = lambda *a: types.SimpleNamespace(q="fake", sub=types.SimpleNamespace(leaf=1))
import not_real, not_real.sub.leaf
import not_real.sub as nrs
from not_real import q

builtins.__import__ = orig
print(not_real.q, nrs.leaf, q)
sys.meta_path = [f, CF]
del sys.modules["plainv"]
import plainv as p2

print(p2 is pv)


class Replacing(CL):
    def exec_module(self, m):
        sys.modules[m.__name__] = "replaced itself"


class RF:
    def find_spec(self, name, path, target=None):
        return importlib.machinery.ModuleSpec(name, Replacing()) if name == "selfrep" else None


sys.meta_path.append(RF())
import selfrep

print(selfrep)
for bad in (
    lambda: types.ModuleType(),
    lambda: types.ModuleType(5),
    lambda: types.ModuleType("a").nope,
    lambda: delattr(types.ModuleType("a"), "nope"),
    lambda: setattr(types.ModuleType("a"), "__dict__", {}),
    lambda: importlib.util.find_spec("no_such_thing"),
    lambda: importlib.util.find_spec("virt.inner").name,
    lambda: importlib.import_module(".x"),
    lambda: importlib.reload(5),
    lambda: importlib.import_module("nope.nope"),
):
    try:
        print("ok", bad())
    except Exception as e:
        print(type(e).__name__, e)
