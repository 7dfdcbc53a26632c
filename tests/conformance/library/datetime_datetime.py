# datetime.datetime: construction, arithmetic, parsing, formatting, combine, replace, errors
from datetime import date, datetime, time, timedelta, timezone

dt = datetime(2024, 2, 29, 13, 5, 9, 123456)
print(dt, repr(dt), dt.isoformat(), dt.isoformat(" ", "minutes"), dt.isoformat(timespec="milliseconds"), dt.date(), dt.time(), dt.ctime())
print(repr(datetime(2024, 1, 1)), repr(datetime(2024, 1, 1, 5)), repr(datetime(2024, 1, 1, 5, 6, 7)), datetime(2024, 1, 1, fold=1).fold)
print(dt + timedelta(days=1, hours=12), dt - timedelta(microseconds=123457), dt - datetime(2024, 1, 1), datetime.max - datetime.min)
print(datetime.combine(date(2020, 1, 2), time(3, 4)), dt.replace(hour=0, microsecond=0), dt.timetuple()[:9], dt.toordinal())
for s in ("2024-01-02", "2024-01-02T03:04", "2024-01-02 03:04:05", "2024-01-02T03:04:05.123", "2024-01-02T03:04:05.123456+01:00", "20240102T030405Z", "2024-W05-3T10", "2024-01-02T03:04:05-05:30:15"):
    print(s, "->", repr(datetime.fromisoformat(s)))
for text, fmt in [("2024-05-06 07:08:09", "%Y-%m-%d %H:%M:%S"), ("06/May/24", "%d/%b/%y"), ("Monday 06 May 2024", "%A %d %B %Y"), ("12:30 AM", "%I:%M %p"), ("2024 127", "%Y %j"), ("1.5", "%S.%f"),
                  ("2024-10-1", "%G-%V-%u"), ("+0130 2024", "%z %Y"), ("UTC 2024", "%Z %Y"), ("69 68", "%y %S"), ("2024 10 1", "%Y %W %w"), ("5%", "%d%%"), ("Mon May  6 07:08:09 2024", "%c")]:
    try:
        print(fmt, "->", repr(datetime.strptime(text, fmt)))
    except ValueError as e:
        print(fmt, "ValueError", e)
print(dt.strftime("%Y-%m-%dT%H:%M:%S.%f %j %U %W %a %p %I %y %%"), f"{dt:%d %b}", f"{dt}", f"{dt:}", datetime(5, 1, 1).strftime("%m"))
print(datetime.fromtimestamp(0, timezone.utc), datetime.utcfromtimestamp(1.5), datetime.fromtimestamp(-1, timezone.utc), datetime.fromtimestamp(1e9 + 0.1234567, timezone.utc))
print(datetime(2024, 1, 1, tzinfo=timezone.utc).timestamp(), datetime(1969, 12, 31, 23, 59, 59, 500000, tzinfo=timezone.utc).timestamp())
print(dt == datetime(2024, 2, 29, 13, 5, 9, 123456), dt < datetime.max, dt != date(2024, 2, 29), dt == 5, isinstance(dt, date), hash(dt) == hash(dt.replace()))
print(datetime.min, datetime.max, datetime.resolution, dt.isocalendar().week, dt.weekday(), max(dt, datetime.min))


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: datetime(2024, 1, 1, 24))
attempt(lambda: datetime(2024, 1))
attempt(lambda: datetime.max + timedelta(microseconds=1))
attempt(lambda: datetime.strptime("2024", "%Y-%m"))
attempt(lambda: datetime.strptime("2024-01-01x", "%Y-%m-%d"))
attempt(lambda: datetime.strptime("30 Feb 2023", "%d %b %Y"))
attempt(lambda: datetime.strptime("a", "%Q"))
attempt(lambda: datetime.strptime("a", "%"))
attempt(lambda: datetime.strptime(5, "%Y"))
attempt(lambda: datetime.fromisoformat("2024-13-01"))
attempt(lambda: datetime.fromisoformat("2024-01-01T"))
attempt(lambda: datetime.fromisoformat("nonsense"))
attempt(lambda: dt - date(2024, 1, 1))
attempt(lambda: dt < date(2024, 1, 1))
attempt(lambda: dt + dt)
attempt(lambda: dt - datetime(2024, 1, 1, tzinfo=timezone.utc))
attempt(lambda: dt < datetime(2024, 1, 1, tzinfo=timezone.utc))
attempt(lambda: dt == datetime(2024, 1, 1, tzinfo=timezone.utc))
attempt(lambda: datetime(2024, 1, 1, tzinfo="UTC"))
attempt(lambda: datetime.combine(5, time()))
attempt(lambda: datetime.fromtimestamp(1e20, timezone.utc))
attempt(lambda: datetime.fromtimestamp(float("nan"), timezone.utc))
attempt(lambda: dt.replace(month=2, year=2023))


class Sub(datetime):
    pass


print(repr(Sub(2024, 1, 1) + timedelta(1)), type(Sub.fromisoformat("2024-01-01")).__name__)
start, out = datetime(2024, 1, 30), []
for i in range(5):
    out.append((start + timedelta(days=i)).strftime("%b%d"))
print(out)
