# An assignment where a comparison is meant.
x = 1
if x = 2:
    pass
