# Notes added to exceptions, multi-line and odd ones.
class Odd:
    def __str__(self): return "odd str"
    def __repr__(self): return "odd repr"
class BadStr:
    def __str__(self): raise ValueError
import traceback
def f(notes):
    e = ValueError("with notes")
    if isinstance(notes, list):
        for n in notes:
            e.add_note(n)
    else:
        e.__notes__ = notes
    raise e
def show(notes):
    try:
        f(notes)
    except ValueError:
        import sys
        sys.excepthook(*sys.exc_info())
show([])
show(["one"])
show(["one", "two"])
show(["multi\nline", "", "\n", "ends with newline\n"])
show((Odd(), 5, None))
show("a string")
show(42)
show({"dict": 1})
f(["final note", "été 日本"])
