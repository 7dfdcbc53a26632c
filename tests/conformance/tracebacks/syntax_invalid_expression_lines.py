# An error in brackets that span lines.
x = [
    1,
    2,
    a b,
]
