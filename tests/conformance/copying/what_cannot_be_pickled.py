# __reduce_ex__ of everything: what can be made again, and what refuses.
import sys
import types


def gen():
    yield


async def co():
    pass


class Slots:
    __slots__ = ("a",)


class State:
    __slots__ = ("a",)

    def __getstate__(self):
        return 1


class SubProperty(property):
    pass


class SubModule(types.ModuleType):
    pass


c = co()
for o in (
    gen(),
    c,
    memoryview(b"a"),
    gen.__code__,
    sys._getframe(),
    types,
    SubModule("m"),
    property(),
    SubProperty(),
    classmethod(1),
    super(Slots),
    gen,
    print,
    [].append,
    str.upper,
    int.real,
    Slots.a,
    types.SimpleNamespace(a=1),
    types.MappingProxyType({}),
    {}.keys(),
    iter([]),
    range(3),
    slice(1),
    types.CellType(1),
    zip(),
    reversed([]),
    object(),
    Slots(),
    State(),
    ValueError(1),
    OSError(2, "text", "file"),
    OSError(2, "text", "file", None, "file2"),
    ImportError("text", name="n", path="p"),
    {1},
    {},
):
    for protocol in (0, 2):
        try:
            r = o.__reduce_ex__(protocol)
        except Exception as error:
            print(type(o).__name__, protocol, type(error).__name__, error)
        else:
            shown = r if isinstance(r, str) else (r[0].__name__, len(r[1]), len(r))
            print(type(o).__name__, protocol, shown)
c.close()
for text in (b"'\xe9'", b"x\xe9", b"1 # \xe9", b"'\xe9abc'", b"'\xc3\xa9\xff'", b"b'\xe9'", "'\ud800'"):
    try:
        print(compile(text, "<f>", "exec").co_name)
    except Exception as error:
        print(type(error).__name__, str(error).partition(" (<f>")[0])
