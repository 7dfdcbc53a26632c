# A trailing comma in an import without parentheses.
from sys import path,
