# An empty dict never asks for the hash of what is popped.
print({}.pop([], 1), {}.pop({}, "none"))
for d in ({}, {1: 2}):
    for rest in ((), (5,)):
        try:
            print(d.pop([], *rest))
        except Exception as error:
            print(type(error).__name__, error)
