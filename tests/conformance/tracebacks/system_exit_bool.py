# SystemExit(True) counts as the int 1; from a chained handler.
try:
    {}["x"]
except KeyError as e:
    raise SystemExit(True) from e
