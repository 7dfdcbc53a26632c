# -*- coding: no-such-encoding -*-
# An unknown encoding declaration.
x = 1
