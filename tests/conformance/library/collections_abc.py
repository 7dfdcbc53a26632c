# collections.abc: isinstance by structure, mixin methods, abstract instantiation errors
from collections import abc


class Seq(abc.Sequence):
    def __init__(self, *items):
        self.items = items

    def __getitem__(self, i):
        return self.items[i]

    def __len__(self):
        return len(self.items)


s = Seq(3, 1, 4, 1, 5)
print(list(s), list(reversed(s)), s.index(4), s.count(1), 5 in s, s.index(1, 2))
try:
    s.index(99)
except ValueError as e:
    print("ValueError", repr(str(e)))


class MSeq(abc.MutableSequence):
    def __init__(self):
        self.d = []

    def __getitem__(self, i):
        return self.d[i]

    def __setitem__(self, i, v):
        self.d[i] = v

    def __delitem__(self, i):
        del self.d[i]

    def __len__(self):
        return len(self.d)

    def insert(self, i, v):
        self.d.insert(i, v)


m = MSeq()
m.append(1)
m.extend([2, 3, 4])
m += [5]
m.reverse()
print(m.d, m.pop(), m.pop(0), m.d)
m.remove(3)
print(m.d)
m.clear()
print(m.d)


class BitSet(abc.MutableSet):
    def __init__(self, it=()):
        self.bits = 0
        for i in it:
            self.add(i)

    def __contains__(self, i):
        return bool(self.bits >> i & 1)

    def __iter__(self):
        return (i for i in range(self.bits.bit_length()) if self.bits >> i & 1)

    def __len__(self):
        return bin(self.bits).count("1")

    def add(self, i):
        self.bits |= 1 << i

    def discard(self, i):
        self.bits &= ~(1 << i)


a, b = BitSet([1, 2, 3, 5]), BitSet([2, 5, 7])
print(list(a & b), list(a | b), list(a - b), list(a ^ b), a <= b, BitSet([2]) < b)
print(a == BitSet([5, 3, 2, 1]), a.isdisjoint(BitSet([9])), a == {1, 2, 3, 5})
a |= b
a -= BitSet([1])
a.remove(3)
print(list(a), a.pop())
try:
    a.remove(50)
except KeyError as e:
    print("KeyError", e)


class M(abc.Mapping):
    def __getitem__(self, k):
        if k in "ab":
            return k * 2
        raise KeyError(k)

    def __iter__(self):
        return iter("ab")

    def __len__(self):
        return 2


print(dict(M()), M().get("z", "dflt"), list(M().keys()), list(M().items()), M() == {"a": "aa", "b": "bb"})
print(list(M().values()), "a" in M(), M().items() & {("a", "aa")}, M().keys() | {"q"} == {"a", "b", "q"})
for cls in (abc.Sequence, abc.MutableMapping, abc.Iterator, abc.Hashable, abc.Callable):
    try:
        cls()
    except TypeError as e:
        print(e)
for name in ("Hashable", "Iterable", "Iterator", "Reversible", "Sized", "Container", "Collection",
             "Callable", "Set", "MutableSet", "Mapping", "Sequence", "MutableSequence",
             "Generator", "ByteString", "Awaitable", "Coroutine"):
    cls = getattr(abc, name)
    row = [isinstance(v, cls) for v in ([], (), "", b"", {}, set(), frozenset(), range(1), len,
                                       iter([]), (i for i in ()), {}.keys(), 5)]
    print(f"{name:16}", "".join("01"[r] for r in row))


class NoHash:
    __hash__ = None


print(isinstance(NoHash(), abc.Hashable), issubclass(list, abc.MutableSequence))
