# Leading zeros in a decimal number.
x = 0123
