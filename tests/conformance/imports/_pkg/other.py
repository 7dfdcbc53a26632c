# Imported from within a function.
print("init other")
