# glob and fnmatch: patterns, recursion, hidden files, escaping, translate, filter
import fnmatch
import glob
import os
import re
import tempfile

for name, pat in [("a.txt", "*.txt"), ("a.TXT", "*.txt"), ("abc", "a?c"), ("abc", "a[bx]c"), ("abc", "a[!b]c"), ("a]c", "a[]]c"), ("a-c", "a[x-]c"), ("a\nb", "a*b"), ("[x]", "[[]x]"), ("", "*"), ("", "?"), ("abc", ""), ("a[c", "a[c"), ("abd", "a[a-c]d"), ("x/y", "*"), (".h", "*"), ("a!", "a[!]"), ("aXc", "a[^b]c"), ("z", "[z-a]")]:
    print(repr(name), repr(pat), fnmatch.fnmatchcase(name, pat), fnmatch.fnmatch(name, pat))
for pat in ("*.py", "a?b*[0-9]", "[!a]", "a**b", "**", "[", "x[a-", "[]-]", "a.b+c", "[a&&b]", "[!]", "[z-a]x", "*a*b*"):
    t = fnmatch.translate(pat)
    print(pat, t, bool(re.match(t, "aXb3")))
print(fnmatch.filter(["a.py", "b.txt", "c.PY", "d.py"], "*.py"), fnmatch.filter([b"a", b"b"], b"[a]"))
with tempfile.TemporaryDirectory() as tmp:
    for p in ("a.py", "b.txt", ".hid.py", "d/c.py", "d/e/f.py", "d/e/.g.py", ".h/i.py", "we[ird]/x.py", "d/z.txt"):
        os.makedirs(os.path.dirname(os.path.join(tmp, p)), exist_ok=True)
        open(os.path.join(tmp, p), "w").close()

    def show(pattern, **kw):
        print(pattern, sorted(os.path.relpath(p, tmp) for p in glob.glob(os.path.join(tmp, pattern), **kw)), sorted(glob.glob(pattern, root_dir=tmp, **kw)))

    for pattern in ("*.py", "*", "*/", "d/*", "*/*.py", "?.*", "[ab].*", "**/*.py", ".*", "d/e", "nope", "nope/*", "[!a]*", "d/*/f.py", "we[[]ird]/*"):
        show(pattern)
    for pattern in ("**/*.py", "**", "d/**", "**/", "**/e/*", "d/**/*.py"):
        show(pattern, recursive=True)
    show("**/*.py", recursive=True, include_hidden=True)
    show("*", include_hidden=True)
    it = glob.iglob("*.txt", root_dir=tmp)
    print(next(it), next(it, None), glob.glob1(tmp, "*.py"), glob.glob0(tmp, "a.py"), sorted(glob.glob(b"*.py", root_dir=os.fsencode(tmp))))
print(glob.escape("a[b]*?c"), glob.escape(b"*"), glob.has_magic("a*"), glob.has_magic("a"), glob.escape("//x/?"))
for f in (lambda: glob.glob(5), lambda: fnmatch.fnmatch(5, "a"), lambda: fnmatch.filter(["a"], b"a"), lambda: fnmatch.translate(5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
