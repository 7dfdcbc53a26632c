# tempfile: NamedTemporaryFile, TemporaryFile, SpooledTemporaryFile, TemporaryDirectory, mkstemp, mkdtemp
import os
import tempfile

with tempfile.TemporaryDirectory(prefix="pre_", suffix="_suf") as tmp:
    base = os.path.basename(tmp)
    print(base.startswith("pre_"), base.endswith("_suf"), os.path.isdir(tmp), oct(os.stat(tmp).st_mode & 0o777))
    fd, path = tempfile.mkstemp(".txt", "x-", tmp, text=True)
    print(os.path.basename(path).startswith("x-"), path.endswith(".txt"), oct(os.stat(path).st_mode & 0o777), os.write(fd, b"q"), os.close(fd))
    d = tempfile.mkdtemp(dir=tmp)
    print(os.path.dirname(d) == tmp, len(os.path.basename(d)), os.path.basename(d).startswith("tmp"))
    with tempfile.NamedTemporaryFile(dir=tmp) as f:
        print(f.write(b"data"), f.seek(0), f.read(), os.path.exists(f.name), f.mode if hasattr(f, "mode") else "", f.delete)
        name = f.name
    print(os.path.exists(name), f.closed)
    with tempfile.NamedTemporaryFile("w+", dir=tmp, delete=False, encoding="utf-8") as f:
        print("text é", file=f)
        f.seek(0)
        print(list(f))
    print(os.path.exists(f.name), os.path.getsize(f.name))
    with tempfile.TemporaryFile("w+b") as f:
        f.write(b"anon")
        f.seek(0)
        print(f.read())
    with tempfile.SpooledTemporaryFile(max_size=10, mode="w+") as s:
        s.write("12345")
        print(s._rolled, s.tell(), s.seek(0), s.read(), s.write("6789012"), s._rolled, s.seek(0), s.read(), s.closed, s.newlines)
    with tempfile.SpooledTemporaryFile() as s:
        s.writelines([b"a\n", b"b"])
        s.seek(0)
        print(list(s), s.rollover(), s._rolled, s.truncate(1), s.seek(0), s.read())
    sub = tempfile.TemporaryDirectory(dir=tmp)
    with open(os.path.join(sub.name, "inner"), "w") as f:
        f.write("x")
    print(os.listdir(sub.name), sub.cleanup(), os.path.exists(sub.name), repr(sub).startswith("<TemporaryDirectory '"))
    old = tempfile.tempdir
    tempfile.tempdir = tmp
    print(tempfile.gettempdir() == tmp, tempfile.gettempdirb() == os.fsencode(tmp), tempfile.gettempprefix(), tempfile.gettempprefixb())
    tempfile.tempdir = old

    def attempt(f):
        try:
            print(f())
        except Exception as e:
            print(type(e).__name__, str(e).replace(tmp, "TMP").split("TMP/missing")[0])

    attempt(lambda: tempfile.mkdtemp(dir=os.path.join(tmp, "missing")))
    attempt(lambda: tempfile.mkstemp(prefix="a", suffix=b"b"))
    attempt(lambda: tempfile.mkdtemp(prefix=5))
    attempt(lambda: tempfile.NamedTemporaryFile("r", dir=tmp).write("x"))
    gone = tempfile.TemporaryDirectory(dir=tmp)
    os.rmdir(gone.name)
    gone.cleanup()
print(os.path.exists(tmp))
