# Fails while being imported.
value = 1
def compute(x):
    return 10 / x
result = compute(value - 1)
