# match without a case.
match x:
    y = 1
