# and / or / not: short circuit, returned operands, chained comparisons.
def t(name, value):
    print(name, end=" ")
    return value


print(t("a", 1) and t("b", 2))
print(t("a", 0) and t("b", 2))
print(t("a", 1) or t("b", 2))
print(t("a", 0) or t("b", 2))
print(t("a", "") or t("b", []) or t("c", None))
print(t("a", 1) and t("b", 2) and t("c", 0) and t("d", 4))
print(t("a", 0) or t("b", 1) and t("c", 2))
print((t("a", 0) or t("b", 1)) and t("c", 2))
print(not t("a", 0), not t("b", "x"), not not t("c", []))
print(t("a", 1) < t("b", 2) < t("c", 3))
print(t("a", 3) < t("b", 2) < t("c", 3))
print(t("a", 1) < t("b", 3) > t("c", 2) == t("d", 2))
print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 > 1, 1 == 1 == 1, 1 != 2 != 1, 1 < 2 == True)
print((1 < 2) == True, 1 < (2 == True), not 1 == 2, not (1 == 2))
print(1 in [1, 2] == True, (1 in [1, 2]) == True)
print("a" < "b" <= "b" != "c" in "cd" not in "xyz")
print(0 or "default", "value" or "default", None and 5, [] and 5, [0] and 5)
print(1 if [] or {} else 2, "yes" if not None else "no")


class Truth:
    def __init__(self, name, value):
        self.name, self.value = name, value

    def __bool__(self):
        print("bool(%s)" % self.name, end=" ")
        return self.value

    def __repr__(self):
        return self.name


T, F = Truth("T", True), Truth("F", False)
print(T and F)
print(F and T)
print(F or T)
print(T or F)
print(not T, not F)
print("then" if F or T else "else")
if T and F or T:
    print("taken")
while F:
    pass


class Cmp:
    def __lt__(self, other):
        return F if other == 1 else T


c = Cmp()
print((c < 1) is F, (c < 2) is T)
r = c < 1 < 5
print(r)
r = c < 2 > 5
print(r)
x = None
print(x is None, x is not None, not x is None, x is not None is not True)
assert not (0 and 1 / 0)
assert 1 or 1 / 0
print("assertions hold")
