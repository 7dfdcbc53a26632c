# sys.exit with a message: printed to stderr, status 1.
import sys
print("out")
try:
    sys.exit("first: caught")
except SystemExit as e:
    print("caught", repr(e), e.code)
def f():
    try:
        sys.exit("leaving with a message: é")
    finally:
        print("finally runs")
f()
