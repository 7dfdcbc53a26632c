# Errors inside comprehensions, generator expressions, lambdas and class bodies.
import sys
def f(i):
    if i == 0: return [1 / x for x in (1, 0)]
    if i == 1: return {x: y.z for x, y in [(1, 2)]}
    if i == 2: return {x for x in [[]]}
    if i == 3: return list(1 // x for x in [0])
    if i == 4: return sum(x for x in 5)
    if i == 5: return (lambda: undefined)()
    if i == 6: return [[y + "a" for y in [x]] for x in [1]]
    if i == 7: return [x for x in [1] if x.bad]
    if i == 8:
        class Body:
            a = 1
            b = a + "x"
    if i == 9:
        class Body:
            def m(self): return self.nope
        return Body().m()
    if i == 10:
        def gen():
            yield 1
            raise LookupError("in generator")
        return list(gen())
    if i == 11: return [f(12) for _ in range(1)]
    if i == 12: return next(iter([]))
    if i == 13:
        def deco(fn): raise TypeError("decorator fails")
        @deco
        def g(): pass
    if i == 14:
        def outer():
            def inner():
                return free
            inner()
            free = 1
        outer()
    if i == 15: return [
        a.b
        for a in [1]
        if a
    ]
for i in range(16):
    try:
        f(i)
    except Exception:
        sys.excepthook(*sys.exc_info())
class Last:
    value = [undefined_name for _ in range(2)]
