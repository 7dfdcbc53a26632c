# reprlib: limits for each type, recursion guard, subclass hooks
import collections
import reprlib
from array import array

print(reprlib.repr("a" * 60), reprlib.repr(list(range(20))), reprlib.repr(tuple(range(20))), reprlib.repr((1,)), reprlib.repr(10**60), reprlib.repr({i: i for i in range(10)}))
print(reprlib.repr(set(range(10))), reprlib.repr(frozenset(range(10))), reprlib.repr(collections.deque(range(10))), reprlib.repr(array("i", range(10))), reprlib.repr(set()), reprlib.repr([]), reprlib.repr({}), reprlib.repr(frozenset()))
print(reprlib.repr([[[[[[[[1]]]]]]]]), reprlib.repr({"k": {"k": {"k": {"k": {"k": {"k": {"k": 1}}}}}}}), reprlib.repr("short"), reprlib.repr(b"x" * 60), reprlib.repr(range(10**40)), reprlib.repr(1.5), reprlib.repr(None))
r = reprlib.Repr()
print(r.maxlevel, r.maxdict, r.maxlist, r.maxtuple, r.maxset, r.maxfrozenset, r.maxdeque, r.maxarray, r.maxlong, r.maxstring, r.maxother, r.fillvalue)
r.maxlist, r.maxstring, r.maxlevel, r.maxlong, r.maxdict, r.fillvalue = 2, 12, 2, 10, 1, "…"
print(r.repr([1, 2, 3]), r.repr("a long string here"), r.repr([[[1]]]), r.repr(123456789012345), r.repr({"b": 1, "a": 2}), r.repr1([[1]], 1), r.repr1([[1]], 0))


class Node:
    def __init__(self, v):
        self.v, self.next = v, None

    @reprlib.recursive_repr()
    def __repr__(self):
        return f"Node({self.v}, {self.next!r})"


class Named(list):
    @reprlib.recursive_repr("<loop>")
    def __repr__(self):
        "the doc"
        return "Named[" + ", ".join(map(repr, self)) + "]"


n = Node(1)
n.next = Node(2)
n.next.next = n
m = Named([1])
m.append(m)
print(n, m, Named.__repr__.__name__, Named.__repr__.__doc__)


class Long:
    def __repr__(self):
        return "L" * 100


class Bad:
    def __repr__(self):
        raise ValueError("no repr")


print(reprlib.repr(Long()), reprlib.repr(Bad()).split(" at ")[0])


class Mine(reprlib.Repr):
    def repr_Node(self, obj, level):
        return f"<node {obj.v} level {level}>"

    def repr_bool(self, obj, level):
        return "yes" if obj else "no"


print(Mine().repr(n), Mine().repr([n, True, [n]]), reprlib.aRepr.maxlist)
