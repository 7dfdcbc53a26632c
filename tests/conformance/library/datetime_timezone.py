# datetime: timezone, tzinfo subclasses, aware arithmetic, astimezone, utcoffset, %z
from datetime import date, datetime, time, timedelta, timezone, tzinfo

plus2 = timezone(timedelta(hours=2))
west = timezone(timedelta(hours=-5, minutes=-30), "WST")
print(plus2, repr(plus2), west, repr(west), timezone.utc, repr(timezone.utc), timezone(timedelta(0)), timezone(timedelta(seconds=3661)), timezone.min, timezone.max)
print(plus2.utcoffset(None), west.tzname(None), plus2.dst(None), plus2 == timezone(timedelta(minutes=120), "x"), hash(plus2) == hash(timezone(timedelta(hours=2))), timezone(timedelta(0)) is timezone.utc)
dt = datetime(2024, 6, 1, 12, tzinfo=plus2)
print(dt, repr(dt), dt.astimezone(timezone.utc), dt.astimezone(west), dt.utcoffset(), dt.tzname(), dt.dst(), dt.timestamp(), dt.utctimetuple()[:6])
print(dt == dt.astimezone(west), dt - dt.astimezone(west), dt < datetime(2024, 6, 1, 11, tzinfo=timezone.utc), hash(dt) == hash(dt.astimezone(timezone.utc)))
print(dt.strftime("%z %Z %H"), dt.isoformat(), dt.timetz(), dt.time(), dt.replace(tzinfo=None), datetime.now(west).tzinfo, dt.replace(tzinfo=west).isoformat())
print(time(12, tzinfo=plus2), repr(time(1, 2, tzinfo=timezone.utc)), time(12, tzinfo=plus2) == time(10, tzinfo=timezone.utc), time(1, tzinfo=west).utcoffset(), time(1, tzinfo=plus2).strftime("%H%z"))


class Rule(tzinfo):
    """Two hours ahead, one more in the months 4 to 9."""

    def __init__(self, name="RUL"):
        self.name = name

    def utcoffset(self, dt):
        return timedelta(hours=2) + self.dst(dt)

    def dst(self, dt):
        return timedelta(hours=1) if dt is not None and 4 <= dt.month <= 9 else timedelta(0)

    def tzname(self, dt):
        return self.name + ("S" if self.dst(dt) else "W")

    def __repr__(self):
        return f"Rule({self.name!r})"


z = Rule()
for month in (1, 4, 9, 10):
    x = datetime(2024, month, 15, 8, tzinfo=z)
    print(x, x.tzname(), x.astimezone(timezone.utc).isoformat(), x.timetuple().tm_isdst, repr(x))
print(datetime(2024, 7, 1, 0, tzinfo=timezone.utc).astimezone(z), datetime.combine(date(2024, 1, 1), time(1, tzinfo=z)), datetime.fromtimestamp(0, z))
for text in ("+0000", "-0530", "+01:30", "Z", "+013015", "+01:30:15.5"):
    print(text, repr(datetime.strptime(text, "%z").tzinfo), datetime.strptime(text, "%z").utcoffset())


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: timezone(timedelta(hours=24)))
attempt(lambda: timezone(5))
attempt(lambda: timezone(timedelta(0), 5))
attempt(lambda: timezone())
attempt(lambda: plus2.utcoffset(5))
attempt(lambda: tzinfo().utcoffset(None))
attempt(lambda: tzinfo().fromutc(dt))
attempt(lambda: plus2.fromutc(datetime(2024, 1, 1)))
attempt(lambda: dt.astimezone(5))
attempt(lambda: dt - datetime(2024, 1, 1))


class Broken(tzinfo):
    def utcoffset(self, dt):
        return 5


class TooFar(tzinfo):
    def utcoffset(self, dt):
        return timedelta(days=2)


attempt(lambda: datetime(2024, 1, 1, tzinfo=Broken()).utcoffset())
attempt(lambda: str(datetime(2024, 1, 1, tzinfo=TooFar())))
attempt(lambda: datetime(2024, 1, 1, tzinfo=tzinfo()).isoformat())
print(datetime(2024, 3, 31, 1, 30, tzinfo=timezone.utc) + timedelta(days=1), dt.fold, dt.replace(fold=1) == dt, dt.isoformat(timespec="hours"), datetime.fromisoformat(dt.isoformat()) == dt)
