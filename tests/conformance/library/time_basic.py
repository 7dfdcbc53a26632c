# time: struct_time, gmtime, strftime, strptime, mktime consistency, clocks, errors (volatile values excluded)
import time

g = time.gmtime(0)
print(g, tuple(g), g.tm_year, g[0], len(g), g.tm_zone, g.tm_gmtoff, g.n_fields, g.n_sequence_fields, g.n_unnamed_fields)
for s in (86399, 86400, 951782400, 1709164800.9, 2**31, -1, -86400 * 365):
    print(s, time.strftime("%Y-%m-%d %H:%M:%S %j %a %U", time.gmtime(s)))
t = time.struct_time((2024, 2, 29, 13, 5, 9, 3, 60, 0))
print(t, time.asctime(t), time.strftime("%d %b %Y %I:%M %p %% %A %y", t), repr(t) == repr(time.struct_time(tuple(t))))
print(t == tuple(t), t < (2025,), hash(t) == hash(tuple(t)), t[1:3], list(t)[-1], time.struct_time(range(9)).tm_mon, time.struct_time(tuple(range(11))).tm_gmtoff)
for text, fmt in [("2024-02-29", "%Y-%m-%d"), ("29 Feb 24", "%d %b %y"), ("13:05:09", "%H:%M:%S"), ("Thu Feb 29 13:05:09 2024", "%a %b %d %H:%M:%S %Y"), ("060 2024", "%j %Y")]:
    print(fmt, tuple(time.strptime(text, fmt)))
print(tuple(time.strptime("Thu Feb 29 13:05:09 2024")))


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: time.strptime("x", "%Y"))
attempt(lambda: time.strptime("2024 x", "%Y"))
attempt(lambda: time.strptime("13", "%m"))
attempt(lambda: time.strptime("a", 5))
attempt(lambda: time.struct_time((1, 2)))
attempt(lambda: time.struct_time(5))
attempt(lambda: time.struct_time(range(12)))
attempt(lambda: time.asctime((1, 2)))
attempt(lambda: time.asctime("x"))
attempt(lambda: time.strftime("%Y", (2024, 13, 1, 0, 0, 0, 0, 1, 0)))
attempt(lambda: time.strftime("%Y", (2024, 1, 32, 0, 0, 0, 0, 1, 0)))
attempt(lambda: time.strftime("%Y", (2024, 1, 1, 25, 0, 0, 0, 1, 0)))
attempt(lambda: time.strftime(5))
attempt(lambda: time.gmtime("x"))
attempt(lambda: time.gmtime(1e20))
attempt(lambda: time.gmtime(float("nan")))
attempt(lambda: time.sleep(-1))
attempt(lambda: time.sleep("x"))
attempt(lambda: time.mktime((1,)))
attempt(lambda: setattr(t, "tm_year", 1))
attempt(lambda: time.get_clock_info("nope"))
attempt(lambda: time.ctime("x"))
a, b = time.monotonic(), time.monotonic()
p, q = time.perf_counter_ns(), time.perf_counter_ns()
print(b >= a, q >= p, isinstance(time.time(), float), isinstance(time.time_ns(), int), abs(time.time() - time.time_ns() / 1e9) < 5, time.process_time() >= 0, time.thread_time() >= 0)
start = time.monotonic()
time.sleep(0.01)
print(time.monotonic() - start >= 0.01, time.sleep(0))
now = time.time()
print(abs(time.mktime(time.localtime(now)) - int(now)) <= 1, time.gmtime(now)[:6] == time.gmtime(int(now))[:6], len(time.tzname), isinstance(time.timezone, int), time.daylight in (0, 1))
info = time.get_clock_info("monotonic")
print(info.monotonic, info.adjustable, info.resolution > 0, time.strftime("") == "", time.strftime("%Y %%", g), time.strftime("é%Y", g), len(time.strftime("%c", g)) > 5)
