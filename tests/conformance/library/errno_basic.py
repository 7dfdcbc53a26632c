# errno, and how OSError chooses its subclass
import errno
import os

for name in ("ENOENT", "EACCES", "EEXIST", "EINTR", "EAGAIN", "EPIPE", "ENOTDIR", "EISDIR", "EPERM", "ECHILD", "ECONNREFUSED", "ETIMEDOUT", "ESRCH", "EINVAL", "ENOSPC", "EBADF", "ENOTEMPTY", "EXDEV", "EALREADY", "ECONNRESET", "ESHUTDOWN", "EINPROGRESS"):
    n = getattr(errno, name)
    e = OSError(n, os.strerror(n))
    print(name, n, errno.errorcode[n], type(e).__name__, e)
e = OSError(2, "msg", "file1", None, "file2")
print(e, e.errno, e.strerror, e.filename, e.filename2, e.args, repr(e))
for args in ((), ("only",), (2, "two"), (2, "m", "f"), (9999, "weird"), ("2", "text"), (2, "a", "b", "c"), (1, 2, 3, 4, 5, 6), (None, "x"), (2, "m", b"bytes"), (2, "m", 5)):
    e = OSError(*args)
    print(args, type(e).__name__, str(e), e.errno, e.strerror, e.filename, e.args)
print(IOError is OSError, EnvironmentError is OSError, issubclass(FileNotFoundError, OSError), issubclass(BrokenPipeError, ConnectionError), BlockingIOError(11, "m", 5).characters_written)
print(FileNotFoundError(13, "keeps its class"), type(FileNotFoundError(13, "x")).__name__, type(PermissionError("one")).__name__)


class Mine(OSError):
    def __init__(self, a, extra=None):
        super().__init__(a, "text")
        self.extra = extra


m = Mine(2, extra=5)
print(type(m).__name__, m, m.extra, m.errno)
try:
    open("/no/such/file")
except FileNotFoundError as e:
    print(e.errno == errno.ENOENT, e.filename, e.strerror, e.filename2, e)
try:
    os.rename("/no/such/a", "/no/such/b")
except OSError as e:
    print(e, e.filename, e.filename2)
try:
    BlockingIOError("a").characters_written
except AttributeError as e:
    print(e)
e = OSError(5, "x")
e.errno = 7
e.filename = "set"
print(e, e.errno, e.args)
del e.filename
print(e)
print(sorted(errno.errorcode)[:5], len(errno.errorcode) > 100, os.strerror(0), os.strerror(100000))
