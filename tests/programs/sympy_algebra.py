"""SymPy: calculus, solving, simplification, matrices, polynomials, number theory and printing."""
# packages: python3-sympy python3-mpmath

import sympy as sp
from sympy import Eq, Function, I, Matrix, Rational, Sum, cos, exp, log, oo, pi, sin, sqrt, symbols, tan
from sympy.parsing.sympy_parser import parse_expr

x, y, z, t, n, k = symbols("x y z t n k")
a, b = symbols("a b", positive=True)
print(sp.expand((x + y + 1) ** 6))
print(sp.factor(x**10 - 1), sp.factor(x**4 + 4 * y**4), sp.factorint(2**64 + 1), sp.factor_list(x**5 - 5 * x**3 + 4 * x))
print(sp.diff(sin(x) * exp(x**2) / (x + 1), x), sp.diff(x**x, x, 2))
for f in (x * exp(x), 1 / (x**2 + 1), sin(x) ** 3, log(x), x / (x**2 + 3 * x + 2), sqrt(1 - x**2), exp(-x) * cos(x)):
    F = sp.integrate(f, x)
    print(f, "->", F, sp.simplify(sp.diff(F, x) - f) == 0)
print(sp.integrate(exp(-x**2), (x, -oo, oo)), sp.integrate(x**2 * sin(x), (x, 0, pi)), sp.integrate(1 / x**2, (x, 1, oo)))
print(sp.limit(sin(x) / x, x, 0), sp.limit((1 + 1 / x) ** x, x, oo), sp.limit((x**2 - 1) / (x - 1), x, 1), sp.series(tan(x), x, 0, 10), sp.series(exp(sin(x)), x, 0, 6))
print(sp.solve(x**3 - 6 * x**2 + 11 * x - 6, x), sp.solve(x**2 + x + 1, x), sp.solve([x + y - 3, x - y - 1], [x, y]), sp.solve(x**4 - 5 * x**2 + 4, x), sp.solve(Eq(a * x**2 + b * x, 2), x))
print(sp.solveset(sin(x) - Rational(1, 2), x, sp.Interval(0, 2 * pi)), sp.solve(exp(x) - 5, x), sp.nsolve(cos(x) - x, 1), sp.linsolve([x + 2 * y + z - 1, 3 * x - y - 2], x, y, z), sp.roots(x**5 - x**4, x))
print(sp.simplify(sin(x) ** 2 + cos(x) ** 2), sp.trigsimp(sin(x) * cos(y) + cos(x) * sin(y)), sp.radsimp(1 / (sqrt(3) + sqrt(2))), sp.together(1 / x + 1 / y), sp.apart((x + 3) / (x**2 + 3 * x + 2)), sp.cancel((x**2 - y**2) / (x - y)), sp.logcombine(log(a) + 2 * log(b)), sp.powsimp(x**2 * x**y), sp.nsimplify(0.333333333333), sp.sqrtdenest(sqrt(5 + 2 * sqrt(6))))
M = Matrix([[2, 1, 0], [1, 3, 1], [0, 1, 4]])
print(M.det(), M.inv(), M.charpoly(x).as_expr(), M.rank(), M.rref(), M.T * M, (M**5)[0, 0], M.LUdecomposition()[0], Matrix([[1, 2], [2, 4]]).nullspace(), Matrix([[2, 0], [0, 3]]).eigenvects(), M.cholesky()[0, 0])
H = sp.hessian(x**3 * y + y**2, (x, y))
print(H, Matrix([x * y, x + y]).jacobian([x, y]), sp.zeros(2), sp.eye(2), sp.diag(1, 2), Matrix(4, 4, lambda i, j: Rational(1, i + j + 1)).det())
print(sp.summation(k**2, (k, 1, n)), Sum(1 / k**2, (k, 1, oo)).doit(), sp.product(k, (k, 1, 6)), sp.rsolve(Function("f")(n + 1) - 2 * Function("f")(n), Function("f")(n), {Function("f")(0): 3}), sp.fibonacci(50), sp.bernoulli(10), sp.harmonic(6))
f = Function("f")
print(sp.dsolve(f(t).diff(t) + f(t), f(t)), sp.dsolve(f(t).diff(t, 2) + 4 * f(t), f(t)))
p = sp.Poly(x**5 + 2 * x**3 - x + 7, x)
q = sp.Poly(x**2 - 3, x)
print(sp.div(p, q), sp.gcd(sp.Poly(x**4 - 1), sp.Poly(x**6 - 1)), sp.resultant(p, q), p.discriminant(), sp.groebner([x**2 + y**2 - 1, x - y], x, y), sp.minimal_polynomial(sqrt(2) + sqrt(3), x), sp.cyclotomic_poly(12, x))
print(list(sp.primerange(50, 100)), sp.isprime(2**89 - 1), sp.nextprime(10**12), sp.totient(360), sp.divisors(60), sp.ntheory.discrete_log(41, 15, 7), sp.ntheory.modular.crt([3, 5, 7], [2, 3, 2]), sp.continued_fraction(sqrt(7)), sp.jacobi_symbol(5, 21), sp.primitive_root(23))
e = sp.Integral(sqrt(1 / x), x) + x**2 / (y + 1) - Sum(k, (k, 1, n))
print(sp.pretty(e, use_unicode=True))
print(sp.latex(e), sp.ccode(x**2 + sin(y)), sp.pycode(sqrt(x) + pi), sp.srepr(x + 1), sp.mathml(x**2))
print(pi.evalf(60), sp.N(exp(1), 40), sqrt(2).evalf(50), (sp.E ** (I * pi)).simplify(), sp.zeta(4), sp.gamma(Rational(7, 2)), sp.besselj(0, 1).evalf(20), sp.erf(oo), sp.re(3 + 4 * I), abs(3 + 4 * I))
print(sp.And(x > 1, x < 3).as_set(), sp.simplify_logic("(a & b) | (a & ~b)"), sp.satisfiable(parse_expr("p & ~p")), sp.to_cnf(parse_expr("(p & q) | r")), sp.Piecewise((x, x > 0), (-x, True)).subs(x, -3), sp.FiniteSet(1, 2).union(sp.Interval(3, 4)))
print(parse_expr("2*x + sin(y)**2/3"), parse_expr("x**2").subs(x, y + 1).expand(), (x + y).xreplace({x: z}), sorted(map(str, (x * y + z).free_symbols)), (x * y * z).args, (x + 2 * y).coeff(y), sp.collect(x * y + x - 3 + 2 * x**2 - z * x**2 + x**3, x), sp.lambdify((x, y), x**2 + sin(y), "math")(2, 0))
print(sp.reduce_inequalities([x**2 < 4, x > 0], x), sp.combinatorics.Permutation([2, 0, 1]).order(), sp.combinatorics.named_groups.SymmetricGroup(5).order())
for bad in (lambda: Matrix([[1, 2], [2, 4]]).inv(), lambda: parse_expr("1 +"), lambda: sp.solve(x > "a"), lambda: Matrix([[1]]) * Matrix([[1], [2]]), lambda: sp.Symbol(5), lambda: bool(x > 1), lambda: sp.nsolve(x**2 + 1, 1.0)):
    try:
        print(bad())
    except Exception as err:
        print(type(err).__name__, str(err).strip().split("\n")[0])
