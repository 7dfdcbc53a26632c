# with and a bad target.
with a as 5:
    pass
