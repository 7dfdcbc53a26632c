# Async generators: iteration, asend, athrow, aclose, finalisation by hand.
class Aw:
    def __init__(self, v):
        self.v = v

    def __await__(self):
        got = yield self.v
        return got


def run(c, answer=None):
    log = []
    try:
        v = c.send(None)
        while True:
            log.append(v)
            v = c.send(answer)
    except StopIteration as e:
        return ("value", e.value, log)
    except BaseException as e:
        return (type(e).__name__, str(e), log)


async def agen(n):
    for i in range(n):
        got = yield i
        if got:
            print("got", got, end="; ")
    await Aw("tail")


g = agen(2)
print(type(g).__name__, g.__name__, g.__qualname__, g.ag_running, g.ag_await, g.__aiter__() is g)
print(
    run(g.__anext__()),
    run(g.asend("hello")),
    run(g.__anext__()),
    run(g.__anext__()),
    run(g.asend(None)),
)


async def collect(a):
    return [v async for v in a]


print(run(collect(agen(3))))


async def waiting():
    x = await Aw("w1")
    yield x
    y = yield await Aw("w2")
    print("y =", y, end="; ")
    try:
        yield "in try"
    except KeyError as e:
        yield "caught " + str(e)
    finally:
        await Aw("cleanup")
        print("finally", end="; ")


g = waiting()
print(
    run(g.__anext__(), "A"),
    run(g.__anext__(), "B"),
    run(g.asend("sent")),
    run(g.athrow(KeyError("k"))),
    run(g.__anext__()),
    run(g.__anext__()),
)
g = waiting()
run(g.__anext__())
run(g.__anext__())
run(g.__anext__())
print(run(g.aclose()), run(g.aclose()), run(g.__anext__()))
g = waiting()
run(g.__anext__())
print(run(g.athrow(ValueError("out"))), run(g.__anext__()))
print(run(agen(1).asend(5)), run(agen(1).aclose()), run(agen(1).athrow(KeyError("early"))))


async def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = ignores()
run(g.__anext__())
print(run(g.aclose()))


async def raises():
    yield 1
    raise LookupError("inside")


g = raises()
print(run(g.__anext__()), run(g.__anext__()), run(g.__anext__()))


async def stops():
    yield 1
    raise StopAsyncIteration


async def stops2():
    yield 1
    raise StopIteration


for s in (stops(), stops2()):
    print(run(s.__anext__()), run(s.__anext__()))


async def ret():
    yield 1
    return
    yield 2


print(run(collect(ret())))


async def nested():
    async for v in agen(2):
        async for w in agen(v + 1):
            yield v, w


print(run(collect(nested())))


async def early_exit():
    g = waiting()
    async for v in g:
        break
    await g.aclose()
    return "closed by hand"


print(run(early_exit(), "v"))
a = agen(1).__anext__()
try:
    a.send(None)
except StopIteration as e:
    print("yielded", e.value)
try:
    a.send(None)
except RuntimeError as e:
    print(e)
g = agen(3)
c = g.aclose()
print(run(c))
print(run(c))
for f in (
    lambda: next(g),
    lambda: iter(g),
    lambda: list(g),
    lambda: g.send(1),
    lambda: [x for x in g],
    lambda: g(),
    lambda: g.asend(),
    lambda: g.aclose(1),
):
    try:
        print(f())
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)


def rungen():
    async def inner():
        g = (i * 2 async for i in agen(4) if i)
        return [x async for x in g], type(g).__name__, g.__name__

    return run(inner())


print(rungen())
g = agen(2)
first = g.__anext__()
w = waiting()
s1 = w.__anext__()
s1.send(None)
try:
    w.__anext__().send(None)
except RuntimeError as e:
    print(e)
try:
    w.aclose().send(None)
except RuntimeError as e:
    print(e)
s1.close()
first.close()
import inspect

print(inspect.isasyncgenfunction(agen), inspect.isasyncgen(g), agen.__code__.co_flags & 0x200)
