# eval, exec and compile: namespaces, closures, modes, flags, errors.
print(
    eval("1 + 2"),
    eval(" \t 3"),
    eval("x", {"x": 5}),
    eval("x + y", {"x": 1}, {"y": 2}),
    eval("[i * k for i in range(3)]", {"k": 2}),
    eval("(lambda: z)()", {"z": 9}),
    eval(b"4 + 4"),
    eval("1\n"),
    eval("\n\n5\n#c"),
)
ns = {}
exec("a = 1\ndef f(): return a + 1\nclass C: v = a", ns)
print(
    ns["a"],
    ns["f"](),
    ns["C"].v,
    sorted(k for k in ns if k != "__builtins__"),
    "__builtins__" in ns,
    exec("pass"),
)
g, l = {}, {}
exec("a = 1\nglobal b\nb = 2", g, l)
print(sorted(k for k in g if k[0] != "_"), l)
try:
    exec("a = 1\ndef f(): return a\nf()", {}, {})
except NameError as e:
    print(e)
c = compile("x * 2", "<mine>", "eval")
print(eval(c, {"x": 21}), c.co_filename, c.co_name, type(c).__name__)
c = compile("for i in range(2): print('i', i, end='; ')\nz = i", "<mine>", "exec")
n = {}
exec(c, n)
print(n["z"], eval(compile("q = 1", "s", "exec"), n), n["q"])
exec(compile("1 + 1", "s", "single"))
exec(compile("None", "s", "single"))
exec(compile("if 1:\n  'shown'\n", "s", "single"))
exec(compile("a = 5; a", "s", "single"))


class Locals(dict):
    def __missing__(self, k):
        return f"missing {k}"

    def __setitem__(self, k, v):
        print("store", k, end="; ")
        dict.__setitem__(self, k, v)

    def __delitem__(self, k):
        print("delete", k, end="; ")
        dict.__delitem__(self, k)


l = Locals()
exec("a = 1\nb = a + 1\ndel a\nc = undefined_name", {}, l)
print(sorted(l.items()))
print(eval("what + ever", {}, Locals()))


def outer():
    v = 10
    print(eval("v + 1"), eval("sorted(locals())"))
    exec("v = 99")
    print(v)
    exec("w = v + 1")
    print(locals().get("w"))
    return [eval("v") for v in range(2)]


print(outer())


def free():
    hidden = 1

    def inner():
        return eval("hidden")

    try:
        return inner()
    except NameError as e:
        return str(e)


print(free())


def clos():
    v = 5

    def inner():
        return v

    return inner


print(eval(clos().__code__.replace(co_freevars=()) if 0 else "1"))
try:
    eval(clos().__code__)
except TypeError as e:
    print(e)


def cell(v):
    return (lambda: v).__closure__


try:
    exec(clos().__code__, {}, closure=cell(7))
    print("closure ok")
except TypeError as e:
    print(e)


def err(f):
    try:
        print("ok", f())
    except BaseException as e:
        print(type(e).__name__ + ":", str(e))


err(lambda: eval(""))
err(lambda: eval("a = 1"))
err(lambda: eval("pass"))
err(lambda: eval("1;2"))
err(lambda: eval("1 2"))
err(lambda: eval(5))
err(lambda: eval("1", 5))
err(lambda: eval("1", {}, 5))
err(lambda: exec(5))
err(lambda: exec("1", []))
err(lambda: eval("1\0"))
err(lambda: compile("1", "f", "bad"))
err(lambda: compile(5, "f", "exec"))
err(lambda: compile("1", 5, "exec"))
err(lambda: compile("1", "f"))
err(lambda: eval("x", {"__builtins__": {}}))
err(lambda: eval("len('a')", {"__builtins__": {"len": lambda s: "fake"}}))
err(lambda: eval("print", {"__builtins__": None}))
err(lambda: exec("import sys", {"__builtins__": {}}))
err(lambda: exec("class A: pass", {"__builtins__": {}}))
err(lambda: eval("__import__('sys').maxsize > 0"))
err(lambda: eval(compile("yield_ = 1", "s", "eval")))
err(lambda: exec("return 1"))
err(lambda: exec("yield 1"))
err(lambda: eval("lambda: (yield)").__name__)
err(lambda: exec("await x"))
err(lambda: exec("def f(:"))
err(lambda: exec("raise ValueError('inside')"))
err(lambda: eval("(" * 50 + ")" * 50))
err(lambda: eval("[" * 60 + "]" * 60) and 1)
err(lambda: eval("1 +\n 2"))
err(lambda: eval("(1 +\n 2)"))
err(lambda: eval(" 1"))
err(lambda: exec(" x = 1"))
err(lambda: exec("x = 1\n  y = 2"))
err(lambda: eval("f'{1}'"))
err(lambda: eval("(x := 5)"))
err(lambda: eval("x := 5"))
err(lambda: exec("from sys import *\nprint('maxsize' in dir())"))
err(lambda: compile("a", "f", "eval", 0x7FFFFFFF))
err(lambda: exec("# only comment"))
err(lambda: exec(""))
err(lambda: compile("x", b"bytes", "eval").co_filename)
err(lambda: eval(bytearray(b"7")))
err(lambda: eval(memoryview(b"8")))
err(lambda: eval("é", {"é": 1}))
err(lambda: eval("# -*- coding: latin-1 -*-\n'\xe9'".encode("latin-1")))
err(lambda: eval("'\xe9'".encode("latin-1")))
err(lambda: exec("exec('exec(\"print(1 + 1)\")')"))
err(lambda: eval("eval('eval(\"3 * 3\")')"))
import ast

tree = compile("x + 1", "s", "eval", ast.PyCF_ONLY_AST)
print(
    type(tree).__name__,
    eval(compile(tree, "s", "eval"), {"x": 1}),
    ast.literal_eval("[1, {'a': (2, -3.5)}, None, b'x', 1+2j]"),
)
f = compile("from __future__ import annotations\ndef f(x: undefined): pass", "s", "exec")
n = {}
exec(f, n)
print(n["f"].__annotations__)
code = (lambda a, b=2, *c, d, **e: a).__code__
print(
    code.co_argcount,
    code.co_kwonlyargcount,
    code.co_varnames,
    code.co_flags & 12,
    code.co_consts[:1],
    code == code,
    code.replace(co_name="n").co_name,
    hash(code) == hash(code),
    compile("1", "s", "eval") == compile("1", "s", "eval"),
)
