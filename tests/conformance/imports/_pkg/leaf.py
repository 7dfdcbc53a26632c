"""Leaf doc."""
print("init leaf", __name__)
counter = 0
_hidden = 1
def where():
    return __name__ + ":" + __package__
