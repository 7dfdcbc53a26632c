# A slash with nothing before it.
def f(/, a):
    pass
