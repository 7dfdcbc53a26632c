# NaNs made apart are different objects: containers look for identity before equality.
nan = float("nan")
other = float("nan")
print(nan is other, nan in [other], [nan] == [other], {nan: 1} == {other: 1}, len({nan, other}))
