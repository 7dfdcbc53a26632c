# Deeply mixed control flow: loops, try, with, functions, early exits.
def search(m, want):
    for i, row in enumerate(m):
        for j, v in enumerate(row):
            if v == want:
                break
        else:
            continue
        break
    else:
        return None
    return i, j


m = [[1, 2], [3, 4], [5, 6]]
print(search(m, 4), search(m, 9), search([], 1), search([[]], 1))


def tangled(n):
    out = []
    for i in range(n):
        try:
            if i == 1:
                continue
            if i == 4:
                break
            while True:
                try:
                    if i == 2:
                        raise KeyError(i)
                    break
                except KeyError:
                    out.append("K")
                    if len(out) > 2:
                        break
                finally:
                    out.append(f"f{i}")
        except ZeroDivisionError:
            out.append("never")
        else:
            out.append(f"e{i}")
        finally:
            out.append(f"F{i}")
    else:
        out.append("for-else")
    return out


print(tangled(3), tangled(6))


def ret(k):
    for i in range(3):
        try:
            try:
                if k == i:
                    return f"ret {i}"
            finally:
                if k == 10 + i:
                    return f"fin {i}"
        finally:
            print("out", i, end="; ")
    return "end"


for k in (0, 1, 5, 11):
    print(ret(k))


def whiles():
    a, out = 5, []
    while a:
        a -= 1
        if a == 3:
            continue
        b = a
        while b > 0:
            b -= 1
            if b == 1:
                break
            out.append((a, b))
        else:
            out.append("else")
    else:
        out.append("done")
    return out


print(whiles())


def gen(n):
    while True:
        for i in range(n):
            got = yield i
            if got == "stop":
                return "stopped"
            if got == "skip":
                break
        else:
            yield "full"


g = gen(3)
print([next(g) for _ in range(5)], g.send("skip"), next(g), next(g), next(g), next(g))
try:
    g.send("stop")
    next(g)
except StopIteration as e:
    print(e.value)


class CM:
    def __enter__(self):
        return self

    def __exit__(self, t, *a):
        print("exit", t and t.__name__, end="; ")
        return t is KeyError


def withs():
    for i in range(4):
        with CM():
            if i == 0:
                continue
            if i == 1:
                raise KeyError
            if i == 3:
                return "from with"
        print("after with", i, end="; ")


print(withs())


def states(s):
    state, out = "start", []
    for c in s + "$":
        match state, c:
            case "start", d if d.isdigit():
                state, out = "num", out + [d]
            case "num", d if d.isdigit():
                out[-1] += d
            case "num", ".":
                out[-1] += "."
                state = "frac"
            case "frac", d if d.isdigit():
                out[-1] += d
            case _, " " | "$":
                state = "start"
            case _:
                return f"bad {c!r} in {state}"
    return out


print(states("12 3.5 7"), states("1..2"), states(""), states("a"))


def many_returns(x):
    if x < 0:
        if x < -10:
            return "very negative"
        return "negative"
    elif x == 0:
        return "zero"
    for lim, name in ((10, "small"), (100, "medium")):
        if x < lim:
            return name
    return "large"


print([many_returns(v) for v in (-20, -1, 0, 5, 50, 500)])
i = 0
while i < 3:
    i += 1
    for j in range(i):
        if j == 1:
            break
        if i == 2:
            continue
        print((i, j), end=" ")
    else:
        print("inner else", i, end=" ")
print(i, j)
