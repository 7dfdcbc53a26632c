# async with, async for, async comprehensions, await in expressions.
class Aw:
    def __init__(self, v):
        self.v = v

    def __await__(self):
        yield f"susp {self.v}"
        return self.v


class ACM:
    def __init__(self, n, suppress=False):
        self.n, self.s = n, suppress

    async def __aenter__(self):
        print("aenter", self.n, end="; ")
        return await Aw(self.n)

    async def __aexit__(self, t, v, tb):
        print("aexit", self.n, t and t.__name__, end="; ")
        await Aw("x")
        return self.s


class AIter:
    def __init__(self, n):
        self.i, self.n = 0, n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.i >= self.n:
            raise StopAsyncIteration
        self.i += 1
        return await Aw(self.i)


def run(c):
    n = 0
    try:
        while True:
            c.send(None)
            n += 1
    except StopIteration as e:
        print("=>", e.value, "after", n)
    except BaseException as e:
        print("=> raised", type(e).__name__, e, "after", n)


async def w1():
    async with ACM("a") as x, ACM("b") as y:
        return x + y


async def w2():
    async with ACM("s", True):
        raise KeyError("suppressed")
    return "after"


async def w3():
    async with (
        ACM("p") as p,
        ACM("q"),
    ):
        raise KeyError(p)


async def w4():
    for i in range(3):
        async with ACM(i):
            if i == 0:
                continue
            if i == 1:
                break
    return i


async def f1():
    out = []
    async for v in AIter(3):
        out.append(v)
    else:
        out.append("else")
    return out


async def f2():
    async for v in AIter(5):
        if v == 2:
            continue
        if v == 4:
            break
    else:
        v = "never"
    return v


async def f3():
    async for a, b in Pairs():
        print(a, b, end="; ")


class Pairs(AIter):
    def __init__(self):
        super().__init__(2)

    async def __anext__(self):
        v = await super().__anext__()
        return v, v * 10


async def c1():
    return (
        [v async for v in AIter(3)],
        {v async for v in AIter(2)},
        {v: v * v async for v in AIter(2)},
    )


async def c2():
    return (
        [await Aw(i) for i in range(3)],
        [v async for v in AIter(4) if v % 2],
        [(v, w) async for v in AIter(2) for w in "ab"],
    )


async def c3():
    return (
        [x for y in [1, 2] for x in [await Aw(y)]],
        [[await Aw(i) for i in range(j)] for j in range(3)],
        [v async for v in (await Aw(i) for i in range(2))],
    )


async def c4():
    g = (v * 2 async for v in AIter(3))
    return type(g).__name__, [x async for x in g]


async def e1():
    return (
        await Aw(1) + await Aw(2) * await Aw(3),
        -await Aw(4),
        await Aw(2) ** 2,
        [await Aw(5)],
        {await Aw(1): await Aw(2)},
        f"{await Aw('f')}",
        (await Aw(1) if await Aw(0) else await Aw("no")),
        await Aw(0) or await Aw("or"),
        (lambda: 5)() + await Aw(1),
        (x := await Aw(9)) + x,
    )


async def e2():
    print(await Aw("arg"), *[await Aw("star")], sep=await Aw("-"))
    return (await Aw([1, 2, 3]))[await Aw(1)]


async def e3():
    try:
        await Bad()
    except TypeError as e:
        print(e, end="; ")
    try:
        async with 5:
            pass
    except TypeError as e:
        print(e, end="; ")
    try:
        async for _ in 5:
            pass
    except TypeError as e:
        print(e, end="; ")
    try:
        async for _ in BadIter():
            pass
    except TypeError as e:
        print(e, end="; ")
    try:
        async for _ in BadNext():
            pass
    except TypeError as e:
        print(e, end="; ")
    try:
        async with SyncCM():
            pass
    except TypeError as e:
        print(e, end="; ")
    try:
        with ACM("q"):
            pass
    except TypeError as e:
        print(e, end="; ")
    try:
        for _ in AIter(1):
            pass
    except TypeError as e:
        print(e, end="; ")
    try:
        [x for x in AIter(1)]
    except TypeError as e:
        print(e, end="; ")
    try:
        async with BadExit():
            pass
    except TypeError as e:
        print(e, end="; ")


class Bad:
    pass


class BadIter:
    def __aiter__(self):
        return 5


class BadNext:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


class SyncCM:
    def __enter__(self):
        pass

    def __exit__(self, *a):
        pass


class BadExit:
    async def __aenter__(self):
        pass

    def __aexit__(self, *a):
        return 5


for f in (w1, w2, w3, w4, f1, f2, f3, c1, c2, c3, c4, e1, e2, e3):
    run(f())


async def anext_builtin():
    a = aiter(AIter(2))
    out = [await anext(a), await anext(a), await anext(a, "default")]
    try:
        await anext(a)
    except StopAsyncIteration:
        out.append("stop")
    return out


run(anext_builtin())
for g in (
    lambda: aiter(5),
    lambda: anext(5),
    lambda: aiter([]),
    lambda: anext(iter([])),
    lambda: aiter(),
):
    try:
        print(g())
    except TypeError as e:
        print(e)
for src in (
    "async def f():\n yield 1\n return 2",
    "def f(): await x",
    "[x async for x in y]",
    "async def f(): lambda: await x",
    "async def f():\n def g(): return [await x for _ in y]",
    "async with x: pass",
    "async def f(): yield from x",
    "async x = 1",
    "await = 1",
    "async def f():\n await = 1",
    "async def f(): (x async for x in y)",
    "def f(): return (x async for x in y)",
    "async def f(): return [y async for y in x]",
    "async lambda: 1",
    "f = lambda: (await x)",
    "class A:\n await x",
    "async def f(a=await x): pass",
):
    try:
        compile(src, "s", "exec")
        print("compiles", repr(src))
    except SyntaxError as e:
        print(repr(src), e.msg)
