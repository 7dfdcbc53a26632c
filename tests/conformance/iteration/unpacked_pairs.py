# Loops that unpack pairs, beside loops over the same iterators that keep them.
d = {"a": 1, "b": 2, "c": 3}
for k, v in d.items():
    print(k, v)
for item in d.items():
    k, v = item
    print(item, k, v)
try:
    for k, v in d.items():
        d[k + "x"] = v
except RuntimeError as e:
    print(e, sorted(d))
for i, x in enumerate("abc", 2**47 - 2):
    print(i, x)
for i, (x, y) in enumerate(zip("abc", [1, 2])):
    print(i, x, y)


def noisy(name, values):
    for v in values:
        print("next", name, v)
        yield v
    print("end", name)


for a, b in zip(noisy("a", [1, 2]), noisy("b", "xyz")):
    print(a, b)
try:
    for a, b in zip([1, 2], [3], strict=True):
        print(a, b)
except ValueError as e:
    print(e)
for a, b, c in zip("ab", "cd", "ef"):
    print(a, b, c)
try:
    for a, b in zip("ab", "cd", "ef"):
        print(a, b)
except ValueError as e:
    print(e)


class Fails:
    def __iter__(self):
        return self

    def __next__(self):
        raise KeyError("inside")


try:
    for i, x in enumerate(Fails()):
        print(i, x)
except KeyError as e:
    print(repr(e), e.__traceback__.tb_lineno > 0)
print([(k, v) for k, v in {1: 2}.items()], {v: k for k, v in {1: 2}.items()})
z = zip("ab", "cd")
for a, b in z:
    print(a, b, list(z))
e = enumerate("ab")
for i, x in e:
    for i, x in e:
        print(i, x)


class MyZip(zip):
    def __next__(self):
        return ("mine", next(iter(())))


try:
    for a, b in MyZip("a", "b"):
        print(a, b)
    else:
        print("exhausted")
except RuntimeError as e:
    print(e)
global_pairs = {}
for global_pairs["k"], global_pairs["v"] in {"x": "y"}.items():
    print(global_pairs)
