"""Sources for record_cases.py: pairs of mode and text."""


def each(mode, text):
    """Sources separated by lines of dashes; the last line end of each is dropped."""
    return [(mode, source.removesuffix("\n")) for source in text.strip("\n").split("\n---\n")]


VALID = each("exec", r'''
a = b = c, *d = 1, *e
---
x: int = 3
(y): str
z.w: list[int]
q[0]: "t" = yield_
---
a += 1; b -= 2; c *= 3; d /= 4; e //= 5; f %= 6; g **= 7; h <<= 8; i >>= 9; j &= 1; k |= 2; l ^= 3; m @= 4
---
del a, (b, c), [d], e.f, g[0],
---
assert x, "message"; raise; raise E; raise E from None; pass
---
import a.b.c, d as e
from . import f
from .... import g as h, i
from ...j.k import (l, m as n,)
from o import *
---
def f(a, b=1, /, c: int = 2, *args: *Ts, d, e=3, **kw: dict) -> None:
    global x, y
    return *a, b
async def g(*, k): await k; return
def h(): pass
---
@decorator(1)
@other.one
class A(B, metaclass=M, *c, **d):
    """doc"""
    def m(self):
        nonlocal z
        yield
        x = yield 1, 2
        y = yield from z
---
if a: pass
elif b:
    c
elif d: e
else:
    f
while x:
    break
else: continue
---
for i, (j, *k), [l] in x, *y: pass
else: pass
async def f():
    async for a.b in c: pass
    async with d as e, f: pass
---
with a: pass
with a as b, c as (d, e): pass
with (a as b, c): pass
with (a, b): pass
with (a, b) as c: pass
with (a): pass
with (yield_): pass
with (a), (b): pass
with (a.b(c) as d, e,): pass
---
try: pass
except A: pass
except (B, C) as d: pass
except: pass
else: pass
finally: pass
try: a
finally: b
try: a
except* V as e: b
---
match x, *y:
    case 1 | -2 | 3.5 | 1+2j | -1-2j | "s" "t" | b"b" | None | True: pass
    case [a, *_, b] | (c, *d): pass
    case {"k": v, 1: w, m.n: o, **rest}: pass
    case A() | B(1, x=2,) | c.D(y=[]): pass
    case (x) if x > 1: pass
    case x as y: pass
    case _, : pass
    case {}: pass
    case (): pass
---
match = case = _ = 1
match[x] = 1
match (x)
match * a, b
print(match, case)
match: int
match.case
---
lambda: 0
lambda x, *a, y=1, **k: (x, a, y, k)
lambda a, /, b=2, *, c: 0
---
a if b else c if d else e
not a and b or c and not d
a < b <= c != d == e is not f is g not in h in i > j >= k
---
a | b ^ c & d << e >> f + g - h * i / j // k % l @ m
-a ** -b ** ~c
+a.b[c](d)
await_ ** 2
---
x[1], x[1:2], x[::], x[1:2:3, ...], x[*a], x[a, *b, c:d], x[a:=1], x[(b:=1):2], x[lambda: 0]
---
f(), f(a), f(a,), f(*a, b, c=d, *e, **g), f(x for x in y), f(a := 1, b=(c := 2)), f(a, *b, **c, d=e)
---
(), (a,), (a, b), (*a, b), [], [a], [a, *b], {}, {a}, {a, *b}, {a: b}, {**a, b: c,}, {(x := 1): 2}
---
[x for x in y if a if b for z, in w]
{x: y for x, y in z}
{x async for x in y}
(x async for x in y for z in w)
---
(yield), (a := b), ((c)), ...
---
0, 7, 1_000, 0xFF_ff, 0o17, 0b101, 00, 1.5, .5, 5., 1e10, 1E-3, 1_0.0_1e1_0, 3j, 1e3J, 0x10000000000000000, 18446744073709551616, 9223372036854775807, 9223372036854775808, 1e400
---
'a' "b" '''+"'''c\nd'''"+r''' r"\n" u"x" R'\\' "\n\t\x41\101\u00e9\U0001F600\a\b\f\v\r\0\
joined" "\d"
---
b'a' B"\xff\0\n" rb'\x' Rb"\y" bR'z'
---
u'a' 'b'
'a' u'b'
---
f"", f"a", f"a{b}c{d!r}e{f:>{g}.{h!s}}i", f"{{{a}}}", f"{a=}{b = !s}{c=:x}", rf"\n{a}", f"\x41{b}\N{BULLET}", F'{"x"}'
---
"a" f"{b}" "c" f'{d["e"]}' "f"
---
f"""
  {a
   + b} { c:
  {d}}
"""
---
f"{f'{x}'}" f"{a!=b}{a==b}{a<=b}{lambda_}{(lambda x: 1)}{ {1: 2}[1] }{[a:=1]}{a:=5}"
---
x = f"{yield_}{*a, b}{a, b}{a if b else c}"
---
if 1:
	tab
	if 2:
	    mixed
pass
---
a = \
    b
c = (d,
  e
)  # comment

# another
---
x = 1; y = 2;
if x: y; z
---
x
---
é = ñ.ü(ß=1)
---
# only a comment
---
class C: x = 1
---
1if 2else 3
---
a.b.c = d[e].f[g] = h().i = 0
[a, [b, (c)]] = (d) = x
---
for (x) in y: pass
for x.y in z: pass
for f().x in y: pass
---
async def f():
    return [await x async for x in y], await a ** 2, -await b
---
print(*a, sep="")
print >>sys.stderr
---
while (x := f()): pass
assert (a, b)
---
type: int
---
try:
    pass
except a.b as c:
    pass
else:
    pass
''') + each("eval", r'''
1
---
a, b
---
(1 +
 2)
---
lambda: x
---
f(x)

''') + each("single", r'''
x = 1
---
x; y
---
if x:
    y

---
x  # comment
''') + [("single", "@d\ndef f(): pass\n"), ("exec", ""), ("exec", "\n\n"), ("exec", "a\r\nb\rc"), ("exec", "x\f\n\fy = 1"),
        ("exec", "if 1:\n\n  # c\n  a\n # d\n\n  b\n")]

INVALID = each("exec", r'''
f(a b)
---
f(a, b c, d)
---
x = [1 2]
---
{1: 2 3}
---
{1: 2, 3}
---
{1: 2, 3: }
---
{1: *a}
---
{1:}
---
{**a for a in b}
---
{a: b, **c for d in e}
---
(a, b
---
x = [1,
y = 2
---
f(
---
)
---
(]
---
(
 }
---
x = (a for b in c
---
x = 1 +
---
a b
---
a b c
---
print x
---
print "a", b
---
exec "code"
---
print a b
---
if x = 1: pass
---
if x.y = 1: pass
---
while f() = 1: pass
---
if x
  y
---
if x:
y
---
if (
    x):
y
---
if x: pass
elif y
---
if x: pass
elif y:
z
---
if x: pass
else
---
if x: pass
else:
z
---
while x
---
while x:
y
---
for x in y
---
for x in y:
z
---
for x, f() in y: pass
---
for 1 in y: pass
---
for x y: pass
---
for x in: pass
---
async for x in y:
z
---
def f(
---
def f:
---
def f()
---
def f():
x
---
async def f():
x
---
def f(a=1, b): pass
---
def f(a, (b, c)): pass
---
def f(*): pass
---
def f(*, **k): pass
---
def f(*a, *b): pass
---
def f(**k, a): pass
---
def f(**k, *a): pass
---
def f(*a=1): pass
---
def f(**k=1): pass
---
def f(a=): pass
---
def f(/, a): pass
---
def f(a, /, b, /): pass
---
def f(*a, /): pass
---
def f(a / b): pass
---
def f(a, /* b): pass
---
def f(a, /*): pass
---
def f(a.b): pass
---
def f(None): pass
---
lambda a=1, b: 0
---
lambda (a, b): 0
---
lambda *: 0
---
lambda *a, *b: 0
---
lambda **k, a: 0
---
lambda /: 0
---
lambda x
---
class A
---
class A:
x
---
class A(B
---
class A(x for x in y): pass
---
class 1: pass
---
with a
---
with a:
b
---
with (a, b)
---
with (a, b):
c
---
with a as f(): pass
---
with a as b.c, d as 1: pass
---
with a as (b, c()): pass
---
try:
x
---
try
---
try: x
y
---
try: x
except
---
try: x
except:
y
---
try: x
except A
---
try: x
except A:
y
---
try: x
except A, B: y
---
try: x
except A, B as c: y
---
try: x
except A as b.c: y
---
try: x
except* : y
---
try: x
except*
---
try: x
except* A:
y
---
try: x
except A: y
except* B: z
---
try: x
except* A: y
except B: z
---
try: x
finally:
y
---
try: x
finally
---
try: x
else: y
---
except A: pass
---
else: pass
---
match x
---
match x:
y
---
match x:
  case 1
---
match x:
  case 1:
  y
---
match x:
  case a as _: y
---
match x:
  case a as b.c: y
---
match x:
  case A(b=1, 2): y
---
match x:
  case 1j + 2: y
---
match x:
  case 1 + 2: y
---
match x:
  case {**a, "b": c}: y
---
match x:
  case a.b = c: y
---
1 = x
---
f() = 1
---
a + b = c
---
x = f() = 1
---
(a, 1) = x
---
[a, b()] = x
---
a, b + 1 = x
---
*a, None = x
---
None = 1
---
True = 1
---
... = 1
---
"a" = 1
---
f"{a}" = 1
---
-a = 1
---
a < b = 1
---
a and b = 1
---
a if b else c = 1
---
lambda: x = 1
---
(yield) = 1
---
yield = 1
---
x = yield = 1
---
await x = 1
---
{} = 1
---
{1} = 1
---
{a: b} = 1
---
[x for x in y] = 1
---
{x for x in y} = 1
---
(x for x in y) = 1
---
{x: x for x in y} = 1
---
(a := 1) = 2
---
a := 1
---
(a.b := 1)
---
(a[0] := 1)
---
(f() := 1)
---
f() += 1
---
(a, b) += 1
---
[a] -= 1
---
1 += 1
---
None += 1
---
a, b: int
---
(a, b): int
---
[a]: int
---
f(): int
---
1: int
---
x: int: str
---
del f()
---
del 1
---
del a, b + c
---
del (a, f())
---
del *a
---
del None
---
del
---
f(a=1, b)
---
f(**a, b)
---
f(**a, *b)
---
f(1=2)
---
f(a.b=1)
---
f(True=1)
---
f(a + b=1)
---
f(lambda: x=1)
---
f(x for x in y, 1)
---
f(1, x for x in y)
---
f(a=x for x in y)
---
f(x for x in y, z for z in w)
---
f(a, b for b in c, d)
---
f(*a for a in b)
---
f(a=1, a for a in b)
---
f(a :=)
---
f(a==)
---
[*a for a in b]
---
{*a for a in b}
---
(*a for a in b)
---
[a, b for a, b in c]
---
{a, b for a, b in c}
---
[a, for a in b]
---
[a for a in b c]
---
[for a in b]
---
[a for f() in b]
---
[a for a in]
---
(*a)
---
(**a)
---
*a b
---
a if b
---
x = (a if b)
---
a if b else
---
import
---
import a.
---
import a as
---
import a as b.c
---
from a import
---
from a import b,
---
from a import (b
---
from a import (b, c
d = 1
---
from . import *, a
---
from import a
---
import a from b
---
global x.y
---
global
---
nonlocal 1
---
return return
---
raise a from
---
assert
---
assert a, 
---
pass x
---
a; ; b
---
x = a.1
---
x.
---
a[
---
a[]
---
a[1:2:3:4]
---
a..b
---
@
---
@a
---
@a
x = 1
---
@a b
def f(): pass
---
  x
---
x
  y
---
if 1:
    x
  y
---
if 1:
    x
   # fine
      y
---
if 1:
	x
        y
---
x = 0777
---
x = 09.5 0123
---
1_
---
1__0
---
0x
---
0xg
---
0b2
---
0b12
---
0o8
---
0o78
---
1e
---
1e+
---
1.e_
---
1abc
---
1.5abc
---
1jx
---
0b1x
---
0x_
---
"abc
---
'a
b'
---
x = """abc
def
---
x = '\
---
"\x"
---
"\xg0"
---
"\u12"
---
"\U12345"
---
"\UFFFFFFFF"
---
"\N{no such name at all}"
---
"\N"
---
"é\x1"
---
"\é\x1"
---
b"\x1"
---
b"é"
---
"a" b"b"
---
b"a" f"{b}"
---
f"{"
---
f"{a"
---
f"}"
---
f"{}"
---
f"{ }"
---
f"{!r}"
---
f"{a!}"
---
f"{a!x}"
---
f"{a!r b}"
---
f"{a:{b:{c}}}"
---
f"{a b}"
---
f"{a +}"
---
f"{a[}"
---
f"{a)}"
---
f"{(a}"
---
f"{'a}"
---
f"{a\n}"
---
f"{a#}"
---
f"{lambda x: 1}"
---
f"{print x}"
---
f"{*a}"
---
f"{a.}"
---
f"{a = b}"
---
f"{1a}"
---
x = f"abc{a $ b}"
---
f"""
{a +
 b c}"""
---
f"{f'{a b}'}"
---
x = $
---
x = a ? b
---
x = a!
---
a <> b
---
x = “a”
---
x = é“
---
a = b​c
---
x = 1 \ 2
---
x = \
---
x = (1, \
---
x++
---
x ** ** y
---
a = = b
---
a === b
---
not
---
a not b
---
a is
---
a in in b
---
x = yield from
---
await
---
async x
---
async
---
class
---
def
---
lambda
---
for
---
while
---
with
---
if
---
x = {a, b: c}
---
x = {a: b, c, d}
---
f(a, b, c=d e)
---
f(a
b = $
---
def f(a b): pass
---
x = (yield
---
if a: if b: pass
---
class A: def f(): pass
---
a = b if c else d = e
---
print(a, b c)
---
["a" "b" c]
---
x = "a" b
---
x = a "b"
---
[case a]
---
x = None a
''') + each("eval", r'''
1 +
---
x = 1
---
(1
---
a b
---
*a
---
"a
---
return 1
---
1; 2
''') + each("single", r'''
x
y
---
if x: y
---
if x:
  y
z
---
x = (
---
@a
---
x =
---
try:
  x
''') + [("eval", ""), ("single", ""), ("exec", "(" * 201), ("exec", "x = \0"),
        ("exec", "x\x01"), ("exec", "x = a\xa0b"), ("exec", "\n".join(" " * i + "if x:" for i in range(101))),
        ("exec", "x = " + "9" * 4301), ("eval", " 1\n  2"), ("exec", "\ufeffx"),
        ("exec", "x = ('é', 'ü' 3)"), ("exec", "é = é é")]
