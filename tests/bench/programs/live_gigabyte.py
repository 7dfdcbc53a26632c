# A large heap that stays, of objects, lists and ints in no order of their addresses: what a full
# collection of it takes.

import gc
import random
from time import perf_counter

COUNT = 5_000_000


class Node:
    def __init__(self, number):
        self.number = number
        self.links = [number, None]


random.seed(1)
nodes = [Node(i) for i in range(COUNT)]
for node in nodes[::3]:
    node.links[1] = nodes[random.randrange(COUNT)]
longest = 0.0
for _ in range(3):
    started = perf_counter()
    gc.collect()
    longest = max(longest, perf_counter() - started)
for generation in gc.get_stats():
    longest = max(longest, generation.get("longest_pause", 0.0))
print("linked", sum(node.links[1] is not None for node in nodes))
print(f"pause {longest * 1000:.1f} ms")
