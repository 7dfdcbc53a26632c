# Linked list, stack, queue, heap, binary search tree, trie, union-find, LRU cache.
class Node:
    __slots__ = ("value", "next")

    def __init__(self, value, next=None):
        self.value, self.next = value, next


class Linked:
    def __init__(self, it=()):
        self.head = None
        for v in reversed(list(it)):
            self.head = Node(v, self.head)

    def __iter__(self):
        n = self.head
        while n:
            yield n.value
            n = n.next

    def __len__(self):
        return sum(1 for _ in self)

    def __repr__(self):
        return "Linked(" + " -> ".join(map(repr, self)) + ")"

    def reverse(self):
        prev, n = None, self.head
        while n:
            n.next, prev, n = prev, n, n.next
        self.head = prev
        return self


l = Linked("abc")
print(l, len(l), l.reverse(), list(l), "b" in l, Linked())


class Heap:
    def __init__(self):
        self.a = []

    def push(self, v):
        a = self.a
        a.append(v)
        i = len(a) - 1
        while i and a[i] < a[(i - 1) // 2]:
            a[i], a[(i - 1) // 2] = a[(i - 1) // 2], a[i]
            i = (i - 1) // 2

    def pop(self):
        a = self.a
        a[0], a[-1] = a[-1], a[0]
        v = a.pop()
        i = 0
        while (c := 2 * i + 1) < len(a):
            if c + 1 < len(a) and a[c + 1] < a[c]:
                c += 1
            if a[i] <= a[c]:
                break
            a[i], a[c] = a[c], a[i]
            i = c
        return v


h = Heap()
for i in range(50):
    h.push(i * 37 % 101)
out = [h.pop() for _ in range(50)]
print(out == sorted(out), out[:5])


class BST:
    root = None

    def insert(self, k, v):
        def go(n):
            if n is None:
                return [k, v, None, None]
            if k < n[0]:
                n[2] = go(n[2])
            elif k > n[0]:
                n[3] = go(n[3])
            else:
                n[1] = v
            return n

        self.root = go(self.root)

    def items(self, n=...):
        if n is ...:
            n = self.root
        if n:
            yield from self.items(n[2])
            yield n[0], n[1]
            yield from self.items(n[3])

    def depth(self, n=...):
        n = self.root if n is ... else n
        return 0 if n is None else 1 + max(self.depth(n[2]), self.depth(n[3]))


t = BST()
for w in "the quick brown fox jumps over the lazy dog".split():
    t.insert(w, len(w))
print(list(t.items()), t.depth())


class Trie(dict):
    def __missing__(self, c):
        self[c] = Trie()
        return self[c]

    def add(self, w):
        n = self
        for c in w:
            n = n[c]
        dict.__setitem__(n, None, w)

    def starting(self, p):
        n = self
        for c in p:
            if c not in n:
                return []
            n = n[c]
        stack, out = [n], []
        while stack:
            for k, v in stack.pop().items():
                out.append(v) if k is None else stack.append(v)
        return sorted(out)


tr = Trie()
for w in ("car", "card", "care", "cat", "dog", "do"):
    tr.add(w)
print(tr.starting("car"), tr.starting("do"), tr.starting("x"), tr.starting(""))


class UF:
    def __init__(self, n):
        self.p = list(range(n))

    def find(self, x):
        while self.p[x] != x:
            self.p[x] = x = self.p[self.p[x]]
        return x

    def union(self, a, b):
        self.p[self.find(a)] = self.find(b)


u = UF(10)
for a, b in ((1, 2), (3, 4), (2, 3), (5, 6), (8, 9)):
    u.union(a, b)
groups = {}
for i in range(10):
    groups.setdefault(u.find(i), []).append(i)
print(sorted(groups.values()))


class LRU:
    def __init__(self, n):
        self.n, self.d, self.hits, self.misses = n, {}, 0, 0

    def __call__(self, f):
        def w(k):
            if k in self.d:
                self.hits += 1
                self.d[k] = self.d.pop(k)
            else:
                self.misses += 1
                self.d[k] = f(k)
                if len(self.d) > self.n:
                    del self.d[next(iter(self.d))]
            return self.d[k]

        return w


lru = LRU(3)


@lru
def square(x):
    return x * x


print([square(i) for i in (1, 2, 3, 1, 4, 2, 1, 3)], lru.hits, lru.misses, list(lru.d))


class Ring:
    def __init__(self, n):
        self.buf, self.n, self.start, self.len = [None] * n, n, 0, 0

    def push(self, v):
        self.buf[(self.start + self.len) % self.n] = v
        if self.len < self.n:
            self.len += 1
        else:
            self.start = (self.start + 1) % self.n

    def __getitem__(self, i):
        if not -self.len <= i < self.len:
            raise IndexError("ring index")
        return self.buf[(self.start + i % self.len) % self.n]


r = Ring(3)
for v in "abcde":
    r.push(v)
print(list(r), r[-1], r[0])
try:
    r[3]
except IndexError as e:
    print(e)
