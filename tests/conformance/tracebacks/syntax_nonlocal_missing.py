# nonlocal of a name with no binding.
def f():
    def g():
        nonlocal missing
