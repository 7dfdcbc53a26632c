# Frames of methods, properties, decorators, static and class methods, nested functions.
import functools
def deco(f):
    @functools.wraps(f)
    def wrapper(*args, **kw):
        return f(*args, **kw)
    return wrapper
class C:
    @property
    def p(self): return self.cm()
    @classmethod
    def cm(cls): return cls.sm(3)
    @staticmethod
    def sm(x): return C().dec(x)
    @deco
    def dec(self, x):
        def nested():
            return (lambda: self[x])()
        return nested()
    def __getitem__(self, k): return self + k
    def __add__(self, o): return self(o)
    def __call__(self, v): return str(self)
    def __str__(self): return f"{self!r}"
    def __repr__(self): return "%s" % len(self)
    def __len__(self): return -1
C().p
