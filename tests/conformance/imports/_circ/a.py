# Imports b, which imports a.
print("a starts")
import _circ.b
name = "a"
def use_b(): return "a uses " + _circ.b.name
print("a ends")
