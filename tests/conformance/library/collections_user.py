# collections.UserDict, UserList, UserString: subclassing hooks and full protocol
from collections import UserDict, UserList, UserString


class Lower(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)

    def __missing__(self, key):
        if key != key.lower():
            return self[key.lower()]
        raise KeyError(key)


d = Lower({"A": 1}, B=2)
d.update(C=3)
print(d, d["A"], d["b"], len(d), sorted(d), d.data)
print("A" in d, d.get("A"), d.setdefault("Z", 26), d.pop("z"))
print(d | {"Q": 1}, {"Q": 1} | d, d == {"a": 1, "b": 2, "c": 3})
c = d.copy()
c["new"] = 0
print(len(d), len(c), type(c).__name__, Lower.fromkeys(["X", "Y"], 0))
try:
    d["nope"]
except KeyError as e:
    print("KeyError", e)


class Unique(UserList):
    def append(self, item):
        if item not in self.data:
            super().append(item)


u = Unique([3, 1, 2])
u.append(1)
u.append(4)
print(u, u[1:3], type(u[1:3]).__name__, u + [9], [9] + u, u * 2)
u.sort()
u.insert(0, 0)
u.extend([8, 7])
u += (6,)
print(u, u.index(8), u.count(0), u.pop(), u.pop(0), 8 in u)
u.reverse()
print(u, list(u), u == [7, 8, 4, 3, 2, 1], u < [9], u.copy() == u)
u.remove(8)
del u[0]
u[0:2] = [100, 200, 300]
print(u, len(u))
try:
    u.remove("x")
except ValueError as e:
    print("ValueError", e)

s = UserString("Hello World")
print(s, repr(s), s.upper(), type(s.upper()).__name__, s[0:5], s + "!", "<" + s)
print(s.replace("o", "0"), s.split(), s.find("W"), "World" in s, len(s), s == "Hello World")
print(s.center(21, "*"), s.startswith("Hell"), s * 2, UserString("%d-%s") % (1, "a"))
print(UserString(42), int(UserString("17")), float(UserString("2.5")), hash(s) == hash("Hello World"))
print(s.partition(" "), s.encode("ascii"), s.swapcase(), s.title().isalpha(), s < "I", s.count("l"))
print(s.format(1), UserString("{0}-{a}").format(1, a=2), UserString("a,b").rsplit(","), s.casefold())
