# Two slashes among parameters.
def f(a, /, b, /):
    pass
