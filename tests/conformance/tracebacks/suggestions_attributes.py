# "Did you mean" for attributes.
import sys
class P:
    def __init__(self): self.position = 1; self.velocity = 2
    def advance(self): pass
    def retreat(self): pass
    _hidden = 1
class S:
    __slots__ = ("alpha", "beta")
class D:
    def __dir__(self): return ["computed_name", 5, "other"]
class E:
    def __dir__(self): raise ValueError
class G:
    real_name = 1
    def __getattr__(self, n): raise AttributeError("custom " + n)
class G2:
    real_name = 1
    def __getattr__(self, n): raise AttributeError("custom", name=n, obj=self)
class Many: pass
m = Many()
for n in range(760): setattr(m, "attribute%d" % n, n)
def run(f):
    try:
        f()
    except AttributeError:
        sys.excepthook(*sys.exc_info())
for f in (lambda: P().positon, lambda: P().velocitty, lambda: P().advanced(), lambda: P().zzzzz, lambda: P.advnce, lambda: P().hidden, lambda: S().alhpa, lambda: D().computed_nam, lambda: E().x, lambda: G().real_nam, lambda: G2().real_nam, lambda: m.attribut5, lambda: [].appendd, lambda: "".uper(), lambda: (1).rael, lambda: {}.itmes(), lambda: sys.exut, lambda: sys.stdot, lambda: None.foo, lambda: P().Position, lambda: P().p, lambda: len.nam, lambda: (lambda: 0).__nam__, lambda: P.__nam__, lambda: b"".decod, lambda: P().advance.__nam__, lambda: getattr(P(), "positoin"), lambda: P().__init, lambda: ().indx, lambda: range(3).strat):
    run(f)
def store():
    (1).rael = 3
def delete():
    del P().positon
run(store)
run(delete)
P().retraet()
