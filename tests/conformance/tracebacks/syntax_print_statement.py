# print without parentheses.
x = 1
print "hello", x
