# Packages in subfolders: absolute and relative imports, __init__, submodules, __all__, star imports.
import sys
import _pkg

print(
    _pkg.__name__,
    _pkg.__package__,
    _pkg.VALUE,
    hasattr(_pkg, "leaf"),
    type(_pkg.__path__).__name__,
    _pkg.__file__.replace("\\", "/").split("/")[-2:],
)
import _pkg.leaf

print(_pkg.leaf.where(), _pkg.leaf.__name__, _pkg.leaf.__package__, hasattr(_pkg.leaf, "__path__"))
from _pkg import leaf, VALUE as v

print(leaf is _pkg.leaf, v)
import _pkg.sub.deep as deep

print(deep.chain(), deep.__name__, deep.sibling_value, deep.top.VALUE, deep.leaf_alias is leaf)
from _pkg.sub import deep as d2, name_from_init

print(d2 is deep, name_from_init)
from _pkg.sub import *

print(
    sorted(
        n for n in ("public", "also_public", "not_in_all", "_private", "other") if n in globals()
    )
)
ns = {}
exec("from _pkg.leaf import *", ns)
print(sorted(k for k in ns if k != "__builtins__"))
import _pkg.sub.deep

print(_pkg.sub.deep is deep, sorted(m for m in sys.modules if m.startswith("_pkg")))


def f():
    import _pkg.other as o
    from _pkg import other

    return o is other, "o" in globals()


print(f())


def e(g):
    try:
        print("ok", g())
    except BaseException as x:
        print(type(x).__name__, str(x).split(" (/")[0], getattr(x, "name", None))


def imp(src):
    return lambda: exec(src, {"__name__": "__main__"})


for src in (
    "import nosuch",
    "import _pkg.nosuch",
    "from _pkg import nosuch",
    "from _pkg.leaf import nosuch",
    "import _pkg.leaf.x",
    "from _pkg.sub.bad_all import *",
    "from _pkg.sub.too_far import x",
    "from . import x",
    "from .x import y",
    "from .. import z",
    "import sys.x",
    "from sys import nope",
    "import _pkg.fails",
    "import _pkg.fails",
    "from _pkg.sub import nosuch",
    "import _pkg.sub.relative_missing",
    "from _pkg import leaf as a, nosuch as b",
):
    e(imp(src))
print("_pkg.fails" in sys.modules, hasattr(_pkg, "fails"))
sys.modules["fake_module"] = leaf
import fake_module

print(fake_module is leaf)
sys.modules["blocked"] = None
e(imp("import blocked"))
sys.modules["odd"] = 5
import odd

print(odd)
e(imp("from odd import real"))
e(imp("from odd import nothing"))
print(
    __import__("_pkg.sub.deep").__name__,
    __import__("_pkg.sub.deep", fromlist=["x"]).__name__,
    __import__("_pkg", fromlist=["leaf"]).__name__,
    __import__("deep", {"__package__": "_pkg.sub", "__name__": "q"}, {}, ["chain"], 1).__name__,
    __import__("", {"__package__": "_pkg"}, {}, ["leaf"], 1).__name__,
)
e(lambda: __import__(""))
e(lambda: __import__("x", level=-1))
e(lambda: __import__(5))
e(lambda: __import__("a", level=1))
e(lambda: __import__("a", {"__package__": 5}, level=1))
e(lambda: __import__("a", {"__package__": "p"}, level=3))
e(lambda: __import__("a", {}, level=1))
e(lambda: __import__("leaf", {"__name__": "_pkg", "__path__": []}, {}, ["x"], 1).__name__)
e(lambda: __import__("leaf", {"__name__": "_pkg.q"}, {}, ["x"], 1).__name__)
e(lambda: __import__())
import importlib

print(
    importlib.import_module("_pkg.leaf") is leaf,
    importlib.import_module(".leaf", "_pkg") is leaf,
    importlib.import_module("..leaf", "_pkg.sub") is leaf,
)
leaf.counter += 10
r = importlib.reload(leaf)
print(r is leaf, leaf.counter)
del sys.modules["_pkg.leaf"]
import _pkg.leaf

print(_pkg.leaf is leaf, _pkg.leaf.counter)
print(
    leaf.__spec__.name,
    leaf.__spec__.parent,
    leaf.__loader__ is leaf.__spec__.loader,
    leaf.__doc__,
    _pkg.__doc__,
    leaf.__spec__.origin == leaf.__file__,
    __name__,
    __spec__,
    __package__,
)
