# collections.deque: both ends, maxlen, rotation, indexing, comparison, mutation during iteration
from collections import deque

d = deque("abc")
d.append("d")
d.appendleft("z")
d.extend("ef")
d.extendleft("yx")
print(d, len(d), d[0], d[-1], d[3])
print(d.pop(), d.popleft(), list(d))
d.rotate(2)
print(d)
d.rotate(-3)
print(d)
d.rotate(100)
print(d)
d.reverse()
print(d, list(reversed(d)))
print(d.count("a"), d.index("a"), "c" in d, "q" in d)
d.insert(2, "INS")
d.insert(-1, "NEG")
d.insert(100, "END")
print(d)
d.remove("INS")
del d[0]
d[1] = "one"
print(d)
b = deque(range(10), maxlen=4)
print(b, b.maxlen)
b.append(99)
print(b)
b.appendleft(-1)
print(b)
b.extend([1, 2, 3, 4, 5])
print(b, deque([], 0))
print(deque([1, 2]) + deque([3]), deque([1, 2]) * 3, deque([1, 2, 3], 2) * 2)
print(deque([1, 2]) < deque([1, 3]), deque([1]) == [1], deque([1]) == deque([1], 3))
c = b.copy()
c += [7, 8]
c *= 2
print(b, c, c.maxlen)
z = deque([1])
z.append(z)
print(z)


def attempt(label, f):
    try:
        print(label, f())
    except Exception as e:
        print(label, type(e).__name__, e)


attempt("pop", lambda: deque().pop())
attempt("popleft", lambda: deque().popleft())
attempt("index", lambda: deque("ab").index("c"))
attempt("index range", lambda: deque("abcabc").index("a", 1))
attempt("index stop", lambda: deque("abcabc").index("a", 1, 3))
attempt("remove", lambda: deque("ab").remove("c"))
attempt("getitem", lambda: deque("ab")[5])
attempt("slice", lambda: deque("ab")[0:1])
attempt("maxlen", lambda: deque([], -1))
attempt("maxlen type", lambda: deque([], "a"))
attempt("full insert", lambda: deque([1, 2], maxlen=2).insert(0, 1))
attempt("hash", lambda: hash(deque()))
attempt("add", lambda: deque() + [1])
attempt("not iterable", lambda: deque(5))


def mutate():
    q = deque([1, 2, 3])
    for item in q:
        q.append(item)


attempt("mutated", mutate)
try:
    b.maxlen = 5
except AttributeError as e:
    print("AttributeError", e)
q = deque([3, 1, 2])
print(sorted(q), sum(q), min(q), deque(sorted(q)), bool(deque()), bool(q))
q.clear()
print(q, len(q))
it = iter(deque([1, 2, 3]))
print(next(it), it.__length_hint__(), list(it))
