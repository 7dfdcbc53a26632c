# A truncated unicode escape.
x = "ab\u12"
