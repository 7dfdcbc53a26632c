# The order of sets of constants, which CPython builds twice while it compiles.
import itertools
for p in itertools.permutations([7, 70368744177663, 9223372036854775808]):
    s=set(p); print(p, s, set(s), s|set(), frozenset(s), {*p}, s.copy())
    s=set()
    for x in p: s.add(x)
    print(s)
print({7, 70368744177663, 9223372036854775808}, {70368744177663, 7, 9223372036854775808},{9223372036854775808, 7, 70368744177663})
print({10, 255, 10, 7}, {7, 10, 279819604371090342, 255})
def f(x): return x in {10,255,7}, {10,255,7}
print(f(1))
