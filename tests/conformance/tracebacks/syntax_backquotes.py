# Back quotes.
x = `1`
