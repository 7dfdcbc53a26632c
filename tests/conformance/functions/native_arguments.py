# Errors in calls of built-in functions: in which order they are found, and what they say.
def e(f, *args, **kwargs):
    try:
        print("ok", f(*args, **kwargs))
    except (TypeError, ValueError) as error:
        print(error)


e(pow, x=1)
e(pow, 2)
e(pow, 2, 3, base=1)
e(pow, 2, 3, 4, 5)
e(pow, 2, 3, mod=5, other=1)
e(sum)
e(sum, iterable=[1])
e(sum, [1], start=2, end=3)
e(sum, [1], 2, start=3)
e(sorted)
e(sorted, [2, 1], 5)
e(sorted, [2, 1], cmp=1)
e(sorted, [2, 1], reverse=True)
e(enumerate)
e(enumerate, [1], 2, 3)
e(round)
e(round, 1.5, ndigits=0, more=1)
e(int, "1", bass=3)
e(int, "1", 2, base=3)
e(int, "11", base=2)
e(str, 1, 2, 3, 4)
e(str, b"a", encoding="ascii", errors="strict", more=1)
e("a b".split, sep=" ", maxsplit=1, more=2)
e("a b".split, " ", sep=" ")
e([].sort, 1)
e([].sort, key=None, rev=1)
e([].append, object=1)
e({}.get, key=1)
e(len, obj=1)
e(classmethod)
e(staticmethod, 1, 2)
e(list, iterable=1)
e(tuple, x=1)
e(float, x=1)
e(int.__new__, bool, 1)
e(type)
e(type, 1, 2)
e(type.__new__, type)
e(type, "a\0b", (), {})
e((5).__format__)
e((5).__add__)
e((5.0).__round__, 1, 2)
e(str.upper)
e(str.__add__)
e(str.upper.__get__, 5)
e(object.__init__, object(), 1)


class WithInit(list):
    def __init__(self, values, extra=None):
        super().__init__(values)
        self.extra = extra


class WithNew(list):
    def __new__(cls, values, extra=None):
        self = super().__new__(cls, values)
        self.extra = extra
        return self


class Plain(list):
    pass


print(WithInit([1], extra=2).extra, WithNew([1], extra=3).extra)
e(Plain, [1], extra=4)
e(set().__init__, x=1)
