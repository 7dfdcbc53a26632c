# importlib: import_module, find_spec, reload, module specs, custom finders and loaders, errors
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
import tempfile

print(importlib.import_module("json").__name__, importlib.import_module(".decoder", "json").__name__, importlib.import_module("os.path") is os.path)
spec = importlib.util.find_spec("json")
print(spec.name, spec.parent, spec.submodule_search_locations is not None, os.path.basename(spec.origin), spec.has_location, importlib.util.find_spec("no_such_module"), importlib.util.find_spec("sys").origin)


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e, getattr(e, "name", ""))


attempt(lambda: importlib.import_module("no_such_module"))
attempt(lambda: importlib.import_module("json.no_such"))
attempt(lambda: importlib.import_module("os.path.x"))
attempt(lambda: importlib.import_module(".x"))
attempt(lambda: importlib.import_module("..x", "json"))
attempt(lambda: importlib.import_module(""))
attempt(lambda: __import__("json.nope"))
attempt(lambda: __import__(5))
attempt(lambda: importlib.util.find_spec("no_such.sub"))
attempt(lambda: importlib.reload(5))
print(__import__("json.decoder").__name__, __import__("json.decoder", fromlist=["x"]).__name__, importlib.util.resolve_name(".sub", "pkg"), importlib.util.resolve_name("a.b", None))
attempt(lambda: importlib.util.resolve_name(".sub", None))
attempt(lambda: importlib.util.resolve_name("...sub", "pkg"))
with tempfile.TemporaryDirectory() as tmp:
    sys.dont_write_bytecode = True
    with open(os.path.join(tmp, "reloadme_.py"), "w") as f:
        f.write("VALUE = 1\nONLY_FIRST = True\n")
    os.makedirs(os.path.join(tmp, "pkg_", "sub"))
    for path, text in {"pkg_/__init__.py": "from . import a\nfrom .sub import deep\n__all__ = ['a', 'NAME']\nNAME = __name__\n", "pkg_/a.py": "from .sub.deep import X\nPKG = __package__\n",
                       "pkg_/sub/__init__.py": "", "pkg_/sub/deep.py": "X = __name__\n", "pkg_/bad.py": "1 / 0\n", "pkg_/broken.py": "def :\n", "pkg_/circ1.py": "from .circ2 import B\nA = 1\n", "pkg_/circ2.py": "from .circ1 import A\nB = 2\n", "ns_/mod.py": "W = 5\n"}.items():
        os.makedirs(os.path.dirname(os.path.join(tmp, path)), exist_ok=True)
        with open(os.path.join(tmp, path), "w") as f:
            f.write(text)
    sys.path.insert(0, tmp)
    importlib.invalidate_caches()
    import reloadme_
    print(reloadme_.VALUE, reloadme_.ONLY_FIRST)
    with open(os.path.join(tmp, "reloadme_.py"), "w") as f:
        f.write("VALUE = 222222\n")
    print(importlib.reload(reloadme_) is reloadme_, reloadme_.VALUE, reloadme_.ONLY_FIRST)
    import pkg_
    print(pkg_.a.X, pkg_.a.PKG, pkg_.deep.X, pkg_.NAME, sorted(m for m in sys.modules if m.startswith("pkg_")), pkg_.__package__, len(pkg_.__path__))
    exec("from pkg_ import *")
    print("NAME" in dir(), pkg_.__spec__.name, pkg_.a.__spec__.parent)
    attempt(lambda: importlib.import_module("pkg_.bad"))
    print("pkg_.bad" in sys.modules)
    try:
        importlib.import_module("pkg_.circ1")
    except ImportError as e:
        print(type(e).__name__, str(e).replace(tmp, "TMP"))
    try:
        importlib.import_module("pkg_.broken")
    except SyntaxError as e:
        print(e.msg, e.lineno, os.path.basename(e.filename))
    import ns_.mod
    print(ns_.mod.W, ns_.__file__ if hasattr(ns_, "__file__") else "no file", type(ns_.__path__).__name__)
    loc = importlib.util.spec_from_file_location("other_name", os.path.join(tmp, "reloadme_.py"))
    mod = importlib.util.module_from_spec(loc)
    loc.loader.exec_module(mod)
    print(mod.__name__, mod.VALUE, "other_name" in sys.modules, type(loc.loader).__name__, loc.loader.get_source("other_name"))
    sys.path.remove(tmp)


class Virtual(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path, target=None):
        if name.startswith("virtual_"):
            return importlib.machinery.ModuleSpec(name, self, is_package=name.endswith("pkg"))

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.content = f"made for {module.__name__}"


sys.meta_path.append(Virtual())
import virtual_one
import virtual_pkg
print(virtual_one.content, virtual_pkg.content, virtual_pkg.__path__, virtual_one.__spec__.loader is virtual_one.__loader__, repr(virtual_one).split(" (")[0])
sys.modules["fake_mod"] = type(sys)("fake_mod")
import fake_mod
print(fake_mod.__name__)
sys.modules["blocked_"] = None
attempt(lambda: importlib.import_module("blocked_"))
m = importlib.util.module_from_spec(importlib.machinery.ModuleSpec("bare", None))
print(m.__name__, m.__loader__ is None or True, importlib.machinery.SOURCE_SUFFIXES, importlib.util.MAGIC_NUMBER is not None)
