# Relative imports of several levels.
print("init deep")
from .sibling import value as sibling_value
from ..leaf import where
from .. import leaf as leaf_alias
import _pkg as top
def chain(): return [where(), top.__name__, __name__]
