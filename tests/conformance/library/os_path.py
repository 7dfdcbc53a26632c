# os.path (posixpath and ntpath): splitting, joining, normalising, relative and common paths
import ntpath
import os
import posixpath

paths = ["/a/b/c.txt", "a/b/", "/", "", "..", "a//b", "//x/y", ".bashrc", "a.tar.gz", "/a/.b", "a.b/c", "...", "a/.", "~/x"]
for p in paths:
    print(repr(p), posixpath.split(p), posixpath.splitext(p), posixpath.basename(p), posixpath.dirname(p), posixpath.isabs(p), posixpath.normpath(p), posixpath.splitdrive(p))
print(posixpath.join("a", "b", "c"), posixpath.join("a", "/b"), posixpath.join("a/", "b"), posixpath.join("", "b"), posixpath.join("a", ""), posixpath.join("a"), posixpath.join(b"a", b"b"))
for p in ("a/../b", "/../a", "a/./b//c", "../../a", "a/b/../../..", "//a", "///a", "./a", "a/"):
    print(p, posixpath.normpath(p))
print(posixpath.relpath("/a/b/c", "/a/d"), posixpath.relpath("/a", "/a"), posixpath.relpath("/", "/a/b"), posixpath.commonpath(["/a/b/c", "/a/b/d"]), posixpath.commonpath(["a/b", "a"]), posixpath.commonprefix(["/usr/lib", "/usr/local"]), posixpath.commonprefix([]), repr(posixpath.commonpath(["a", "b"])))
for p in ("C:\\a\\b.txt", "c:a", "\\\\host\\share\\x", "a/b\\c", "C:\\", "C:", "\\a", "//?/C:/x"):
    print(repr(p), ntpath.split(p), ntpath.splitdrive(p), ntpath.splitext(p), ntpath.isabs(p), ntpath.normpath(p))
print(ntpath.join("C:\\a", "b", "D:c"), ntpath.join("C:", "a"), ntpath.join("C:\\a", "\\b"), ntpath.normcase("A/B"), ntpath.commonpath(["C:\\a\\b", "c:/a/c"]), ntpath.relpath("C:\\a\\b", "C:\\a\\c"))
os.environ["HOME"] = "/home/me"
os.environ["VAR_X"] = "value"
os.environ.pop("NOPE", None)
print(posixpath.expanduser("~"), posixpath.expanduser("~/f"), posixpath.expanduser("a~"), posixpath.expandvars("$VAR_X/${VAR_X}x/$NOPE/${NOPE}/$"), posixpath.expandvars(b"$VAR_X"))
print(os.path.exists("/"), os.path.isdir("/"), os.path.isfile("/"), os.path.islink("/"), os.path.ismount("/"), os.path.exists("/no/such"), os.path.lexists("/no"), os.path.samefile("/", "/."), os.path.exists("a\0b"))
print(os.path is posixpath, os.sep, os.curdir, os.pardir, os.extsep, os.altsep, os.pathsep, repr(os.linesep), os.devnull, os.path.supports_unicode_filenames)


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: posixpath.join("a", 5))
attempt(lambda: posixpath.join("a", b"b"))
attempt(lambda: posixpath.split(5))
attempt(lambda: posixpath.basename(None))
attempt(lambda: posixpath.commonpath([]))
attempt(lambda: posixpath.commonpath(["/a", "b"]))
attempt(lambda: posixpath.commonpath(["a", b"b"]))
attempt(lambda: posixpath.relpath(""))
attempt(lambda: posixpath.normpath(None))
attempt(lambda: os.path.getsize("/no/such"))
attempt(lambda: ntpath.commonpath(["C:\\a", "D:\\a"]))
attempt(lambda: ntpath.relpath("C:\\a", "D:\\b"))
attempt(lambda: os.fspath(5))
attempt(lambda: os.path.realpath("/no/such", strict=True))


class Fs:
    def __init__(self, p):
        self.p = p

    def __fspath__(self):
        return self.p


print(os.fspath(Fs("x/y")), posixpath.join(Fs("a"), Fs("b")), posixpath.basename(Fs("q/r")), os.fspath(b"b"), os.fsencode("é"), os.fsdecode(b"\xc3\xa9"), isinstance(Fs("z"), os.PathLike))
attempt(lambda: os.fspath(Fs(5)))
