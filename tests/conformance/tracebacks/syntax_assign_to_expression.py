# Assignment to an expression.
a + b = c
