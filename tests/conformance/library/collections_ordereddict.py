# collections.OrderedDict: order, move_to_end, popitem, equality, views, subclassing
from collections import OrderedDict

od = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
print(od, list(od), list(reversed(od)))
od.move_to_end("a")
print(list(od))
od.move_to_end("c", last=False)
print(list(od.items()))
od["b"] = 20
print(od)
del od["b"]
od["b"] = 2
print(od)
print(od.popitem(), od.popitem(last=False), od)
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1))
print(OrderedDict(a=1) != OrderedDict(a=1), OrderedDict.fromkeys("xyz", 0))
o = OrderedDict(x=1, y=2)
print(list(reversed(o.keys())), list(reversed(o.values())), list(reversed(o.items())))
print(o | {"z": 3}, {"z": 3} | o)
o |= {"w": 9}
print(o, o.setdefault("w", 1), o.setdefault("n"), o)
print(o.pop("n"), o.pop("missing", "default"), o.get("q"), "x" in o)
o.update([("x", 100)], k="v")
print(o, o.copy() == o, len(o))
print(OrderedDict(), bool(OrderedDict()))


class LRU(OrderedDict):
    def __init__(self, size):
        super().__init__()
        self.size = size

    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.move_to_end(key)
        return value

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > self.size:
            oldest = next(iter(self))
            del self[oldest]


lru = LRU(3)
for i in range(5):
    lru[i] = i * i
    if 2 in lru:
        lru[2]
print(list(lru.items()))


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: OrderedDict().popitem())
attempt(lambda: od.move_to_end("nope"))
attempt(lambda: od["nope"])
attempt(lambda: od.pop("nope"))
attempt(lambda: OrderedDict([1, 2]))
attempt(lambda: OrderedDict({}, {}))
attempt(lambda: hash(od))


def mutating():
    m = OrderedDict.fromkeys(range(5))
    for k in m:
        m[k + 10] = 1


attempt(mutating)
od2 = OrderedDict(a=1)
od2["self"] = od2
print(od2)
od2.clear()
print(od2)
od3 = OrderedDict(a=1)
od3.extra = "attr"
print(od3.extra, vars(od3), od3.__reduce__()[0].__name__)
