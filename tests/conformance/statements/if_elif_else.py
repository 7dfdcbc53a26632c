# if / elif / else, truth values, nesting and conditional expressions.
def kind(n):
    if n < 0:
        return "negative"
    elif n == 0:
        return "zero"
    elif n < 10:
        return "small"
    else:
        return "large"


for n in (-5, 0, 3, 10, 99):
    print(n, kind(n))
for v in (
    0,
    1,
    -1,
    0.0,
    -0.0,
    0.1,
    "",
    " ",
    "0",
    [],
    [0],
    (),
    (0,),
    {},
    {0: 0},
    None,
    True,
    False,
    b"",
    b"\0",
    range(0),
    range(1),
    0j,
    1j,
    set(),
    {1},
):
    if v:
        print("true ", repr(v))
    else:
        print("false", repr(v))
if not []:
    print("empty list is false")
if 1:
    print("one line")
if 0:
    print("never")
elif 1:
    print("one-line elif")
else:
    print("never")
if True:
    if False:
        print("never")
    else:
        if 3 > 2:
            print("nested")
x = 5
print("big" if x > 3 else "small", "even" if x % 2 == 0 else "odd")
print("a" if x < 3 else "b" if x < 6 else "c")
if x == 5 and not x == 6 or x == 7:
    print("bool chain")
if (y := x * 2) > 9:
    print("walrus", y)
if x > 1:
    pass
else:
    print("never")


class NoTruth:
    def __bool__(self):
        raise ValueError("no truth")


try:
    if NoTruth():
        print("never")
except ValueError as e:
    print("raised", e)
