"""select.epoll, the selectors and an event loop of asyncio over them."""
import asyncio
import os
import select
import selectors
import socket


def show(function, *args, **kwargs):
    try:
        print(function.__name__, "->", function(*args, **kwargs))
    except Exception as e:
        print(function.__name__, type(e).__name__, e)


r, w = os.pipe()
e = select.epoll()
show(e.register, r)
show(e.register, r)
show(e.modify, w, 1)
show(e.register, w, select.EPOLLOUT)
show(e.unregister, -1)
show(e.register, "x")
show(e.poll, 0, 0)
show(e.poll, "x")
print([events for _, events in e.poll(0)], e.poll(0.01, 1) == [(w, select.EPOLLOUT)])
os.write(w, b"x")
print(sorted(events for _, events in e.poll()), e.closed, e.fileno() >= 0)
with e as same:
    print(same is e)
print(e.closed, e.close())
for call in (e.fileno, e.poll, e.__enter__):
    show(call)
show(select.epoll, 0)
show(select.epoll, 1, 5)
os.close(r)
os.close(w)

for cls in (selectors.SelectSelector, selectors.PollSelector, selectors.EpollSelector):
    a, b = socket.socketpair()
    with cls() as selector:
        selector.register(a, selectors.EVENT_READ | selectors.EVENT_WRITE, "a")
        selector.register(b, selectors.EVENT_READ, "b")
        print([(key.data, events) for key, events in selector.select(0)])
        b.send(b"x")
        print([(key.data, events) for key, events in selector.select()])
        selector.modify(a, selectors.EVENT_READ, "again")
        print([(key.data, events) for key, events in selector.select(1)], len(selector.get_map()))
        a.recv(1)
        selector.unregister(a)
        print(selector.select(0.01))
    a.close()
    b.close()
print(selectors.DefaultSelector.__name__)


async def echo(reader, writer):
    while line := await reader.readline():
        writer.write(line.upper())
        await writer.drain()
    writer.close()


async def main():
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]

    async def client(name):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        answers = []
        for i in range(3):
            writer.write(f"{name} {i}\n".encode())
            answers.append(await reader.readline())
        writer.close()
        await writer.wait_closed()
        return answers

    print(await asyncio.gather(*(client(name) for name in ("one", "two"))))
    server.close()
    await server.wait_closed()
    queue = asyncio.Queue()

    async def produce():
        for i in range(4):
            await queue.put(i)
            await asyncio.sleep(0.001)
        await queue.put(None)

    producer = asyncio.create_task(produce())
    print([item async for item in iterate(queue)], producer.done())
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(10)
    except TimeoutError as error:
        print(repr(error))
    await producer


async def iterate(queue):
    while (item := await queue.get()) is not None:
        yield item


asyncio.run(main())
