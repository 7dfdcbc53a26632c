# Sessions of pdb with scripted input, and what builds on tracing: bdb, trace, doctest
import bdb
import doctest
import io
import os
import pdb
import subprocess
import sys
import tempfile
import trace

SOURCE = """\
def inner(a):
    b = a * 2
    if b > 4:
        b = 4
    return b


def outer(n):
    total = 0
    for i in range(n):
        total += inner(i)
    return total


x = outer(4)
print("x is", x)
"""

folder = tempfile.mkdtemp()
path = os.path.join(folder, "program.py")
with open(path, "w") as f:
    f.write(SOURCE)


def session(commands, *options):
    done = subprocess.run([sys.executable, "-m", "pdb", *options, path], input=commands, capture_output=True, text=True)
    print(done.stdout.replace(folder, "DIR"))
    errors = [line for line in done.stderr.splitlines() if "Warning" not in line]
    if errors:
        print("stderr:", errors[-1])


session("n\nn\nn\nq\n")
session("b 2\nc\np a\nn\np b\nu\np total\nd\nr\nc\nc\na\ncl 1\nc\nq\n")
session("b inner, a == 3\nc\np a\nn\nn\nn\np b\nuntil\nunt\nr\nq\n")
session("s\ns\ns\ns\nl\nwhatis n\n!n = 2\npp n\ndisplay n\nn\ntbreak 5\nc\nq\n")
session("c\nq\n", "-c", "b 4")
session("n\nn\ndebug inner(3)\ns\ns\nn\nn\nn\nn\nq\nn\nq\n")


def debugged(n):
    m = n + 1
    breakpoint_here(m)
    k = m + 1
    return k


def breakpoint_here(m):
    p = pdb.Pdb(stdin=io.StringIO("p n, m\nn\nn\np k\nc\n"), stdout=shown, nosigint=True, readrc=False)
    p.prompt = "(pdb) "
    p.set_trace(sys._getframe(1))


shown = io.StringIO()
debugged(5)
print(shown.getvalue().replace(os.path.dirname(__file__) + os.sep, ""))


class Recorder(bdb.Bdb):
    def user_call(self, frame, args):
        print("call", frame.f_code.co_name)
        self.set_step()

    def user_line(self, frame):
        if frame.f_code.co_name == "f":
            print("line", frame.f_code.co_name, frame.f_lineno)
        self.set_step()

    def user_return(self, frame, value):
        print("return", frame.f_code.co_name, value)
        self.set_step()

    def user_exception(self, frame, info):
        print("exception", info[0].__name__)
        self.set_step()


exec(compile("def f(x):\n    try:\n        y = 1 // x\n    except ZeroDivisionError:\n        y = 0\n    return y\n", "<functions>", "exec"))
print(Recorder().runcall(f, 0))

t = trace.Trace(count=1, trace=0, countfuncs=0)
ns = {"__file__": path, "__name__": "program"}
exec(compile(SOURCE, path, "exec"), ns)
t.runfunc(ns["outer"], 3)
print(sorted((os.path.basename(name), line, n) for (name, line), n in t.results().counts.items() if name == path))
t = trace.Trace(count=0, trace=0, countcallers=1)
t.runfunc(ns["outer"], 2)
print(sorted((a[2], b[2]) for a, b in t.results().callers))
executed = set()


def coverage(frame, event, arg):
    if frame.f_code.co_filename != path:
        return None
    if event == "line":
        executed.add(frame.f_lineno)
    return coverage


sys.settrace(coverage)
ns["outer"](1)
sys.settrace(None)
print(sorted(executed))


def documented():
    """
    >>> documented()
    3
    >>> 1 + 1
    3
    """
    return 3


runner = doctest.DocTestRunner(verbose=False)
for test in doctest.DocTestFinder().find(documented, "documented", globs=globals()):
    out = []
    runner.run(test, out=out.append)
    print([line for line in "".join(out).splitlines() if "line" not in line.lower()])
os.remove(path)
os.rmdir(folder)
