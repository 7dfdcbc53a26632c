# Knapsack, coins, longest sequences, subsets, permutations, edit paths, change making.
def knapsack(items, cap):
    best = [(0, ())] * (cap + 1)
    for name, w, v in items:
        for c in range(cap, w - 1, -1):
            if best[c - w][0] + v > best[c][0]:
                best[c] = (best[c - w][0] + v, best[c - w][1] + (name,))
    return best[cap]


print(
    knapsack(
        [
            ("map", 9, 150),
            ("compass", 13, 35),
            ("water", 153, 200),
            ("sandwich", 50, 160),
            ("glucose", 15, 60),
            ("tin", 68, 45),
            ("banana", 27, 60),
            ("apple", 39, 40),
        ],
        200,
    )
)


def ways(coins, total):
    w = [1] + [0] * total
    for c in coins:
        for t in range(c, total + 1):
            w[t] += w[t - c]
    return w[total]


print(ways((1, 2, 5, 10, 20, 50, 100, 200), 200), ways((1, 5, 10, 25), 100))


def fewest(coins, total):
    best = {0: ()}
    for t in range(1, total + 1):
        opts = [best[t - c] + (c,) for c in coins if t - c in best]
        if opts:
            best[t] = min(opts, key=len)
    return best.get(total)


print(fewest((1, 3, 4), 6), fewest((5, 7), 13), fewest((2,), 3))


def lis(a):
    tails, prev = [], {}
    import bisect

    seq = []
    for v in a:
        i = bisect.bisect_left(tails, v)
        tails[i : i + 1] = [v]
        seq.append((i, v))
    out, want = [], len(tails) - 1
    for i, v in reversed(seq):
        if i == want and (not out or v < out[-1]):
            out.append(v)
            want -= 1
    return out[::-1]


print(lis([0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15]), lis([]), lis([3, 2, 1]))


def powerset(s):
    return [[]] if not s else [r + e for r in powerset(s[1:]) for e in ([], [s[0]])]


print(sorted(powerset([1, 2, 3])), len(powerset(list(range(10)))))


def perms(a):
    if not a:
        yield ()
    for i, v in enumerate(a):
        for p in perms(a[:i] + a[i + 1 :]):
            yield (v, *p)


print(list(perms([1, 2, 3])), sum(1 for _ in perms(list(range(6)))))


def combos(a, k):
    if k == 0:
        yield []
        return
    for i in range(len(a) - k + 1):
        for c in combos(a[i + 1 :], k - 1):
            yield [a[i]] + c


print(list(combos("abcd", 2)))


def maxsub(a):
    best = cur = a[0]
    s = bs = be = 0
    for i, v in enumerate(a[1:], 1):
        if cur < 0:
            cur, s = v, i
        else:
            cur += v
        if cur > best:
            best, bs, be = cur, s, i
    return best, a[bs : be + 1]


print(maxsub([-2, 1, -3, 4, -1, 2, 1, -5, 4]), maxsub([-3, -1, -2]))


def catalan(n, memo={0: 1}):
    if n not in memo:
        memo[n] = sum(catalan(i) * catalan(n - 1 - i) for i in range(n))
    return memo[n]


print([catalan(i) for i in range(15)])


def partitions(n, m=None):
    m = m or n
    if n == 0:
        yield []
    for k in range(min(n, m), 0, -1):
        for p in partitions(n - k, k):
            yield [k] + p


print(list(partitions(5)), sum(1 for _ in partitions(20)))


def subset_sum(a, t):
    reach = {0: []}
    for v in a:
        for s, c in list(reach.items()):
            reach.setdefault(s + v, c + [v])
    return reach.get(t)


print(subset_sum([3, 34, 4, 12, 5, 2], 9), subset_sum([3, 34], 30))


def grid(n, memo={}):
    def f(r, c):
        if r == 0 or c == 0:
            return 1
        if (r, c) not in memo:
            memo[r, c] = f(r - 1, c) + f(r, c - 1)
        return memo[r, c]

    return f(n, n)


print([grid(n) for n in range(1, 12)], grid(20))


def ackermann(m, n):
    stack = [m]
    while stack:
        m = stack.pop()
        if m == 0:
            n += 1
        elif n == 0:
            stack.append(m - 1)
            n = 1
        else:
            stack += [m - 1, m]
            n -= 1
    return n


print(ackermann(2, 3), ackermann(3, 3))


def merge_sort(a):
    if len(a) < 2:
        return a, 0
    (l, x), (r, y) = merge_sort(a[: len(a) // 2]), merge_sort(a[len(a) // 2 :])
    out, inv, i, j = [], x + y, 0, 0
    while i < len(l) and j < len(r):
        if l[i] <= r[j]:
            out.append(l[i])
            i += 1
        else:
            out.append(r[j])
            j += 1
            inv += len(l) - i
    return out + l[i:] + r[j:], inv


def quick(a):
    return (
        a
        if len(a) < 2
        else quick([v for v in a[1:] if v < a[0]]) + [a[0]] + quick([v for v in a[1:] if v >= a[0]])
    )


a = [i * 7919 % 1009 for i in range(300)]
s, inv = merge_sort(a)
print(s == sorted(a) == quick(a), inv)
