# async def driven with send(): return values, await chains, __await__, close, throw.
class Yield:
    def __init__(self, v):
        self.v = v

    def __await__(self):
        got = yield self.v
        return got


async def one():
    a = await Yield("first")
    b = await Yield("second")
    return a, b


c = one()
print(type(c).__name__, c.__name__, c.__qualname__, c.cr_running, c.cr_await)
print(c.send(None), c.cr_await is not None, c.send(10))
try:
    c.send(20)
except StopIteration as e:
    print("result", e.value)
try:
    c.send(None)
except RuntimeError as e:
    print(e)


async def outer(n):
    if n == 0:
        return await Yield("deep")
    return (await outer(n - 1)) + 1


c = outer(10)
print(c.send(None))
try:
    c.send(100)
except StopIteration as e:
    print(e.value)


def run(c, *sends):
    out = []
    try:
        out.append(c.send(None))
        for s in sends:
            out.append(c.send(s) if not isinstance(s, BaseException) else c.throw(s))
        c.close()
        out.append("closed")
    except StopIteration as e:
        out.append(("returned", e.value))
    except BaseException as e:
        out.append(f"{type(e).__name__}: {e}")
    return out


async def tries():
    try:
        await Yield("in try")
    except KeyError as e:
        await Yield("in except " + str(e))
        return "handled"
    else:
        return "else"
    finally:
        await Yield("in finally")


print(
    run(tries(), 1, 2),
    run(tries(), KeyError("k"), 1, 2),
    run(tries(), ValueError("v"), 1),
    run(tries(), GeneratorExit()),
)


async def plain():
    return 5


async def empty():
    pass


async def raises():
    raise LookupError("from coroutine")


async def awaits(x):
    return await x


print(
    run(plain()),
    run(empty()),
    run(raises()),
    run(awaits(plain())),
    run(awaits(Yield(1)), 2),
    run(awaits(awaits(plain()))),
)


class BadAwait:
    def __await__(self):
        return 5


class BadAwait2:
    def __await__(self):
        return plain2()


class NoneAwait:
    __await__ = None


class ListAwait:
    def __await__(self):
        return iter([1, 2])


class GetAttr:
    def __getattr__(self, n):
        return lambda: iter([])


def plain2():
    return one_shot


one_shot = plain()


def gen():
    yield 1


for x in (
    BadAwait(),
    BadAwait2(),
    NoneAwait(),
    ListAwait(),
    GetAttr(),
    5,
    None,
    [1],
    gen(),
    gen,
    plain,
):
    print(run(awaits(x), None, None))
one_shot.close()
p = plain()
p.send(None) if 0 else None
for f in (lambda: p.send(1), lambda: iter(p), lambda: next(p), lambda: list(p), lambda: p()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(p.close(), p.close())
try:
    p.send(None)
except RuntimeError as e:
    print(e)
a = awaits(Yield(1))
a.send(None)
b = awaits(a)
try:
    b.send(None)
except RuntimeError as e:
    print(e)
a.close()


async def stop():
    raise StopIteration("x")


print(run(stop()))


async def ignores():
    try:
        await Yield(1)
    except GeneratorExit:
        await Yield(2)


i = ignores()
i.send(None)
try:
    i.close()
except RuntimeError as e:
    print(e)


async def params(a, b=2, *args, c, **kw):
    return a, b, args, c, kw


print(run(params(1, c=3, d=4)), run(params(1, 2, 3, c=4)))


class K:
    async def m(self):
        return await self.n()

    async def n(self):
        return "method"

    @classmethod
    async def cm(cls):
        return cls.__name__

    @staticmethod
    async def sm():
        return "static"

    async def __call__(self):
        return "called"


print(run(K().m()), run(K.cm()), run(K.sm()), run(K()()))
lam = [lambda: plain() for _ in range(1)][0]
print(run(lam()), hasattr(plain, "__await__"), plain.__code__.co_flags & 0x80)
import types, inspect


@types.coroutine
def legacy():
    return (yield "legacy")


print(
    run(awaits(legacy()), 7),
    inspect.iscoroutinefunction(plain),
    inspect.iscoroutine(p),
    inspect.isawaitable(legacy()),
    inspect.getcoroutinestate(p),
)
