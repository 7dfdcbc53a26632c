# A relative import of what does not exist.
from .not_here import x
