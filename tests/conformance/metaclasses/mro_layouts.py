# A metaclass's mro() may name only classes whose layout suits the new class.
class M(type):
    result = None

    def mro(cls):
        return [cls, *M.result] if M.result is not None else super().mro()


class Slots:
    __slots__ = ("a",)


class Plain:
    pass


def attempt(*result, bases=()):
    M.result = result
    try:
        print(M("C", bases, {}).__mro__)
    except TypeError as error:
        print("TypeError", error)
    M.result = None


attempt(object)
attempt(int, object)
attempt(Plain, object)
attempt(Slots, object)
attempt(Slots, object, bases=(Slots,))
attempt(int, object, bases=(int,))
attempt(list, int, object, bases=(int,))
attempt(5, object)
attempt("x")
attempt(Exception, BaseException, object)
attempt()
C = M("C", (Plain,), {})


class Other:
    pass


M.result = int, object
try:
    C.__bases__ = (Other,)
except TypeError as error:
    print("TypeError", error)
print(C.__bases__)
