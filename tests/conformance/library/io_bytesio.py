# io.BytesIO: reads, writes, seeks, buffers, readinto, errors
import io

b = io.BytesIO(b"line1\nline2\r\nrest")
print(b.read(3), b.tell(), b.readline(), b.readline(3), b.readlines(), b.read(), b.seek(-4, 2), b.read(), b.seek(2), b.seek(1, 1), b.read1(2), b.getvalue())
w = io.BytesIO()
print(w.write(b"abc"), w.write(bytearray(b"de")), w.write(memoryview(b"f")), w.getvalue(), w.seek(1), w.write(b"XY"), w.getvalue(), w.seek(10), w.write(b"z"), w.getvalue())
print(w.truncate(4), w.getvalue(), w.tell(), w.seek(0), w.truncate(), w.getvalue(), w.writelines([b"1", b"2\n"]), w.getvalue())
ba = bytearray(5)
r = io.BytesIO(b"hello world")
print(r.readinto(ba), ba, r.readinto1(memoryview(ba)[:2]), ba, r.readinto(bytearray()), r.read(0))
view = r.getbuffer()
view[0:2] = b"HE"
print(r.getvalue(), len(view), view.readonly)


def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: r.write(b"x" * 50))
attempt(lambda: r.truncate(1))
attempt(lambda: r.close())
view.release()
print(r.seek(0, 2), r.write(b"!"), r.getvalue())
attempt(lambda: io.BytesIO("text"))
attempt(lambda: io.BytesIO(5))
attempt(lambda: w.write("text"))
attempt(lambda: w.write(5))
attempt(lambda: w.seek(-1))
attempt(lambda: w.seek(-100, 1))
attempt(lambda: w.seek(0, 5))
attempt(lambda: w.seek(1.5))
attempt(lambda: w.read(1.5))
attempt(lambda: w.read("a"))
attempt(lambda: w.readinto(b"const"))
attempt(lambda: w.readinto("x"))
attempt(lambda: w.truncate(-1))
attempt(lambda: w.fileno())
attempt(lambda: w.detach())
attempt(lambda: w.writelines(["a"]))
attempt(lambda: w.writelines(3))
print(w.readable(), w.writable(), w.seekable(), w.isatty(), w.closed, w.flush())
with io.BytesIO(b"q") as c:
    pass
for f in (c.read, c.getvalue, c.getbuffer, c.tell, c.readable, lambda: c.write(b""), lambda: list(c)):
    attempt(f)
print(list(io.BytesIO(b"a\nb\n\nc")), io.BytesIO(b"abc").read(-1), io.BytesIO(b"abc").read(None), io.BytesIO(b"a\nb\nc").readlines(2), io.BytesIO(b"ab\n").readline(None))
n = io.BytesIO(initial_bytes=b"kw")
n.attr = 3
print(n.getvalue(), n.attr, isinstance(n, io.BufferedIOBase), io.BytesIO(bytearray(b"m")).getvalue(), io.BytesIO(None).getvalue(), n.__getstate__())
src = b"shared"
k = io.BytesIO(src)
k.write(b"S")
print(src, k.getvalue(), k.read())
