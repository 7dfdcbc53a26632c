# A malformed number.
x = 123abc
