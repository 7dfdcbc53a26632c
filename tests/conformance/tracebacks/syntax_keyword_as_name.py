# A keyword used as a name.
def class(x):
    pass
