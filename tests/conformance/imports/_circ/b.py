# Imports a back.
print("b starts")
import _circ.a
name = "b"
print("a has name:", hasattr(_circ, "a") and hasattr(_circ.a, "name"))
def use_a(): return "b uses " + _circ.a.name
print("b ends")
