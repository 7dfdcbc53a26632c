# The module is found in sys.modules though the package has no such attribute yet.
from _circ import sub_a
import _circ.sub_a as alias
y = alias is sub_a
