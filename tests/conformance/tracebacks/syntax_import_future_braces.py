# The best-known __future__ feature.
from __future__ import braces
