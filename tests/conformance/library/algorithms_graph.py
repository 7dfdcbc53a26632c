# queue, heap and graph algorithms written with the library: BFS, A*, topological order, union-find, MST, intervals
import bisect
import collections
import functools
import heapq
import itertools
import math

GRID = """
S..#......
.#.#.####.
.#...#....
.###.#.##.
.....#..#E
""".strip().split("\n")
cells = {(r, c): ch for r, row in enumerate(GRID) for c, ch in enumerate(row)}
start = next(k for k, v in cells.items() if v == "S")
goal = next(k for k, v in cells.items() if v == "E")


def neighbours(node):
    r, c = node
    for d in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        n = (r + d[0], c + d[1])
        if cells.get(n, "#") != "#":
            yield n


def bfs():
    seen, todo = {start: None}, collections.deque([start])
    while todo:
        node = todo.popleft()
        if node == goal:
            path = []
            while node:
                path.append(node)
                node = seen[node]
            return path[::-1]
        for n in neighbours(node):
            if n not in seen:
                seen[n] = node
                todo.append(n)


def astar():
    h = lambda n: abs(n[0] - goal[0]) + abs(n[1] - goal[1])
    heap, best, expanded = [(h(start), 0, start)], {start: 0}, 0
    while heap:
        _, g, node = heapq.heappop(heap)
        expanded += 1
        if node == goal:
            return g, expanded
        for n in neighbours(node):
            if g + 1 < best.get(n, math.inf):
                best[n] = g + 1
                heapq.heappush(heap, (g + 1 + h(n), g + 1, n))


path = bfs()
print(len(path), path, astar())
print("\n".join("".join("*" if (r, c) in path[1:-1] else ch for c, ch in enumerate(row)) for r, row in enumerate(GRID)))
edges = [(7, "a", "b"), (5, "b", "c"), (8, "a", "c"), (9, "b", "d"), (7, "c", "e"), (5, "d", "e"), (15, "d", "f"), (6, "e", "f"), (8, "e", "g"), (11, "f", "g")]
parent = {}


def find(x):
    parent.setdefault(x, x)
    while parent[x] != x:
        parent[x] = parent[parent[x]]
        x = parent[x]
    return x


tree = []
for w, a, b in sorted(edges):
    ra, rb = find(a), find(b)
    if ra != rb:
        parent[ra] = rb
        tree.append((a, b, w))
print(tree, sum(w for *_, w in tree))
graph = collections.defaultdict(dict)
for w, a, b in edges:
    graph[a][b] = graph[b][a] = w
names = sorted(graph)
dist = {(a, b): 0 if a == b else graph[a].get(b, math.inf) for a in names for b in names}
for k, i, j in itertools.product(names, repeat=3):
    dist[i, j] = min(dist[i, j], dist[i, k] + dist[k, j])
print([[dist[a, b] for b in names] for a in names])


def tarjan(g):
    index, low, stack, on, out, counter = {}, {}, [], set(), [], itertools.count()

    def visit(v):
        index[v] = low[v] = next(counter)
        stack.append(v)
        on.add(v)
        for w in g.get(v, ()):
            if w not in index:
                visit(w)
                low[v] = min(low[v], low[w])
            elif w in on:
                low[v] = min(low[v], index[w])
        if low[v] == index[v]:
            comp = []
            while True:
                w = stack.pop()
                on.discard(w)
                comp.append(w)
                if w == v:
                    break
            out.append(sorted(comp))
    for v in g:
        if v not in index:
            visit(v)
    return out


print(tarjan({1: [2], 2: [3], 3: [1], 4: [2, 3, 5], 5: [4, 6], 6: [3, 7], 7: [6], 8: [5, 7, 8]}))
jobs = sorted([(1, 4, 5), (3, 5, 1), (0, 6, 8), (4, 7, 4), (3, 8, 6), (5, 9, 3), (6, 10, 2), (8, 11, 4)], key=lambda j: j[1])
ends = [j[1] for j in jobs]


@functools.lru_cache(None)
def best(i):
    if i == 0:
        return 0
    s, _, w = jobs[i - 1]
    return max(best(i - 1), w + best(bisect.bisect_right(ends, s, hi=i - 1)))


print([best(i) for i in range(len(jobs) + 1)])


def running_median(values):
    low, high = [], []
    for v in values:
        heapq.heappush(high, -heapq.heappushpop(low, -v))
        if len(high) > len(low):
            heapq.heappush(low, -heapq.heappop(high))
        yield -low[0] if len(low) > len(high) else (high[0] - low[0]) / 2


print(list(running_median([5, 15, 1, 3, 8, 7, 9, 2])))
