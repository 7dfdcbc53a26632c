# An iterable unpacking after a keyword unpacking.
f(**a, *b)
