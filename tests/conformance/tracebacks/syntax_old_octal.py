# An old octal number with an underscore.
x = 00_7 + 07
