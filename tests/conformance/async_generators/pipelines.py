# Async generators in pipelines driven by a small loop: sources, filters, merging, cleanup.
class Tick:
    def __await__(self):
        return (yield "tick")


def drive(coro):
    n = 0
    while True:
        try:
            coro.send(None)
            n += 1
        except StopIteration as e:
            return e.value, n


async def source(n, name="s"):
    try:
        for i in range(n):
            await Tick()
            yield i
    finally:
        print(f"[{name} closed]", end=" ")


async def amap(f, it):
    async for v in it:
        yield f(v)


async def afilter(p, it):
    async for v in it:
        if p(v):
            yield v


async def take(n, it):
    if n <= 0:
        return
    async for v in it:
        yield v
        if (n := n - 1) <= 0:
            break


async def collect(it):
    return [v async for v in it]


print(drive(collect(amap(lambda v: v * v, afilter(lambda v: v % 2, source(8))))))


async def early():
    s = source(100, "early")
    out = await collect(take(3, s))
    await s.aclose()
    return out


print(drive(early()))


async def batch(it, n):
    out = []
    async for v in it:
        out.append(v)
        if len(out) == n:
            yield out
            out = []
    if out:
        yield out


print(drive(collect(batch(source(7), 3))))


async def azip(a, b):
    a, b = aiter(a), aiter(b)
    while True:
        try:
            yield await anext(a), await anext(b)
        except StopAsyncIteration:
            return


async def zipped():
    a, b = source(3, "a"), source(5, "b")
    r = await collect(azip(a, b))
    await b.aclose()
    return r


print(drive(zipped()))


async def running():
    total = 0
    while True:
        v = yield total
        if v is None:
            return
        total += v


async def accum():
    g = running()
    await g.asend(None)
    out = [await g.asend(v) for v in (1, 2, 3)]
    try:
        await g.asend(None)
    except StopAsyncIteration:
        out.append("stopped")
    return out


print(drive(accum()))


async def failing():
    yield 1
    await Tick()
    raise ValueError("in source")


async def guarded():
    out = []
    try:
        async for v in amap(lambda v: 10 // v, failing()):
            out.append(v)
    except ValueError as e:
        out.append(str(e))

    async def zero():
        for v in (2, 0, 1):
            yield v

    g = zero()
    try:
        async for v in amap(lambda v: 10 // v, g):
            out.append(v)
    except ZeroDivisionError as e:
        out.append(str(e))
    await g.aclose()
    return out


print(drive(guarded()))


async def comps():
    return (
        [x async for x in source(3)],
        {x: y async for x in source(2) async for y in source(2)},
        [x + y async for x in source(2) for y in "" or [10, 20]],
        [x for x in [await collect(source(2))]],
        sum([x async for x in source(4) if x != 2]),
    )


print(drive(comps()))


class Chan:
    def __init__(self):
        self.q = []

    def __aiter__(self):
        return self

    async def __anext__(self):
        while not self.q:
            await Tick()
        v = self.q.pop(0)
        if v is None:
            raise StopAsyncIteration
        return v


def both(*coros):
    coros, done, n = list(coros), {}, 0
    live = dict(enumerate(coros))
    while live:
        for i, c in list(live.items()):
            try:
                c.send(None)
            except StopIteration as e:
                done[i] = e.value
                del live[i]
        n += 1
    return [done[i] for i in range(len(coros))], n


ch = Chan()


async def producer():
    for i in range(4):
        await Tick()
        ch.q.append(i)
    ch.q.append(None)


async def consumer():
    return [v async for v in ch]


print(both(producer(), consumer()))


async def nested(n):
    yield n
    if n:
        async for v in nested(n - 1):
            yield v


print(drive(collect(nested(4))))


async def athrow():
    async def g():
        while True:
            try:
                yield "value"
            except KeyError as e:
                yield f"caught {e}"

    x = g()
    out = [await anext(x), await x.athrow(KeyError("k")), await anext(x)]
    await x.aclose()
    return out


print(drive(athrow()))
