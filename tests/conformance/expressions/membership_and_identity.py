# in, not in, is, is not, with containers and custom types.
print(
    1 in [1],
    1 in (2,),
    "k" in {"k": 1},
    1 in {"k": 1},
    2 in {1, 2},
    "b" in "abc",
    "" in "",
    3 in range(5),
    5 in range(5),
    2.0 in range(5),
    True in [1],
    None in [None],
    [] in [[]],
    () in ((),),
    98 in b"abc",
    b"bc" in b"abc",
    "a" in iter("abc"),
)
print(1 not in [1], not 1 in [1], 1 in [1] == True, 1 in [1] in [[1]], "a" in "abc" in ["abc"])
it = iter(range(5))
print(2 in it, list(it), 9 in it)
g = (x for x in "abc")
print("b" in g, "b" in g)
nan = float("nan")
print(
    nan in [nan],
    nan == nan,
    nan is nan,
    [nan] == [nan],
    (nan,) == (nan,),
    {nan: 1} == {nan: 1},
)


class AlwaysEq:
    def __eq__(self, o):
        return True


class NeverEq:
    def __eq__(self, o):
        return False


n = NeverEq()
print(
    AlwaysEq() in [1],
    1 in [AlwaysEq()],
    n in [n],
    n == n,
    n in [NeverEq()],
    [n].count(n),
    [n].index(n),
    [n] == [n],
    n in (n,),
)


class C:
    def __contains__(self, x):
        print("asked", x, end="; ")
        return x if x != "raise" else 1 / 0


print(1 in C(), 0 in C(), None in C(), "s" not in C())
try:
    "raise" in C()
except ZeroDivisionError as e:
    print(e)


class I:
    def __iter__(self):
        print("iter", end="; ")
        return iter([1, 2])


class G:
    def __getitem__(self, i):
        print("get", i, end="; ")
        return [5, 6][i]


print(2 in I(), 3 in I(), 6 in G(), 7 in G())
for f in (
    lambda: 1 in 5,
    lambda: 1 in None,
    lambda: 1 in object(),
    lambda: 1 in "a",
    lambda: None in "a",
    lambda: "a" in b"a",
    lambda: [] in {},
    lambda: {} in {1},
    lambda: 1 in int,
    lambda: 1 not in 5,
    lambda: 1 in C,
):
    try:
        print(f())
    except TypeError as e:
        print(e)
a = [1]
b = a
c = a[:]
print(
    a is b,
    a is c,
    a is not c,
    a == c,
    None is None,
    None is not None,
    True is True,
    type(a) is list,
    type(1) is not str,
    ... is Ellipsis,
    not a is b,
    a is b is not c,
)
x = y = object()
z = object()
print(x is y, x is z, id(x) == id(y), x in [z, y], x not in [z])


def same(v):
    return v is v


print(same(nan), same("s" * 50), same([]))
s = "abc"
t = s
print(t is s, s[:] == s, s is not t, s * 1 == s)
d = {"a": None}
print(
    "a" in d,
    d.get("a") is None,
    "b" in d,
    "a" in d.keys(),
    None in d.values(),
    ("a", None) in d.items(),
    ["a", None] in d.items(),
)
print(
    [i for i in range(10) if i in (2, 3, 5, 7)],
    [w for w in ("if", "x", "for") if w in {"if", "for"}],
    sum(c in "aeiou" for c in "education"),
    all(v in range(3) for v in (0, 1, 2)),
)
