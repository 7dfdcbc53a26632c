# An error in the middle of a long file, after non-ASCII text.
x = 1


def g():
    """Doc."""
    s = "日本語"; t = (s s)
    return s
