# The tree of built-in exceptions; their constructors, str and attributes.
def tree(c, depth=0):
    print("    " * depth + c.__name__)
    for s in sorted(c.__subclasses__(), key=lambda s: s.__name__):
        if s.__module__ == "builtins":
            tree(s, depth + 1)


tree(BaseException)
for c in (
    Exception,
    ValueError,
    KeyError,
    IndexError,
    OSError,
    StopIteration,
    SystemExit,
    ImportError,
    UnicodeError,
    AssertionError,
    KeyboardInterrupt,
    NameError,
    AttributeError,
    SyntaxError,
    MemoryError,
    GeneratorExit,
):
    for args in ((), ("one",), (1, 2), ("",), (None,), ((1, 2),)):
        try:
            x = c(*args)
            print(c.__name__, args, "| str", repr(str(x)), "| repr", repr(x), "| args", x.args)
        except Exception as e:
            print(c.__name__, args, type(e).__name__, e)
print(
    IOError is OSError,
    EnvironmentError is OSError,
    issubclass(KeyError, LookupError),
    issubclass(bool, int),
)
