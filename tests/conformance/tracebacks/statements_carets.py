# Which statements show carets: raise, assert, import, for, with, del, return, yield.
import traceback
def f(i):
    if i == 0: raise ValueError("raise")
    if i == 1: assert 1 == 2, "assert message"
    if i == 2: assert False
    if i == 3: import nosuchmodule
    if i == 4: from sys import nosuchname
    if i == 5:
        for x in 5: pass
    if i == 6:
        with 5: pass
    if i == 7: del undefined_local
    if i == 8: return undefined_global
    if i == 9: return print(undefined_global, 1)
    if i == 10: raise TypeError from ValueError("cause")
    if i == 11:
        while nope: pass
    if i == 12:
        class Broken(undefined_base): pass
    if i == 13:
        class Broken2(5): pass
    if i == 14:
        @undefined_decorator
        def g(): pass
    if i == 15:
        def g(a=undefined_default): pass
    if i == 16: x: undefined_annotation = undefined_value
    if i == 17: x += 1
    if i == 18: exec("raise KeyError('in exec')")
    if i == 19: raise
    if i == 20: raise 5
    if i == 21: import os.nosuchsub
    if i == 22: from nosuchpkg.sub import x
    if i == 23:
        try: 1 / 0
        finally: [][1]
    if i == 24:
        match i:
            case int(real=zz) if zz.nope: pass
    if i == 25:
        for a, b in [(1, 2, 3)]: pass
    if i == 26: return [*5]
    if i == 27: return {**5}
    if i == 28: return {1: 2, [3]: 4}
    if i == 29: return {[]}
    if i == 30: assert (1 ==
        2), "multi"
    if i == 31: raise ValueError(
        "multi-line raise"
    )
for i in range(32):
    try:
        f(i)
    except Exception:
        traceback.print_exc()
assert not f, f"f is {'a function'}"
