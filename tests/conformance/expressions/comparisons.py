# Comparison operators between and across built-in types.
values = [1, 1.0, True, 2, "a", "b", (1, 2), (1, 3), [1, 2], None, 2 + 0j, b"a", {1}, {1: 2}]
for a in values:
    print(repr(a), [b for b in values if a == b])
for op, f in (("<", lambda a, b: a < b), (">=", lambda a, b: a >= b)):
    for a, b in [
        (1, 2),
        (1, 2.5),
        (True, 2),
        ("a", "b"),
        ("", "a"),
        ("Z", "a"),
        ((1, 2), (1, 3)),
        ((1,), (1, 0)),
        ([], [0]),
        ([1, "x"], [2, 3]),
        (b"a", b"b"),
        ({1}, {1, 2}),
        (1, "a"),
        ("a", 1),
        (None, None),
        (None, 1),
        ([1], (1,)),
        ({1: 1}, {2: 2}),
        (1j, 2j),
        (1, 1j),
        ([1, 2], [1, "x"]),
        (b"a", "a"),
        (range(3), range(4)),
        (int, str),
        ({1}, [1]),
        (..., ...),
    ]:
        try:
            print(a, op, b, "=", f(a, b))
        except TypeError as e:
            print("TypeError:", e)
nan = float("nan")
inf = float("inf")
print(
    nan == nan,
    nan != nan,
    nan < 1,
    nan > 1,
    [nan] == [nan],
    nan in [nan],
    inf > 10**400,
    -inf < -(10**400),
)
print(
    10**400 < 1e308,
    10**400 == inf,
    2**53 == 2.0**53,
    2**53 + 1 == 2.0**53,
    2**53 + 1 > 2.0**53,
)
print("abc" < "abd", "abc" < "abcd", "é" > "z", "\U0001F600" > "\uffff", "a" * 3 == "aaa")
print(
    [1, 2, 3] == (1, 2, 3),
    [1, [2]] == [1.0, [2.0]],
    {1: 2} == {1.0: 2.0},
    {1, 2} == frozenset([2, 1]),
)
print(None == False, 0 == False, "" == False, () == [])
a = [1]
b = a
c = [1]
print(a is b, a is c, a == c, a is not c, not a is c)
print(
    "in:",
    2 in (1, 2),
    "b" in "abc",
    "" in "abc",
    "bd" in "abcd",
    3 not in {1: 3},
    b"b" in b"abc",
    98 in b"abc",
)
for f in (
    lambda: 1 in "abc",
    lambda: 1 in 5,
    lambda: None in b"a",
    lambda: "a" in b"abc",
    lambda: [] in {1},
    lambda: 300 in b"a",
):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
