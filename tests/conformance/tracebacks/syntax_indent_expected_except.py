# A handler without a body.
try:
    x = 1
except ValueError:
y = 2
