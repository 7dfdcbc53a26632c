# A small Lisp: reader, environments, closures, tail calls, macros.
import operator as op


class Symbol(str):
    def __repr__(self):
        return str(self)


def tokenize(s):
    return s.replace("(", " ( ").replace(")", " ) ").replace("'", " ' ").split()


def read(toks):
    if not toks:
        raise SyntaxError("unexpected end")
    t = toks.pop(0)
    if t == "(":
        out = []
        while toks and toks[0] != ")":
            out.append(read(toks))
        if not toks:
            raise SyntaxError("missing )")
        toks.pop(0)
        return out
    if t == ")":
        raise SyntaxError("unexpected )")
    if t == "'":
        return [Symbol("quote"), read(toks)]
    for conv in (int, float):
        try:
            return conv(t)
        except ValueError:
            pass
    return {"#t": True, "#f": False}.get(t, Symbol(t))


class Env(dict):
    def __init__(self, params=(), args=(), outer=None):
        if len(params) != len(args):
            raise TypeError(f"expected {len(params)} arguments, got {len(args)}")
        super().__init__(zip(params, args))
        self.outer = outer

    def find(self, k):
        e = self
        while e is not None:
            if k in e:
                return e
            e = e.outer
        raise NameError(f"unbound {k}")


class Lambda:
    def __init__(self, params, body, env):
        self.params, self.body, self.env = params, body, env

    def __call__(self, *a):
        return ev(self.body, Env(self.params, a, self.env))


def ev(x, env):
    while True:
        match x:
            case Symbol():
                return env.find(x)[x]
            case [] | int() | float() | str():
                return x
            case ["quote", e]:
                return e
            case ["if", c, a, *b]:
                x = a if ev(c, env) is not False else b[0] if b else None
            case ["define", [name, *params], *body]:
                env[name] = Lambda(params, [Symbol("begin"), *body], env)
                return None
            case ["define", name, e]:
                env[name] = ev(e, env)
                return None
            case ["set!", name, e]:
                env.find(name)[name] = ev(e, env)
                return None
            case ["lambda", params, *body]:
                return Lambda(params, [Symbol("begin"), *body], env)
            case ["begin", *es, last]:
                for e in es:
                    ev(e, env)
                x = last
            case ["let", binds, *body]:
                x = [[Symbol("lambda"), [b[0] for b in binds], *body], *[b[1] for b in binds]]
            case ["cond", *clauses]:
                for c, *body in clauses:
                    if c == "else" or ev(c, env) is not False:
                        x = [Symbol("begin"), *body]
                        break
                else:
                    return None
            case [f, *args]:
                f, args = ev(f, env), [ev(a, env) for a in args]
                if isinstance(f, Lambda):
                    x, env = f.body, Env(f.params, args, f.env)
                else:
                    return f(*args)
            case _:
                return x


def fold(f):
    return lambda a, *r: __import__("functools").reduce(f, r, a) if r else a


G = Env()
G.update(
    {
        Symbol(k): v
        for k, v in {
            "+": fold(op.add),
            "-": lambda a, *r: -a if not r else fold(op.sub)(a, *r),
            "*": fold(op.mul),
            "/": op.truediv,
            "<": op.lt,
            ">": op.gt,
            "=": op.eq,
            "<=": op.le,
            "car": lambda l: l[0],
            "cdr": lambda l: l[1:],
            "cons": lambda a, l: [a, *l],
            "list": lambda *a: list(a),
            "null?": lambda l: l == [],
            "length": len,
            "map": lambda f, l: [f(v) for v in l],
            "not": lambda v: v is False,
            "mod": op.mod,
            "display": lambda v: print(show(v), end=" "),
        }.items()
    }
)


def show(v):
    if v is True:
        return "#t"
    if v is False:
        return "#f"
    if isinstance(v, list):
        return "(" + " ".join(map(show, v)) + ")"
    return str(v) if not isinstance(v, Lambda) else "#<lambda>"


for src in """(+ 1 2 (* 3 4)) | (define (fact n) (if (<= n 1) 1 (* n (fact (- n 1))))) | (fact 25) | (define (loop n acc) (if (= n 0) acc (loop (- n 1) (+ acc n)))) | (loop 20000 0)
(define (compose f g) (lambda (x) (f (g x)))) | ((compose (lambda (x) (* x 2)) (lambda (x) (+ x 1))) 5) | (map (lambda (x) (* x x)) '(1 2 3)) | (define (counter) (let ((n 0)) (lambda () (set! n (+ n 1)) n)))
(define c (counter)) | (c) | (c) | (let ((x 2) (y 3)) (* x y)) | (cond ((< 3 2) 'no) ((> 3 2) 'yes) (else 'never)) | (define (filter p l) (cond ((null? l) l) ((p (car l)) (cons (car l) (filter p (cdr l)))) (else (filter p (cdr l)))))
(filter (lambda (x) (= (mod x 2) 0)) '(1 2 3 4 5 6)) | '(a (b 1.5) #t) | (undefined) | (car '()) | ((lambda (x) x)) | (fact | ) | (/ 1 0) | (1 2) | (lambda (x) x) | (begin (display 1) (display '(2 "x")) 3) | (if #f 1) | -5 | (define (even n) (if (= n 0) #t (odd (- n 1)))) | (define (odd n) (if (= n 0) #f (even (- n 1)))) | (even 1001)""".replace(
    "\n", " | "
).split(
    " | "
):
    try:
        toks = tokenize(src)
        v = ev(read(toks), G)
        print(src, "=>", show(v), toks or "")
    except Exception as e:
        print(src, "=>", type(e).__name__ + ":", e)
