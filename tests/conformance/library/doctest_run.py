# doctest: running examples, options, failures output, parsing, exceptions in examples
import doctest
import types

GOOD = '''
>>> 1 + 1
2
>>> for i in range(2):
...     print(i)
0
1
>>> print("a\\n\\nb")
a
<BLANKLINE>
b
>>> 1 / 0
Traceback (most recent call last):
    ...
ZeroDivisionError: division by zero
>>> print(list(range(20)))  # doctest: +ELLIPSIS
[0, 1, ..., 18, 19]
>>> print("a   b")  # doctest: +NORMALIZE_WHITESPACE
a b
>>> undefined  # doctest: +SKIP
>>> raise ValueError("multi\\nline")
Traceback (most recent call last):
ValueError: multi
line
>>> int("x")  # doctest: +IGNORE_EXCEPTION_DETAIL
Traceback (most recent call last):
ValueError: different
>>> x = 5
>>> x
5
'''
BAD = '''
Text before.

>>> 2 + 2
5
>>> print("one\\ntwo")
one
three
>>> oops
1
>>> 'fine'
'fine'
'''


def run(text, name, **kw):
    out = []
    test = doctest.DocTestParser().get_doctest(text, {}, name, name + ".txt", 0)
    r = doctest.DocTestRunner(**kw).run(test, out=out.append)
    report = "".join(out)
    print(r, repr(r), r.failed, r.attempted)
    print("\n".join(line for line in report.split("\n") if "doctest.py" not in line and not line.strip().startswith(("exec(", "^^"))))


run(GOOD, "good", verbose=False)
run(BAD, "bad", verbose=False)
run(BAD, "bad", verbose=False, optionflags=doctest.REPORT_UDIFF | doctest.REPORT_ONLY_FIRST_FAILURE)
run(BAD, "bad", verbose=False, optionflags=doctest.FAIL_FAST)
run(">>> 1\n1\n", "loud", verbose=True)
ex = doctest.DocTestParser().get_examples(GOOD)
print(len(ex), [(e.source, e.want, e.lineno, e.indent, e.exc_msg) for e in ex[:4]])
print([p if isinstance(p, str) else p.source for p in doctest.DocTestParser().parse("text\n  >>> a\n  b\n\nmore")])
for bad in (">>>1\n", ">>> 1\n...2\n", "  >>> 1\n x\n", ">>> x # doctest: +NOPE\n"):
    try:
        print(doctest.DocTestParser().get_examples(bad))
    except ValueError as e:
        print(str(e))
mod = types.ModuleType("sample")


def documented():
    """
    >>> documented()
    'value'
    """
    return "value"


documented.__module__ = "sample"


class Klass:
    """
    >>> Klass().m()
    1
    """

    def m(self):
        """
        >>> Klass().m() + 1
        2
        """
        return 1


Klass.__module__ = "sample"
mod.documented, mod.Klass = documented, Klass
mod.__test__ = {"extra": ">>> 3\n3\n"}
tests = doctest.DocTestFinder().find(mod, globs=globals())
print([(t.name, len(t.examples)) for t in tests])
runner = doctest.DocTestRunner(verbose=False)
for t in tests:
    runner.run(t)
print(runner.summarize(verbose=False), doctest.testmod(mod, globs=globals(), verbose=False))
checker = doctest.OutputChecker()
print(checker.check_output("a b\n", "a  b\n", doctest.NORMALIZE_WHITESPACE), checker.check_output("abc\n", "a...\n", doctest.ELLIPSIS), checker.check_output("1\n", "True\n", 0), checker.check_output("True\n", "1\n", 0), checker.check_output("x", "y", 0))
print(doctest.script_from_examples("hi\n>>> 1\n1\n"), type(ex[0]).__name__)
print(checker.output_difference(ex[0], "3\n", doctest.REPORT_NDIFF))
