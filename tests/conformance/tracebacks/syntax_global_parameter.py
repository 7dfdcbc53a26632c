# global of a parameter.
def f(a):
    global a
