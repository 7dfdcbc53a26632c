# random: choice, choices, sample, shuffle and every distribution with fixed seeds
import random

r = random.Random(2024)
print([r.choice("abcdef") for _ in range(10)], r.choice(range(1000)), r.choice((1, 2, 3)))
print(r.choices("abc", k=8), r.choices("abc", [1, 2, 7], k=8), r.choices("abc", cum_weights=[1, 1, 5], k=6), r.choices([1], k=0))
print(r.sample(range(100), 10), r.sample("abcdef", 6), r.sample(["r", "b"], counts=[3, 2], k=4), r.sample(range(10**9), 3))
print(r.sample(range(30), 22), r.sample([], 0))
deck = list(range(20))
r.shuffle(deck)
print(deck)
words = ["one"]
r.shuffle(words)
print(words)
for name, args in [
    ("uniform", (1, 10)), ("uniform", (5, -5)), ("triangular", ()), ("triangular", (0, 10, 2)), ("triangular", (1, 1)), ("betavariate", (2, 3)), ("expovariate", (0.5,)),
    ("gammavariate", (0.5, 1)), ("gammavariate", (1, 2)), ("gammavariate", (9, 0.5)), ("gauss", (0, 1)), ("gauss", (100, 15)), ("normalvariate", (0, 1)),
    ("lognormvariate", (0, 0.25)), ("vonmisesvariate", (0, 4)), ("vonmisesvariate", (1, 0)), ("paretovariate", (3,)), ("weibullvariate", (1, 1.5)),
]:
    print(name, args, [round(getattr(r, name)(*args), 12) for _ in range(3)])


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: r.choices([], k=1))
attempt(lambda: r.choices("abc", [1, 2], k=1))
attempt(lambda: r.choices("abc", [0, 0, 0], k=1))
attempt(lambda: r.choices("abc", [1, 2, 3], cum_weights=[1, 2, 3]))
attempt(lambda: r.choices("ab", 5))
attempt(lambda: r.choices("ab", [float("inf"), 1]))
attempt(lambda: r.gammavariate(0, 1))
attempt(lambda: r.sample("ab", counts=[1], k=1))
attempt(lambda: r.sample("ab", counts=[1.5, 2], k=1))
attempt(lambda: r.sample("ab", counts=[0, 0], k=1))
attempt(lambda: r.shuffle((1, 2)))
attempt(lambda: r.shuffle("ab"))
print(r.gauss(), r.normalvariate(), r.random())
walk, steps = 0, []
for _ in range(15):
    walk += r.choice((-1, 1))
    steps.append(walk)
print(steps)
inside = sum(r.random() ** 2 + r.random() ** 2 <= 1 for _ in range(5000))
print(inside, r.getstate()[2])
reservoir = []
for i in range(200):
    if i < 5:
        reservoir.append(i)
    elif (j := r.randint(0, i)) < 5:
        reservoir[j] = i
print(reservoir)
s = random.SystemRandom()
print(0 <= s.random() < 1, 1 <= s.randint(1, 3) <= 3)
attempt(s.getstate)
