# An opening bracket that is never closed.
print("before")
x = foo(1,
        [2, 3]
y = 5
