# Caret ranges for binary operators in each part of an expression.
def f(n):
    if n == 0: return 1 + "a" + 2
    if n == 1: return (1 + 2) * (3 / 0) - 4
    if n == 2: return 10 - 5 // (3 - 3) * 2
    if n == 3: return [1] + [2] + (3,)
    if n == 4: return "x" % 1
    if n == 5: return 1 if 2 ** "x" else 3
    if n == 6: return -"a"
    if n == 7: return not 1 << "b"
    if n == 8: return 1 < 2 < "c"
    if n == 9: return 1 in 2
    if n == 10: return ~[]
    if n == 11: return (1 @
            2)
    if n == 12: return 1  +   "spaces"
    if n == 13: return ((1)) + (("a"))
    if n == 14: return f(0)+f(1)
    if n == 15: return None and 1 or {} | 5
    if n == 16: return {} > {}
    if n == 17: return 5 .real + None
import sys, traceback
for i in range(18):
    try:
        f(i)
    except Exception:
        traceback.print_exc()
f(12)
