# Grids: the game of life on sets and lists, Mandelbrot in text, a maze by BFS.
def step(cells):
    counts = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    counts[x + dx, y + dy] = counts.get((x + dx, y + dy), 0) + 1
    return {c for c, n in counts.items() if n == 3 or n == 2 and c in cells}


glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for _ in range(8):
    glider = step(glider)
print(sorted(glider))
r = {(i, 0) for i in range(10)}
hist = []
for _ in range(20):
    hist.append(len(r))
    r = step(r)
print(hist)


def show(g):
    return "\n".join("".join(".#"[v] for v in row) for row in g)


g = [[(x * 7 + y * 3 + x * y) % 5 == 0 for x in range(16)] for y in range(8)]
for _ in range(3):
    g = [
        [
            (
                n := sum(g[(y + dy) % 8][(x + dx) % 16] for dy in (-1, 0, 1) for dx in (-1, 0, 1))
                - g[y][x]
            )
            == 3
            or n == 2
            and g[y][x]
            for x in range(16)
        ]
        for y in range(8)
    ]
print(show(g))
for i in range(-10, 11, 2):
    row = ""
    for j in range(-20, 11):
        z, c, n = 0j, complex(j / 10, i / 8), 0
        while abs(z) <= 2 and n < 30:
            z, n = z * z + c, n + 1
        row += " .:-=+*#%@"[n * 9 // 30]
    print(row.rstrip())
maze = """#########
#S..#...#
#.#.#.#.#
#.#...#.#
#.#####.#
#......E#
#########""".split(
    "\n"
)


def bfs(m):
    pos = {c: (x, y) for y, row in enumerate(m) for x, c in enumerate(row) if c in "SE"}
    queue, seen = [(pos["S"], ())], {pos["S"]}
    while queue:
        (x, y), path = queue.pop(0)
        if (x, y) == pos["E"]:
            return path
        for d, (dx, dy) in {"N": (0, -1), "E": (1, 0), "S": (0, 1), "W": (-1, 0)}.items():
            q = x + dx, y + dy
            if m[q[1]][q[0]] != "#" and q not in seen:
                seen.add(q)
                queue.append((q, path + (d,)))


print("".join(bfs(maze)), len(bfs(maze)))
spiral = [[0] * 6 for _ in range(5)]
x = y = 0
dx, dy = 1, 0
for k in range(1, 31):
    spiral[y][x] = k
    if not (0 <= x + dx < 6 and 0 <= y + dy < 5 and spiral[y + dy][x + dx] == 0):
        dx, dy = -dy, dx
    x, y = x + dx, y + dy
for row in spiral:
    print(" ".join(f"{v:2}" for v in row))
print([list(r) for r in zip(*[[1, 2], [3, 4], [5, 6]])], [r[::-1] for r in [[1, 2], [3, 4]]])
