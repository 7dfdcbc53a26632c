# io.TextIOWrapper over BytesIO: reconfigure, detach, buffering, tell cookies, incremental decoding
import io

raw = io.BytesIO("héllo\nwörld\n€uro\n".encode("utf-8"))
t = io.TextIOWrapper(raw, encoding="utf-8")
print(t.read(1), t.tell(), t.read(1), t.tell(), t.readline(), t.tell(), t.readline(), t.tell())
pos = t.tell()
print(t.read(), t.seek(pos), t.read(2), t.seek(0), t.read(), t.buffer is raw, t.encoding, t.errors, t.newlines, t.line_buffering, t.write_through)
out = io.BytesIO()
w = io.TextIOWrapper(out, encoding="ascii", errors="replace", newline="\r\n", write_through=True)
print(w.write("aé\nb"), out.getvalue())
w.reconfigure(encoding="utf-8", errors="strict", newline="\n")
w.write("é\n")
w.flush()
print(out.getvalue(), w.encoding, w.errors)
w.reconfigure(line_buffering=True)
print(w.line_buffering)
lazy = io.TextIOWrapper(io.BytesIO(), encoding="utf-16")
lazy.write("ab")
print(lazy.buffer.getvalue())
lazy.flush()
print(lazy.buffer.getvalue())
lazy.write("c")
lazy.flush()
print(lazy.buffer.getvalue(), lazy.tell(), lazy.seek(0), lazy.read())
inner = lazy.detach()
print(type(inner).__name__)


def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: lazy.read())
attempt(lambda: lazy.buffer)
attempt(lambda: io.TextIOWrapper(io.BytesIO(), encoding="no-such"))
attempt(lambda: io.TextIOWrapper(io.BytesIO(), encoding="hex"))
attempt(lambda: io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="no-such").read())
attempt(lambda: io.TextIOWrapper(io.BytesIO(), newline="zz"))
attempt(lambda: io.TextIOWrapper("x"))
attempt(lambda: io.TextIOWrapper(io.BytesIO(b"\xff"), encoding="ascii").read())
attempt(lambda: io.TextIOWrapper(io.BytesIO(b"ok\n\xe9"), encoding="utf-8").readlines())
attempt(lambda: io.TextIOWrapper(io.BytesIO(b"\xe2\x82"), encoding="utf-8").read())
attempt(lambda: t.reconfigure(encoding="latin-1"))
attempt(lambda: io.TextIOWrapper(io.BytesIO(), encoding="utf-8").read(1.5))
attempt(lambda: io.TextIOWrapper(io.BytesIO(b"x"), encoding="utf-8").truncate(-1))
attempt(lambda: io.TextIOWrapper(io.BytesIO(), encoding="utf-8").seek(-1))
attempt(lambda: io.TextIOWrapper(io.BytesIO(), encoding="utf-8").write(None))


class Drip(io.RawIOBase):
    """Gives one byte per read."""

    def __init__(self, data):
        self.data = list(data)
        self.reads = 0

    def readable(self):
        return True

    def readinto(self, b):
        self.reads += 1
        if not self.data:
            return 0
        b[0] = self.data.pop(0)
        return 1


d = io.TextIOWrapper(io.BufferedReader(Drip("a€\r\nb\r".encode())), encoding="utf-8")
print(d.readlines())
d = io.TextIOWrapper(io.BufferedReader(Drip("\ufeffé\n".encode())), encoding="utf-8-sig")
print(d.read())
chunks = io.TextIOWrapper(io.BytesIO(("x" * 10000 + "é\n") .encode() * 3), encoding="utf-8")
print([len(line) for line in chunks], chunks.tell())
print(repr(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")), io.TextIOWrapper.__mro__[1].__name__)
dec = io.IncrementalNewlineDecoder(None, True)
print(repr(dec.decode("a\r")), repr(dec.decode("\nb\rc")), dec.newlines, repr(dec.decode("", final=True)), dec.getstate())
t.close()
print(t.closed, raw.closed)
attempt(lambda: t.read())
