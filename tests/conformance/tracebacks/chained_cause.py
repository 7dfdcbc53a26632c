# raise ... from: the direct cause, twice.
def low():
    return int("not a number")
def mid():
    try:
        low()
    except ValueError as e:
        raise TypeError("mid failed") from e
def high():
    try:
        mid()
    except TypeError as e:
        raise RuntimeError("high failed") from e
high()
