# Bounds and indices whose __index__ empties the sequence they are applied to.
from array import array


class Clears:
    def __init__(self, sequence, value):
        self.sequence, self.value = sequence, value

    def __index__(self):
        del self.sequence[:]
        return self.value


def attempt(name, make, use):
    sequence = make()
    try:
        result = use(sequence, lambda value: Clears(sequence, value))
    except Exception as error:
        result = type(error).__name__, str(error)
    if isinstance(result, tuple):
        print(name, *result, len(sequence))
    else:
        print(name, result, len(sequence), sequence[:3])


def delete(s, key):
    del s[key]


def assign(s, key, value):
    s[key] = value


KINDS = [
    ("list", lambda: list(range(100000)), lambda n: [1] * n),
    ("bytearray", lambda: bytearray(b"q" * 300000), lambda n: b"x" * n),
    ("array", lambda: array("i", range(100000)), lambda n: array("i", [1]) * n),
]
for kind, make, items in KINDS:
    def check(what, use):
        attempt(f"{kind} {what}", make, use)

    check("part", lambda s, i: len(s[10:i(90000)]))
    check("part from", lambda s, i: len(s[i(10):]))
    check("part from the end", lambda s, i: len(s[i(-10):]))
    check("stepped part", lambda s, i: len(s[10:i(90000):2]))
    check("part by a step", lambda s, i: len(s[10:90000:i(3)]))
    check("backward part", lambda s, i: len(s[90000:i(10):-1]))
    check("delete", lambda s, i: delete(s, slice(10, i(90000))))
    check("delete steps", lambda s, i: delete(s, slice(10, i(90000), 3)))
    check("delete backward", lambda s, i: delete(s, slice(i(90000), 10, -3)))
    check("delete far steps", lambda s, i: delete(s, slice(0, i(90000), 99999)))
    check("assign", lambda s, i: assign(s, slice(80000, i(90000)), items(1)))
    check("assign more", lambda s, i: assign(s, slice(80000, i(80001)), items(1000)))
    check("assign steps", lambda s, i: assign(s, slice(5, i(90000), 2), items(1)))
    check("assign no steps", lambda s, i: assign(s, slice(5, i(90000), 2), items(0)))
    check("item", lambda s, i: s[i(5)])
    check("last item", lambda s, i: s[i(-5)])
    check("set item", lambda s, i: assign(s, i(5), 1))
    check("delete item", lambda s, i: delete(s, i(5)))
    check("pop", lambda s, i: s.pop(i(5)))
    check("insert", lambda s, i: s.insert(i(5), 1))


def shrinking_items(sequence):
    del sequence[10:]
    yield from (1, 2, 3)


for what, bounds in (("assign", (500, 600)), ("assign steps", (500, 506, 2))):
    for kind, make, _ in KINDS[:1]:
        attempt(f"{kind} {what} from an iterator", make,
                lambda s, i: assign(s, slice(*bounds), shrinking_items(s)))
attempt("bytearray assign from an iterator", KINDS[1][1],
        lambda s, i: assign(s, slice(500, 600), shrinking_items(s)))
attempt("bytearray hex", KINDS[1][1], lambda s, i: s.hex(":", i(2)))
