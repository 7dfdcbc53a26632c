# Fails half-way through its import.
half = 1
print("init fails")
1 / 0
