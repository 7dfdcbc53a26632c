# A block that is not indented, after if, at the end of a file.
if True:
