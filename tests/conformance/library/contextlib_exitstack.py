# contextlib.ExitStack: ordering, callbacks, pop_all, exception replacement, async variants
import asyncio
import contextlib


class CM:
    def __init__(self, name, swallow=False, fail=None):
        self.name, self.swallow, self.fail = name, swallow, fail

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind and kind.__name__)
        if self.fail:
            raise self.fail
        return self.swallow


with contextlib.ExitStack() as stack:
    names = [stack.enter_context(CM(c)) for c in "abc"]
    stack.callback(print, "callback", 1, sep="-")
    print(names)

with contextlib.ExitStack() as stack:
    stack.enter_context(CM("outer", swallow=True))
    stack.enter_context(CM("inner"))
    raise ValueError("gone")
print("after swallow")

try:
    with contextlib.ExitStack() as stack:
        stack.enter_context(CM("x"))
        stack.enter_context(CM("y", fail=KeyError("from y")))
        raise ValueError("body")
except KeyError as e:
    print("KeyError", e, repr(e.__context__))

with contextlib.ExitStack() as stack:
    stack.enter_context(CM("kept"))
    saved = stack.pop_all()
print("left with")
saved.close()


@contextlib.contextmanager
def gen():
    try:
        yield 1
    finally:
        print("gen finally")


with contextlib.ExitStack() as stack:
    stack.push(lambda *exc: print("pushed", exc))
    stack.enter_context(gen())

    @stack.callback
    def bye():
        print("bye")
try:
    contextlib.ExitStack().enter_context(5)
except TypeError as e:
    print(e)
try:
    with contextlib.ExitStack() as stack:
        stack.callback(lambda: 1 / 0)
        stack.callback(lambda: {}["k"])
except Exception as e:
    print(repr(e), repr(e.__context__))


@contextlib.asynccontextmanager
async def aman(name):
    print("aenter", name)
    try:
        yield name
    finally:
        print("aexit", name)


async def main():
    async with aman("one") as n:
        print("in", n)
    async with contextlib.AsyncExitStack() as stack:
        await stack.enter_async_context(aman("two"))
        stack.enter_context(CM("sync"))

        async def cleanup(v):
            print("cleanup", v)
        stack.push_async_callback(cleanup, 3)
    try:
        async with aman("three"):
            raise RuntimeError("inside")
    except RuntimeError as e:
        print("RuntimeError", e)


asyncio.run(main())
