# A typographic quote.
x = “hello”
