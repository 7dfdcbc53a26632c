# Uncaught exception through nested calls.
def a(x):
    return b(x) + 1
def b(x):
    y = x * 2
    return c(y)
def c(z):
    raise ValueError("bad value: %d" % z)
print("before")
a(21)
