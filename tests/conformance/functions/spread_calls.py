# f(*args, **kwargs) of every kind of callable; the dict given stays as it is.
def show(*args, **kwargs):
    return args, kwargs


def named(a, b=2, *, c=3):
    return a, b, c


class Plain:
    def __init__(self, *args, **kwargs):
        self.all = args, kwargs

    def method(self, *args, **kwargs):
        return self.all, args, kwargs

    def __call__(self, x, **kwargs):
        return "called", x, kwargs


def passes(f, *args, **kwargs):
    return f(*args, **kwargs)


options = {"c": 5}
print(passes(show, 1, 2, x=3), passes(named, 1, **options), options)
print(passes(Plain, 1, k=2).all, passes(Plain(7).method, 8, k=9), passes(Plain(), 1, z=2))
print(show(*[1], *(2, 3), a=1, **{"b": 2}, **{"c": 3}))
print(passes(dict, [(1, 2)], a=3), passes(print, "a", "b", sep="-"), passes(int, "ff", base=16))


def keeps(**kwargs):
    kwargs["added"] = 1
    return kwargs


given = {"q": 0}
print(keeps(**given), given, keeps(**given) is given)
print(show(*range(300))[0][-1], len(passes(show, **{f"k{i}": i for i in range(300)})[1]))

for attempt in (
    lambda: show(**{1: 2}),
    lambda: show(*5),
    lambda: show(**5),
    lambda: show(a=1, **{"a": 2}),
    lambda: passes(named),
    lambda: passes(named, 1, 2, 3),
    lambda: passes(named, 1, d=4),
    lambda: passes(named, 1, a=4),
    lambda: passes(len, 1, x=2),
    lambda: passes(None, 1),
):
    try:
        print(attempt())
    except TypeError as e:
        print("TypeError:", e)


class Text(str):
    pass


print(show(**{Text("key"): 1}))


def deep(n, *args, **kwargs):
    return n if n == 0 else deep(n - 1, *args, **kwargs)


print(deep(200, 1, 2, k=3))


def forever(*args):
    return forever(*args)


try:
    forever(1)
except RecursionError as e:
    print(e)


def generate(*args):
    yield from args


print(list(passes(generate, 1, 2)))


class Row:
    def __init__(self, items):
        self.items = items

    def __getitem__(self, i):
        if isinstance(i, slice):
            return Row(self.items[i])
        return self.items[i]


class Lazy(Row):
    def __getitem__(self, i):
        yield super().__getitem__(i)


row = Row([1, 2, 3])
print(row[0], row[-1], row[1:].items, list(row), 2 in row, list(Lazy([4])[0]))
try:
    row["x"]
except TypeError as e:
    print(e)
