# pathlib: files and directories in a temporary directory: reading, writing, iterating, globbing, errors
import os
import pathlib
import tempfile
from pathlib import Path

with tempfile.TemporaryDirectory() as tmp:
    root = Path(tmp)

    def rel(p):
        return p.relative_to(root).as_posix()

    def attempt(f):
        try:
            print(f())
        except Exception as e:
            print(type(e).__name__, str(e).replace(tmp, "TMP"))

    a = root / "a.txt"
    print(a.exists(), a.write_text("héllo\nworld\n", encoding="utf-8"), a.read_text(encoding="utf-8"), a.read_bytes(), a.stat().st_size, a.is_file(), a.is_dir())
    print(a.write_bytes(b"\x00\x01"), a.read_bytes(), a.write_text("x\ny", newline="\r\n"), a.read_bytes())
    (root / "d" / "e").mkdir(parents=True)
    (root / "d" / "e" / "deep.py").touch()
    (root / "d" / "b.py").write_text("print()")
    (root / "d" / ".hidden").touch()
    print(sorted(rel(p) for p in root.iterdir()), sorted(rel(p) for p in root.glob("*")), sorted(rel(p) for p in root.rglob("*.py")))
    print(sorted(rel(p) for p in root.glob("**/*")), sorted(rel(p) for p in root.glob("**")), sorted(rel(p) for p in root.glob("d/?.py")), sorted(rel(p) for p in root.glob("[!d]*")))
    print([rel(p) for p in root.glob("nothing*")], sorted(rel(p) for p in (root / "d").rglob("*")), sorted(p.name for p in root.glob("*/*.py")))
    with (root / "new").open("w") as f:
        print(f.write("line1\nline2\n"), f.name == str(root / "new"))
    with (root / "new").open() as f:
        print(list(f))
    moved = (root / "new").rename(root / "renamed")
    print(rel(moved), (root / "new").exists(), rel(moved.replace(root / "a.txt")), a.read_text())
    link = root / "link"
    link.symlink_to(a)
    print(link.is_symlink(), link.readlink() == a, link.resolve() == a.resolve(), link.samefile(a), link.read_text() == a.read_text(), link.lstat().st_size > 0)
    link.unlink()
    hard = root / "hard"
    hard.hardlink_to(a)
    print(hard.samefile(a), a.stat().st_nlink)
    hard.unlink()
    (root / "x" ).mkdir()
    (root / "x").mkdir(exist_ok=True)
    (root / "x").rmdir()
    a.chmod(0o600)
    print(oct(a.stat().st_mode & 0o777), a.unlink(), a.unlink(missing_ok=True))
    print(root.joinpath("d/../d/b.py").resolve() == (root / "d/b.py").resolve(), (root / "d/../q").resolve(strict=False) == root.resolve() / "q", root.is_dir(), root.is_mount(), (root / "d" / "b.py").is_socket())
    attempt(lambda: (root / "missing").read_text())
    attempt(lambda: (root / "missing").unlink())
    attempt(lambda: (root / "d").mkdir())
    attempt(lambda: (root / "p/q").mkdir())
    attempt(lambda: (root / "d").rmdir())
    attempt(lambda: (root / "d").read_text())
    attempt(lambda: list((root / "missing").iterdir()))
    attempt(lambda: (root / "missing").resolve(strict=True))
    attempt(lambda: (root / "missing").stat())
    attempt(lambda: (root / "d").touch(exist_ok=False))
    attempt(lambda: list(root.glob("")))
    attempt(lambda: list(root.glob("/abs")))
    attempt(lambda: (root / "d/b.py").write_text(5))
    attempt(lambda: (root / "d/b.py").write_bytes("s"))
    attempt(lambda: (root / "d/b.py" / "under").read_text())
    attempt(lambda: list(root.glob("**x")))
    old = os.getcwd()
    os.chdir(tmp)
    try:
        print(Path("d").absolute() == Path(os.getcwd()) / "d", Path.cwd() == Path(os.getcwd()), Path("d/b.py").exists(), sorted(map(str, Path().glob("d/*.py"))), sorted(map(str, Path(".").iterdir())))
    finally:
        os.chdir(old)
    os.environ["HOME"] = "/home/someone"
    print(Path.home(), Path("~/x").expanduser(), Path("~").expanduser(), type(Path("x")).__name__ == type(pathlib.Path("y")).__name__)
print(root.exists())
