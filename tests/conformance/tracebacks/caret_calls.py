# Caret ranges for calls: arguments, keywords, methods, star arguments, multi-line.
import traceback
def g(a, b=0): raise KeyError(a)
def two(a, b): pass
class C:
    def m(self, x): raise ValueError(x)
    def chain(self): return self
c = C()
def f(i):
    if i == 0: return g(1)
    if i == 1: return g(1, b=g(2))
    if i == 2: return two(1)
    if i == 3: return c.m(5)
    if i == 4: return c.chain().chain().m(1)
    if i == 5: return c.chain().nope().m(1)
    if i == 6: return two(*[1, 2, 3])
    if i == 7: return two(**{"z": 1})
    if i == 8: return print(g(3), "after")
    if i == 9: return two(
        1,
        g(4),
    )
    if i == 10: return g(
        5,
        b=6,
    )
    if i == 11:
        return (c
            .chain()
            .m(7))
    if i == 12: return len(5)
    if i == 13: return int("x") + 1
    if i == 14: return [g(8) for _ in "a"]
    if i == 15: return (lambda q: g(q))(9)
    if i == 16: return two(1, 2)(3)
    if i == 17: return f"{g(10)} text {g(11)}"
    if i == 18: return {"k": g(12)}
    if i == 19: return sorted([1, 2], key=lambda v: g(v))
    if i == 20: return max(g(13), 1) if g else 2
    if i == 21: return list(map(g, [14]))
    if i == 22: return two(* 5)
    if i == 23: return two(** 5)
    if i == 24: return C(1, 2)
    if i == 25: return (yield_ := g(15))
    if i == 26: return C().m()
    if i == 27: return g  (  16  )
for i in range(28):
    try:
        f(i)
    except Exception:
        traceback.print_exc()
two(1,
    2,
    3)
