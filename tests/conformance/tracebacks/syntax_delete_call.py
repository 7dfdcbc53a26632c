# del of a call.
del f(x), y
