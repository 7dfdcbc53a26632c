# A sequence class with full index and slice support, compared with list.
class Seq:
    def __init__(self, it=()):
        self.d = list(it)

    def __len__(self):
        return len(self.d)

    def _idx(self, i):
        if i < 0:
            i += len(self.d)
        if not 0 <= i < len(self.d):
            raise IndexError("Seq index out of range")
        return i

    def __getitem__(self, k):
        if isinstance(k, slice):
            return Seq(self.d[i] for i in range(*k.indices(len(self.d))))
        if isinstance(k, tuple):
            return [self[i] for i in k]
        return self.d[self._idx(k)]

    def __setitem__(self, k, v):
        if isinstance(k, slice):
            r = range(*k.indices(len(self.d)))
            v = list(v)
            if r.step == 1:
                self.d = self.d[: r.start] + v + self.d[max(r.start, r.stop) :]
            elif len(v) != len(r):
                raise ValueError(f"need {len(r)} values, got {len(v)}")
            else:
                for i, x in zip(r, v):
                    self.d[i] = x
        else:
            self.d[self._idx(k)] = v

    def __delitem__(self, k):
        dead = set(range(*k.indices(len(self.d)))) if isinstance(k, slice) else {self._idx(k)}
        self.d = [v for i, v in enumerate(self.d) if i not in dead]

    def __repr__(self):
        return f"Seq({self.d})"

    def __eq__(self, o):
        return self.d == (o.d if isinstance(o, Seq) else o)


s = Seq(range(10))
l = list(range(10))
bounds = (None, 0, 1, 3, 9, 10, 15, -1, -4, -10, -15)
n = 0
for a in bounds:
    for b in bounds:
        for c in (None, 1, 2, 3, -1, -2, -7, 20, -20):
            assert (
                s[a:b:c] == l[a:b:c]
                and "".join(map(str, l[a:b:c])) == "0123456789"[a:b:c]
                and list(range(10)[a:b:c]) == l[a:b:c]
                and tuple(l)[a:b:c] == tuple(l[a:b:c])
                and list(bytes(l)[a:b:c]) == l[a:b:c]
            ), (a, b, c)
            p, q = Seq(l), l[:]
            del p[a:b:c]
            del q[a:b:c]
            assert p == q, (a, b, c)
            p, q, v = Seq(l), l[:], ["v"] * len(l[a:b:c])
            p[a:b:c] = v
            q[a:b:c] = v
            assert p == q, (a, b, c)
            ba = bytearray(l)
            del ba[a:b:c]
            q = l[:]
            del q[a:b:c]
            assert list(ba) == q
            n += 1
print(n, "slices agree")
print(
    s[2], s[-1], s[2:5], s[::-3], s[1, 3, -1], len(s), list(reversed(s)), 5 in s, [*s][:2], max(s)
)
s[2:4] = "abc"
print(s)
s[::5] = "XYZ"
print(s)
del s[0], s[-1]
print(s)
s[len(s) :] = [1, 2]
print(s)
s[0], s[1] = s[1], s[0]
print(s)
for f in (
    lambda: s[99],
    lambda: s[-99],
    lambda: s["a"],
    lambda: s.__setitem__(slice(None, None, 2), "a"),
    lambda: s[::0],
    lambda: s[1.5],
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class Grid:
    def __init__(self, w, h):
        self.rows = [[0] * w for _ in range(h)]

    def __getitem__(self, k):
        y, x = k
        rows = self.rows[y] if isinstance(y, slice) else [self.rows[y]]
        out = [r[x] for r in rows]
        return out if isinstance(y, slice) else out[0]

    def __setitem__(self, k, v):
        y, x = k
        for r in self.rows[y] if isinstance(y, slice) else [self.rows[y]]:
            if isinstance(x, slice):
                r[x] = [v] * len(r[x])
            else:
                r[x] = v


g = Grid(5, 4)
g[1, 2] = 7
g[:, 0] = 1
g[2:, 3:] = 9
g[-1, -1] += 5
print(g[1, 2], g[:, 0], g[2], g[1:3, ::2]) if 0 else print(
    g[1, 2], g[:, 0], g[1:3, ::2], g[3, :], g.rows
)


class Inf:
    def __getitem__(self, k):
        match k:
            case slice(start=a, stop=None, step=c):
                return f"from {a} by {c}"
            case slice(start=a, stop=b):
                return [i * i for i in range(a or 0, b)]
            case int():
                return k * k
            case _:
                return repr(k)


i = Inf()
print(i[5], i[2:5], i[:3], i[3:], i[1::2], i["x"], i[..., 1], i[1:2, 3])
