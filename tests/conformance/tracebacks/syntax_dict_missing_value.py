# A dict item without its value.
x = {1: 2, 3: }
