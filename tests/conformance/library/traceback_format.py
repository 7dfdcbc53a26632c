# traceback: format_exc, print_exc, chained causes and contexts, format_exception_only, extract and walk
import io
import re
import sys
import traceback


def clean(text):
    return re.sub(r'File ".*?([^/"]+)"', r'File "\1"', text)


def inner(x):
    return 1 / x


def outer(x):
    try:
        inner(x)
    except ZeroDivisionError as e:
        raise ValueError("bad x") from e


try:
    outer(0)
except ValueError:
    print(clean(traceback.format_exc()))
    buf = io.StringIO()
    traceback.print_exc(file=buf, limit=1)
    print(clean(buf.getvalue()))
    print(clean(traceback.format_exc(chain=False)))
    print(clean(traceback.format_exc(limit=-1, chain=False)))
    tb = sys.exc_info()[2]
    print([(f.name, f.lineno, f.line) for f in traceback.extract_tb(tb)])
    print([(f.f_code.co_name, n) for f, n in traceback.walk_tb(tb)])
    print(clean("".join(traceback.format_tb(tb))))
try:
    try:
        {}["k"]
    except KeyError:
        [][3]
except IndexError as e:
    print(clean("".join(traceback.format_exception(e))))
    print(clean("".join(traceback.format_exception(type(e), e, e.__traceback__, limit=0))))
try:
    try:
        {}["k"]
    except KeyError:
        raise TypeError("no context") from None
except TypeError:
    print(clean(traceback.format_exc()))
for e in (ValueError("msg"), KeyError("k"), ValueError(), ValueError("two\nlines"), OSError(2, "No such", "f"), StopIteration(3), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), SystemExit(3), KeyboardInterrupt()):
    print(traceback.format_exception_only(e), traceback.format_exception_only(type(e), e) == traceback.format_exception_only(e))


class Custom(Exception):
    def __str__(self):
        raise RuntimeError("str fails")


class Nested:
    class Inner(Exception):
        pass


print(traceback.format_exception_only(Custom()), traceback.format_exception_only(Nested.Inner("x")), traceback.format_exception_only(None))
noted = ValueError("with notes")
noted.add_note("first note")
noted.add_note("second\nnote")
print(traceback.format_exception_only(noted))
try:
    compile("x = = 1\n", "<src>", "exec")
except SyntaxError as e:
    print("".join(traceback.format_exception_only(e)))
try:
    compile("def f(:\n  pass", "<src>", "exec")
except SyntaxError as e:
    print("".join(traceback.format_exception_only(e)))


def stack():
    return [(f.name, f.line) for f in traceback.extract_stack()]


print(stack()[-2:])


def recurse(n):
    return recurse(n - 1) if n else 1 / 0


try:
    recurse(12)
except ZeroDivisionError:
    print(clean(traceback.format_exc()))
print(traceback.format_exc())
print(clean("".join(traceback.format_list([traceback.FrameSummary("a.py", 3, "f", lookup_line=False, line="code()"), ("b.py", 4, "g", None)]))))
