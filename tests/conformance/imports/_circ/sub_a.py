# from package import module, in a circle.
from _circ import sub_b
x = 1
