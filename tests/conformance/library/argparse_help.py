# argparse: help and usage texts, groups, formatters, defaults, version
import argparse
import os

os.environ["COLUMNS"] = "72"
p = argparse.ArgumentParser(prog="tool", description="Does a thing with files and takes a long description that needs wrapping to fit.", epilog="See the manual for more.")
p.add_argument("input", help="the input file")
p.add_argument("output", nargs="?", help="the output file (default: stdout)")
p.add_argument("-q", "--quiet", action="store_true", help="say nothing")
p.add_argument("-n", "--number", type=int, default=10, metavar="N", help="how many (default: %(default)s, type %(type)s)")
p.add_argument("--mode", choices=["fast", "slow"], help="one of %(choices)s")
p.add_argument("--a-very-long-option-name-indeed", help="help that goes on the next line because the option is long")
p.add_argument("--pair", nargs=2, metavar=("A", "B"))
p.add_argument("--list", nargs="*")
p.add_argument("--hidden", help=argparse.SUPPRESS)
p.add_argument("--version", action="version", version="%(prog)s 1.0")
g = p.add_argument_group("advanced options", "Only for experts.")
g.add_argument("--depth", help="depth of search")
x = p.add_mutually_exclusive_group(required=True)
x.add_argument("--on", action="store_true", help="turn on")
x.add_argument("--off", action="store_true")
p.print_help()
p.print_usage()
print(p.format_usage() in p.format_help())
for cls in (argparse.RawDescriptionHelpFormatter, argparse.RawTextHelpFormatter, argparse.ArgumentDefaultsHelpFormatter, argparse.MetavarTypeHelpFormatter):
    q = argparse.ArgumentParser(prog="q", description="line one\n   line two\n\n100%% sure", formatter_class=cls)
    q.add_argument("--size", type=int, default=5, help="the size\nin units")
    q.add_argument("name", type=str, help="a name")
    print(cls.__name__)
    print(q.format_help())
u = argparse.ArgumentParser(prog="u", usage="%(prog)s [magic] WORDS", add_help=False)
u.add_argument("w", nargs="+", metavar="W")
print(u.format_help())
b = argparse.ArgumentParser(prog="b", allow_abbrev=False)
b.add_argument("--feature", action=argparse.BooleanOptionalAction, default=True, help="feature switch")
b.add_argument("three", nargs=3)
b.add_argument("rest", nargs=argparse.REMAINDER)
print(b.format_help())
try:
    p.parse_args(["--version"])
except SystemExit as e:
    print("exit", e.code)
parent = argparse.ArgumentParser(add_help=False)
parent.add_argument("--shared", help="from the parent")
child = argparse.ArgumentParser(prog="child", parents=[parent])
child.add_argument("--own", required=True)
print(child.format_help())
try:
    bad = argparse.ArgumentParser(prog="x")
    bad.add_argument("--x", help="100% broken %(nope)s")
    bad.format_help()
except (ValueError, KeyError) as e:
    print(type(e).__name__, e)
