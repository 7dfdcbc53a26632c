# shutil: copying, moving, trees, archives, ignore patterns, which, errors, in a temporary directory
import io
import os
import shutil
import stat
import tempfile

with tempfile.TemporaryDirectory() as tmp:
    j = lambda *p: os.path.join(tmp, *p)

    def put(path, text="content", mode=None):
        os.makedirs(os.path.dirname(j(path)), exist_ok=True)
        with open(j(path), "w") as f:
            f.write(text)
        if mode:
            os.chmod(j(path), mode)

    def get(path):
        with open(j(path)) as f:
            return f.read()

    def tree(path):
        return sorted(os.path.relpath(os.path.join(d, f), j(path)) for d, ds, fs in os.walk(j(path)) for f in fs + [x + "/" for x in ds])

    def attempt(f):
        try:
            print(str(f()).replace(tmp, "TMP"))
        except Exception as e:
            print(type(e).__name__, str(e).replace(tmp, "TMP"))

    put("a.txt", "hello", 0o750)
    put("src/x.py", "x")
    put("src/y.pyc", "y")
    put("src/sub/z.py", "z")
    os.symlink("x.py", j("src", "link"))
    attempt(lambda: shutil.copyfile(j("a.txt"), j("b.txt")))
    print(get("b.txt"), oct(os.stat(j("b.txt")).st_mode & 0o777 & ~0o22))
    attempt(lambda: shutil.copy(j("a.txt"), j("c.txt")))
    print(oct(os.stat(j("c.txt")).st_mode & 0o777))
    os.utime(j("a.txt"), (1000000000, 1000000002))
    attempt(lambda: shutil.copy2(j("a.txt"), j("src")))
    print(os.path.getmtime(j("src", "a.txt")), tree("src"))
    attempt(lambda: shutil.copytree(j("src"), j("dst"), ignore=shutil.ignore_patterns("*.pyc", "sub")))
    print(tree("dst"), os.path.islink(j("dst", "link")))
    attempt(lambda: shutil.copytree(j("src"), j("dst2"), symlinks=True, copy_function=shutil.copyfile))
    print(tree("dst2"), os.path.islink(j("dst2", "link")))
    attempt(lambda: shutil.copytree(j("src"), j("dst")))
    attempt(lambda: shutil.copytree(j("src"), j("dst"), dirs_exist_ok=True))
    print(tree("dst"))
    attempt(lambda: shutil.move(j("b.txt"), j("dst")))
    attempt(lambda: shutil.move(j("c.txt"), j("renamed.txt")))
    put("b.txt")
    attempt(lambda: shutil.move(j("b.txt"), j("dst")))
    attempt(lambda: shutil.move(j("src"), j("src", "inside")))
    attempt(lambda: shutil.move(j("dst2"), j("moved")))
    print(sorted(os.listdir(tmp)))
    attempt(lambda: shutil.rmtree(j("moved")))
    attempt(lambda: shutil.rmtree(j("moved")))
    attempt(lambda: shutil.rmtree(j("moved"), ignore_errors=True))
    attempt(lambda: shutil.rmtree(j("a.txt")))
    errors = []
    shutil.rmtree(j("nothing"), onerror=lambda f, p, e: errors.append((f.__name__, e[0].__name__)))
    print(errors)
    attempt(lambda: shutil.copyfile(j("a.txt"), j("a.txt")))
    attempt(lambda: shutil.copyfile(j("none"), j("q")))
    attempt(lambda: shutil.copy(j("src"), j("q")))
    attempt(lambda: shutil.copyfile(j("a.txt"), j("no", "dir")))
    for fmt in ("zip", "tar", "gztar"):
        name = shutil.make_archive(j("arch_" + fmt), fmt, j("dst"))
        shutil.unpack_archive(name, j("out_" + fmt))
        print(os.path.basename(name), tree("out_" + fmt) == tree("dst"))
    attempt(lambda: shutil.make_archive(j("x"), "nope", tmp))
    attempt(lambda: shutil.unpack_archive(j("a.txt"), tmp))
    attempt(lambda: shutil.unpack_archive(j("a.txt"), tmp, "nope"))
    print([f[0] for f in shutil.get_archive_formats()], [f[0] for f in shutil.get_unpack_formats()])
    put("bin/tool", "#!/bin/sh\n", 0o755)
    put("bin/plain", "x", 0o644)
    print(shutil.which("tool", path=j("bin")) == j("bin/tool"), shutil.which("plain", path=j("bin")), shutil.which("nope", path=j("bin")), shutil.which(j("bin/tool")) == j("bin/tool"))
    src, dst = io.StringIO("abc" * 100), io.StringIO()
    shutil.copyfileobj(src, dst, 7)
    print(len(dst.getvalue()), shutil.disk_usage(tmp)._fields, shutil.ignore_patterns("*.a", "b*")(".", ["x.a", "bb", "c"]) == {"x.a", "bb"})
    shutil.copymode(j("bin/tool"), j("bin/plain"))
    print(stat.filemode(os.stat(j("bin/plain")).st_mode), issubclass(shutil.SameFileError, shutil.Error), issubclass(shutil.Error, OSError))
os.environ["COLUMNS"], os.environ["LINES"] = "77", "33"
print(shutil.get_terminal_size(), os.path.exists(tmp))
