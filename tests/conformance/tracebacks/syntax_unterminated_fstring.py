# An f-string with an unclosed brace.
x = f"{a"
