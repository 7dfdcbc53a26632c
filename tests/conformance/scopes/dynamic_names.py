# Names made at run time: globals(), vars(), setattr, exec, __builtins__, dir after del.
for i in range(3):
    globals()[f"var_{i}"] = i * 10
print(var_0, var_1, var_2, [globals()[f"var_{i}"] for i in range(3)])


def f():
    globals()["made"] = "inside f"
    return made


print(f(), made, "made" in dir(), "f" in vars())
del made
print("made" in globals())
exec("from_exec = 5\ndef exec_fn(x): return x + from_exec")
print(exec_fn(1))
from_exec = 100
print(exec_fn(1))


class C:
    pass


for n in ("a", "b c", "1", "", "é"):
    setattr(C, n, n * 2)
print(
    [getattr(C, n) for n in ("a", "b c", "1", "", "é")],
    sorted(k for k in vars(C) if not k.startswith("__")),
)
o = C()
o.__dict__.update(x=1, y=2)
print(o.x + o.y, vars(o))
vars(o)["z"] = 3
print(o.z)


def g(**kw):
    for k, v in kw.items():
        exec(f"{k} = {v!r}")
    return sorted(locals())


print(g(q=1, w="x"))


def h(name):
    return {"len": len, "str": str}.get(name, eval)(name)


print(h("len"), h("str"), h("var_1"))


def shadowed():
    global len
    len = lambda x: "fake"
    try:
        return len("abc")
    finally:
        del len


print(shadowed(), len("abc"))
import builtins

builtins.extra = "builtin"
print(extra, "extra" in globals(), "extra" in dir(builtins))
del builtins.extra
try:
    extra
except NameError as e:
    print(e, e.name)
real_print = print


def print(*a, **k):
    real_print("[", *a, "]", **k)


print("replaced")
del print
print("back")
ns = {"x": 1}
exec("y = x + 1\nx = 10\nz = [x for _ in range(2)]", ns)
print(ns["y"], ns["x"], ns["z"])
ns = {}
exec("class A:\n  v = 1\n  def m(self): return A.v + self.v\nr = A().m()", ns)
print(ns["r"], ns["A"].__module__)
code = compile("total = sum(vals)\nvals = None", "c", "exec")
for vals in ([1, 2], [3]):
    n = {"vals": vals}
    exec(code, n)
    print(n["total"], n["vals"])


def later():
    return not_yet


try:
    later()
except NameError as e:
    print(e)
not_yet = "now"
print(later())


def recur(n):
    return 1 if n == 0 else n * recur(n - 1)


other = recur
recur = lambda n: 1000
print(other(5))
x = "module"


def outer():
    x = "outer"

    def show():
        return x

    exec("x = 'exec'")
    return show(), eval("x"), x, eval("x", {"x": "g"}), eval("x", globals())


print(outer())
lst = [eval(f"lambda a: a * {k}") for k in range(3)]
print([fn(5) for fn in lst])
print(
    sorted(k for k in globals() if k.startswith("var_")),
    __name__,
    "__builtins__" in globals(),
    type(__builtins__).__name__,
)
del var_0
for name in ("var_0", "var_1"):
    try:
        print(eval(name))
    except NameError as e:
        print(e)
