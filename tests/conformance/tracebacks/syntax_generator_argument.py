# A generator expression that needs parentheses.
f(x for x in y, 1)
