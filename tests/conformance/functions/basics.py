# Defining and calling functions; returns; defaults; keywords.
def nothing():
    pass


print(nothing())


def add(a, b):
    return a + b


print(add(1, 2), add("x", "y"), add(b=1, a=5), add(1, b=9))


def greet(name, greeting="Hello", *, end="!"):
    return greeting + ", " + name + end


print(greet("Bob"))
print(greet("Bob", "Hi"))
print(greet("Bob", end="?"))
print(greet(greeting="Yo", name="Al", end="."))


def multi():
    return 1, 2, 3


print(multi())
a, b, c = multi()
print(a, b, c)


def bare():
    return


print(bare())


def fact(n):
    return 1 if n <= 1 else n * fact(n - 1)


print(fact(5), fact(20), fact(30))


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


print([fib(i) for i in range(15)])


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


print(is_even(10), is_odd(7), is_even(7))


def outer():
    def inner(x):
        return x * 2

    return inner(21)


print(outer())
f = add
print(f(3, 4), f is add, f.__name__)
square = lambda x: x * x
print(square(9), (lambda: 42)(), (lambda a, b=2, *c, d=4, **e: (a, b, c, d, e))(1, 5, 6, d=7, z=8))


def doc():
    """The documentation."""


print(doc.__doc__, nothing.__doc__)


def one_line(x):
    return x + 1


print(one_line(1))


def reassign(x):
    x = x + 1
    x += 1
    return x


n = 1
print(reassign(n), n)


def mutate(l):
    l.append(1)
    l = [9]
    l.append(2)
    return l


l = []
print(mutate(l), l)


def early(n):
    for i in range(10):
        if i == n:
            return i
    return "none"


print(early(3), early(99))
print(callable(add), callable(3), type(add).__name__, type(print).__name__)
