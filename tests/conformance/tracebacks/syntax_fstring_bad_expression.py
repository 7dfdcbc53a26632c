# An f-string with a bad expression.
y = 1
x = f"{y y}"
