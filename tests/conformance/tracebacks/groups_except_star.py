# What except* leaves over, uncaught.
def f():
    try:
        raise ExceptionGroup("g", [ValueError(1), KeyError(2), OSError(3)])
    except* ValueError as e:
        raise TypeError("raised in handler") from e.exceptions[0]
    except* KeyError:
        pass
f()
