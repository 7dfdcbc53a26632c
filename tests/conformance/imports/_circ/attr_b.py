# Uses the attribute too early.
import sys
early = sys.modules["_circ.attr_a"].value
