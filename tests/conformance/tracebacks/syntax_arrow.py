# A stray arrow.
x -> y
