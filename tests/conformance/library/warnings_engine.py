# _warnings: warn_explicit, registries, actions, stacklevel, what filters may hold, source lines
import _warnings
import sys
import warnings


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


print(warnings.warn is _warnings.warn, warnings.filters is _warnings.filters)
print(_warnings.filters, _warnings._defaultaction, _warnings._onceregistry)
print(_warnings.warn.__doc__)
shown = []


def show(message, category, filename, lineno, file=None, line=None):
    shown.append((str(message), category.__name__, filename.rpartition("/")[2], lineno))


warnings.showwarning = show


def flush(label):
    print(label, shown)
    shown.clear()


# ---- registries ----
registry = {}
for text in "a", "a", "b":
    warnings.warn_explicit(text, UserWarning, "f.py", 1, registry=registry)
warnings.warn_explicit("a", UserWarning, "f.py", 2, registry=registry)
warnings.warn_explicit("a", UserWarning, "f.py", 2)
flush("explicit")
version = registry["version"]
print([k for k in registry], type(version).__name__)
warnings._filters_mutated()
warnings.warn_explicit("a", UserWarning, "f.py", 1, "mod", registry)
flush("after a change of filters")
print(registry["version"] > version, len(registry))
warnings.warn_explicit(UserWarning("instance"), None, "f.py", 9, registry=None)
warnings.warn_explicit("no module", UserWarning, "f.py", 9, None)
flush("instance")


def here(n=1):
    for _ in range(n):
        warnings.warn("here", UserWarning)
    warnings.warn("here", UserWarning)


here(3)
here()
flush("default")
print(sorted(str(k) for k in __warningregistry__ if k != "version"))

# ---- actions ----
for action in "default", "once", "module", "always", "ignore":
    warnings.resetwarnings()
    warnings.simplefilter(action)
    warnings.onceregistry.clear()
    registry, other = {}, {}
    for line in 1, 1, 2:
        warnings.warn_explicit("x", UserWarning, "f.py", line, registry=registry)
        warnings.warn_explicit("x", UserWarning, "g.py", line, registry=other)
        warnings.warn_explicit("x", UserWarning, "h.py", line)
    flush(action)
    print(len(registry), len(other), warnings.onceregistry)
warnings.resetwarnings()
warnings.simplefilter("error")
attempt(lambda: warnings.warn("raised"))
attempt(lambda: warnings.warn(DeprecationWarning("an instance", 2)))
attempt(lambda: warnings.warn_explicit("raised too", FutureWarning, "f", 1))
warnings.filterwarnings("ignore", message="RAI", category=UserWarning)
attempt(lambda: warnings.warn("raised"))
attempt(lambda: warnings.warn("not raised"))
warnings.resetwarnings()
warnings.filterwarnings("always", module="mod", lineno=4)
warnings.simplefilter("ignore", append=True)
for module, line in ("mod", 4), ("mod", 5), ("module", 4), ("other", 4):
    warnings.warn_explicit(f"{module} {line}", UserWarning, "f", line, module)
flush("module and line")

# ---- places ----
warnings.resetwarnings()
warnings.simplefilter("always")


def inner(level):
    warnings.warn(f"level {level}", stacklevel=level)


def outer(level):
    inner(level)


for level in -1, 0, 1, 2, 3, 4, 100:
    outer(level)
flush("levels")
internal = {"warn": warnings.warn, "__name__": "internal"}
exec(compile("def f(g, *a): g(*a)", "<frozen importlib._bootstrap>", "exec"), internal)
internal["f"](inner, 2)
internal["f"](internal["f"], inner, 3)
internal["f"](lambda: warnings.warn("from inside", stacklevel=2))
flush("import system")
for name in "given", None, 3:
    g = {"warn": warnings.warn}
    g["__name__"] = name
    exec(compile("\nwarn('text')", "a.py", "exec"), g)
    print("__warningregistry__" in g)
flush("names")
exec(compile("warn('q')", "b.py", "exec"), {"warn": warnings.warn, "__warningregistry__": None})
attempt(lambda: exec("warn('q')", {"warn": warnings.warn, "__warningregistry__": 3}))
flush("registry")

# ---- wrong arguments ----
attempt(lambda: warnings.warn())
attempt(lambda: warnings.warn("a", None, "x"))
attempt(lambda: warnings.warn("a", int))
attempt(lambda: warnings.warn("a", 3))
attempt(lambda: warnings.warn("a", None, 1, 2, 3))
attempt(lambda: warnings.warn_explicit("m", UserWarning))
attempt(lambda: warnings.warn_explicit("m", UserWarning, "f", 1, 2, 3, 4, 5, 6))
attempt(lambda: warnings.warn_explicit("m", UserWarning, 1, 1))
attempt(lambda: warnings.warn_explicit("m", UserWarning, "f", "1"))
attempt(lambda: warnings.warn_explicit("m", UserWarning, "f", 1, registry=3))
attempt(lambda: warnings.warn_explicit("m", UserWarning, "f", 1, module_globals=3))
attempt(lambda: warnings.warn_explicit("m", None, "f", 1))


class Loader:
    def get_source(self, name):
        print("get_source", name)
        return "line one\nline two"


attempt(
    lambda: warnings.warn_explicit(
        "m", UserWarning, "f", 1, module_globals={"__loader__": Loader(), "__name__": "q"}
    )
)
attempt(
    lambda: warnings.warn_explicit(
        "m", UserWarning, "f", 5, module_globals={"__loader__": Loader(), "__name__": "q"}
    )
)
for filters in (
    [1],
    [(1, 2)],
    [(3, None, Warning, None, 0)],
    [("bogus", None, Warning, None, 0)],
    [("always", 3, Warning, None, 0)],
    [("always", None, 3, None, 0)],
    [("always", None, Warning, None, "")],
    [("ignore", "exact", Warning, "__main__", 0)],
    3,
    [],
):
    warnings.filters = filters
    warnings._filters_mutated()
    attempt(lambda: warnings.warn("exact"))
warnings.filters = [("once", None, Warning, None, 0)]
once, warnings.onceregistry = warnings.onceregistry, 3
attempt(lambda: warnings.warn_explicit("m", UserWarning, "f", 1))
warnings.onceregistry = once
warnings.filters = []
warnings.defaultaction = 3
attempt(lambda: warnings.warn("text"))
warnings.defaultaction = "always"
flush("wrong filters")

# ---- who shows ----
hook, warnings._showwarnmsg = warnings._showwarnmsg, 3
attempt(lambda: warnings.warn("text"))
warnings._showwarnmsg = lambda message: print(
    "shown:", message.message, message.source, message.line
)
warnings.warn("text", source=[1])
del warnings._showwarnmsg
sys.stderr = sys.stdout
warnings.warn_explicit("without the hook", UserWarning, "nofile.py", 3)
warnings.warn_explicit(
    "with a line",
    UserWarning,
    "nofile.py",
    2,
    module_globals={"__loader__": Loader(), "__name__": "q"},
)
del sys.modules["warnings"]
exec(compile("warn('without the module')", "nofile.py", "exec"), {"warn": warnings.warn})
compile("3 is 3", "c.py", "exec")
