# Several exception types without parentheses.
try:
    pass
except A, B:
    pass
