# sys: attributes and functions whose results do not depend on the machine
import sys

print(sys.version_info[:2], sys.version_info.major, sys.version_info >= (3, 11), sys.version_info.releaselevel, type(sys.version_info).__name__, sys.hexversion >> 16 == 0x030B, sys.version.startswith("3.11"))
print(sys.maxsize, sys.maxunicode, sys.byteorder in ("little", "big"), sys.float_info.max, sys.float_info.min, sys.float_info.epsilon, sys.float_info.dig, sys.float_info.mant_dig, sys.float_info.radix, sys.float_info.max_10_exp, sys.float_info.rounds, sys.float_repr_style)
print(sys.hash_info.width, sys.hash_info.modulus, sys.hash_info.inf, sys.hash_info.nan, sys.hash_info.imag, hash(float("inf")), hash(2**61 - 1), hash(-1), hash(1j), hash(0.5))
print(sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.getfilesystemencodeerrors(), sys.getrecursionlimit(), sys.byteorder == __import__("struct").pack("=H", 1)[:1] and "" or "ok")
print(sys.intern("abc") is sys.intern("abc"), sys.getsizeof([]) > 0, sys.getsizeof(5, 99) > 0, sys.is_finalizing(), sys.flags.optimize, sys.flags.debug, type(sys.flags).__name__, sys.dont_write_bytecode in (True, False), sys.argv[1:], isinstance(sys.path, list))
print(sys.modules["sys"] is sys, "builtins" in sys.modules, "__main__" in sys.modules, "sys" in sys.builtin_module_names, {"json", "re", "os", "math"} <= sys.stdlib_module_names, sys.implementation.name != "", isinstance(sys.platform, str), isinstance(sys.executable, str), sys.copyright.count("\n") > 0)
print(sys.stdin.name, sys.stdout.name, sys.stderr.name, sys.stdout is sys.__stdout__, sys.stdout.encoding, sys.exc_info(), sys.stderr.errors, sys.exception())
old = sys.getrecursionlimit()
sys.setrecursionlimit(500)


def depth(n):
    try:
        return depth(n + 1)
    except RecursionError as e:
        return n, str(e)


n, message = depth(0)
print(400 < n < 500, message, sys.getrecursionlimit())
sys.setrecursionlimit(old)


def attempt(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e, getattr(e, "code", ""))


attempt(lambda: sys.setrecursionlimit(0))
attempt(lambda: sys.setrecursionlimit("x"))
attempt(lambda: sys.intern(5))
attempt(lambda: sys.exit())
attempt(lambda: sys.exit(3))
attempt(lambda: sys.exit("message"))
attempt(lambda: sys.exit((1, 2)))
attempt(lambda: sys.getsizeof())
attempt(lambda: sys.no_such)
attempt(lambda: sys._getframe(10**6))
attempt(lambda: sys.set_int_max_str_digits(5))
attempt(lambda: type(sys.version_info)())
attempt(lambda: len(str(10**5000)))
attempt(lambda: int("1" * 5000))
print(sys.get_int_max_str_digits(), sys.int_info.default_max_str_digits, sys.int_info.str_digits_check_threshold, len(str(10**4299)))
sys.set_int_max_str_digits(0)
print(len(str(10**5000)))


def frame():
    f = sys._getframe()
    return f.f_code.co_name, f.f_back.f_code.co_name, f.f_lineno - f.f_code.co_firstlineno, sorted(f.f_locals), f.f_globals is globals()


print(frame())
try:
    1 / 0
except ZeroDivisionError as e:
    print(sys.exc_info()[0].__name__, sys.exc_info()[1] is e, sys.exception() is e, sys.exc_info()[2].tb_lineno > 0)
shown = []
sys.displayhook, saved = shown.append, sys.displayhook
[exec(compile(s, "<s>", "single")) for s in ("1 + 1", "None", "'x'")]
sys.displayhook = saved
print(shown)
sys.displayhook(None)
sys.displayhook([1, "two"])
print(__import__("builtins")._)
events = []


def tracer(frame, event, arg):
    if frame.f_code.co_name == "traced":
        events.append((event, frame.f_lineno - frame.f_code.co_firstlineno, arg if event == "return" else None))
        return tracer


def traced(x):
    y = x + 1
    return y


sys.settrace(tracer)
traced(1)
sys.settrace(None)
print(events, sys.gettrace(), sys.getprofile())
print(sys.unraisablehook is sys.__unraisablehook__, sys.excepthook is sys.__excepthook__, sys.getswitchinterval() > 0, sys.thread_info.name, sys.ps1 if hasattr(sys, "ps1") else "no ps1")
