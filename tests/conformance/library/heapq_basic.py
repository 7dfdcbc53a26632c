# heapq: push, pop, replace, heapify, merge, nlargest, nsmallest, stability and errors
import heapq
import random

h = []
for v in (5, 1, 8, 3, 9, 2):
    heapq.heappush(h, v)
print(h, h[0], [heapq.heappop(h) for _ in range(len(h))])
x = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
heapq.heapify(x)
print(x, heapq.heappushpop(x, -1), heapq.heappushpop(x, 4), heapq.heapreplace(x, 100), x)
print(heapq.heappushpop([], 3), heapq.nlargest(3, x), heapq.nsmallest(3, x), heapq.nlargest(0, x), heapq.nlargest(50, [1, 2]), heapq.nsmallest(1, [3, 1]), heapq.nlargest(1, [3, 1]))
words = ["banana", "fig", "apple", "kiwi", "date", "plum"]
print(heapq.nsmallest(3, words, key=len), heapq.nlargest(3, words, key=len), heapq.nlargest(2, {"a": 1, "b": 5, "c": 3}.items(), key=lambda kv: kv[1]), heapq.nsmallest(2, []))
print(list(heapq.merge([1, 4, 7], [2, 5, 8], [0, 9])), list(heapq.merge([7, 3], [8, 2], reverse=True)), list(heapq.merge(["b", "aaa"], ["cc"], key=len)), list(heapq.merge()), list(heapq.merge([1])))
r = random.Random(3)
data = [r.randrange(1000) for _ in range(300)]
work = data[:]
heapq.heapify(work)
assert all(work[i] <= work[c] for i in range(300) for c in (2 * i + 1, 2 * i + 2) if c < 300)
print(work[:12], [heapq.heappop(work) for _ in range(300)] == sorted(data), heapq.nlargest(5, data) == sorted(data, reverse=True)[:5])


class Item:
    def __init__(self, p, name):
        self.p, self.name = p, name

    def __lt__(self, other):
        return self.p < other.p

    def __repr__(self):
        return f"{self.name}{self.p}"


q = [Item(3, "a"), Item(1, "b"), Item(2, "c"), Item(1, "d")]
heapq.heapify(q)
print(q, [heapq.heappop(q) for _ in range(4)])


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: heapq.heappop([]))
attempt(lambda: heapq.heapreplace([], 1))
attempt(lambda: heapq.heappush((1,), 1))
attempt(lambda: heapq.heapify((2, 1)))
attempt(lambda: heapq.heapify([1, "a"]))
attempt(lambda: heapq.heappush([1], "a"))
attempt(lambda: heapq.heappush([(1, {})], (1, {})))
attempt(lambda: heapq.nlargest(2, 5))
attempt(lambda: heapq.nsmallest("a", [1, 2]))
attempt(lambda: list(heapq.merge([1], ["a"])))
attempt(lambda: heapq.heappush([]))
graph = {"a": {"b": 7, "c": 9, "f": 14}, "b": {"c": 10, "d": 15}, "c": {"d": 11, "f": 2}, "d": {"e": 6}, "f": {"e": 9}, "e": {}}
dist, queue = {}, [(0, "a", ())]
while queue:
    d, node, path = heapq.heappop(queue)
    if node in dist:
        continue
    dist[node] = (d, "".join(path) + node)
    for nxt, w in graph[node].items():
        heapq.heappush(queue, (d + w, nxt, path + (node,)))
print(dist)
freq = {"a": 45, "b": 13, "c": 12, "d": 16, "e": 9, "f": 5}
heap = [(w, i, s) for i, (s, w) in enumerate(freq.items())]
heapq.heapify(heap)
n = len(heap)
while len(heap) > 1:
    (w1, _, l), (w2, _, rr) = heapq.heappop(heap), heapq.heappop(heap)
    heapq.heappush(heap, (w1 + w2, n, (l, rr)))
    n += 1


def codes(tree, prefix=""):
    if isinstance(tree, str):
        yield tree, prefix
    else:
        yield from codes(tree[0], prefix + "0")
        yield from codes(tree[1], prefix + "1")


print(sorted(codes(heap[0][2])))
