# itertools: groupby, tee, and the usual recipes built on the tools
import collections
import itertools as it
import operator

print([(k, list(g)) for k, g in it.groupby("aaabbca")], [(k, len(list(g))) for k, g in it.groupby([1, 1.0, True, 2])])
words = ["apple", "avocado", "bean", "beet", "cherry", "almond"]
print([(k, list(g)) for k, g in it.groupby(words, key=operator.itemgetter(0))])
print({k: list(g) for k, g in it.groupby(sorted(words, key=len), len)})
groups = it.groupby("aab")
k1, g1 = next(groups)
k2, g2 = next(groups)
print(k1, list(g1), k2, list(g2), list(groups))
stale = list(it.groupby("aabb"))
print([(k, list(g)) for k, g in stale])
partial = it.groupby("aaab")
k, g = next(partial)
print(next(g), next(partial)[0], next(g, "gone"))

a, b = it.tee([1, 2, 3])
print(next(a), next(a), next(b), list(a), list(b))
x, y, z = it.tee(iter("pq"), 3)
print(list(x), list(y), list(z), it.tee([], 0), len(it.tee([1], 1)))
m, n = it.tee(x for x in range(3))
o = n.__copy__()
print(next(n), list(o), list(n), list(m))


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: it.tee([], -1))
attempt(lambda: it.tee(5))
attempt(lambda: it.groupby(5))
attempt(lambda: list(it.groupby([1], 5)))
attempt(lambda: it.groupby())


def take(n, iterable):
    return list(it.islice(iterable, n))


def chunks(iterable, size):
    source = iter(iterable)
    return iter(lambda: tuple(it.islice(source, size)), ())


def roundrobin(*iterables):
    pending = collections.deque(map(iter, iterables))
    while pending:
        source = pending.popleft()
        for item in source:
            yield item
            pending.append(source)
            break


def flatten(nested):
    for item in nested:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        else:
            yield item


def powerset(items):
    items = list(items)
    return it.chain.from_iterable(it.combinations(items, r) for r in range(len(items) + 1))


def windows(seq, n):
    source = iter(seq)
    window = collections.deque(it.islice(source, n - 1), maxlen=n)
    for item in source:
        window.append(item)
        yield tuple(window)


def sieve(limit):
    data = bytearray(it.repeat(1, limit))
    for p in it.takewhile(lambda p: p * p < limit, it.count(2)):
        if data[p]:
            data[p * p::p] = bytes(len(range(p * p, limit, p)))
    return list(it.compress(it.count(), it.chain((0, 0), data[2:])))


print(take(3, it.count(7)), list(chunks("abcdefgh", 3)), "".join(roundrobin("abc", "d", "ef")))
print(list(flatten([1, [2, [3, (4,)], []], 5])), list(powerset("abc")), list(windows(range(5), 3)))
print(sieve(60))
print(list(map(operator.add, *it.tee(range(4)))), list(it.accumulate(it.chain([1], it.repeat(2, 5)), operator.mul)))
