# from-import in a circle.
from _circ.from_b import value_b
value_a = 1
