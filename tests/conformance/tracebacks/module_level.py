# Uncaught at module level, with output before it.
print("line one")
x = {}
print("line two")
x["missing"]
print("never")
