# A string without its closing quote.
x = "abc
y = 2
