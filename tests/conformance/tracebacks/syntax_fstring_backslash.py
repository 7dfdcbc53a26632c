# An f-string with a backslash in its expression.
x = f"{'\n'.join(a)}"
