# A dict item without its colon.
x = {1: 2, 3 4}
