# Assignment to a tuple that holds a literal.
a, "b", c = 1, 2, 3
