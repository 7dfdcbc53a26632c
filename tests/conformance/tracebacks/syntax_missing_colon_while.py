# A loop without its colon.
while True print("x")
