# An exception raised while handling another.
def lookup(d, k):
    try:
        return d[k]
    except KeyError:
        raise LookupError("no " + k)
lookup({}, "key")
