# Signatures of built-in functions and types, and whether they are documented.
import builtins
import inspect

for name in sorted(vars(builtins)):
    value = getattr(builtins, name)
    if name[0] == "_" and name != "__import__" or name in ("copyright", "credits", "license"):
        continue
    if name in ("exit", "quit", "help"):
        continue
    if isinstance(value, type) and issubclass(value, BaseException) or not callable(value):
        continue
    text = value.__text_signature__
    print(name, text and " ".join(text.split()), bool(value.__doc__))
for f in (len, print, sorted, sum, pow, compile, str.split, list.sort, dict.get, int.to_bytes):
    print(f.__qualname__, inspect.signature(f))
for cls in (float, complex, list, tuple, enumerate, property, memoryview, type(inspect)):
    print(cls.__name__, inspect.signature(cls))
for f in (getattr, iter, max, dir, dict.pop, range, int, dict):
    try:
        print(inspect.signature(f))
    except ValueError as e:
        print(str(e).partition(" for ")[0])
