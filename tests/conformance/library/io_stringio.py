# io.StringIO: reading, writing, seeking, truncation, newline handling, errors
import io

s = io.StringIO("one\ntwo\r\nthree")
print(repr(s.read(2)), s.tell(), repr(s.readline()), repr(s.readline()), repr(s.read()), repr(s.read()), s.seek(0), s.readlines())
s.seek(0)
print(list(s), s.getvalue() == "one\ntwo\r\nthree", s.closed, s.readable(), s.writable(), s.seekable(), s.isatty(), s.line_buffering, s.newlines, s.encoding, s.errors)
w = io.StringIO()
print(w.write("hello"), w.write(""), w.tell(), w.seek(1), w.write("EY"), repr(w.getvalue()), w.seek(0, 2), w.write("!"), w.getvalue())
w.seek(20)
w.write("far")
print(repr(w.getvalue()), w.truncate(3), repr(w.getvalue()), w.tell(), w.seek(0), w.truncate(), repr(w.getvalue()))
w.writelines(["a", "b\n", "c"])
print("x", 1, sep="-", end="|", file=w)
print(repr(w.getvalue()))
for nl in (None, "", "\n", "\r", "\r\n"):
    t = io.StringIO("a\nb\r\nc\rd", newline=nl)
    u = io.StringIO(newline=nl)
    u.write("a\nb\r\nc\rd\n")
    print(repr(nl), repr(t.getvalue()), t.readlines(), repr(u.getvalue()), u.newlines)


def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: io.StringIO(5))
attempt(lambda: io.StringIO(b"x"))
attempt(lambda: io.StringIO("x", newline="bad"))
attempt(lambda: io.StringIO("x", newline=5))
attempt(lambda: w.write(b"x"))
attempt(lambda: w.write(5))
attempt(lambda: w.seek(-1))
attempt(lambda: w.seek(1, 1))
attempt(lambda: w.seek(0, 1))
attempt(lambda: w.seek(0, 9))
attempt(lambda: w.seek("a"))
attempt(lambda: w.truncate(-1))
attempt(lambda: w.read("x"))
attempt(lambda: w.readline(1.5))
attempt(lambda: w.fileno())
attempt(lambda: w.detach())
attempt(lambda: w.writelines(5))
attempt(lambda: w.writelines([5]))
attempt(lambda: next(io.StringIO("")))
with io.StringIO("ctx") as c:
    print(c.read(1))
for f in (c.read, lambda: c.write("x"), c.getvalue, c.seekable, c.tell, lambda: c.__enter__(), lambda: next(c)):
    attempt(f)
print(c.closed, c.close())
r = io.StringIO("abc\ndef")
print(repr(r.readline(2)), repr(r.readline(100)), repr(r.readline(0)), repr(r.readline(-1)), repr(r.read(-1)), r.seek(2), r.read(None))
print(io.StringIO("a\nb\nc").readlines(3), io.StringIO("é\U0001f600x").read(2), io.StringIO("a\nb").readline(), io.StringIO("q\n").__next__())


class Sub(io.StringIO):
    def write(self, text):
        return super().write(text.upper())


sub = Sub()
print("shout", file=sub)
sub.extra = 1
print(repr(sub.getvalue()), sub.extra, isinstance(sub, io.TextIOBase), isinstance(sub, io.IOBase), io.StringIO.__mro__[1].__name__)
state = io.StringIO("state")
state.read(2)
print(state.__getstate__())
