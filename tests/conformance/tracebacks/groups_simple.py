# An uncaught exception group.
def g(n):
    try:
        raise ValueError(n)
    except ValueError as e:
        return e
raise ExceptionGroup("several problems", [g(1), TypeError("not raised"), g(2)])
