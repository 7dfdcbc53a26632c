# Wants a name that is not there yet.
from _circ.from_a import value_a
value_b = 2
