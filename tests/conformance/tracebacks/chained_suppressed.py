# raise ... from None hides the context.
try:
    {}["x"]
except KeyError:
    raise ValueError("only this") from None
