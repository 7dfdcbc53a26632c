# A decorator on nothing.
@deco
x = 1
