# OrderedDict: which methods go through those of a subclass
from collections import OrderedDict
class O(OrderedDict):
    def __getitem__(self,k): print("get",k); return super().__getitem__(k)
    def __delitem__(self,k): print("del",k); super().__delitem__(k)
    def __missing__(self,k): print("missing",k); return 5
    def __setitem__(self,k,v): print("set",k); super().__setitem__(k,v)
    def __contains__(self,k): print("in",k); return super().__contains__(k)
o=O(a=1,b=2)
print(o.pop("a"))
try: print(o.pop("zz"))
except KeyError as e: print("KE",e)
print(o.pop("zz",7), o.setdefault("b",4), o.setdefault("q",4), o.popitem(), o)
c=o.copy(); print(c)
