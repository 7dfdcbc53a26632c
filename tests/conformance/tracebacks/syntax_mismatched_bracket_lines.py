# A closing bracket of another kind, on another line.
def f():
    return {
        1: (2, 3],
    }
