# Assignment expressions: places, scopes, values.
print((a := 5), a, (b := a + 1) * 2, b, [c := 1, c + 1], c, {(d := "k"): d}, (e := [1, 2])[0], e)
if (n := len("abc")) > 2:
    print("n =", n)
while (n := n - 1) > 0:
    print(n, end=" ")
print(n)
data = [1, 5, 3, 8]
print(
    [y for x in data if (y := x * 2) > 4],
    y,
    any((hit := x) > 4 for x in data),
    hit,
    all((last := x) < 4 for x in data),
    last,
)
print([total := 0] + [total := total + v for v in data], total)


def f(x, y=(z := 9)):
    return x + y


print(f(1), z, f(x := 3) if 0 else f((x := 3)), x, f((q := 2), q * 2), q)


def scope():
    inner = 0

    def g():
        nonlocal inner
        [inner := v for v in range(5)]

    g()

    def h():
        global glob
        return (glob := "set")

    return inner, h(), (lambda: (loc := 1) + loc)()


print(scope(), glob)
print(
    (p := 1, p + 1),
    p,
    (r := (1, 2)),
    r,
    f"{(s := 7)} {s}",
    f"{s:=4}|",
    (t := 1) if (u := 0) else (v := 3),
    u,
    v,
    not (w := []),
    w,
)
x = (y := (z := 1) + 1) + 1
print(x, y, z)
print(
    (m := 1) and (k := 2),
    m,
    k,
    (m := 0) or (k := 5),
    k,
    (m := 0) and (never := 1),
    "never" in globals(),
)
lst = [0] * 3
i = 0
lst[(i := i + 1)] = i * 10
print(lst, i)
print(
    {(j := j2) % 3 for j2 in range(7)} == {0, 1, 2}, j, {kk: (vv := kk * 2) for kk in range(3)}, vv
)
for ch in (text := "abc"):
    print(ch, end=text[-1])
print()
import io

buf = io.StringIO("one\ntwo\n\nthree")
while line := buf.readline().strip():
    print(line, end=";")
print(repr(line))
del (a), b
print("a" in globals(), (o := lambda: (inner_o := 5))(), "inner_o" in globals())
try:
    (1 / (zero := 0))
except ZeroDivisionError:
    print("assigned before the error", zero)
assert (msg := "kept") == "kept", (other := 1)
print(msg, "other" in globals(), [(g1 := x2, g1**2) for x2 in range(3)], g1)
