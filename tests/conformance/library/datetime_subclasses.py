# Subclasses of the types of module datetime: which results are of the subclass, and whose
# constructors run.
import copy
import pickle
from datetime import date, datetime, time, timedelta, timezone, tzinfo


class Date(date):
    def __new__(cls, *args, **kwargs):
        print("  Date", args, kwargs)
        return super().__new__(cls, *args, **kwargs)


class DateTime(datetime):
    def __new__(cls, *args, **kwargs):
        print("  DateTime", args, kwargs)
        return super().__new__(cls, *args, **kwargs)

    def isoformat(self, *args):
        return "my " + super().isoformat(*args)


class Time(time):
    extra = 3

    def __new__(cls, *args, **kwargs):
        print("  Time", args, kwargs)
        return super().__new__(cls, *args, **kwargs)


class Delta(timedelta):
    def __new__(cls, *args, **kwargs):
        print("  Delta", args, kwargs)
        return super().__new__(cls, *args, **kwargs)

    def days_twice(self):
        return self.days * 2


class Zone(tzinfo):
    def __init__(self, hours):
        self.hours = hours

    def __getinitargs__(self):
        return (self.hours,)

    def utcoffset(self, dt):
        return timedelta(hours=self.hours)

    def dst(self, dt):
        return timedelta(0)

    def tzname(self, dt):
        return f"Z{self.hours}%"

    def __repr__(self):
        return f"Zone({self.hours})"


def show(label, f):
    try:
        v = f()
        print(label, "->", type(v).__name__, repr(v))
    except Exception as e:
        print(label, "->", type(e).__name__, e)


one = timedelta(1, 2)
d = Date(2024, 2, 28)
t = DateTime(2024, 2, 28, 12, 30, 15, 5, Zone(3), fold=1)
c = Time(12, 30, tzinfo=Zone(-2), fold=1)
e = Delta(1, 5)
for label, f in {
    "date + delta": lambda: d + one,
    "delta + date": lambda: one + d,
    "date - delta": lambda: d - one,
    "date - date": lambda: d - date(2024, 1, 1),
    "datetime + delta": lambda: t + one,
    "datetime - datetime": lambda: t - t,
    "delta + delta": lambda: e + e,
    "delta * 2": lambda: e * 2,
    "-delta": lambda: -e,
    "+delta": lambda: +e,
    "abs": lambda: abs(e),
    "delta // 2": lambda: e // 2,
    "twice": lambda: e.days_twice(),
    "date.replace": lambda: d.replace(day=3),
    "datetime.replace": lambda: t.replace(day=3),
    "time.replace": lambda: c.replace(hour=3),
    "fromordinal": lambda: Date.fromordinal(738000),
    "datetime fromordinal": lambda: DateTime.fromordinal(738000),
    "plain fromordinal": lambda: datetime.fromordinal(738000),
    "fromisoformat date": lambda: Date.fromisoformat("2024-05-06"),
    "fromisoformat datetime": lambda: DateTime.fromisoformat("2024-05-06T01+02:00"),
    "fromisoformat time": lambda: Time.fromisoformat("01:02:03Z"),
    "fromisocalendar": lambda: DateTime.fromisocalendar(2024, 5, 6),
    "fromtimestamp": lambda: DateTime.fromtimestamp(1e9, Zone(2)),
    "utcfromtimestamp": lambda: DateTime.utcfromtimestamp(1e9),
    "combine": lambda: DateTime.combine(d, c),
    "strptime": lambda: DateTime.strptime("2024 3 +0100", "%Y %m %z"),
    "astimezone": lambda: t.astimezone(timezone.utc),
    "astimezone own": lambda: t.astimezone(t.tzinfo) is t,
    "date()": lambda: t.date(),
    "time()": lambda: t.time(),
    "timetz()": lambda: t.timetz(),
    "str": lambda: str(t),
    "format": lambda: f"{t}|{t:%H:%M %Z %z}|{c:%H %Z %z}|{d:%j}",
    "reduce": lambda: (d.__reduce__(), t.__reduce__(), c.__reduce__(), e.__reduce__()),
    "zone": lambda: Zone(3).__reduce__(),
    "zone pickle": lambda: pickle.loads(pickle.dumps(Zone(3))),
    "hash": lambda: hash(c) == hash(Time(14, 30, tzinfo=timezone.utc)),
    "equal": lambda: (d == date(2024, 2, 28), t == datetime(2024, 2, 28, 9, 30, 15, 5, timezone.utc)),
    "today": lambda: type(Date.today()) is Date,
}.items():
    show(label, f)
for v in d, t, c, e:
    v.attribute = 1
    for protocol in range(6):
        back = pickle.loads(pickle.dumps(v, protocol))
        print(type(back).__name__, back == v, getattr(back, "fold", None), hasattr(back, "attribute"))
    print(copy.copy(v) == v, copy.deepcopy(v) == v, v.__dict__)


class Odd(datetime):
    def __new__(cls, *args):
        return "odd" if len(args) > 3 else super().__new__(cls, *args)


class Slots(date):
    __slots__ = ("a",)


show("not a datetime", lambda: Odd(2024, 1, 1) + one)
show("slots", lambda: Slots(1, 2, 3).__dict__)
show("keywords", lambda: Slots(year=1, month=2, day=3, a=4))
show("match", lambda: [x for x in (1, d) if isinstance(x, date)])
