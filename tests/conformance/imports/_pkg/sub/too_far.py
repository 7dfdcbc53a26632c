# Goes above the top-level package.
from .... import x
