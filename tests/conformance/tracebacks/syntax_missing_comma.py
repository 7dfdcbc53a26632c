# Two expressions in brackets with no comma.
x = [1, 2 3, 4]
