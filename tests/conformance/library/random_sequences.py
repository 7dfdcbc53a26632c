# random: seeded integer sequences, seed types, getstate and setstate, randrange edge cases and errors
import random

r = random.Random(42)
print([r.random() for _ in range(4)])
print([r.randint(1, 6) for _ in range(12)], [r.randrange(0, 100, 7) for _ in range(8)], [r.randrange(10) for _ in range(8)])
print([r.getrandbits(k) for k in (1, 5, 31, 32, 33, 64, 100, 0)], r.randbytes(7), r.getrandbits(1000) % 1000003)
print([r.randrange(-5, 5) for _ in range(6)], [r.randrange(10, 0, -3) for _ in range(6)], r.randrange(2**70), r.randint(-2**65, 2**65))
for seed in (0, 1, -1, 123456789, 2**40, 2**100, -2**100, "text", "", b"bytes", bytearray(b"ba"), 1.5, 0.0, True, None and 0):
    if seed is None:
        continue
    q = random.Random(seed)
    print(repr(seed)[:24], q.random(), q.getrandbits(32), q.randint(0, 10**6))
r.seed("again", version=1)
print(r.random())
r.seed("again")
print(r.random())
state = r.getstate()
a = [r.random() for _ in range(3)]
r.setstate(state)
print(a == [r.random() for _ in range(3)], state[0], len(state[1]), state[2], type(state[1]).__name__)
random.seed(7)
print(random.random(), random.randint(0, 99), random.choice("abcdef"), random.uniform(1, 2))


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: r.randrange(0))
attempt(lambda: r.randrange(5, 5))
attempt(lambda: r.randrange(1, 5, 0))
attempt(lambda: r.randint(5, 1))
attempt(lambda: r.randrange("a"))
attempt(lambda: r.choice([]))
attempt(lambda: r.getrandbits(-1))
attempt(lambda: r.getrandbits(1.5))
attempt(lambda: r.sample([1, 2], 3))
attempt(lambda: r.sample([1, 2], -1))
attempt(lambda: r.sample({1, 2}, 1))
attempt(lambda: r.sample(5, 1))
attempt(lambda: r.setstate((1, 2, 3)))
attempt(lambda: r.seed([1]))
attempt(lambda: random.Random([1]))


class Constant(random.Random):
    def random(self):
        return 0.25


c = Constant()
print(c.random(), c.uniform(0, 8), c.choice("abcd"), c.randrange(100), c.shuffle(x := list(range(6))), x)
big = random.Random(99)
print(sum(big.random() for _ in range(10000)), sum(big.getrandbits(16) for _ in range(1000)))
