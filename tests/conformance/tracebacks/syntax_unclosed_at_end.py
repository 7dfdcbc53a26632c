# An opening brace that is never closed, nothing after it.
x = {1: 2,
