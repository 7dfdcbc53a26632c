# warnings: filters, catch_warnings, showwarning, formatting, categories, errors
import warnings

print(warnings.formatwarning("msg", UserWarning, "file.py", 3, "code here"), warnings.formatwarning("m", DeprecationWarning, "f", 1, ""), end="")


def old():
    warnings.warn("old is deprecated", DeprecationWarning, stacklevel=2)
    return 1


with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    old()
    warnings.warn("plain")
    warnings.warn(ResourceWarning("instance"))
    warnings.warn_explicit("explicit", FutureWarning, "x.py", 10, module="mod")
print([(str(w.message), w.category.__name__, w.lineno if w.filename == "x.py" else None) for w in log], type(log[0]).__name__)
for action in ("default", "once", "module", "always", "ignore"):
    with warnings.catch_warnings(record=True) as log:
        warnings.resetwarnings()
        warnings.simplefilter(action)
        for i in range(3):
            warnings.warn("same text")
        warnings.warn("other text")
    print(action, len(log))
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        old()
    except DeprecationWarning as e:
        print("raised", e)
    warnings.filterwarnings("ignore", message="old", category=DeprecationWarning)
    print(old())
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    warnings.filterwarnings("ignore", message=r".*skip")
    warnings.filterwarnings("error", category=RuntimeWarning)
    warnings.warn("please skip this")
    warnings.warn("keep this")
    try:
        warnings.warn("rt", RuntimeWarning)
    except RuntimeWarning as e:
        print("RuntimeWarning", e)
print([str(w.message) for w in log])
with warnings.catch_warnings():
    warnings.resetwarnings()
    warnings.filterwarnings("error", "a", UserWarning, "m", 5, append=True)
    warnings.simplefilter("ignore", append=False)
    print([(f[0], f[1] and f[1].pattern, f[2].__name__, f[3] and f[3].pattern, f[4]) for f in warnings.filters])
shown = []
with warnings.catch_warnings():
    warnings.simplefilter("always")
    warnings.showwarning = lambda message, category, filename, lineno, file=None, line=None: shown.append((str(message), category.__name__))
    warnings.warn("hooked", SyntaxWarning)
print(shown)


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: warnings.warn("x", int))
attempt(lambda: warnings.warn("x", "notclass"))
attempt(lambda: warnings.simplefilter("bogus"))
attempt(lambda: warnings.filterwarnings("ignore", message=5))
attempt(lambda: warnings.filterwarnings("ignore", category=int))
attempt(lambda: warnings.filterwarnings("ignore", lineno=-1))
attempt(lambda: warnings.warn_explicit("m", UserWarning))


class Mine(UserWarning):
    pass


with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("ignore")
    warnings.simplefilter("always", Mine)
    warnings.warn("custom", Mine)
    warnings.warn("plain")
print([type(w.message).__name__ for w in log], issubclass(DeprecationWarning, Warning), Warning.__mro__[1].__name__)
c = warnings.catch_warnings()
with c:
    attempt(c.__enter__)
attempt(lambda: warnings.catch_warnings().__exit__())
print(repr(warnings.catch_warnings(record=True)), repr(warnings.catch_warnings()))
