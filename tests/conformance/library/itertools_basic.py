# itertools: count, cycle, repeat, accumulate, chain, compress, dropwhile, filterfalse, islice, starmap
import itertools as it
import operator
from fractions import Fraction

print(list(it.islice(it.count(), 4)), list(it.islice(it.count(5, -2), 4)))
print(list(it.islice(it.count(0.5, 0.25), 4)), list(it.islice(it.count(Fraction(1, 3), Fraction(1, 6)), 3)))
print(it.count(3), it.count(3, 1), it.count(3, 2), it.count(1.5), list(it.islice(it.count(2**63 - 2), 4)))
print(list(it.islice(it.cycle("ab"), 5)), list(it.cycle([])))
print(list(it.repeat("x", 3)), it.repeat("x", 3), it.repeat("y"), list(it.repeat(1, -4)))
r = it.repeat(7, 2)
print(r.__length_hint__(), next(r), r, next(r), next(r, "done"))
print(list(it.accumulate([1, 2, 3, 4])), list(it.accumulate([1, 2, 3], operator.mul)))
print(list(it.accumulate([], initial=5)), list(it.accumulate("abc", initial="z")), list(it.accumulate([3, 1, 5, 2], max)))
print(list(it.chain("ab", [1], ())), list(it.chain.from_iterable(["ab", (1, 2)])), list(it.chain()))
print(list(it.compress("abcdef", [1, 0, 1, 0, 1, 1])), list(it.compress("abc", [1])))
print(list(it.dropwhile(lambda x: x < 3, [1, 2, 3, 1, 2])), list(it.takewhile(lambda x: x < 3, [1, 2, 3, 1, 2])))
print(list(it.filterfalse(None, [0, 1, "", "a", None])), list(it.filterfalse(lambda x: x % 2, range(6))))
print(list(it.islice("abcdefg", 2)), list(it.islice("abcdefg", 2, 4)), list(it.islice("abcdefg", 2, None)))
print(list(it.islice("abcdefg", 0, None, 3)), list(it.islice("abc", 0)), list(it.islice("abc", None)))
print(list(it.starmap(pow, [(2, 5), (3, 2)])), list(it.starmap(lambda *a: a, [(), (1,), (1, 2)])))
print(list(it.pairwise("abcd")), list(it.pairwise("a")), list(it.pairwise([])))
print(list(it.zip_longest("abcd", "xy")), list(it.zip_longest("abcd", "xy", fillvalue="-")), list(it.zip_longest()))
source = iter(range(10))
print(list(it.islice(source, 2, 5)), next(source))


def attempt(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


attempt(it.count, "a")
attempt(it.count, 1, 2, 3)
attempt(it.cycle, 5)
attempt(it.cycle)
attempt(it.repeat)
attempt(it.repeat, 1, "a")
attempt(it.islice, "abc", -1)
attempt(it.islice, "abc", 0, -1)
attempt(it.islice, "abc", 0, 1, 0)
attempt(it.islice, "abc", 0, 1, "x")
attempt(it.islice, "abc")
attempt(it.islice, 5, 5)
attempt(it.accumulate)
attempt(lambda: list(it.accumulate([1, "a"])))
attempt(lambda: list(it.starmap(pow, [1])))
attempt(lambda: list(it.starmap(5, [(1,)])))
attempt(lambda: list(it.chain([1], 2)))
attempt(lambda: list(it.chain.from_iterable([1])))
attempt(it.compress, "a")
attempt(it.compress, 1, 2)
attempt(it.takewhile, 1)
attempt(it.zip_longest, 1)
attempt(it.zip_longest, "a", bad=1)
attempt(it.pairwise, 3)
attempt(it.filterfalse, None)
c = it.count(10)
print(next(c), next(c), c)
print(type(it.chain()).__name__, it.chain.__module__, isinstance(it.chain(), it.chain))
t = it.takewhile(lambda x: x < 2, [1, 5, 1])
print(next(t), next(t, "end"), next(t, "end"))
