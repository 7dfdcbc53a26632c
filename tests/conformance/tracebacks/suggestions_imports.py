# Import errors: missing names and modules; no suggestion in 3.11.
import sys
def run(f):
    try:
        f()
    except ImportError:
        sys.excepthook(*sys.exc_info())
def a(): from sys import pth
def b(): import syss
def c(): from math import sine
def d(): import sys.path
def e(): from sys.path import x
def f(): import a_b_c.d
def h(): __import__("nosuch", fromlist=["x"])
def i(): import sys as s, nosuch2
for fn in (a, b, c, d, e, f, i, h):
    run(fn)
exec("from nosuch import *")
