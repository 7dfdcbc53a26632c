# Wide, combining and non-ASCII characters, and tabs, before the caret.
import sys
def run(f):
    try:
        f()
    except BaseException:
        sys.excepthook(*sys.exc_info())
été = None
日本 = {"x": 1}
def a(): return "é" + 1 + "é"
def b(): return "日本語" + 1
def c(): return 日本["キー"]
def d(): return été.attribut
def e(): return "😀😀" * "😀"
def f(): return len("e\u0301") + len("é") + "x"
def g():
	return	1 /	0
def h(): x = "\t" ; y = "	" + 1
def i(): return ("ÀÉÎ" +
    日本["b"])
def j(): return "́combining" + 5
def k(): return (été, 日本, été.y)
def l():
		return [1,	2][	3	]
def m(): return 日本.été
def n(): "ﷺ" - 1
for fn in (a, b, c, d, e, f, g, h, i, j, k, l, m, n):
    run(fn)
日本["最後"]
