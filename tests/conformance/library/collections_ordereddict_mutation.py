# OrderedDict: iterators over a changing dict, moves to both ends against a list as model
from collections import OrderedDict
import random
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
o=OrderedDict.fromkeys(range(5))
it=iter(o); next(it); o[10]=1
t(lambda: next(it))
t(lambda: next(it))
o=OrderedDict.fromkeys(range(5)); it=iter(o); next(it); o.move_to_end(0); t(lambda: next(it)); t(lambda: list(it))
o=OrderedDict.fromkeys(range(5)); it=iter(o); next(it); o.move_to_end(1); t(lambda: list(it))
o=OrderedDict.fromkeys(range(5)); it=iter(o); next(it); del o[1]; o[1]=1; t(lambda: list(it))
o=OrderedDict.fromkeys(range(5)); it=iter(o); next(it); o.clear(); t(lambda: list(it))
o=OrderedDict.fromkeys(range(5)); it=iter(o); next(it); o.popitem(); t(lambda: list(it))
o=OrderedDict.fromkeys(range(5)); it=iter(o); next(it); o[3]=1; t(lambda: list(it))
print(type(it), it.__reduce__(), type(iter(o.items())), type(reversed(o)), repr(o.keys()),type(o.keys()), type(iter(o.values())), type(reversed(o.items())))
# model
r=random.Random(5)
o=OrderedDict(); l=[]
for step in range(20000):
    k=(r.randrange(40),) if step%3 else r.randrange(40)
    op=r.randrange(6)
    if op<2:
        o[k]=step
        if k not in l: l.append(k)
    elif op==2 and k in o: del o[k]; l.remove(k)
    elif op==3 and k in o: o.move_to_end(k); l.remove(k); l.append(k)
    elif op==4 and k in o: o.move_to_end(k,last=False); l.remove(k); l.insert(0,k)
    elif op==5 and l and step%7==0:
        last=bool(r.randrange(2)); x=o.popitem(last); y=l.pop() if last else l.pop(0); assert x[0]==y
    assert list(o)==l,(step,op); assert len(o)==len(l)
    if step%100==0: assert list(reversed(o.items()))==[(k,o[k]) for k in reversed(l)]; assert dict(o)=={**o} and list({**o})==l
print("ok")
o=OrderedDict.fromkeys((i,i) for i in range(20000))
