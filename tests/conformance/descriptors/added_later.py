# A property or __setattr__ that a class gains after its instances' attributes were used.
class P:
    def __init__(self, x):
        self.x = x


def read(p):
    return p.x


def write(p, v):
    p.x = v


p = P(1)
for i in range(5):
    write(p, i)
    print(read(p), end=" ")
P.x = property(lambda self: "from the property")
print(read(p))
try:
    write(p, 9)
except AttributeError as e:
    print(type(e).__name__, e)
del P.x
print(read(p))


class Q:
    pass


def store(q):
    q.a = 1
    q.b = 2


for i in range(3):
    store(Q())


def noisy(self, name, value):
    print("set", name, value, end="; ")
    object.__setattr__(self, name, value)


Q.__setattr__ = noisy
q = Q()
store(q)
print(q.__dict__)


class Low:
    y = 0


class High(Low):
    def __init__(self):
        self.y = 5


h = High()
for i in range(3):
    h.y
Low.y = property(lambda self: "low")
print(h.y)
