# SystemExit with several arguments.
raise SystemExit(1, "two", None)
