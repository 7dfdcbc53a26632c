# A keyword argument named True.
f(True=1)
