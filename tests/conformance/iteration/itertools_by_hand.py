# Iteration tools written as generators and compared with the library's.
import itertools as it


def chain(*xs):
    for x in xs:
        yield from x


def islice(x, *a):
    s = slice(*a)
    start, stop, step = s.start or 0, s.stop, s.step or 1
    for i, v in enumerate(x):
        if stop is not None and i >= stop:
            return
        if i >= start and (i - start) % step == 0:
            yield v


def takewhile(p, x):
    for v in x:
        if not p(v):
            return
        yield v


def dropwhile(p, x):
    x = iter(x)
    for v in x:
        if not p(v):
            yield v
            break
    yield from x


def accumulate(x, f=lambda a, b: a + b):
    x = iter(x)
    for total in x:
        yield total
        break
    else:
        return
    for v in x:
        total = f(total, v)
        yield total


def groupby(x, key=lambda v: v):
    group, last = [], object()
    for v in x:
        k = key(v)
        if group and k != last:
            yield last, group
            group = []
        group.append(v)
        last = k
    if group:
        yield last, group


def product(*xs):
    if not xs:
        yield ()
        return
    for v in xs[0]:
        for r in product(*xs[1:]):
            yield (v, *r)


def combos(x, n):
    if n == 0:
        yield ()
        return
    for i, v in enumerate(x):
        for r in combos(x[i + 1 :], n - 1):
            yield (v, *r)


def perms(x):
    if not x:
        yield ()
    for i in range(len(x)):
        for r in perms(x[:i] + x[i + 1 :]):
            yield (x[i], *r)


def pairwise(x):
    x = iter(x)
    for a in x:
        break
    else:
        return
    for b in x:
        yield a, b
        a = b


def zip_longest(*xs, fill=None):
    its = [iter(x) for x in xs]
    alive = len(its)
    while True:
        row = []
        for i, x in enumerate(its):
            try:
                row.append(next(x))
            except StopIteration:
                if (alive := alive - 1) == 0:
                    return
                its[i] = iter(lambda: fill, object())
                row.append(fill)
        yield tuple(row)


def tee(x):
    x = iter(x)
    a, b = [], []

    def g(mine, other):
        while True:
            if not mine:
                try:
                    v = next(x)
                except StopIteration:
                    return
                mine.append(v)
                other.append(v)
            yield mine.pop(0)

    return g(a, b), g(b, a)


def roundrobin(*xs):
    xs = [iter(x) for x in xs]
    while xs:
        for x in xs[:]:
            try:
                yield next(x)
            except StopIteration:
                xs.remove(x)


def window(x, n):
    w = ()
    for v in x:
        w = (*w, v)[-n:]
        if len(w) == n:
            yield w


d = [1, 3, 2, 2, 5, 1]
checks = [
    (chain("ab", [1]), it.chain("ab", [1])),
    (islice(range(10), 2, 8, 2), it.islice(range(10), 2, 8, 2)),
    (islice("abc", 5), it.islice("abc", 5)),
    (takewhile(lambda v: v < 3, d), it.takewhile(lambda v: v < 3, d)),
    (dropwhile(lambda v: v < 3, d), it.dropwhile(lambda v: v < 3, d)),
    (accumulate(d), it.accumulate(d)),
    (accumulate(d, max), it.accumulate(d, max)),
    (accumulate([]), it.accumulate([])),
    (((k, g) for k, g in groupby("aabccc")), ((k, list(g)) for k, g in it.groupby("aabccc"))),
    (product("ab", [1, 2], "x"), it.product("ab", [1, 2], "x")),
    (product(), it.product()),
    (combos("abcd", 2), it.combinations("abcd", 2)),
    (perms("abc"), it.permutations("abc")),
    (pairwise("abcd"), it.pairwise("abcd")),
    (zip_longest("abc", [1], fill="-"), it.zip_longest("abc", [1], fillvalue="-")),
]
for mine, lib in checks:
    a, b = list(mine), list(map(tuple, lib)) if 0 else list(lib)
    print(a == b, a)
a, b = tee("xyz")
print(next(a), next(a), next(b), list(a), list(b))
print(list(roundrobin("abc", "d", "ef")), list(window(range(5), 3)))
print(
    list(it.count(5, 2).__next__() for _ in "ab"),
    list(it.islice(it.cycle("ab"), 5)),
    list(it.repeat("x", 3)),
    list(it.starmap(pow, [(2, 3), (3, 2)])),
    list(it.compress("abcd", [1, 0, 1])),
    list(it.filterfalse(None, [0, 1, ""])),
    list(it.combinations_with_replacement("ab", 2)),
    list(it.chain.from_iterable(["ab", "c"])),
)
