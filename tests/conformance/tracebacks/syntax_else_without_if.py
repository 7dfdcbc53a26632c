# else with nothing before it.
x = 1
else:
    pass
