# numbers: the numeric tower, registration, a custom Number with mixed arithmetic, hashing across types
import numbers
from decimal import Decimal
from fractions import Fraction

values = [True, 5, 2.5, 1j, Fraction(1, 2), Decimal("1.5"), "s"]
for n in ("Number", "Complex", "Real", "Rational", "Integral"):
    print(n, [isinstance(v, getattr(numbers, n)) for v in values], [c.__name__ for c in getattr(numbers, n).__mro__])
for n in ("Complex", "Real", "Rational", "Integral"):
    print(n, sorted(getattr(numbers, n).__abstractmethods__))
    try:
        getattr(numbers, n)()
    except TypeError as e:
        print(str(e)[:60])


class Money(numbers.Real):
    def __init__(self, cents):
        self.cents = int(cents)

    def __repr__(self):
        return f"Money({self.cents})"

    def _lift(self, o):
        if isinstance(o, Money):
            return o.cents
        if isinstance(o, numbers.Integral):
            return int(o) * 100
        return None

    def __add__(self, o):
        c = self._lift(o)
        return NotImplemented if c is None else Money(self.cents + c)

    __radd__ = __add__

    def __mul__(self, o):
        return Money(self.cents * o) if isinstance(o, numbers.Integral) else NotImplemented

    __rmul__ = __mul__

    def __neg__(self):
        return Money(-self.cents)

    def __pos__(self):
        return self

    def __abs__(self):
        return Money(abs(self.cents))

    def __eq__(self, o):
        c = self._lift(o)
        return NotImplemented if c is None else self.cents == c

    def __hash__(self):
        return hash(Fraction(self.cents, 100))

    def __lt__(self, o):
        c = self._lift(o)
        return NotImplemented if c is None else self.cents < c

    def __le__(self, o):
        return self < o or self == o

    def __float__(self):
        return self.cents / 100

    def __int__(self):
        return self.cents // 100

    def __trunc__(self):
        return int(self.cents / 100)

    def __floor__(self):
        return self.cents // 100

    def __ceil__(self):
        return -(-self.cents // 100)

    def __round__(self, n=None):
        return round(float(self), n)

    def __floordiv__(self, o):
        return Money(self.cents // o)

    def __rfloordiv__(self, o):
        return NotImplemented

    def __mod__(self, o):
        return Money(self.cents % (o * 100))

    def __rmod__(self, o):
        return NotImplemented

    def __truediv__(self, o):
        return float(self) / float(o)

    def __rtruediv__(self, o):
        return float(o) / float(self)

    def __pow__(self, o):
        return float(self) ** o

    def __rpow__(self, o):
        return o ** float(self)


m = Money(250)
print(m + 1, 1 + m, m + m, 2 * m, m - 1, 1 - m, -m, abs(-m), m / 2, 5 / m, divmod(m, 2), m // 2, m % 2, m ** 2, 2 ** m)
print(m.real, m.imag, m.conjugate(), complex(m), float(m), int(m), round(m), round(m, 1), bool(m), bool(Money(0)), m == 2, Money(200) == 2, m >= Money(250), sum([m, m]), max(m, Money(300)))
for f in (lambda: m + "x", lambda: m * 1.5, lambda: m < "x", lambda: m + 0.5):
    try:
        print(f())
    except TypeError as e:
        print(e)
print(hash(1) == hash(1.0) == hash(Fraction(1)) == hash(Decimal(1)) == hash(1 + 0j) == hash(True) == hash(Money(100)))
print((5).numerator, (5).denominator, (2.5).is_integer(), (5).real, (5).imag, (2.5).as_integer_ratio(), (3).conjugate(), True.numerator, (1.5).real, 1j.conjugate())
numbers.Number.register(str)
print(isinstance("s", numbers.Number), isinstance("s", numbers.Complex))
