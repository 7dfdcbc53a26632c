# An f-string with a single closing brace.
x = f"a } b"
