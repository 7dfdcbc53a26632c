# io: open() in text mode: modes, newline translation, encodings and error handlers, seek/tell, errors
import io
import os
import tempfile

with tempfile.TemporaryDirectory() as tmp:
    path = os.path.join(tmp, "f.txt")

    def attempt(f):
        try:
            print(repr(f()))
        except Exception as e:
            print(type(e).__name__, str(e).replace(tmp, "TMP"))

    def raw():
        with open(path, "rb") as f:
            return f.read()

    for nl in (None, "", "\n", "\r", "\r\n"):
        with open(path, "w", newline=nl) as f:
            f.write("a\nb\r\nc\rd\n")
        print("write", repr(nl), raw())
    with open(path, "wb") as f:
        f.write(b"a\nb\r\nc\rd\n")
    for nl in (None, "", "\n", "\r", "\r\n"):
        with open(path, newline=nl) as f:
            print("read", repr(nl), f.readlines(), f.newlines)
    for enc in ("utf-8", "utf-16", "utf-16-le", "utf-32-be", "latin-1", "ascii", "utf-8-sig", "cp1252"):
        try:
            with open(path, "w", encoding=enc) as f:
                f.write("é€x" if "latin" not in enc and enc != "ascii" else "éx")
            with open(path, encoding=enc) as f:
                print(enc, raw(), f.read(), f.encoding)
        except UnicodeEncodeError as e:
            print(enc, type(e).__name__, e)
    for err in ("strict", "replace", "ignore", "backslashreplace", "surrogateescape", "xmlcharrefreplace", "namereplace"):
        with open(path, "wb") as f:
            f.write(b"ab\xffcd\xc3")
        try:
            with open(path, encoding="utf-8", errors=err) as f:
                print(err, ascii(f.read()))
        except Exception as e:
            print(err, type(e).__name__, e)
        try:
            with open(path, "w", encoding="ascii", errors=err) as f:
                f.write("x\u20ac\ud800" if err == "backslashreplace" else "x\u20ac")
            print(err, raw())
        except Exception as e:
            print(err, type(e).__name__, e)
    with open(path, "w+", encoding="utf-8") as f:
        print(f.write("line one\nzwei €\nthree"), f.seek(0), f.readline(), f.tell(), f.readline())
        mark = f.tell()
        print(mark, f.read(), f.seek(mark), f.read(2), f.seek(0, 2), f.tell(), f.write("!"), f.seek(0), f.read(), f.truncate(4), f.seek(0), f.read())
        print(f.mode, f.readable(), f.writable(), f.seekable(), f.line_buffering, f.errors, f.isatty(), os.path.basename(f.name), type(f).__name__, type(f.buffer).__name__, type(f.buffer.raw).__name__)
        f.seek(0)
        next(f)
        attempt(lambda: f.seek(1, 1))
        attempt(lambda: f.seek(-1, 2))
        attempt(lambda: f.write(b"x"))
        attempt(lambda: f.read("x"))
    with open(path, "w") as f:
        f.write("1\n2\n")
    with open(path) as f:
        next(f)
        attempt(f.tell)
        attempt(lambda: f.write("x"))
    attempt(f.read)
    with open(path, "a+") as f:
        print(f.tell(), f.write("3\n"), f.seek(0), f.read())
    with open(path, "r+") as f:
        f.write("X")
        f.seek(0)
        print(f.read())
    with open(path, "w") as f:
        attempt(f.read)
    attempt(lambda: open(path, "x"))
    attempt(lambda: open(os.path.join(tmp, "no"), "r"))
    attempt(lambda: open(tmp))
    for args in (("q",), ("rw",), ("",), ("r+w",), ("U",), ("rt",), ("rbt",), (5,)):
        try:
            open(path, *args).close()
            print(args, "ok")
        except Exception as e:
            print(args, type(e).__name__, e)
    for kw in ({"mode": "rb", "encoding": "utf-8"}, {"mode": "rb", "newline": ""}, {"mode": "rb", "errors": "strict"}, {"newline": "x"}, {"encoding": "nope"}, {"buffering": 0}, {"encoding": 5}, {"closefd": False}):
        attempt(lambda: open(path, **kw).close())
    with open(path, "w", buffering=1) as f:
        f.write("flushed\npartial")
        print(raw())
    print(raw(), io.open is open, io.DEFAULT_BUFFER_SIZE)
