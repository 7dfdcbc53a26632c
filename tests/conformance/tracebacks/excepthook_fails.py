# An excepthook that itself fails.
import sys
def hook(t, v, tb):
    raise TypeError("hook is broken")
sys.excepthook = hook
{}["original"]
