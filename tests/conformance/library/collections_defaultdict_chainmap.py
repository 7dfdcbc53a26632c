# collections.defaultdict and ChainMap
from collections import ChainMap, defaultdict

d = defaultdict(list)
for k, v in [("a", 1), ("b", 2), ("a", 3)]:
    d[k].append(v)
print(d, dict(d), d.default_factory is list)
print(d.get("zz"), "zz" in d, d["zz"], "zz" in d)
print(defaultdict(int, {"x": 1}, y=2) == {"x": 1, "y": 2})
n = defaultdict(lambda: defaultdict(int))
n["p"]["q"] += 5
n["p"]["r"] -= 1
print({k: dict(v) for k, v in n.items()})
print(repr(defaultdict(None, {1: 2})), defaultdict(int).copy())
print(defaultdict(int, a=1) | {"b": 2}, {"b": 2} | defaultdict(int, a=1))
nothing = defaultdict()
for f in (lambda: nothing["k"], lambda: defaultdict(5), lambda: d.__missing__("direct")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class Keyed(defaultdict):
    def __missing__(self, key):
        self[key] = value = self.default_factory(key)
        return value


print(Keyed(lambda k: k * 2)["ab"])
d.default_factory = None
try:
    d["never"]
except KeyError as e:
    print("KeyError", e, e.args)
r = defaultdict(list)
r["me"].append(1)
print(r.pop("me"), r.popitem() if r else "empty")

base = {"color": "red", "user": "guest"}
env = {"user": "root"}
cm = ChainMap({}, env, base)
print(cm, cm["user"], cm["color"], len(cm), sorted(cm), list(cm))
cm["color"] = "blue"
print(cm.maps[0], base["color"], cm["color"])
del cm["color"]
print(cm["color"])
child = cm.new_child({"user": "kid"})
print(child["user"], child.parents["user"], len(child.maps))
print(cm.new_child(x=1), dict(child), child == dict(child))
print("nope" in cm, cm.get("nope", 3), bool(ChainMap()), ChainMap())
for f in (
    lambda: cm["nope"],
    lambda: cm.pop("user"),
    lambda: ChainMap().popitem(),
    lambda: cm.__delitem__("color"),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(cm | {"new": 1}, {"new": 1} | cm)
cm |= {"added": 2}
print(cm.maps[0], ChainMap.fromkeys("ab", 1), list(cm.items()), list(cm.values()))
cm.clear()
print(cm)
