# Backtracking: n queens and a sudoku.
def queens(n, row=0, cols=0, d1=0, d2=0):
    if row == n:
        return 1
    total = 0
    free = ~(cols | d1 | d2) & ((1 << n) - 1)
    while free:
        bit = free & -free
        free ^= bit
        total += queens(n, row + 1, cols | bit, (d1 | bit) << 1, (d2 | bit) >> 1)
    return total


print([queens(n) for n in range(1, 9)])


def solutions(n):
    def place(board):
        if len(board) == n:
            yield board
        else:
            for c in range(n):
                if all(c != q and abs(c - q) != len(board) - r for r, q in enumerate(board)):
                    yield from place(board + [c])

    yield from place([])


for b in list(solutions(6))[:2]:
    print("\n".join("".join("Q" if c == q else "." for c in range(6)) for q in b), end="\n\n")
grid = [
    list(map(int, row))
    for row in """530070000 600195000 098000060 800060003 400803001 700020006 060000280 000419005 000080079""".split()
]


def candidates(g, r, c):
    used = (
        set(g[r])
        | {g[i][c] for i in range(9)}
        | {
            g[i][j]
            for i in range(r // 3 * 3, r // 3 * 3 + 3)
            for j in range(c // 3 * 3, c // 3 * 3 + 3)
        }
    )
    return [v for v in range(1, 10) if v not in used]


steps = 0


def solve(g):
    global steps
    best = None
    for r in range(9):
        for c in range(9):
            if not g[r][c]:
                k = candidates(g, r, c)
                if best is None or len(k) < len(best[2]):
                    best = r, c, k
    if best is None:
        return True
    r, c, k = best
    for v in k:
        steps += 1
        g[r][c] = v
        if solve(g):
            return True
    g[r][c] = 0
    return False


print(solve(grid), steps)
for row in grid:
    print(*row)
