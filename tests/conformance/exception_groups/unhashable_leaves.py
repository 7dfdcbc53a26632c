# Leaves of groups are told apart by identity: they need no hash, and may equal each other.
class Odd(ValueError):
    __hash__ = None

    def __eq__(self, other):
        return True


try:
    try:
        raise ExceptionGroup("g", [Odd(1), TypeError(2), Odd(3)])
    except* TypeError as e:
        print("handled", repr(e))
except ExceptionGroup as e:
    print(repr(e))
try:
    try:
        raise ExceptionGroup("g", [Odd(1), ExceptionGroup("h", [Odd(2), KeyError(3)])])
    except* Odd:
        raise
    except* KeyError:
        pass
except ExceptionGroup as e:
    print(repr(e))
