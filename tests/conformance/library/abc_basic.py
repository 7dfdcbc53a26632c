# abc: abstract methods, properties, virtual subclasses, __subclasshook__, registration cache
import abc
from abc import ABC, ABCMeta, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self):
        """Area."""

    @property
    @abstractmethod
    def name(self):
        ...

    @classmethod
    @abstractmethod
    def build(cls):
        ...

    @staticmethod
    @abstractmethod
    def units():
        ...

    def describe(self):
        return f"{self.name} of {self.area()} {self.units()}"


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(Shape)
print(sorted(Shape.__abstractmethods__), Shape.area.__isabstractmethod__)


class Half(Shape):
    def area(self):
        return 1

    name = "half"

    @staticmethod
    def units():
        return "m2"


attempt(Half)


class Full(Half):
    @classmethod
    def build(cls):
        return cls()


print(Full.build().describe(), Full.__abstractmethods__, isinstance(Full(), Shape))


class OneMissing(ABC):
    @abstractmethod
    def only(self):
        return "base body"


attempt(OneMissing)


class Calls(OneMissing):
    def only(self):
        return super().only() + "!"


print(Calls().only())


class Drawable(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is Drawable:
            return any("draw" in vars(b) for b in other.__mro__) or NotImplemented
        return NotImplemented


class Duck:
    def draw(self):
        pass


class Cow:
    pass


print(isinstance(Duck(), Drawable), isinstance(Cow(), Drawable), issubclass(Duck, Drawable))
print(Drawable.register(Cow) is Cow, isinstance(Cow(), Drawable), issubclass(int, Drawable))


@Drawable.register
class Late:
    pass


print(issubclass(Late, Drawable), Drawable in Late.__mro__)
attempt(lambda: Drawable.register(5))


class Sub(Drawable):
    pass


attempt(lambda: Sub.register(Drawable))
attempt(lambda: issubclass(5, Drawable))
token = abc.get_cache_token()
Drawable.register(float)
print(abc.get_cache_token() != token, isinstance(1.5, Drawable), isinstance(1.5, Sub))


def later(self):
    return 42


class Pending(ABC):
    @abstractmethod
    def later(self):
        ...


Pending.later = later
attempt(Pending)
abc.update_abstractmethods(Pending)
print(Pending().later())


class Meta(ABCMeta):
    def __new__(mcls, name, bases, ns, **kw):
        cls = super().__new__(mcls, name, bases, ns)
        cls.tag = kw.get("tag", "none")
        return cls


class Tagged(metaclass=Meta, tag="t"):
    pass


print(Tagged.tag, type(Tagged).__mro__[1].__name__, abc.ABC.__class__.__name__)
