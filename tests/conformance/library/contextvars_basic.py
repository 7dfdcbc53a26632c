# contextvars: variables, tokens, contexts, copying, nested runs, errors, asyncio tasks
import asyncio
import contextvars

v = contextvars.ContextVar("v", default=42)
w = contextvars.ContextVar("w")
print(v.get(), v.name, w.get("fallback"))
t1 = v.set(1)
t2 = v.set(2)
print(v.get(), t2.old_value, t1.old_value is contextvars.Token.MISSING, t2.var is v, contextvars.Token.MISSING)
v.reset(t2)
print(v.get())
v.reset(t1)
print(v.get())


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e).split(" at 0x")[0].split("<Token")[0].split("<ContextVar")[0])


attempt(w.get)
attempt(lambda: v.reset(t1))
attempt(lambda: w.reset(v.set(3)))
attempt(lambda: v.reset(5))
attempt(lambda: contextvars.ContextVar(5))
attempt(lambda: hash(contextvars.copy_context()))
attempt(lambda: contextvars.Token())
ctx = contextvars.copy_context()
print(ctx[v], v in ctx, w in ctx, len(ctx), ctx.get(w, "none"), [x.name for x in ctx], [x.name for x in ctx.keys()], list(ctx.values()))
attempt(lambda: ctx[w])


def inside(x):
    w.set(x)
    v.set("inside")
    return v.get(), w.get()


print(ctx.run(inside, "arg"), v.get(), w.get("unset"), ctx[v], ctx[w])
attempt(lambda: ctx.run(ctx.run, print))
attempt(lambda: ctx.run())
attempt(lambda: ctx.run(lambda: 1 / 0))
empty = contextvars.Context()
print(len(empty), empty.run(v.get), empty.copy() == empty, ctx.copy() == ctx, ctx == 5)


async def worker(n):
    before = v.get()
    v.set(n)
    await asyncio.sleep(0)
    return before, v.get()


async def main():
    v.set("main")
    results = await asyncio.gather(*(worker(i) for i in range(3)))
    task = asyncio.create_task(worker("ctx"), context=ctx)
    return results, await task, v.get()


print(asyncio.run(main()), ctx[v])
