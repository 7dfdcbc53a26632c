# Every dict method.
d = {"a": 1, "b": 2, "c": 3}
print(d, len(d), d["a"], d.get("b"), d.get("z"), d.get("z", 0), "a" in d, "z" not in d)
print(
    d.keys(),
    d.values(),
    d.items(),
    list(d),
    list(d.items()),
    list(reversed(d)),
    list(reversed(d.items())),
    list(reversed(d.values())),
)
print(d.setdefault("a", 9), d.setdefault("n"), d.setdefault("m", []), d)
print(d.pop("n"), d.pop("zz", "default"), d.popitem(), d)
print(
    d.update({"a": 10}),
    d,
    d.update(x=1, y=2),
    d.update([("p", 1), ["q", 2]]),
    d,
    d.update([], z=3),
    d.update(),
    d.update(["kv"]),
    d,
)
c = d.copy()
print(c == d, c is d, c.clear(), c, bool(c), bool(d))
print(
    dict.fromkeys("abc"),
    dict.fromkeys([1, 2], 0),
    dict.fromkeys({}),
    dict(a=1, b=2),
    dict([(1, 2)]),
    dict({"x": 1}, y=2),
    dict(zip("ab", range(2))),
)
e = {"a": 1} | {"b": 2, "a": 3}
e |= {"c": 4}
print(e, {} | {}, {"a": 1} == {"a": 1.0}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, {} != {})
del d["x"], d["y"]
print(d)
d["new"] = d["a"] = 5
print(d)
for f in (
    lambda: d["nope"],
    lambda: d[(1, 2)],
    lambda: d.pop("nope"),
    lambda: {}.popitem(),
    lambda: d[[]],
    lambda: {{}: 1},
    lambda: {}[{1}],
    lambda: dict(5),
    lambda: dict([1]),
    lambda: dict([(1,)]),
    lambda: dict([(1, 2, 3)]),
    lambda: dict(["ab", "c"]),
    lambda: dict(1, 2),
    lambda: d.update(5),
    lambda: d.update([5]),
    lambda: d.update(1, 2),
    lambda: d | [("a", 1)],
    lambda: [] | d,
    lambda: d + d,
    lambda: d < d,
    lambda: d.get(),
    lambda: d.setdefault(),
    lambda: d.get([]),
    lambda: d.pop(),
    lambda: hash(d),
    lambda: d.fromkeys(5),
    lambda: d.fromkeys([[]]),
    lambda: d.nosuch,
    lambda: d.keys().add(1),
    lambda: d.items()[0],
    lambda: d.get(a=1),
    lambda: d.update([("a", 1), ("b",)]),
    lambda: d.pop("a", 1, 2),
    lambda: [] in d,
    lambda: dict(**{"a": 1}, **{"a": 2}),
    lambda: d.popitem(1),
    lambda: d.clear(1),
):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
k = d.keys()
d["late"] = 1
print(
    "late" in k,
    len(k),
    k,
    sorted(k & {"a", "zz"}),
    k == set(d),
    ("a", 5) in d.items(),
    ("a", 6) in d.items(),
    5 in d.values(),
    k.isdisjoint({"w"}),
)
print({1: "int", True: "bool", 1.0: "float"}, {0: "a", False: "b"}, {"a": 1, "a": 2})
d = {}
d["self"] = d
print(d, d.values(), d.items())
print({None: 1, (): 2, 1.5: 3, b"x": 4, 2 + 1j: 5, frozenset(): 6, int: 7}[int])
d = {i: i * i for i in range(5)}
print(
    d, max(d), sum(d.values()), min(d, key=lambda k: -k), sorted(d, reverse=True), [*d], {**d, 9: 9}
)
