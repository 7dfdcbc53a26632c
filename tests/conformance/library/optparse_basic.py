# optparse: options, types, callbacks, groups, help output, errors
import contextlib
import io
import optparse
import os

os.environ["COLUMNS"] = "80"
p = optparse.OptionParser(prog="tool", usage="%prog [options] FILE...", version="%prog 2.0", description="A tool with a description that is long enough to be wrapped at the width of the terminal.", epilog="The end.")
p.add_option("-f", "--file", dest="filename", help="write to FILE", metavar="FILE")
p.add_option("-q", "--quiet", action="store_false", dest="verbose", default=True, help="say nothing")
p.add_option("-n", type="int", default=3, help="a number [default: %default]")
p.add_option("-x", "--ratio", type="float")
p.add_option("--add", action="append", default=[])
p.add_option("-v", action="count", dest="level")
p.add_option("--mode", type="choice", choices=["a", "b"])
p.add_option("--const", action="store_const", const=42)
p.add_option("--two", nargs=2, type="int", metavar="A B")
p.add_option("--hidden", help=optparse.SUPPRESS_HELP)
p.add_option("-c", action="callback", callback=lambda o, s, v, parser: setattr(parser.values, "called", s))
g = optparse.OptionGroup(p, "Dangerous Options", "Use at your own risk.")
g.add_option("--force", action="store_true")
p.add_option_group(g)
for argv in ([], ["-f", "x", "a", "b"], ["--file=y", "-qvv"], ["-n5", "-n", "0x10"], ["--add", "1", "--add=2"], ["--two", "1", "2", "rest"], ["--", "-f"], ["a", "-q", "b"], ["--rat", "2.5"], ["-c", "--force", "--mode", "b"], ["-"], ["--const"]):
    values, args = p.parse_args(argv)
    print(argv, sorted((k, v) for k, v in vars(values).items() if v != p.defaults.get(k)), args)
p.print_help()
p.print_usage()
for argv in (["--help"], ["--version"], ["-n", "x"], ["--nope"], ["-z"], ["--mode", "c"], ["-f"], ["--two", "1"], ["--r"], ["--quiet=1"], ["-x", "1e"], ["--mo"], ["--f", "q"]):
    err = io.StringIO()
    with contextlib.redirect_stderr(err), contextlib.redirect_stdout(io.StringIO()):
        try:
            p.parse_args(argv)
            code = "none"
        except SystemExit as e:
            code = e.code
    print(argv, code, err.getvalue().strip().split("\n")[-1])


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: p.add_option("-f"))
attempt(lambda: p.add_option("bad"))
attempt(lambda: p.add_option())
attempt(lambda: p.add_option("-k", action="nope"))
attempt(lambda: p.add_option("-k", type="nope"))
attempt(lambda: p.add_option("-k", type="choice"))
attempt(lambda: p.add_option("-k", action="callback"))
attempt(lambda: p.add_option("-k", bogus=1))
attempt(lambda: p.add_option("---x"))
print(p.has_option("-q"), p.get_option("-f").dest, p.remove_option("-q"), p.has_option("--quiet"), p.get_default_values().n, str(optparse.Values({"a": 1})), optparse.Values({"a": 1}) == {"a": 1})
t = optparse.OptionParser(prog="t", formatter=optparse.TitledHelpFormatter(), add_help_option=False, conflict_handler="resolve")
t.disable_interspersed_args()
t.add_option("-a", help="first")
t.add_option("-a", "--all", action="store_true", help="second")
t.set_defaults(z=5)
print(*map(str, t.parse_args(["-a", "x", "--all"])), t.format_help())
