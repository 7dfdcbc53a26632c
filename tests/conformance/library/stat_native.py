# _stat and _statistics: what stat and statistics take from them
import _stat
import _statistics
import stat
import statistics


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e)


print(stat.filemode is _stat.filemode, stat.S_ISDIR is _stat.S_ISDIR)
print(sorted((k, v) for k, v in vars(_stat).items() if isinstance(v, int)))
for x in "x", 2.0, None, -1, -(2**70), 2**16, 2**32 - 1, 2**32, 2**64, True:
    print(x, [attempt(f, x) for f in (stat.S_ISDIR, stat.S_IFMT, stat.S_IMODE, stat.filemode)])
tests = [n for n in dir(_stat) if n.startswith("S_IS") and callable(getattr(_stat, n))]
for mode in range(0, 65536, 4096):
    print(oct(mode), [n for n in tests if getattr(stat, n)(mode)], stat.filemode(mode | 0o7777))
for mode in range(0o10000):
    if mode % 37 == 0:
        print(oct(mode), stat.filemode(stat.S_IFREG | mode))
for n in tests:
    print(getattr(_stat, n).__doc__.splitlines())

f = _statistics._normal_dist_inv_cdf
print(statistics._normal_dist_inv_cdf is f, _statistics.__doc__, f.__text_signature__)
for p in 1e-300, 1e-20, 1e-9, 0.001, 0.07499, 0.075, 0.1, 0.5, 0.6, 0.925, 0.99, 1 - 1e-16:
    print(p, f(p, 0.0, 1.0), f(p, 100, 15), statistics.NormalDist(3, 0.25).inv_cdf(p))
for args in (0, 0, 1), (1, 0, 1), (0.5, 0, 0), (0.5, 0, -1), (0.1, "x", 1), (0.5,):
    print(args, attempt(f, *args))
print(statistics.NormalDist(10, 2).quantiles(6))
