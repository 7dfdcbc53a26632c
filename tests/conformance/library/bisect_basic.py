# bisect: left and right insertion points, bounds, keys, insort, errors
import bisect

a = [1, 3, 3, 3, 5, 7]
for x in (0, 1, 2, 3, 4, 5, 7, 8):
    print(x, bisect.bisect_left(a, x), bisect.bisect_right(a, x), bisect.bisect(a, x), bisect.bisect_left(a, x, 2), bisect.bisect_right(a, x, 1, 3))
print(bisect.bisect([], 1), bisect.bisect_left("acegi", "f"), bisect.bisect((1, 2, 3), 2.5), bisect.bisect_left(range(0, 1000, 7), 500), bisect.bisect(a, 3, lo=4), bisect.bisect(a, 3, hi=0))
b = []
for v in (5, 2, 8, 2, 9, 1):
    bisect.insort(b, v)
print(b)
bisect.insort_left(b, 2.0)
bisect.insort_right(b, 2.5)
print(b)
people = [("ann", 20), ("bob", 30), ("cyd", 30), ("dan", 45)]
age = lambda p: p[1]
print(bisect.bisect_left(people, 30, key=age), bisect.bisect_right(people, 30, key=age), bisect.bisect(people, 100, key=age))
bisect.insort(people, ("eve", 30), key=age)
bisect.insort_left(people, ("fay", 30), key=age)
print(people)


def grade(score, breakpoints=(60, 70, 80, 90), grades="FDCBA"):
    return grades[bisect.bisect(breakpoints, score)]


print([grade(s) for s in (33, 99, 77, 70, 89, 90, 100)])


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: bisect.bisect(a, "x"))
attempt(lambda: bisect.bisect(a, 3, -1))
attempt(lambda: bisect.bisect(5, 3))
attempt(lambda: bisect.insort((1, 2), 1))
attempt(lambda: bisect.bisect(a))
attempt(lambda: bisect.bisect(a, 1, 0, 100))
attempt(lambda: bisect.bisect({1: 2}, 5))
attempt(lambda: bisect.bisect(a, 1, key=5))
attempt(lambda: bisect.bisect(a, 1, "0"))


class Traced:
    def __init__(self):
        self.asked = []

    def __len__(self):
        return 100

    def __getitem__(self, i):
        self.asked.append(i)
        return i * 10


t = Traced()
print(bisect.bisect_left(t, 555), t.asked)


class OnlyInsert(list):
    def insert(self, i, v):
        print("insert", i, v)
        super().insert(i, v)


o = OnlyInsert([1, 5])
bisect.insort(o, 3)
print(o)


def lis(seq):
    tails = []
    for v in seq:
        i = bisect.bisect_left(tails, v)
        tails[i:i + 1] = [v]
    return len(tails)


print(lis([10, 9, 2, 5, 3, 7, 101, 18]), lis(range(50)), lis([5, 4, 3]), bisect.bisect_left([1.0, float("inf")], 10**400))
