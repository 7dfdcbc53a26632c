# break outside a loop.
def f():
    if 1:
        break
