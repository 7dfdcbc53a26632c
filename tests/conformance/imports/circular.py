# Circular imports: partially initialised modules, late use, from-import errors.
import sys
import _circ.a

print(_circ.a.use_b(), _circ.b.use_a())
try:
    import _circ.from_a
except ImportError as e:
    print(type(e).__name__, str(e).split(" (")[0])
print("_circ.from_a" in sys.modules, "_circ.from_b" in sys.modules)
try:
    import _circ.attr_a
except AttributeError as e:
    print(type(e).__name__, e)
import _circ.lazy_a

print(_circ.lazy_a.f())
import _circ.sub_a

print(_circ.sub_a.x, _circ.sub_b.y)
import _circ.self_import

print(_circ.self_import.me is _circ.self_import)
print(sorted(m for m in sys.modules if m.startswith("_circ")))
