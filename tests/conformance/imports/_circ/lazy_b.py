# The other half.
from _circ.lazy_a import h
def g(): return h()
