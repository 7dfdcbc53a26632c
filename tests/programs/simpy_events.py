"""SimPy: processes, resources, stores, containers, interrupts, conditions and monitoring."""
# packages: python3-simpy3

import random

import simpy

log = []


def clock(env, name, tick, limit):
    while env.now < limit:
        log.append((round(env.now, 3), name))
        yield env.timeout(tick)


env = simpy.Environment()
env.process(clock(env, "fast", 0.5, 3))
env.process(clock(env, "slow", 1, 3))
env.run(until=5)
print(log, env.now)


def bank(seed, counters=2, customers=2500):
    rng = random.Random(seed)
    env = simpy.Environment()
    counter = simpy.Resource(env, counters)
    waits, reneged, lengths = [], [], []

    def customer(number):
        arrived = env.now
        with counter.request() as request:
            patience = rng.uniform(1, 6)
            result = yield request | env.timeout(patience)
            lengths.append(len(counter.queue))
            if request in result:
                waits.append(env.now - arrived)
                yield env.timeout(rng.expovariate(1 / 5.0))
            else:
                reneged.append(number)

    def source():
        for i in range(customers):
            env.process(customer(i))
            yield env.timeout(rng.expovariate(1 / 2.8))

    env.process(source())
    env.run()
    return round(env.now, 4), len(waits), len(reneged), round(sum(waits) / len(waits), 6), max(lengths)


for seed in range(12):
    print(seed, bank(seed))


def machine_shop(seed):
    rng = random.Random(seed)
    env = simpy.Environment()
    repairman = simpy.PreemptiveResource(env, capacity=1)
    made, broken, jobs = [0] * 5, [0] * 5, []
    in_repair = [False] * 5

    def machine(i):
        def working():
            while True:
                left = rng.normalvariate(10, 2)
                while left:
                    try:
                        start = env.now
                        yield env.timeout(max(left, 0))
                        left = 0
                    except simpy.Interrupt as interrupt:
                        assert interrupt.cause == "broken"
                        left -= env.now - start
                        in_repair[i] = True
                        with repairman.request(priority=1) as request:
                            yield request
                            yield env.timeout(30)
                        broken[i] += 1
                        in_repair[i] = False
                made[i] += 1

        process = env.process(working())
        while True:
            yield env.timeout(rng.expovariate(1 / 300))
            if not in_repair[i]:
                process.interrupt("broken")

    def other_jobs():
        while True:
            left = 30.0
            while left:
                with repairman.request(priority=2) as request:
                    yield request
                    try:
                        start = env.now
                        yield env.timeout(left)
                        left = 0
                    except simpy.Interrupt as interrupt:
                        jobs.append(interrupt.cause.usage_since <= env.now)
                        left -= env.now - start

    for i in range(5):
        env.process(machine(i))
    env.process(other_jobs())
    env.run(until=7 * 24 * 60)
    return made, broken, len(jobs), all(jobs)


for seed in range(3):
    print(machine_shop(seed))


def gas_station():
    rng = random.Random(42)
    env = simpy.Environment()
    pumps = simpy.Resource(env, 2)
    tank = simpy.Container(env, 200, init=200)
    events = []

    def car(i):
        level = rng.randint(5, 25)
        with pumps.request() as request:
            yield request
            yield tank.get(50 - level)
            yield env.timeout((50 - level) / 2)
            events.append((round(env.now, 2), i, tank.level))

    def control():
        while True:
            if tank.level / tank.capacity < 0.2:
                yield env.timeout(300)
                amount = tank.capacity - tank.level
                yield tank.put(amount)
                events.append((round(env.now, 2), "truck", amount))
            yield env.timeout(10)

    def arrivals():
        for i in range(40):
            yield env.timeout(rng.randint(30, 300))
            env.process(car(i))

    env.process(control())
    env.process(arrivals())
    env.run(until=10000)
    return events


print(gas_station())


def stores():
    env = simpy.Environment()
    store, priority, filtered = simpy.Store(env, capacity=2), simpy.PriorityStore(env), simpy.FilterStore(env)
    out = []

    def producer():
        for i in range(6):
            yield store.put(i)
            out.append(("put", i, env.now))
            yield priority.put(simpy.PriorityItem(-i, f"p{i}"))
            yield filtered.put({"n": i})
            yield env.timeout(1)

    def consumer():
        yield env.timeout(3.5)
        while True:
            item = yield store.get()
            best = yield priority.get()
            even = yield filtered.get(lambda d: d["n"] % 2 == 0)
            out.append((item, best.item, even["n"], env.now))

    env.process(producer())
    env.process(consumer())
    env.run()
    return out, filtered.items, env.peek()


print(stores())


def conditions():
    env = simpy.Environment()
    seen = []

    def worker(delay, value=None, fail=False):
        yield env.timeout(delay)
        if fail:
            raise ValueError(f"failed at {env.now}")
        return value

    def main():
        a, b = env.process(worker(1, "a")), env.process(worker(2, "b"))
        r = yield a | b
        seen.append(sorted(r.todict().values()))
        r = yield a & b
        seen.append(list(r.values()))
        r = yield env.all_of([env.timeout(1, "x"), env.timeout(3, "y")])
        seen.append((list(r.values()), env.now))
        r = yield env.any_of([])
        seen.append(len(r.todict()))
        try:
            yield env.process(worker(1, fail=True))
        except ValueError as e:
            seen.append(str(e))
        event = env.event()
        event.callbacks.append(lambda e: seen.append(("callback", e.value)))
        event.succeed(7)
        seen.append((yield event))
        seen.append(event.triggered and event.processed and event.ok)
        return "done"

    process = env.process(main())
    seen.append(env.run(until=process))
    for bad in (lambda: env.run(until=1), lambda: env.timeout(-1), lambda: env.process(5), lambda: process.interrupt(), lambda: simpy.Resource(env, 0), lambda: env.event().value, lambda: env.event().succeed().succeed(), lambda: simpy.Container(env, 5, init=9), lambda: simpy.Container(env).put(0), lambda: env.step() or env.step() or env.step() or env.step()):
        try:
            print(bad())
        except Exception as e:
            print(type(e).__name__, str(e).split(" at 0x")[0].replace("<", ""))
    return seen


print(conditions())


def crash():
    env = simpy.Environment()

    def bad():
        yield env.timeout(2)
        raise KeyError("uncaught")

    env.process(bad())
    try:
        env.run()
    except KeyError as e:
        return repr(e), env.now


print(crash())
