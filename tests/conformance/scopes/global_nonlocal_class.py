# Name lookup: local, enclosing, global, built-in; global and nonlocal; class bodies; exec.
x = "global"


def reads():
    return x


def writes():
    x = "local"
    return x


def declares():
    global x, brand_new
    x = "changed"
    brand_new = 1
    return x


print(reads(), writes(), x, declares(), x, brand_new)


def shadow():
    len = lambda v: "shadowed"
    return len([1, 2])


print(shadow(), len([1, 2]))


def nested():
    x = "enclosing"

    def inner():
        global x
        return x

    def inner2():
        return x

    def inner3():
        nonlocal x
        x += "!"
        return x

    return inner(), inner2(), inner3(), x


print(nested())


def skip_class():
    x = "function"

    class C:
        x = "class"

        def m(self):
            return x

        n = [x for _ in "a"]
        o = (lambda: x)()
        p = x

    return C().m(), C.n, C.o, C.p


print(skip_class())


def cond(flag):
    if flag:
        y = 1
    try:
        return y
    except UnboundLocalError as e:
        return str(e)


print(cond(1), cond(0))


def del_global():
    global brand_new
    del brand_new


del_global()
try:
    brand_new
except NameError as e:
    print(e)


class G:
    global in_global
    in_global = "set from class body"
    x = x


print(in_global, G.x, hasattr(G, "in_global"))


def loop_leak():
    for i in range(3):
        pass
    with open(__file__) as fh:
        pass
    try:
        pass
    finally:
        z = 1
    import sys as s

    def fn():
        pass

    class Cl:
        pass

    return sorted(locals())


print(loop_leak())


def params(x, y=x):
    return x, y


print(params(1))
import builtins

builtins.custom_builtin = "from builtins"
print(custom_builtin)
custom_builtin = "global hides"
print(custom_builtin)
del custom_builtin
print(custom_builtin)
del builtins.custom_builtin
try:
    custom_builtin
except NameError as e:
    print(e)
print(
    sorted(k for k in globals() if not k.startswith("_"))[:6],
    "x" in globals(),
    globals()["x"],
    "x" in dir(),
)
globals()["made"] = "by globals()"
print(made)


def loc():
    a = 1
    l = locals()
    l["a"] = 2
    l["b"] = 3
    return a, "b" in locals(), sorted(l)


print(loc(), locals() is globals())


class L:
    a = 1
    locals()["b"] = 2
    c = sorted(k for k in locals() if not k.startswith("__"))


print(L.b, L.c)


def ex():
    a = 1
    exec("a = 2; new = 3")
    try:
        new
    except NameError as e:
        return a, str(e), sorted(locals())


print(ex())


def comp_scope():
    a = [1, 2]
    r = [a for a in a]
    return r, a, [b := v for v in r], b


print(comp_scope())


def three():
    v = 1

    def two():
        def one():
            nonlocal v
            v += 1
            return v

        return one() + v

    return two(), v


print(three())


def gen_scope():
    n = 1
    g = (n for _ in range(2))
    n = 2
    return list(g)


print(gen_scope())
for src in (
    "def f():\n x = 1\n global x",
    "def f(x):\n global x",
    "def f():\n print(x)\n global x",
    "def f():\n nonlocal q",
    "nonlocal q",
    "def f(a):\n def g():\n  nonlocal a\n  global a",
    "def f():\n def g(a):\n  nonlocal a",
    "class C:\n nonlocal z",
    "def f():\n x = 1\n class C:\n  x = 2\n  nonlocal x",
    "global x\nx = 1",
    "x = 1\nglobal x",
    "def f():\n import x\n global x",
    "def f():\n for x in y: pass\n global x",
    "def f():\n x: int = 1\n global x",
    "def f():\n global x\n x: int = 1",
    "def f():\n [x := 1 for y in z]\n global x",
    "class C:\n [x := 1 for y in z]",
    "[x for x in (x := y)]",
    "def f():\n global f, f",
    "def f():\n global __debug__\n __debug__ = 1",
    "lambda: (global_ := 1)",
    "def f(): del f.__debug__",
):
    try:
        compile(src, "s", "exec")
        print("compiles", repr(src))
    except SyntaxError as e:
        print(repr(src), "->", e.msg, e.lineno, e.offset)
