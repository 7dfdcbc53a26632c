# An f-string with a comment in its expression.
x = f"{a # b}"
