# What __len__ and __length_hint__ announce is believed, and the room reserved.
for f in [lambda: int("\0"*128, 2), lambda: int("x"*300), lambda: int(b"\xff"*300), lambda: float("x"*300), lambda: int("é"*300,16), lambda: float(b"\xff"*300), lambda: complex("x"*300)]:
    try: f()
    except Exception as e: print(len(str(e)), str(e)[-20:])
class A:
    def __len__(s): return 4611686018427387903
    def __getitem__(s,i): raise KeyError
class B:
    def __init__(s,n): s.n=n
    def __iter__(s): return iter(())
    def __length_hint__(s): return s.n
for k in (A(), B(2**62), B(2**60), B(-1), B(2**70),B(1.5)):
  for f in (list, tuple, lambda x: [].extend(x), lambda x: [*x], bytearray, bytes, set, sorted):
    try: print(f(k))
    except Exception as e: print(repr(e))
