# An increment operator.
x = 1
x++
