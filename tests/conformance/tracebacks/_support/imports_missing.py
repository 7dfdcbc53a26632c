# Imports what is not there.
from _support.functions import (
    outer,
    not_there,
)
