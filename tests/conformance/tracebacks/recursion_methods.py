# Runaway recursion through __getattr__ and __repr__.
import sys
class A:
    def __getattr__(self, name):
        return self.missing
class R:
    def __repr__(self):
        return repr(self)
try:
    A().x
except RecursionError as e:
    print(type(e).__name__, str(e)[:32])
try:
    repr(R())
except RecursionError as e:
    print(type(e).__name__, str(e)[:32])
sys.setrecursionlimit(60)
def deep(n):
    if n > 40:
        raise ValueError("deep enough")
    deep(n + 1)
deep(0)
