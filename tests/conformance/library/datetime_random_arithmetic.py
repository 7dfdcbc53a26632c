# Arithmetic, comparison, rounding and conversion of random dates, times and durations.
import random
from datetime import date, datetime, time, timedelta, timezone

r = random.Random(2024)
one_of = lambda *values: r.choice(values)


def duration():
    return one_of(
        timedelta(r.randrange(-999999999, 10**9), r.randrange(86400), r.randrange(10**6)),
        timedelta(r.randrange(-4000000, 4000000), r.randrange(86400), r.randrange(10**6)),
        timedelta(hours=r.randrange(-40, 40), microseconds=one_of(0, 1, -1)),
        timedelta(microseconds=r.randrange(-1000, 1000)),
        one_of(timedelta.min, timedelta.max, timedelta.resolution, timedelta(0)),
    )


def number():
    return one_of(
        r.randrange(-20, 20), r.randrange(-10**10, 10**10), r.randrange(-10**25, 10**25),
        r.uniform(-10, 10), r.uniform(-1e12, 1e12), r.randrange(1000) / 8, 2.0 ** r.randrange(-160, 160),
        0.5, 1.5e-6, 5e-324, 1e300, 10**60,
    )


def zone():
    return one_of(
        None, timezone.utc, timezone.min,
        timezone(timedelta(hours=r.randrange(-23, 24), seconds=one_of(0, 1830), microseconds=one_of(0, 7))),
    )


def day():
    return date.fromordinal(one_of(1, 3652059, r.randrange(1, 3652060), r.randrange(690000, 770000)))


def clock():
    return time(r.randrange(24), r.randrange(60), one_of(0, r.randrange(60)), one_of(0, r.randrange(10**6)),
                zone(), fold=r.randrange(2))


def moment():
    return datetime.combine(day(), clock())


def attempt(*parts):
    source, values = parts[0], dict(zip("abc", parts[1:]))
    try:
        answer = repr(eval(source, {}, values))
    except Exception as e:
        answer = f"{type(e).__name__} {e}"
    print(source, *map(repr, parts[1:]), "=", answer)


for _ in range(60):
    attempt(one_of("a * b", "b * a", "a / b", "a // b"), duration(), number())
    attempt(one_of("a + b", "a - b", "a / b", "a // b", "a % b", "divmod(a, b)", "a < b"), duration(), duration())
    attempt(one_of("-a", "abs(a)", "str(a)", "a.total_seconds()", "hash(a)", "bool(a)"), duration())
    attempt(one_of("a + b", "b + a", "a - b"), one_of(day, moment)(), duration())
    attempt(one_of("a - b", "a < b", "a == b", "a >= b"), moment(), moment())
    attempt(one_of("a - b", "a < b", "a == b"), one_of(day, clock)(), one_of(day, clock, moment)())
    attempt("a.astimezone(b)", moment(), zone() or timezone.utc)
    attempt(one_of("a.timetuple()", "a.utctimetuple()", "a.isocalendar()", "a.ctime()", "a.toordinal()"), moment())
    attempt(one_of("a.timestamp()", "a.isoformat('_', 'milliseconds')", "a.__reduce_ex__(4)"), moment())
    attempt("a.strftime('%G-W%V-%u %j %U|%f|%z|%Z')", moment())
units = ["days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks"]
for _ in range(150):
    given = {u: number() for u in r.sample(units, r.randrange(1, 4))}
    try:
        print(given, timedelta(**given))
    except Exception as e:
        print(given, type(e).__name__, e)
for _ in range(60):
    stamp = one_of(r.uniform(-1e10, 1e11), r.randrange(-10**11, 10**12), r.randrange(10**10) + r.randrange(2 * 10**6) / 2e6)
    for make in datetime.fromtimestamp, datetime.utcfromtimestamp, date.fromtimestamp:
        try:
            print(stamp, make(stamp))
        except Exception as e:
            print(stamp, type(e).__name__, e)
for _ in range(60):
    given = r.randrange(0, 10001), r.randrange(0, 55), r.randrange(0, 9)
    try:
        d = date.fromisocalendar(*given)
        print(given, d, tuple(d.isocalendar()) == given)
    except Exception as e:
        print(given, type(e).__name__, e)
