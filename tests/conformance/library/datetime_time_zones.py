# Aware times: tzinfo subclasses, fold, conversions, and the checks of what their methods return.
from datetime import date, datetime, time, timedelta, timezone, tzinfo

HOUR = timedelta(hours=1)


class Summer(tzinfo):
    """Standard time +1, daylight time from April to September."""

    def utcoffset(self, dt):
        return HOUR + self.dst(dt)

    def dst(self, dt):
        if dt is None or not (4 <= dt.month < 10):
            return timedelta(0)
        if dt.month == 9 and dt.day == 30 and dt.hour == 23 and dt.fold:
            return timedelta(0)
        return HOUR

    def tzname(self, dt):
        return "SUM" if self.dst(dt) else "STD"


class Says(tzinfo):
    def __init__(self, offset=None, dst=None, name=None):
        self.values = offset, dst, name

    def utcoffset(self, dt):
        return self.values[0]

    def dst(self, dt):
        return self.values[1]

    def tzname(self, dt):
        return self.values[2]


def show(label, f):
    try:
        print(label, "->", repr(f()))
    except Exception as e:
        print(label, "->", type(e).__name__, e)


summer = Summer()
a = datetime(2024, 9, 30, 23, 30, tzinfo=summer)
b = a.replace(fold=1)
utc = timezone.utc
print(a.utcoffset(), b.utcoffset(), a == b, a < b, a - b, hash(a) == hash(b))
print(a == a.astimezone(utc), b == b.astimezone(utc), a.astimezone(utc) == b.astimezone(utc))
print(a.astimezone(utc), b.astimezone(utc), a.tzname(), b.tzname())
print(a.timetuple().tm_isdst, b.timetuple().tm_isdst, a.replace(tzinfo=None).timetuple().tm_isdst)
print(a.utctimetuple(), b.utctimetuple())
for hour in range(19, 24):
    there = datetime(2024, 9, 30, hour, 30, tzinfo=utc).astimezone(summer)
    print(there, there.tzname(), there.fold, there.dst())
print(datetime(2024, 3, 31, 22, 30, tzinfo=utc).astimezone(summer))
print(datetime(2024, 3, 31, 23, 30, tzinfo=utc).astimezone(summer))
print(a.timestamp(), b.timestamp(), datetime.fromtimestamp(1.25e9, summer).tzinfo is summer)
east, west = timezone(HOUR * 5), timezone(-HOUR * 3 - timedelta(seconds=1, microseconds=2), "W%")
moments = [datetime(2024, 1, 1, 12, tzinfo=z) for z in (utc, east, west, summer)]
print([[x < y for x in moments] for y in moments])
print([[str(x - y) for x in moments] for y in moments])
print([x.isoformat() for x in moments], [x.strftime("%z|%Z") for x in moments])
times = [time(12, 30, tzinfo=z) for z in (utc, east, west, summer, None)]
for x in times:
    row = []
    for y in times:
        try:
            row.append((x == y, x < y))
        except TypeError as e:
            row.append(str(e))
    print(row)
print([x.isoformat() for x in times], [x.strftime("%z|%Z") for x in times])
naive = datetime(2024, 1, 1)
for z in (
    Says(), Says(3), Says("x", 4, 5), Says(timedelta(1), timedelta(1)), Says(timedelta(-1)),
    Says(timedelta(0), timedelta(0), "100%"), Says(HOUR, None, "n"), Says(HOUR, HOUR * 2, ""),
    Says(timedelta(hours=23, minutes=59, seconds=59, microseconds=999999)),
):
    d = naive.replace(tzinfo=z)
    print("---", z.values)
    show("utcoffset", d.utcoffset)
    show("dst", d.dst)
    show("tzname", d.tzname)
    show("isoformat", d.isoformat)
    show("strftime", lambda: d.strftime("%Z %z %f"))
    show("timetuple", lambda: d.timetuple().tm_isdst)
    show("utctimetuple", lambda: d.utctimetuple()[:6])
    show("fromutc", lambda: z.fromutc(d).replace(tzinfo=None))
    show("equal", lambda: d == datetime(2024, 1, 1, tzinfo=utc))
    show("less", lambda: d < datetime(2024, 1, 1, tzinfo=utc))
    show("minus", lambda: d - datetime(2024, 1, 1, tzinfo=utc))
    show("time", lambda: d.timetz().isoformat())
    show("hash", lambda: hash(d.timetz()) == hash(d.timetz()))
    show("now", lambda: datetime.now(z).tzinfo is z)
for offset in (0, 1, -1, 3600, -3600, 86399, -86399, 5400):
    for micro in (0, 1, -1):
        z = timezone(timedelta(seconds=offset, microseconds=micro))
        print(repr(z), str(z), z.tzname(None), z is utc, z == utc, hash(z) == hash(z.utcoffset(None)))
print(timezone.min, timezone.max, repr(timezone.utc), timezone(timedelta(0), "UTC") == utc)
print(date.today() == datetime.now().date() or date.today() == datetime.now().date())
print(datetime(2024, 7, 1, 12).astimezone().replace(tzinfo=None), datetime(2024, 7, 1).astimezone().tzinfo)
