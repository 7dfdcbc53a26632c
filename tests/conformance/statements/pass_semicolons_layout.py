# Layout: semicolons, one-line suites, continuation lines, comments, blank lines.
x = 1; y = 2; print(x, y)
x = 3; print(x);
if x: print("one"); print("two")

if True:

    # comment at an odd place

        # deeper comment
    print("blank lines and comments")
  # shallower comment
    print("still inside")
def f(
    a,
    b=2,  # trailing comma and comment
    *args,
    k=1,
):
    return (a, b,
        args, k)
print(f(
    1,
    2,
    3,
))
total = 1 + \
    2 + \
3
print(total)
text = "line one \
line two"
print(text)
values = [
    1, 2,

    # comment in brackets
    3,
]
print(values)
if (x == 3 and
        y == 2):
    print("multi-line condition")
class A: pass
class B: x = 1; y = 2
print(A.__name__, B.x + B.y)
for i in range(3): print(i, end=" "); continue
print()
while x: x -= 1; print(x, end=" ")
print()
try: 1 / 0
except ZeroDivisionError: print("caught")
else: print("never")
finally: print("finally")
with open(__file__) as fh: pass
def g(): return 1; return 2
print(g())
if 1:
	print("tab indented")
	if 2:
		print("two tabs")
def deep():
 if 1:
  if 2:
       if 3:
        return "odd indents"
print(deep())
"a string statement"
5
...
print("é" if "naïve" else 0)
été = 5
print(été)
ﬁ = "ligature normalised"
print(fi)
if True: pass
else: print("never")
@lambda fn: fn
def decorated(): return "decorated"
print(decorated())
print("end", # comment
      "of file")
