# argparse: error messages on stderr with exit status 2, and errors in definitions
import argparse
import contextlib
import io
import os

os.environ["COLUMNS"] = "80"


def run(parser, argv):
    err, out = io.StringIO(), io.StringIO()
    with contextlib.redirect_stderr(err), contextlib.redirect_stdout(out):
        try:
            result = parser.parse_args(argv)
        except SystemExit as e:
            result = f"exit {e.code}"
    print(argv, result, (err.getvalue() + out.getvalue()).split("\n")[-2:-1])


p = argparse.ArgumentParser(prog="p")
p.add_argument("src")
p.add_argument("-n", "--num", type=int)
p.add_argument("--lvl", choices=["low", "high"])
p.add_argument("--two", nargs=2)
p.add_argument("--plus", nargs="+")
p.add_argument("--req", required=False)
p.add_argument("--flag", action="store_true")
p.add_argument("--flower", action="store_true")
p.add_argument("--f", type=float)
p.add_argument("--c", type=int, choices=range(3))
g = p.add_mutually_exclusive_group()
g.add_argument("--on", action="store_true")
g.add_argument("--off")
for argv in ([], ["a", "b"], ["a", "--num", "x"], ["a", "-n"], ["a", "--lvl", "mid"], ["a", "--two", "1"], ["a", "--plus"], ["a", "--unknown"], ["a", "--fl"], ["a", "--flag=5"], ["a", "--on", "--off", "x"], ["a", "--f", "1e"],
             ["a", "-x", "-y", "z"], ["a", "--c", "7"], ["--", "a", "--num"], ["a", "-n", "1", "-n", "2"], ["a", "--num="], ["-h"], ["a", "--off", "--on"]):
    run(p, argv)
r = argparse.ArgumentParser(prog="r")
r.add_argument("--must", required=True)
r.add_argument("-z", dest="zed", required=True)
m = r.add_mutually_exclusive_group(required=True)
m.add_argument("--x")
m.add_argument("--y")
for argv in ([], ["--must", "1"], ["--must", "1", "-z", "2"], ["--must", "1", "-z", "2", "--y", "3"]):
    run(r, argv)


def even(text):
    if int(text) % 2:
        raise argparse.ArgumentTypeError(f"{text!r} is odd")
    return int(text)


e = argparse.ArgumentParser(prog="e")
e.add_argument("v", type=even, metavar="EVEN")
for argv in (["3"], ["4"], ["x"], []):
    run(e, argv)


def attempt(f):
    try:
        print(f())
    except Exception as ex:
        print(type(ex).__name__, ex)


new = lambda: argparse.ArgumentParser(prog="d")
attempt(lambda: p.add_argument("--num"))
attempt(lambda: new().add_argument("a", "b"))
attempt(lambda: new().add_argument("-a", nargs="x"))
attempt(lambda: new().add_argument("-a", nargs=0))
attempt(lambda: new().add_argument("-a", action="nope"))
attempt(lambda: new().add_argument("-a", type="int"))
attempt(lambda: new().add_argument("a", required=True))
attempt(lambda: new().add_argument("a", dest="b"))
attempt(lambda: new().add_argument("-a", action="store_true", nargs=2))
attempt(lambda: new().add_argument("-a", action="store_const"))
attempt(lambda: new().add_argument("--"))
attempt(lambda: new().add_argument("-a", nargs=2, metavar=("X",)))
attempt(lambda: new().add_argument("-a", bogus=1))
attempt(lambda: g.add_argument("pos"))
attempt(lambda: argparse.FileType("q"))
err = io.StringIO()
with contextlib.redirect_stderr(err):
    try:
        p.error("custom message")
    except SystemExit as ex:
        print(ex.code)
    try:
        p.exit(7, "leaving\n")
    except SystemExit as ex:
        print(ex.code)
print(err.getvalue())
