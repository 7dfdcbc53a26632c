# A target list without parentheses in a comprehension.
[x, y for x, y in z]
