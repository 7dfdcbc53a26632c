# Long source lines, carets far to the right, and lines that span many rows.
def f(a, b):
    return aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa(1, 2, 3) if a > b else (a + b + a + b + a + b + a + b + a + b + a + b + a + b + a + b + a + b + a + b + a + b + a + b + a + b + a / (b - b) + a)
import sys
try:
    f(1, 2)
except ZeroDivisionError:
    sys.excepthook(*sys.exc_info())
x = [
    1,
    2,
    [3,
     4,
     f(5,
       6)],
]
