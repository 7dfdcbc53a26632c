# argparse: positionals, optionals, actions, nargs, types, defaults, namespaces
import argparse
import os

os.environ["COLUMNS"] = "80"
p = argparse.ArgumentParser(prog="prog")
p.add_argument("src")
p.add_argument("rest", nargs="*")
p.add_argument("-v", "--verbose", action="count", default=0)
p.add_argument("-n", "--num", type=int, default=3)
p.add_argument("--flag", action="store_true")
p.add_argument("--no-color", dest="color", action="store_false")
p.add_argument("-D", "--define", action="append", metavar="K=V")
p.add_argument("--pair", nargs=2, type=float)
p.add_argument("--opt", nargs="?", const="const", default="def")
p.add_argument("--many", nargs="+", action="extend")
p.add_argument("--lvl", choices=["low", "high"])
p.add_argument("--const", action="store_const", const=42)
p.add_argument("--ac", action="append_const", const="x", dest="acs")
p.add_argument("--bool", action=argparse.BooleanOptionalAction, default=None)
for argv in (["s"], ["s", "a", "b", "-vvv"], ["-n5", "s", "--flag", "--no-color"], ["s", "-D", "a=1", "-Db=2", "--define=c=3"], ["s", "--pair", "1", "2.5"], ["s", "--opt"], ["s", "--opt", "given"],
             ["s", "--many", "1", "2", "--many", "3"], ["--lvl", "high", "s"], ["s", "--const", "--ac", "--ac"], ["s", "--bool"], ["s", "--no-bool"], ["--", "-s", "-x"], ["s", "--verb"], ["s", "-vn", "7"], ["s", "--num=-4"], ["s", "-n", "-4"]):
    print(argv, {k: v for k, v in vars(p.parse_args(argv)).items() if v != p.get_default(k)})
print(p.parse_args(["q"]))
print(p.parse_known_args(["s", "--unknown", "-z", "5", "--flag"]))
ns = argparse.Namespace(a=1)
q = argparse.ArgumentParser(prog="q")
q.add_argument("--b", default=2)
q.set_defaults(c=3)
print(q.parse_args([], namespace=ns), ns == argparse.Namespace(a=1, b=2, c=3), "a" in ns, vars(ns))


class Upper(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        print("action", option_string, values)
        setattr(namespace, self.dest, values.upper())


def positive(text):
    v = int(text)
    if v <= 0:
        raise argparse.ArgumentTypeError(f"{text} is not positive")
    return v


c = argparse.ArgumentParser(prog="c", prefix_chars="+-", fromfile_prefix_chars="@", argument_default=argparse.SUPPRESS)
c.add_argument("--up", action=Upper)
c.add_argument("+x", type=positive)
c.add_argument("pos", nargs="?", default="dflt")
c.add_argument("rem", nargs=argparse.REMAINDER)
print(c.parse_args(["--up", "abc", "+x", "3", "p", "--raw", "-q"]), c.parse_args([]))
g = argparse.ArgumentParser(prog="g", exit_on_error=False)
m = g.add_mutually_exclusive_group()
m.add_argument("--a", action="store_true")
m.add_argument("--b", action="store_true")
g.add_argument("--n", type=int)
print(g.parse_args(["--a"]))
for argv in (["--n", "x"], ["--a", "--b"]):
    try:
        g.parse_args(argv)
    except argparse.ArgumentError as e:
        print(type(e).__name__, e, e.argument_name, e.message)
i = argparse.ArgumentParser(prog="i")
i.add_argument("--s", default="5", type=int)
i.add_argument("-t", default=5, type=str)
i.add_argument("files", nargs="*", default=["none"])
print(i.parse_args([]), i.parse_intermixed_args(["a", "--s", "9", "b"]))
