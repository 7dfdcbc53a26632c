# Cannot be compiled.
def f():
    return 1 +
