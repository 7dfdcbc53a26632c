# Classes at work: accounts, events, a state machine, an observer, a plugin registry, an inventory.
class InsufficientFunds(Exception):
    def __init__(self, need, have):
        super().__init__(f"need {need:.2f}, have {have:.2f}")
        self.need, self.have = need, have


class Account:
    _next = 1

    def __init__(self, owner, balance=0):
        self.owner, self._balance, self.log = owner, balance, []
        self.number = Account._next
        Account._next += 1

    @property
    def balance(self):
        return self._balance

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self._balance += amount
        self.log.append(("deposit", amount))

    def withdraw(self, amount):
        if amount > self._balance:
            raise InsufficientFunds(amount, self._balance)
        self._balance -= amount
        self.log.append(("withdraw", amount))

    def __repr__(self):
        return f"{type(self).__name__}(#{self.number} {self.owner}: {self._balance:,.2f})"

    def __lt__(self, o):
        return self._balance < o._balance


class Savings(Account):
    rate = 0.05

    def add_interest(self):
        self.deposit(self._balance * self.rate)


class Checking(Account):
    def __init__(self, *a, limit=100, **k):
        super().__init__(*a, **k)
        self.limit = limit

    def withdraw(self, amount):
        if amount > self._balance + self.limit:
            raise InsufficientFunds(amount, self._balance + self.limit)
        self._balance -= amount
        self.log.append(("withdraw", amount))


a, b, c = Account("Ann", 100), Savings("Bob", 1000), Checking("Cyd", 50, limit=200)
for act in (
    lambda: a.withdraw(150),
    lambda: a.deposit(-5),
    lambda: c.withdraw(240),
    lambda: c.withdraw(20),
    b.add_interest,
    lambda: setattr(a, "balance", 5),
    lambda: a.withdraw(30),
):
    try:
        act()
        print("ok")
    except (InsufficientFunds, ValueError, AttributeError) as e:
        print(type(e).__name__, e)
print(sorted([a, b, c]), max(a, b, c).owner, sum(x.balance for x in (a, b, c)), c.log)


class Event:
    def __init__(self):
        self.handlers = []

    def __iadd__(self, h):
        self.handlers.append(h)
        return self

    def __isub__(self, h):
        self.handlers.remove(h)
        return self

    def __call__(self, *a, **k):
        return [h(*a, **k) for h in self.handlers]


class Button:
    def __init__(self):
        self.clicked = Event()


btn = Button()


def on_click(n):
    return f"clicked {n}"


btn.clicked += on_click
btn.clicked += lambda n: n * 2
print(btn.clicked(3))
btn.clicked -= on_click
print(btn.clicked(4))


class State:
    transitions = {}

    def __init_subclass__(cls, on=None, **k):
        super().__init_subclass__(**k)
        State.transitions[cls.__name__] = on or {}


class Idle(State, on={"coin": "Ready"}):
    pass


class Ready(State, on={"push": "Idle", "coin": "Ready", "kick": "Broken"}):
    pass


class Broken(State):
    pass


s, trace = "Idle", []
for ev in "push coin coin push coin kick coin".split():
    s = State.transitions[s].get(ev, s)
    trace.append(s)
print(trace)


class Registry(type):
    plugins = {}

    def __new__(m, n, b, ns):
        c = super().__new__(m, n, b, ns)
        if b:
            m.plugins[ns.get("name", n.lower())] = c
        return c


class Plugin(metaclass=Registry):
    def run(self, x):
        raise NotImplementedError(f"{type(self).__name__}.run")


class Upper(Plugin):
    def run(self, x):
        return x.upper()


class Rev(Plugin):
    name = "reverse"

    def run(self, x):
        return x[::-1]


class Todo(Plugin):
    pass


for n, c in sorted(Registry.plugins.items()):
    try:
        print(n, c().run("text"))
    except NotImplementedError as e:
        print(n, "not implemented:", e)


class Money:
    __slots__ = ("cents",)

    def __init__(self, v):
        self.cents = round(v * 100)

    def __add__(self, o):
        return Money((self.cents + o.cents) / 100) if isinstance(o, Money) else NotImplemented

    def __radd__(self, o):
        return self if o == 0 else NotImplemented

    def __mul__(self, k):
        return Money(self.cents * k / 100)

    __rmul__ = __mul__

    def __eq__(self, o):
        return isinstance(o, Money) and self.cents == o.cents

    def __hash__(self):
        return hash(self.cents)

    def __format__(self, spec):
        return format(self.cents / 100, spec or ",.2f")

    def __repr__(self):
        return f"Money({self})"


print(
    sum([Money(1.1), Money(2.2)]),
    3 * Money(0.1) == Money(0.3),
    f"{Money(1234.5)} {Money(5):>8.1f}",
    len({Money(1), Money(1.0)}),
)
try:
    Money(1) + 5
except TypeError as e:
    print(e)


class Temperature:
    def __init__(self, c):
        self.c = c

    f = property(lambda s: s.c * 9 / 5 + 32, lambda s, v: setattr(s, "c", (v - 32) * 5 / 9))


t = Temperature(100)
print(t.f)
t.f = 32
print(t.c)


class Vec:
    def __init__(self, *v):
        self.v = v

    def __getattr__(self, n):
        if len(n) > 0 and set(n) <= set("xyz"):
            r = [self.v["xyz".index(k)] for k in n]
            return r[0] if len(r) == 1 else Vec(*r)
        raise AttributeError(f"no swizzle {n!r}")

    def __iter__(self):
        return iter(self.v)

    def __matmul__(self, o):
        return sum(a * b for a, b in zip(self, o))

    def __repr__(self):
        return f"<{', '.join(map(str, self))}>"


v = Vec(1, 2, 3)
print(v.x, v.zyx, v.xx, v @ v.zyx, [*v])
try:
    v.w
except AttributeError as e:
    print(e)
