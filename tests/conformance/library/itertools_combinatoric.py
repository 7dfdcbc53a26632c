# itertools: product, permutations, combinations, combinations_with_replacement
import itertools as it
import math

print(list(it.product("ab", [1, 2])), list(it.product()), list(it.product("ab", [])))
print(["".join(p) for p in it.product("01", repeat=3)], list(it.product("a", repeat=0)))
print(len(list(it.product(range(3), range(4), repeat=2))))
print(["".join(p) for p in it.permutations("abc")], ["".join(p) for p in it.permutations("abc", 2)])
print(list(it.permutations("ab", 3)), list(it.permutations("ab", 0)), list(it.permutations([])))
print(["".join(p) for p in it.combinations("abcd", 2)], list(it.combinations("ab", 3)))
print(list(it.combinations([1, 2, 3], 0)), list(it.combinations([1, 1, 2], 2)))
print(["".join(p) for p in it.combinations_with_replacement("abc", 2)])
print(list(it.combinations_with_replacement([], 2)), list(it.combinations_with_replacement([], 0)))
for n in range(6):
    for r in range(n + 2):
        assert len(list(it.combinations(range(n), r))) == math.comb(n, r)
        assert len(list(it.permutations(range(n), r))) == math.perm(n, r)
        assert list(it.combinations(range(n), r)) == sorted(set(it.combinations(range(n), r)))
print(sum(1 for _ in it.permutations(range(7))), sum(1 for _ in it.combinations(range(15), 7)))


def attempt(f, *args, **kwargs):
    try:
        print(list(f(*args, **kwargs)))
    except Exception as e:
        print(type(e).__name__, e)


attempt(it.product, "ab", repeat=-1)
attempt(it.product, 5)
attempt(it.product, "a", foo=1)
attempt(it.permutations, "ab", -1)
attempt(it.permutations, "ab", "x")
attempt(it.permutations, 5)
attempt(it.permutations)
attempt(it.combinations, "ab", -1)
attempt(it.combinations, "ab")
attempt(it.combinations, 3, 2)
attempt(it.combinations_with_replacement, "ab", -1)
attempt(it.combinations, "ab", None)
p = it.product("ab", "cd")
print(next(p), next(p), list(p), next(p, "exhausted"))
grid = [(x, y) for x, y in it.product(range(3), repeat=2) if x != y]
print(grid)
# Eight queens by permutations of columns.
solutions = [c for c in it.permutations(range(6))
             if 6 == len({c[i] + i for i in range(6)}) == len({c[i] - i for i in range(6)})]
print(solutions)
print(max(it.combinations([5, 3, 9, 1], 2), key=sum), [t[0] for t in it.combinations(iter("xyz"), 2)])
