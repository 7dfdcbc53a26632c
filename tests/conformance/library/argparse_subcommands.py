# argparse: subparsers, aliases, handler functions, nested commands, required choice, help of each
import argparse
import contextlib
import io
import os

os.environ["COLUMNS"] = "80"


def make():
    p = argparse.ArgumentParser(prog="vcs")
    p.add_argument("--debug", action="store_true")
    sub = p.add_subparsers(dest="command", title="commands", description="what to do", metavar="CMD", required=True)
    add = sub.add_parser("add", help="add files", aliases=["a"])
    add.add_argument("files", nargs="+")
    add.add_argument("-f", "--force", action="store_true")
    add.set_defaults(func=lambda a: f"adding {a.files} force={a.force}")
    commit = sub.add_parser("commit", help="record", description="Record changes.")
    commit.add_argument("-m", "--message", required=True)
    commit.set_defaults(func=lambda a: f"commit {a.message!r}")
    remote = sub.add_parser("remote", help="manage remotes")
    rsub = remote.add_subparsers(dest="rcommand")
    radd = rsub.add_parser("add")
    radd.add_argument("name")
    radd.add_argument("url")
    radd.set_defaults(func=lambda a: f"remote {a.name} -> {a.url}")
    remote.set_defaults(func=lambda a: f"remotes ({a.rcommand})")
    return p


p = make()
for argv in (["add", "x", "y"], ["a", "-f", "x"], ["commit", "-m", "msg"], ["--debug", "remote"], ["remote", "add", "origin", "http://x"]):
    args = p.parse_args(argv)
    print(args.command, args.debug, args.func(args), sorted(k for k in vars(args) if k != "func"))
for argv in ([], ["nope"], ["add"], ["commit"], ["commit", "-m"], ["remote", "bad"], ["add", "x", "--zzz"], ["remote", "add", "one"]):
    err = io.StringIO()
    with contextlib.redirect_stderr(err):
        try:
            print(p.parse_args(argv))
        except SystemExit as e:
            print(argv, e.code)
    print(err.getvalue(), end="")
for argv in (["-h"], ["add", "-h"], ["commit", "--help"], ["remote", "add", "-h"]):
    try:
        p.parse_args(argv)
    except SystemExit as e:
        print("exit", e.code)
err = io.StringIO()
with contextlib.redirect_stderr(err):
    try:
        p.add_subparsers()
    except SystemExit as e:
        print(e.code)
print(err.getvalue(), end="")
q = argparse.ArgumentParser(prog="q")
s = q.add_subparsers()
s.add_parser("one").add_argument("--n", type=int, default=1)
print(q.parse_args([]), q.parse_args(["one", "--n", "4"]))
print(q.format_help())
print(q.parse_known_args(["one", "--other", "5"]))
