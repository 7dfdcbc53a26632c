# The simplest programs: print with literals, separators and ends.
print("hello")
print('single', "double")
print()
print(1)
print(1, 2, 3)
print(1, 2, 3, sep="-")
print("a", "b", sep="")
print("no newline", end="")
print(" | continued", end="!\n")
print(None, True, False)
print("a", 1, 2.5, None, True)
print("x", sep="unused")
print(sep="unused")
print(end="only end\n")
print("tab\tseparated", "new\nline")
print("quote's", 'double "quotes"')
print("back\\slash")
print(1, 2, sep=None, end=None)
print((), [], {})
print((1,), [1, "two", 3.0], {"k": "v"})
print(repr("it's"), repr('say "hi"'), repr("both ' and \""))
try:
    print(1, sep=3)
except TypeError as e:
    print(e)
try:
    print(1, end=b"x")
except TypeError as e:
    print(e)
try:
    print(1, nosuch=3)
except TypeError as e:
    print(e)
