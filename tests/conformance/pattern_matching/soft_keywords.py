# match, case, _ and type are ordinary names outside of match statements.
match = 3; case = 4; _ = 5; type = 6
print(match, case, _, match * case, match [0:1] if False else match)
match (match):
    case case: print(case)
match -match:
    case -3: print("negative")
match [x for x in range(3)]:
    case [0, 1, 2]: print("list")
match lambda: 0:
    case f: print(callable(f))
def match(*args, case=None):
    return "called", args, case
print(match(1, 2), match (3, case=4), match(*[5]))
match, case = case, match
print(match, case(1, case=2))
class match:
    case = 5
    def __getitem__(self, match): return match
print(match().case, match()[7], [match for match in range(2)], [case for case in "ab"])
match = {"case": 1}
match ["case"] = 2
match["new"]: int = 3
print(match)
match = [5, 6]
match [0] = match [-1]
print(match, match [0], match [0:1])
match = lambda x: x * 2
print(match (4), match (match (4)))
match = 10
match -= 1
match *= 2
print(match -1, match - 1, match +1, match *2, -match, not match, match if match else match)
for match in range(2):
    match match:
        case 0:
            print("zero")
        case match:
            print("bound", match)
def f(match, case=1, *_, type=2):
    match match, case:
        case [1, case]:
            return "one", case
        case _:
            return "other", match, case, type
print(f(1), f(2, 3), f(1, 5))
import sys as match
print(match is not None)
from math import pi as case
print(case > 3)
try:
    raise KeyError("k")
except KeyError as match:
    print(repr(match))
with open(__file__) as case:
    print(case.readline()[:8])
