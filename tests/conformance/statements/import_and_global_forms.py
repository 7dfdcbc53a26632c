# Statement odds and ends: import forms, chained statements, star-expressions in return and yield, subscripts, long elif chains.
import math, sys as system
from math import (
    sqrt as root,
    pi,
)
from os import path as p
import os.path as q

print(root(16), round(pi, 3), p is q, system is not None, math.floor(2.9))


def multi(*a):
    return *a, "end"


def gen():
    x = yield 1, *[2, 3]
    yield *"ab", x


print(multi(1, 2), multi(), list(gen()))
for v in *[1, 2], 3:
    print(v, end=" ")
print()
t = *"ab", *(1,)
print(t)
x = y, z = 1, 2
print(x, y, z)
d = {}
d[1, 2] = 3
d["a":"b"] if 0 else None
d[(),] = 4
print(d)


def grade(n):
    if n >= 90:
        return "A"
    elif n >= 80:
        return "B"
    elif n >= 70:
        return "C"
    elif n >= 60:
        return "D"
    elif n < 0:
        return "?"
    else:
        return "F"


print([grade(v) for v in (95, 85, 75, 65, 10, -1)])


class A:
    x: int = 1
    y = 2
    z: "str"


print(A.x + A.y, A.__annotations__)
if 1:
    a = 1
    b = 2
else:
    a = b = 0
print(a, b)
del a, b
while 1:
    break
for _ in []:
    pass
else:
    print("for else")
try:
    pass
finally:
    print("finally only")
try:
    raise ValueError
except (KeyError, ValueError):
    print("tuple of types")
with open(__file__) as f, open(__file__) as g:
    first = f.readline()
    print(first == g.readline(), first[0])
assert True
assert 1, "msg"
lambda: 0
5
"docstring-like"
...
None
[1, 2]
(3, 4)


def f():
    "doc"
    return f.__doc__


print(f())


def nested():
    def a():
        def b():
            def c():
                return "deep"

            return c

        return b

    return a()()()


print(nested())
global_at_module = 1
global global_at_module2
global_at_module2 = 2
print(global_at_module + global_at_module2)
print(type(...) is type(Ellipsis), __debug__, __name__ == "__main__", __doc__)
if (lambda: True)():
    print("lambda condition")
i = 10
while (i := i - 3) > 0:
    print(i, end=" ")
print(i)
print(
    [*map(str, range(3))],
    {*"aa"},
    {**{"a": 1}, **{"b": 2}},
    (*[], 1),
    [*[*[1]]],
    print("nested call") or "printed",
)
e = 1
e += 1
e **= 3
e //= 3
e %= 5
e |= 8
e ^= 3
e <<= 2
e >>= 1
e &= 0xFF
e -= 1
print(e)
s = [3, 1, 2]
s[1:2] += [9]
s[0] *= 2
s[-1:] = []
print(s)
m = [[1, 2], [3, 4]]
m[0][1], m[1][0] = m[1][0], m[0][1]
print(m)
(m[0][0]) = 7
[m[1][1]] = [8]
print(m)


def ret_nothing():
    return


def no_ret():
    1 + 1


print(ret_nothing(), no_ret(), (lambda: None)())
if not (yes := False):
    print("not walrus", yes)
import sys

sys.stdout.write("direct write\n")
sys.stdout.flush()
if True:
    pass
    pass
    print("pass; pass")
print("a" "b" f"{1}" r"\c" """d""", "x" "y", ("z" "w"))
result = 1 + 2 * 3
print(result)
