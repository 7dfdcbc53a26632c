# A compound statement without its colon.
if x > 1
    pass
