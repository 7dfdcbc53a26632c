# pprint: widths, depth, compact, nesting, recursion, ordering, strings, underscores, dataclasses
import collections
import dataclasses
import pprint
import types

data = {"name": "widget", "tags": ["alpha", "beta", "gamma", "delta"], "nested": {"z": 1, "a": [1, 2, {"deep": (1, 2, 3)}]}, 5: None}
del data[5]
pprint.pprint(data)
pprint.pprint(data, width=30)
pprint.pprint(data, width=40, indent=4)
pprint.pprint(data, depth=1)
pprint.pprint(data, depth=2, width=200)
pprint.pprint(data, sort_dicts=False, width=60)
pprint.pp(data, width=60)
pprint.pprint(list(range(40)), width=40, compact=True)
pprint.pprint(list(range(12)), width=20)
pprint.pprint({"one " * 5, "two " * 5, "three " * 5, "four " * 5})
pprint.pprint(frozenset(["x" * 40, "y" * 40]))
print(pprint.pformat(set()), pprint.pformat(()), pprint.pformat((1,)), pprint.pformat({}))
pprint.pprint("a long string that must be split because it does not fit the width at all", width=30)
pprint.pprint(["short", "a long string that must be split because it does not fit"], width=30)
pprint.pprint(b"bytes that are long enough to be split over several lines here", width=30)
pprint.pprint(bytearray(b"bytearray that is long enough to be split over lines"), width=30)
pprint.pprint({"k": "line one\nline two\nline three is longer"}, width=24)
pprint.pprint(1234567890, underscore_numbers=True)
pprint.pprint([1234567, 0.5, -98765], underscore_numbers=True)
a = [1]
a.append(a)
print(pprint.pformat(a).split(" with id=")[0], pprint.isrecursive(a), pprint.isreadable(a), pprint.isreadable([1, "x"]), pprint.saferepr({"b": 1, "a": 2}))
pprint.pprint({2: "int", "1": "str", (1, 2): "tuple", 1.5: "float"})
pprint.pprint(collections.OrderedDict([("b", 1), ("a", "x" * 30), ("c", "y" * 30)]))
pprint.pprint(collections.defaultdict(list, {"k": [1, 2]}), width=30)
pprint.pprint(collections.Counter("mississippi" * 3), width=20)
pprint.pprint(collections.deque(["item number %d" % i for i in range(4)], maxlen=9), width=30)
pprint.pprint(collections.ChainMap({"a": 1}, {"b": "x" * 60}))
pprint.pprint(types.MappingProxyType({"x": "y" * 40, "z": "w" * 40}))
pprint.pprint(types.SimpleNamespace(alpha=1, beta="b" * 40, gamma="c" * 40))


@dataclasses.dataclass
class Item:
    name: str
    values: list
    hidden: int = dataclasses.field(default=0, repr=False)


pprint.pprint(Item("n" * 30, ["v" * 20] * 3))
pprint.pprint(Item("short", [1]))


class Custom:
    def __repr__(self):
        return "<custom\nrepr>"


pprint.pprint([Custom(), Custom()], width=10)


class Printer(pprint.PrettyPrinter):
    def format(self, obj, context, maxlevels, level):
        if isinstance(obj, int):
            return f"0x{obj:x}", True, False
        return super().format(obj, context, maxlevels, level)


Printer().pprint([255, {"k": 16}])
for kw in ({"indent": -1}, {"depth": 0}, {"width": 0}):
    try:
        pprint.PrettyPrinter(**kw)
    except ValueError as e:
        print(e)
pprint.pprint([{"a": i, "b": [i] * 3} for i in range(3)], width=25)
