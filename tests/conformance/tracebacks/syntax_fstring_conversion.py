# An f-string with a bad conversion.
x = f"{a!z}"
