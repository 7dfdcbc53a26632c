# A character that no token starts with.
x = 1 ? 2
