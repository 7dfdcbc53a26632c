# io: BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair, FileIO and custom raw streams
import io
import os
import tempfile


class Raw(io.RawIOBase):
    def __init__(self, data=b""):
        self.data, self.pos, self.log = bytearray(data), 0, []

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return True

    def readinto(self, b):
        n = min(len(b), len(self.data) - self.pos)
        b[:n] = self.data[self.pos:self.pos + n]
        self.pos += n
        return n

    def write(self, b):
        self.log.append(bytes(b))
        self.data[self.pos:self.pos + len(b)] = b
        self.pos += len(b)
        return len(b)

    def seek(self, pos, whence=0):
        self.pos = pos + (0, self.pos, len(self.data))[whence]
        return self.pos

    def tell(self):
        return self.pos


r = io.BufferedReader(Raw(b"abcdefghij\nklm"), 4)
print(r.read(2), r.peek(1), r.read1(10), r.tell(), r.readline(), r.read(1), r.seek(1), r.read(3), r.seek(-3, 2), r.read(), r.read(), r.raw.__class__.__name__, r.readable(), r.writable())
ba = bytearray(6)
print(r.seek(0), r.readinto(ba), ba, r.readinto1(ba) > 0, list(io.BufferedReader(Raw(b"x\ny")))) 
raw = Raw()
w = io.BufferedWriter(raw, 8)
print(w.write(b"1234"), raw.log, w.write(b"5678"), raw.log, w.write(b"9"), raw.log, w.tell(), w.flush(), raw.log, w.write(b"x" * 20), w.flush(), bytes(raw.data))
q = Raw(b"hello world")
rw = io.BufferedRandom(q, 8)
print(rw.read(5), rw.write(b"_"), rw.read(3), rw.seek(0), rw.write(b"J"), rw.flush(), bytes(q.data), rw.tell(), rw.seek(0, 2), rw.write(b"!"), rw.seek(0), rw.read())
pair = io.BufferedRWPair(Raw(b"in"), out := Raw())
print(pair.read(1), pair.write(b"out"), pair.flush(), bytes(out.data), pair.peek(1), pair.readable(), pair.writable(), pair.read())


def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: r.write(b"x"))
attempt(lambda: w.read())
attempt(lambda: r.read(-5))
attempt(lambda: r.seek(0, 7))
attempt(lambda: io.BufferedReader(io.BytesIO(), 0))
attempt(lambda: io.BufferedReader(5))
attempt(lambda: w.write("str"))
attempt(lambda: io.RawIOBase().read())
attempt(lambda: io.RawIOBase().readinto(bytearray(1)))
attempt(lambda: io.BufferedIOBase().read())
attempt(lambda: io.IOBase().seek(0))
attempt(lambda: io.IOBase().fileno())
attempt(lambda: io.TextIOBase().read())
print(r.detach().__class__.__name__)
attempt(lambda: r.read())
with tempfile.TemporaryDirectory() as tmp:
    path = os.path.join(tmp, "bin")
    with open(path, "wb") as f:
        print(type(f).__name__, f.write(bytes(range(10))), f.tell(), f.mode)
    with open(path, "rb") as f:
        print(type(f).__name__, f.read(3), f.seek(-2, 1), f.read(1), f.peek()[:2], f.readinto(ba), ba, f.read())
    with open(path, "r+b") as f:
        print(type(f).__name__, f.read(2), f.write(b"ZZ"), f.seek(0), f.read(), f.truncate(3), f.seek(0), f.read())
    with open(path, "rb", buffering=0) as f:
        print(type(f).__name__, f.read(1), f.readall(), f.mode, f.closefd, repr(f).replace(path, "PATH").split("name=")[0], f.seekable())
    with io.FileIO(path, "ab+") as f:
        print(f.write(b"+"), f.seek(0), f.read(), f.mode)
        attempt(lambda: f.write("s"))
    with io.FileIO(path, "r") as f:
        attempt(lambda: f.write(b"s"))
    attempt(f.read)
    attempt(lambda: io.FileIO(-1))
    attempt(lambda: io.FileIO(path, "rw"))
    attempt(lambda: io.FileIO(path, "z"))
    fd = os.open(path, os.O_RDONLY)
    with open(fd, "rb", closefd=False) as f:
        f.read()
    print(os.lseek(fd, 0, 0))
    os.close(fd)
    opener = lambda p, flags: os.open(p, flags)
    with open(path, "rb", opener=opener) as f:
        print(f.read(), f.name == path)


class Bad(Raw):
    def readinto(self, b):
        return len(b) + 5

    def write(self, b):
        raise OSError("disk full")


attempt(lambda: io.BufferedReader(Bad(b"x")).read(3))
bw = io.BufferedWriter(Bad())
bw.write(b"lost")
attempt(bw.flush)
attempt(bw.close)
print(bw.closed)
