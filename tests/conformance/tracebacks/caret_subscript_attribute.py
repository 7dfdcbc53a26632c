# Caret ranges for subscripts, attributes, calls, stores and deletes.
import traceback
d = {"a": {"b": None}}
n = None
l = [1, [2]]
def f(i):
    if i == 0: return d["a"]["b"]["c"]["d"]
    if i == 1: return d["a"]["x"]
    if i == 2: return n.attr
    if i == 3: return d["a"].foo.bar
    if i == 4: return l[1][5]
    if i == 5: return l[1][0].x.y
    if i == 6: d["a"]["b"]["c"] = 1
    if i == 7: n.x = 5
    if i == 8: del l[7]
    if i == 9: del d["a"].zz
    if i == 10: l[1:"x"]
    if i == 11: d["a"]["b"] += "x"
    if i == 12: n[0][1]
    if i == 13: n()
    if i == 14: l[1](3)
    if i == 15: d["a"]["b"](1)(2)
    if i == 16: return (n).attr
    if i == 17: return l[ 9 ]
    if i == 18: l[0].real.imag.nope
    if i == 19: d.get("a").get("zz").get("q")
    if i == 20: l[0], l[1][3], l[2] = 1, 2, 3
    if i == 21: n.x.y = 1
    if i == 22: n.a += 1
    if i == 23: x = y = l[10]
    if i == 24: for_target = [q for q in l[0]]
    if i == 25: a, b = l[0]
    if i == 26: a, b, c = l
for i in range(27):
    try:
        f(i)
    except Exception:
        traceback.print_exc()
l[5].x
