# Assignment to a comparison.
x == 1 = 2
