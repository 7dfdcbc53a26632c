# Custom exceptions: qualified names, odd __str__, modules, no message.
import sys
class Plain(Exception): pass
class Outer:
    class Inner(Exception): pass
class EmptyStr(Exception):
    def __str__(self): return ""
class NoneStr(Exception):
    def __str__(self): return None
class RaisingStr(Exception):
    def __str__(self): raise RuntimeError("str fails")
class MultiStr(Exception):
    def __str__(self): return "first\nsecond\n  third"
class Elsewhere(Exception):
    __module__ = "some.module"
class BuiltinsModule(Exception):
    __module__ = "builtins"
class NoModule(Exception): pass
NoModule.__module__ = 5
class Renamed(Exception): pass
Renamed.__qualname__ = "Different.Name"
class StrSub(str):
    def __str__(self): return "sub"
class RetSub(Exception):
    def __str__(self): return StrSub("value of sub")
def local():
    class Local(Exception): pass
    return Local
class Derived(ValueError):
    def __init__(self, code): super().__init__("code", code); self.code = code
for e in (Plain(), Plain("m"), Plain(1, 2), Plain(""), Plain(None), Outer.Inner("nested"), EmptyStr(1), NoneStr(), RaisingStr("x"), MultiStr(), Elsewhere("e"), BuiltinsModule("b"), NoModule("n"), Renamed("r"), RetSub(), local()("l"), Derived(7), Plain("\n"), Plain("trailing\n"), Plain(b"bytes"), Plain("é\ttab"), Plain("nul\0"), Plain(Plain("in"))):
    try:
        raise e
    except Exception:
        sys.excepthook(*sys.exc_info())
raise Outer.Inner("last", 2)
