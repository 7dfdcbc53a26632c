# A walrus that rebinds the iteration variable.
[i := 0 for i in range(3)]
