# Bytes and str literals side by side.
x = b"a" "b"
