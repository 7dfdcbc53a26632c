# types: SimpleNamespace, MappingProxyType, new_class, DynamicClassAttribute, type names, GenericAlias, unions
import types

n = types.SimpleNamespace(a=1, b="x")
n.c = [1]
print(n, n.a, n == types.SimpleNamespace(a=1, b="x", c=[1]), n != types.SimpleNamespace(), vars(n), types.SimpleNamespace(**{"not id": 1}))
del n.a
n.me = n
print(n)
d = {"k": 1}
m = types.MappingProxyType(d)
d["z"] = 2
print(m, m["k"], len(m), "z" in m, list(m), m.get("q", 0), m | {"n": 3}, m == {"k": 1, "z": 2}, list(reversed(m)), m.copy(), sorted(m.items()))


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: m.__setitem__("a", 1))
attempt(lambda: hash(types.MappingProxyType({})))
attempt(lambda: types.MappingProxyType(5))
attempt(lambda: m["nope"])
attempt(lambda: types.SimpleNamespace(1))
attempt(lambda: n.nope)


def body(ns):
    ns["x"] = 5
    ns["hello"] = lambda self: f"hello {self.x}"


C = types.new_class("C", (dict,), {}, body)
print(C, C().hello(), C.__mro__[1].__name__, types.new_class("Empty").__bases__)
print(types.prepare_class("X", (), {"metaclass": type})[0], types.resolve_bases((int,)), types.resolve_bases((list[int],)))


def f():
    yield


async def co():
    pass


async def ag():
    yield


c = co()
g = ag()
for name, obj in [("FunctionType", f), ("LambdaType", lambda: 0), ("GeneratorType", f()), ("CoroutineType", c), ("AsyncGeneratorType", g), ("CodeType", f.__code__), ("MethodType", n.__init__), ("BuiltinFunctionType", len), ("BuiltinMethodType", [].append),
                  ("ModuleType", types), ("WrapperDescriptorType", object.__init__), ("MethodWrapperType", object().__str__), ("MethodDescriptorType", str.join), ("ClassMethodDescriptorType", dict.__dict__["fromkeys"]),
                  ("GetSetDescriptorType", type(f).__code__), ("MemberDescriptorType", types.FunctionType.__globals__), ("NoneType", None), ("EllipsisType", ...), ("NotImplementedType", NotImplemented), ("GenericAlias", list[int]), ("UnionType", int | str), ("CellType", types.CellType(1)), ("MappingProxyType", m)]:
    print(name, isinstance(obj, getattr(types, name)), type(obj).__name__)
c.close()
mod = types.ModuleType("mymod", "doc text")
mod.value = 3
print(mod, mod.__name__, mod.__doc__, mod.value, mod.__spec__, mod.__loader__, sorted(vars(mod)))
attempt(lambda: mod.missing)
attempt(types.ModuleType)
cell = types.CellType(5)
print(cell.cell_contents)
cell.cell_contents = 6
print(cell.cell_contents, cell == types.CellType(6), cell < types.CellType(7))
attempt(lambda: types.CellType().cell_contents)
made = types.FunctionType(compile("a + b", "<x>", "eval"), {"a": 1, "b": 2}, "made")
print(made(), made.__name__)
bound = types.MethodType(lambda self, x: (self, x), "self")
print(bound(1), bound.__self__)
attempt(lambda: types.MethodType(5, 1))
attempt(lambda: types.MethodType(f, None))
ga = types.GenericAlias(list, (int,))
print(ga, ga.__origin__, ga.__args__, ga == list[int], ga(), int | None, (int | str).__args__, (int | str) == (str | int), int | str | int)


class Enumish:
    def __init__(self):
        self._v = 3

    @types.DynamicClassAttribute
    def v(self):
        return self._v


print(Enumish().v)
attempt(lambda: Enumish.v)


@types.coroutine
def gen_based():
    return (yield 1)


x = gen_based()
print(x.send(None), type(x).__name__)
x.close()
