# Closures over local variables; nonlocal; cells shared between functions.
def counter(start=0):
    n = start

    def step(by=1):
        nonlocal n
        n += by
        return n

    return step


a, b = counter(), counter(10)
print(a(), a(), b(), a(5), b(-3))


def account():
    balance = 0

    def deposit(x):
        nonlocal balance
        balance += x

    def get():
        return balance

    return deposit, get


dep, get = account()
dep(5)
dep(7)
print(get())


def late():
    fs = []
    for i in range(3):
        fs.append(lambda: i)
    return [f() for f in fs]


print(late())


def early():
    return [f() for f in [lambda i=i: i for i in range(3)]]


print(early())


def per_call():
    def make(i):
        return lambda: i

    return [f() for f in [make(i) for i in range(3)]]


print(per_call(), [f() for f in [lambda: k for k in range(3)]])


def three():
    x = "outer"

    def two():
        def one():
            nonlocal x
            x += "!"
            return x

        return one

    f = two()
    f()
    f()
    return x


print(three())


def after():
    def show():
        return value

    value = "assigned later"
    return show()


print(after())


def unbound():
    def show():
        return value

    try:
        show()
    except NameError as e:
        print(type(e).__name__, e)
    value = 1
    return show()


print(unbound())


def params(a, *args, **kw):
    def inner():
        return a, args, kw

    a = a * 2
    return inner


print(params(1, 2, k=3)())


def compose(*fs):
    def composed(x):
        for f in reversed(fs):
            x = f(x)
        return x

    return composed


print(compose(str, lambda x: x + 1, abs)(-41))


def adder(a):
    return lambda b: lambda c: a + b + c


print(adder(1)(2)(3))
f = counter()
print(f.__code__.co_freevars, counter.__code__.co_cellvars, f.__closure__[0].cell_contents)
f()
print(f.__closure__[0].cell_contents)
f.__closure__[0].cell_contents = 99
print(f())
