# __main__, __name__, importing the program itself, import forms and bindings.
import sys, __main__

print(
    __name__,
    __main__ is sys.modules["__main__"],
    __main__.__dict__ is globals(),
    __package__,
    __spec__ is None,
    __doc__,
    __file__.replace("\\", "/").split("/")[-1],
)
if __name__ == "__main__":
    import main_and_names

    print(
        "imported copy:",
        main_and_names.__name__,
        main_and_names is __main__,
        main_and_names.__doc__,
    )
else:
    print("now as module", __name__, __package__ == "", __spec__.name)
import os.path, os as operating, os.path as p

print(p is os.path, operating is os, os.path.basename("a/b"))
import collections.abc

print(collections.abc.Sized.__name__, type(collections).__name__)
from os import (
    path,
    sep as separator,
)

print(path is p, len(separator))
import math as m, sys as s2

print(m.floor(2.5), s2 is sys)


class C:
    import math
    from os.path import join as j


print(C.math is m, C.j("a", "b").replace("\\", "/"), "math" in globals())


def f():
    import math as local

    return "local" in locals()


print(f())
for name in ("x",):
    import string as target_of_import
print(target_of_import.digits)
x = 5
try:
    import x.y
except ImportError as e:
    print(e, x)
try:
    from math import pi, nothing
except ImportError as e:
    print(e.name, e.msg.split(" (")[0], "pi" in globals())
print(
    repr(sys),
    repr(m).split(" (")[0].split(" from")[0],
    m.__name__,
    sys.__name__,
    "math" in sys.modules,
    type(sys.path).__name__,
    type(sys.modules).__name__,
)
