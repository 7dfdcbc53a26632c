# Errors in exec'd and eval'd code: file names without source lines.
import sys
def run(f):
    try:
        f()
    except BaseException:
        sys.excepthook(*sys.exc_info())
run(lambda: exec("def f():\n    raise ValueError('x')\nf()"))
run(lambda: eval("1 / 0"))
run(lambda: exec(compile("a = 1\nb = a.c\n", "made_up.py", "exec")))
run(lambda: eval(compile("undefined + 1", "<expr>", "eval")))
run(lambda: exec("1 +"))
run(lambda: eval("a b"))
run(lambda: compile("def f(:\n  pass", "dir/file.py", "exec"))
run(lambda: exec("if 1:\npass"))
run(lambda: exec("x = (1,\n"))
run(lambda: exec("\n\n  indented = 1"))
run(lambda: eval(""))
run(lambda: compile("é = = 1", "été.py", "exec"))
exec("def outer():\n    inner()\ndef inner():\n    return {}['k']\nouter()")
