"""The package's doc."""
VALUE = 1
print("init _pkg", __name__, __package__)
