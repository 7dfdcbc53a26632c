# datetime: date and time classes: construction, arithmetic, iso forms, comparison, errors
from datetime import MAXYEAR, MINYEAR, date, time, timedelta

d = date(2024, 2, 29)
print(d, repr(d), d.year, d.weekday(), d.isoweekday(), d.isocalendar(), d.isoformat(), d.toordinal(), d.ctime())
print(d + timedelta(days=1), d - timedelta(weeks=1), d - date(2000, 1, 1), date(2024, 3, 1) - d, d + timedelta(hours=47))
print(d.replace(year=2023, day=28), date.fromordinal(1), date.fromordinal(738945), date.fromisoformat("2024-12-31"), date.fromisocalendar(2020, 53, 5))
print(date.fromisoformat("20240115"), date.fromisoformat("2024-W01-1"), date.fromisoformat("2024W017"), date.fromtimestamp(86400 * 366).year)
print(date.min, date.max, date.resolution, MINYEAR, MAXYEAR, d.timetuple()[:8], hash(d) == hash(date(2024, 2, 29)))
print(d < date(2024, 3, 1), d == date(2024, 2, 29), sorted([d, date(1999, 1, 1)]), d != 5, d == "2024-02-29", max(d, date.min))
for y, m, dd in [(2020, 1, 1), (2021, 1, 3), (2018, 12, 31), (2016, 1, 1), (1, 1, 1), (9999, 12, 31)]:
    x = date(y, m, dd)
    print(x, tuple(x.isocalendar()), x.strftime("%a %A %b %B %d %j %U %W %u %w %y"), x.timetuple().tm_yday)
print(f"{d:%d/%m/%Y}", f"{d}", format(d, ""), d.__format__("%Y!"), d.strftime("100%% %Y"))
t = time(13, 5, 9, 1234)
print(t, repr(t), t.isoformat("minutes"), t.isoformat("milliseconds"), time(1), repr(time(1, 2)), time(23, 59, 59, 999999), time.min, time.max)
print(t.replace(hour=0), time.fromisoformat("04:05:06.789"), time.fromisoformat("T0405"), time.fromisoformat("12"), t < time(14), bool(time(0)), time(5, fold=1))
print(f"{t:%H:%M:%S.%f %I %p}", t.strftime("%X"), time.fromisoformat("10:00:00,5"), repr(time(1, 2, 3, 4, fold=1)))


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: date(2023, 2, 29))
attempt(lambda: date(2023, 13, 1))
attempt(lambda: date(0, 1, 1))
attempt(lambda: date(10000, 1, 1))
attempt(lambda: date("2023", 1, 1))
attempt(lambda: date(2023, 1))
attempt(lambda: date.max + timedelta(1))
attempt(lambda: date.min - timedelta(1))
attempt(lambda: date.fromordinal(0))
attempt(lambda: date.fromisoformat("2024-1-1"))
attempt(lambda: date.fromisoformat(5))
attempt(lambda: date.fromisoformat("2024-02-30"))
attempt(lambda: date.fromisocalendar(2021, 53, 1))
attempt(lambda: date.fromisocalendar(2021, 1, 8))
attempt(lambda: d < 5)
attempt(lambda: d + 1)
attempt(lambda: d + d)
attempt(lambda: d - 1)
attempt(lambda: time(24))
attempt(lambda: time(0, 60))
attempt(lambda: time(0, 0, 60))
attempt(lambda: time(0, 0, 0, 1000000))
attempt(lambda: time(0, fold=2))
attempt(lambda: time.fromisoformat("25:00"))
attempt(lambda: time.fromisoformat("bad"))
attempt(lambda: time(1) < 5)
attempt(lambda: time(1).isoformat("weeks"))
attempt(lambda: setattr(d, "year", 5))
attempt(lambda: date(2024, 1, 1.0))
