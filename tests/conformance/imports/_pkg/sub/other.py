# Loaded by a star import through __all__.
print("init sub.other")
