# Graph algorithms: Dijkstra, topological order, components, flood fill, MST, cycles.
edges = [
    ("a", "b", 4),
    ("a", "c", 2),
    ("b", "c", 1),
    ("b", "d", 5),
    ("c", "d", 8),
    ("c", "e", 10),
    ("d", "e", 2),
    ("d", "f", 6),
    ("e", "f", 3),
    ("g", "h", 1),
]
graph = {}
for u, v, w in edges:
    graph.setdefault(u, {})[v] = w
    graph.setdefault(v, {})[u] = w


def dijkstra(g, s):
    dist, prev, todo = {s: 0}, {}, set(g)
    while todo:
        u = min((n for n in todo if n in dist), key=lambda n: (dist[n], n), default=None)
        if u is None:
            break
        todo.remove(u)
        for v, w in g[u].items():
            if dist[u] + w < dist.get(v, float("inf")):
                dist[v], prev[v] = dist[u] + w, u
    return dist, prev


d, p = dijkstra(graph, "a")


def path(p, t):
    out = [t]
    while t in p:
        out.append(t := p[t])
    return "".join(reversed(out))


print({k: d[k] for k in sorted(d)}, [path(p, t) for t in "bdf"])
import heapq


def dijkstra2(g, s):
    dist, q = {}, [(0, s)]
    while q:
        c, u = heapq.heappop(q)
        if u in dist:
            continue
        dist[u] = c
        for v, w in g[u].items():
            heapq.heappush(q, (c + w, v))
    return dist


print(dijkstra2(graph, "a") == d)


def components(g):
    seen = set()
    for s in sorted(g):
        if s in seen:
            continue
        comp, stack = [], [s]
        while stack:
            n = stack.pop()
            if n in seen:
                continue
            seen.add(n)
            comp.append(n)
            stack.extend(sorted(g[n]))
        yield sorted(comp)


print(list(components(graph)))
deps = {"app": ["lib", "ui"], "ui": ["lib", "gfx"], "gfx": ["lib"], "lib": [], "test": ["app"]}


def topo(deps):
    done, active, order = set(), set(), []

    def visit(n, trail):
        if n in done:
            return
        if n in active:
            raise ValueError("cycle: " + " -> ".join(trail + [n]))
        active.add(n)
        for m in sorted(deps.get(n, ())):
            visit(m, trail + [n])
        active.discard(n)
        done.add(n)
        order.append(n)

    for n in sorted(deps):
        visit(n, [])
    return order


print(topo(deps))
deps["lib"].append("app")
try:
    topo(deps)
except ValueError as e:
    print(e)


def mst(edges):
    parent = {}

    def find(x):
        while parent.setdefault(x, x) != x:
            x = parent[x]
        return x

    for u, v, w in sorted(edges, key=lambda e: e[2]):
        if (a := find(u)) != (b := find(v)):
            parent[a] = b
            yield u, v, w


print(list(mst(edges)), sum(w for *_, w in mst(edges)))
inf = float("inf")
names = sorted(graph)
m = [[0 if a == b else graph[a].get(b, inf) for b in names] for a in names]
for k in range(len(names)):
    for i in range(len(names)):
        for j in range(len(names)):
            m[i][j] = min(m[i][j], m[i][k] + m[k][j])
for n, row in zip(names, m):
    print(n, *(f"{v:>4}" for v in row))


def fill(g, x, y, c):
    old = g[y][x]
    stack = [(x, y)]
    while stack:
        x, y = stack.pop()
        if 0 <= y < len(g) and 0 <= x < len(g[y]) and g[y][x] == old:
            g[y][x] = c
            stack += [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)]


g = [list(r) for r in ("..#..", ".##..", "#...#")]
fill(g, 3, 0, "o")
print(*("".join(r) for r in g), sep="\n")


def bipartite(g):
    color = {}
    for s in sorted(g):
        if s in color:
            continue
        color[s] = 0
        q = [s]
        for n in q:
            for v in sorted(g[n]):
                if v not in color:
                    color[v] = 1 - color[n]
                    q.append(v)
                elif color[v] == color[n]:
                    return False
    return True


print(bipartite(graph), bipartite({1: [2], 2: [1, 3], 3: [2]}))
