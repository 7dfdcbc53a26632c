# graphlib.TopologicalSorter: static order, incremental use, cycles, errors
import graphlib

g = {"D": {"B", "C"}, "C": {"A"}, "B": {"A"}}
order = list(graphlib.TopologicalSorter(g).static_order())
print(order[0], order[-1], sorted(order[1:3]))
ts = graphlib.TopologicalSorter()
ts.add("shirt")
ts.add("tie", "shirt")
ts.add("jacket", "tie", "belt")
ts.add("belt", "trousers")
ts.add("shoes", "trousers", "socks")
ts.add("tie", "collar")
ts.prepare()
batch = 0
while ts.is_active():
    ready = ts.get_ready()
    batch += 1
    print(batch, sorted(ready), bool(ts))
    ts.done(*ready)
print(ts.is_active(), ts.get_ready())
print(list(graphlib.TopologicalSorter().static_order()), list(graphlib.TopologicalSorter({1: []}).static_order()), list(graphlib.TopologicalSorter({3: [2], 2: [1]}).static_order()))


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e.args)


attempt(lambda: graphlib.TopologicalSorter({1: [2], 2: [3], 3: [1]}).prepare())
attempt(lambda: list(graphlib.TopologicalSorter({"a": ["a"]}).static_order()))
t = graphlib.TopologicalSorter({1: [2]})
attempt(lambda: t.get_ready())
attempt(lambda: t.done(1))
attempt(lambda: t.is_active())
t.prepare()
attempt(lambda: t.prepare())
attempt(lambda: t.add(5))
attempt(lambda: t.done(99))
attempt(lambda: t.done(2))
print(t.get_ready())
attempt(lambda: t.done(2))
attempt(lambda: t.done(2))
attempt(lambda: t.done(1))
print(t.get_ready())
attempt(lambda: graphlib.TopologicalSorter({1: [[]]}))
attempt(lambda: graphlib.TopologicalSorter(5))
print(issubclass(graphlib.CycleError, ValueError))
cyc = graphlib.TopologicalSorter({1: [2], 2: [3], 3: [2], 4: []})
try:
    cyc.prepare()
except graphlib.CycleError as e:
    print(e.args[0], e.args[1][0] == e.args[1][-1], sorted(set(e.args[1])))
print(sorted(cyc.get_ready()))
tasks = {f"t{i}": [f"t{j}" for j in range(i) if i % (j + 1) == 0 and j] for i in range(12)}
sorter = graphlib.TopologicalSorter(tasks)
sorter.prepare()
clock, running, log = 0, [], []
while sorter.is_active():
    running += [(clock + 1 + int(n[1:]) % 3, n) for n in sorted(sorter.get_ready())]
    running.sort()
    clock, name = running.pop(0)
    log.append((clock, name))
    sorter.done(name)
print(log)
