# KeyError shows the repr of its argument; a subclass and other lookups.
import sys
class MyKey(KeyError): pass
for e in (KeyError("it's"), KeyError(5), KeyError(("t", 1)), KeyError(), KeyError("a", "b"), MyKey("x"), KeyError("multi\nline"), IndexError("plain"), KeyError("é日😀"), KeyError(None), LookupError("")):
    try:
        raise e
    except LookupError:
        sys.excepthook(*sys.exc_info())
{"a": 1}["quote\"d 'both'"]
