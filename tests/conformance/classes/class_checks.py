# isinstance() and issubclass() of things that are not classes but look like them, or do not.
class NoClass:
    __class__ = property(lambda self: None)


class Bases:
    def __init__(self, *bases):
        self.bases = bases

    __bases__ = property(lambda self: self.bases)


class WrongBases:
    __bases__ = 5


def e(f, *args):
    try:
        print(f(*args))
    except TypeError as error:
        print(error)


base = Bases()
derived = Bases(base)
e(isinstance, NoClass(), Bases())
e(issubclass, derived, base)
e(issubclass, base, derived)
e(issubclass, derived, (int, base))
e(issubclass, derived, int)
e(issubclass, int, base)
for first in (5, None, WrongBases()):
    for second in (int, 5, base, (int, 5), int | str, type):
        e(issubclass, first, second)
        e(isinstance, first, second)
e(type.__subclasscheck__, int, 5)
e(type.__instancecheck__, int, 5)
