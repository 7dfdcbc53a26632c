# Two arguments with no comma.
print("a" "b", c d)
