# Trees built and thrown away beside one that stays: the collector's work. The longest pause is
# what gc.get_stats() tells, or what gc.callbacks saw between the start and the end of a collection.

import gc
from time import perf_counter

longest = 0.0
started = 0.0


def watch(phase, info):
    global longest, started
    if phase == "start":
        started = perf_counter()
    else:
        longest = max(longest, perf_counter() - started)


class Tree:
    def __init__(self, left, right):
        self.left = left
        self.right = right

    def count(self):
        if self.left is None:
            return 1
        return 1 + self.left.count() + self.right.count()


def build(depth):
    if depth == 0:
        return Tree(None, None)
    return Tree(build(depth - 1), build(depth - 1))


def main():
    smallest, largest = 4, 16
    print("stretch", build(largest + 1).count())
    lasting = build(largest)
    for depth in range(smallest, largest + 1, 4):
        trees = 1 << (largest - depth + smallest)
        print(trees, "trees of depth", depth, sum(build(depth).count() for _ in range(trees)))
    print("lasting", lasting.count())


gc.callbacks.append(watch)
main()
for generation in gc.get_stats():
    longest = max(longest, generation.get("longest_pause", 0.0))
print(f"pause {longest * 1000:.1f} ms")
