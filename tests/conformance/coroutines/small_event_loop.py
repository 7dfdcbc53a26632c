# A small round-robin event loop with sleep on virtual time, tasks, futures, cancellation.
import heapq


class Loop:
    def __init__(self):
        self.ready, self.timers, self.now, self.seq = [], [], 0, 0

    def spawn(self, coro, name):
        t = Task(coro, name)
        self.ready.append((t, None, None))
        return t

    def at(self, when, task):
        self.seq += 1
        heapq.heappush(self.timers, (when, self.seq, task))

    def run(self):
        while self.ready or self.timers:
            if not self.ready:
                self.now, _, task = heapq.heappop(self.timers)
                self.ready.append((task, None, None))
            task, value, exc = self.ready.pop(0)
            if task.done:
                continue
            try:
                op = task.coro.throw(exc) if exc else task.coro.send(value)
            except StopIteration as e:
                task.finish(e.value, None)
            except Exception as e:
                task.finish(None, e)
            else:
                op(self, task)


class Task:
    def __init__(self, coro, name):
        self.coro, self.name, self.done, self.waiters, self.result, self.error = (
            coro,
            name,
            False,
            [],
            None,
            None,
        )

    def finish(self, r, e):
        self.done, self.result, self.error = True, r, e
        print(f"[{loop.now}] {self.name} done: {r!r} {e!r}")
        for w in self.waiters:
            loop.ready.append((w, r, e))

    def __await__(self):
        if self.done:
            if self.error:
                raise self.error
            return self.result

        def op(loop, task):
            self.waiters.append(task)

        return (yield op)


class Cancelled(Exception):
    pass


class sleep:
    def __init__(self, d):
        self.d = d

    def __await__(self):
        yield lambda loop, task: loop.at(loop.now + self.d, task)


class Queue:
    def __init__(self):
        self.items, self.getters = [], []

    def put(self, v):
        if self.getters:
            loop.ready.append((self.getters.pop(0), v, None))
        else:
            self.items.append(v)

    async def get(self):
        if self.items:
            return self.items.pop(0)

        class W:
            def __await__(w):
                return (yield lambda loop, task: self.getters.append(task))

        return await W()


class Lock:
    def __init__(self):
        self.held, self.waiting = False, []

    async def __aenter__(self):
        if self.held:

            class W:
                def __await__(w):
                    yield lambda loop, task: self.waiting.append(task)

            await W()
        self.held = True

    async def __aexit__(self, *a):
        self.held = False
        if self.waiting:
            loop.ready.append((self.waiting.pop(0), None, None))


loop = Loop()


async def worker(n, delay, times):
    for i in range(times):
        await sleep(delay)
        print(f"[{loop.now}] {n} tick {i}")
    return n * 2


async def failing():
    await sleep(4)
    raise ValueError("failed task")


async def cancellable():
    try:
        while True:
            await sleep(3)
    except Cancelled as c:
        print(f"[{loop.now}] cancelled: {c}")
        return "cleaned"
    finally:
        print("finally of cancellable")


async def producer(q):
    for i in range(3):
        await sleep(2)
        q.put(i)
    q.put(None)


async def consumer(q):
    total = 0
    while (v := await q.get()) is not None:
        total += v
        print(f"[{loop.now}] got {v}")
    return total


async def locked(lock, n):
    async with lock:
        print(f"[{loop.now}] {n} in")
        await sleep(5)
        print(f"[{loop.now}] {n} out")


async def main():
    a, b = loop.spawn(worker("a", 3, 3), "a"), loop.spawn(worker("b", 5, 2), "b")
    f, c = loop.spawn(failing(), "f"), loop.spawn(cancellable(), "c")
    try:
        await f
    except ValueError as e:
        print("main caught", e)
    loop.ready.append((c, None, Cancelled("by main")))
    print(await a, await b, await c)
    q = Queue()
    loop.spawn(producer(q), "p")
    print("consumed", await consumer(q))
    lock = Lock()
    ts = [loop.spawn(locked(lock, n), n) for n in "xyz"]
    for t in ts:
        await t
    print([r for r in [await loop.spawn(worker(s, 1, 1), s) for s in "mn"]])
    return "main result"


loop.spawn(main(), "main")
loop.run()
print("time", loop.now)
