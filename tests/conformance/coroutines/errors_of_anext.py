# What `async for` says when __anext__ gives something that cannot be awaited.
class Broken:
    def __aiter__(self):
        return self

    def __anext__(self):
        return self

    def __await__(self):
        1 / 0


class NoAwait(Broken):
    __await__ = None


class NotAnIterator(Broken):
    def __await__(self):
        return 5


async def main(cls):
    async for _ in cls():
        pass


for cls in (Broken, NoAwait, NotAnIterator):
    try:
        main(cls).send(None)
    except TypeError as e:
        print(e, "<-", repr(e.__cause__), e.__context__ is e.__cause__)
c = main(Broken)
print([bool(f.__doc__) for f in (c.send, c.throw, c.close, (x for x in ()).send)])
c.close()
