# Causes and contexts mixed, with a class as the cause and a cycle.
def f():
    try:
        try:
            raise KeyError("one")
        except KeyError:
            raise ValueError("two") from OSError(2, "never raised")
    except ValueError:
        try:
            raise TypeError("three")
        finally:
            [].pop()
try:
    f()
except IndexError as e:
    e2 = RuntimeError("four")
    e2.__cause__ = e
    e.__context__.__cause__ = e2
    raise e2
