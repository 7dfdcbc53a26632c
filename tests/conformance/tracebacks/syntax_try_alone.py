# try without a handler.
try:
    x = 1
y = 2
