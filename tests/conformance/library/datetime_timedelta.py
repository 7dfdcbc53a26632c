# datetime.timedelta: normalisation, arithmetic, division, formatting, limits and errors
from datetime import timedelta

for kw in ({}, {"days": 1}, {"hours": 25}, {"seconds": -1}, {"microseconds": -1}, {"weeks": 2, "minutes": 90}, {"milliseconds": 1500}, {"days": 0.5}, {"seconds": 0.0000005}, {"seconds": 1.0000015},
           {"days": -1, "seconds": 86400}, {"days": 999999999, "hours": 23}, {"hours": -25, "microseconds": 3}, {"days": 100, "seconds": 59}, {"weeks": 0.1, "milliseconds": 0.0005}):
    t = timedelta(**kw)
    print(kw, "|", t, "|", repr(t), t.days, t.seconds, t.microseconds, t.total_seconds())
a, b = timedelta(hours=5, minutes=30), timedelta(minutes=45)
print(a + b, a - b, b - a, -a, +a, abs(-a), a * 2, 2 * a, a * 0.5, a / 2, a / b, a // b, a % b, divmod(a, b), a // 4, a / 1.5)
print(divmod(-a, b), -a // b, -a % b, timedelta(microseconds=1) * 0.5, timedelta(microseconds=3) * 0.5, timedelta(microseconds=5) / 2, timedelta(microseconds=-5) // 2)
print(a > b, a == timedelta(minutes=330), a != b, bool(timedelta()), bool(a), hash(a) == hash(timedelta(minutes=330)), sorted([a, b, -a]), min(a, b), sum([a, b], timedelta()))
print(timedelta.min, timedelta.max, timedelta.resolution, timedelta.max.total_seconds(), a == 5, a != "x")


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: timedelta(days=1000000000))
attempt(lambda: timedelta.max + timedelta(microseconds=1))
attempt(lambda: timedelta.min - timedelta(days=1))
attempt(lambda: -timedelta.min)
attempt(lambda: a + 1)
attempt(lambda: a * "x")
attempt(lambda: a * a)
attempt(lambda: a / 0)
attempt(lambda: a / timedelta())
attempt(lambda: a // 0)
attempt(lambda: a % timedelta())
attempt(lambda: a // 1.5)
attempt(lambda: a % 2)
attempt(lambda: 5 / a)
attempt(lambda: a < 5)
attempt(lambda: timedelta("x"))
attempt(lambda: timedelta(days=float("nan")))
attempt(lambda: timedelta(days=float("inf")))
attempt(lambda: timedelta(nope=1))
attempt(lambda: a * float("inf"))
attempt(lambda: timedelta(1, 2, 3, 4, 5, 6, 7, 8))
attempt(lambda: setattr(a, "days", 1))
print(timedelta(1, 2, 3, 4, 5, 6, 7), str(timedelta(days=-1, hours=1)), f"{a}")
for seconds in (59, 60, 3599.5, 86399, 90061.25, -0.5):
    t = timedelta(seconds=seconds)
    h, rest = divmod(t, timedelta(hours=1))
    m, s = divmod(rest, timedelta(minutes=1))
    print(h, m, s.total_seconds(), t)


class Sub(timedelta):
    pass


print(repr(Sub(1)), type(Sub(1) + Sub(2)).__name__, type(-Sub(1)).__name__, Sub(1) == timedelta(1))
import copy
import pickle
print(copy.deepcopy(a) == a, pickle.loads(pickle.dumps(a)) == a, a.__reduce__())
