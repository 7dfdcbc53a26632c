# os: environment, files, directories, walk, scandir, low-level descriptors and errors in a temporary directory
import errno
import os
import stat
import tempfile

os.environ["ORRERY_T"] = "1"
print(os.environ["ORRERY_T"], os.getenv("ORRERY_T"), os.getenv("NO_SUCH_VAR_"), os.getenv("NO_SUCH_VAR_", "d"), "ORRERY_T" in os.environ, os.environb[b"ORRERY_T"])
del os.environ["ORRERY_T"]
print(os.environ.get("ORRERY_T"), os.environ.setdefault("ORRERY_U", "u"), os.environ.pop("ORRERY_U"))
with tempfile.TemporaryDirectory() as tmp:
    def attempt(f):
        try:
            print(f())
        except Exception as e:
            print(type(e).__name__, str(e).replace(tmp, "TMP"), getattr(e, "errno", None) and errno.errorcode[e.errno])

    j = lambda *p: os.path.join(tmp, *p)
    os.makedirs(j("a", "b", "c"))
    os.makedirs(j("a", "b"), exist_ok=True)
    for name in ("f1", "a/f2", "a/b/f3.txt"):
        with open(j(name), "w") as f:
            f.write(name * 3)
    print(sorted(os.listdir(tmp)), [(os.path.relpath(d, tmp), sorted(ds), sorted(fs)) for d, ds, fs in sorted(os.walk(tmp))])
    print([os.path.relpath(d, tmp) for d, _, _ in os.walk(tmp, topdown=False)])
    with os.scandir(tmp) as entries:
        print(sorted((e.name, e.is_file(), e.is_dir(), e.is_symlink(), e.stat().st_size if e.is_file() else 0) for e in entries))
    st = os.stat(j("f1"))
    print(st.st_size, stat.S_ISREG(st.st_mode), stat.S_ISDIR(st.st_mode), os.access(j("f1"), os.R_OK), os.access(j("zz"), os.F_OK), stat.filemode(0o100644), stat.filemode(0o40755), st[6] == st.st_size)
    os.rename(j("f1"), j("g1"))
    os.replace(j("g1"), j("h1"))
    os.chmod(j("h1"), 0o640)
    print(oct(os.stat(j("h1")).st_mode), os.path.getsize(j("h1")))
    os.utime(j("h1"), (1000, 2000))
    print(os.path.getmtime(j("h1")), os.stat(j("h1")).st_atime, os.stat(j("h1")).st_mtime_ns)
    os.symlink("h1", j("ln"))
    print(os.readlink(j("ln")), os.path.islink(j("ln")), os.path.realpath(j("ln")) == os.path.realpath(j("h1")))
    os.truncate(j("h1"), 2)
    fd = os.open(j("fd"), os.O_RDWR | os.O_CREAT, 0o600)
    print(os.write(fd, b"hello world"), os.lseek(fd, 0, os.SEEK_SET), os.read(fd, 5), os.fstat(fd).st_size, os.isatty(fd), os.pread(fd, 3, 6))
    os.close(fd)
    r, w = os.pipe()
    os.write(w, b"through")
    os.close(w)
    with os.fdopen(r, "rb") as f:
        print(f.read())
    attempt(lambda: os.close(fd + 500))
    attempt(lambda: os.mkdir(j("a")))
    attempt(lambda: os.makedirs(j("a", "b")))
    attempt(lambda: os.rmdir(j("a")))
    attempt(lambda: os.remove(j("none")))
    attempt(lambda: os.remove(5))
    attempt(lambda: os.listdir(j("h1")))
    attempt(lambda: os.rename(j("none"), j("x")))
    attempt(lambda: os.stat("a\0b"))
    attempt(lambda: os.open(j("none"), os.O_RDONLY))
    attempt(lambda: os.environ["NO_SUCH_VAR_"])
    attempt(lambda: os.environ.__setitem__("A", 5))
    attempt(lambda: os.putenv("A=B", "c"))
    attempt(lambda: os.read(0, -1))
    attempt(lambda: os.symlink("h1", j("ln")))
    os.remove(j("a", "b", "f3.txt"))
    os.removedirs(j("a", "b", "c"))
    print(sorted(os.listdir(j("a"))))
print(os.strerror(2), os.name, os.get_terminal_size.__name__, os.cpu_count() > 0, len(os.urandom(5)), isinstance(os.getpid(), int), os.path.exists(tmp))
print(os.WEXITSTATUS(256), os.waitstatus_to_exitcode(512), os.error is OSError, os.get_exec_path({"PATH": "/x:/y"}), type(os.times()).__name__, os.sysconf_names is not None)
