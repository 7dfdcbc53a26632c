# A for loop over a bad target.
for 5 in x:
    pass
