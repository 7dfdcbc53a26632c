# Attribute of a partially initialised module.
import _circ.attr_b
value = 1
