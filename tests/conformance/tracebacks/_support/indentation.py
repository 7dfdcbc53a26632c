# Cannot be compiled either.
def f():
return 1
