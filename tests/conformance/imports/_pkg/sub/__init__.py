# A subpackage with __all__.
from . import deep
from .. import VALUE as parent_value
__all__ = ["public", "also_public", "other"]
public, also_public, not_in_all, _private = 1, 2, 3, 4
name_from_init = "from init " + str(parent_value)
print("init sub")
