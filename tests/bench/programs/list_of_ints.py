# Ten million different ints in a list.

values = [number for number in range(10_000_000)]
print(len(values), values[-1])
