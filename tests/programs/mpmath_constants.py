"""mpmath: constants, special functions, quadrature, roots, series and linear algebra at high precision."""
# packages: python3-mpmath

import mpmath as mp
from mpmath import mpc, mpf

mp.mp.dps = 60
for name in ("pi", "e", "euler", "phi", "catalan", "khinchin", "apery", "degree", "ln2", "glaisher", "mertens"):
    print(name, mp.nstr(getattr(mp, name) + 0, 50))
print(mpf("0.1"), mpf(1) / 3, mpf(2) ** 0.5, mpf("1e1000") * 3, -mpf(0), mpf("inf"), mpf("nan"), mpf(10) ** -400, mpf(7) % 3, int(mpf("123.9")), float(mpf("0.1")), repr(mpf("1.5")), mpc(1, 2) * mpc(3, -1), abs(mpc(3, 4)))
for f, args in [("gamma", (mpf(1) / 3,)), ("zeta", (3,)), ("zeta", (mpc(0.5, 14),)), ("besselj", (0, 2.5)), ("airyai", (1.5,)), ("erf", (0.7,)), ("ellipk", (0.3,)), ("hyp2f1", (1, 2, 3, 0.5)), ("lambertw", (1,)), ("polylog", (2, 0.5)), ("digamma", (2.5,)), ("beta", (2, 3.5)), ("legendre", (5, 0.3)), ("chebyt", (7, 0.2)), ("ei", (1,)), ("si", (2,)), ("barnesg", (4.5,)), ("jtheta", (3, 0.2, 0.1)), ("expint", (2, 1.5)), ("stieltjes", (1,)), ("primezeta", (2,)), ("altzeta", (1,)), ("fac2", (9,)), ("superfac", (5,))]:
    print(f, args, mp.nstr(getattr(mp, f)(*args), 45))
mp.mp.dps = 30
print(mp.quad(lambda x: mp.exp(-x * x), [-mp.inf, mp.inf]) ** 2, mp.quad(lambda x: 4 / (1 + x * x), [0, 1]), mp.quad(lambda x, y: x * y, [0, 1], [0, 2]), mp.quadosc(lambda x: mp.sin(x) / x, [0, mp.inf], omega=1))
print(mp.findroot(mp.cos, 1.5), mp.findroot(lambda x: x**3 - 2, 1, solver="secant"), mp.polyroots([1, -6, 11, -6]), mp.findroot([lambda x, y: x * x + y - 3, lambda x, y: x - y + 1], (1, 1)))
print(mp.diff(mp.sin, 1), mp.diff(lambda x: x**5, 2, 3), mp.taylor(mp.exp, 0, 5), mp.pade(mp.taylor(mp.exp, 0, 4), 2, 2), mp.limit(lambda n: (1 + 1 / n) ** n, mp.inf), mp.nsum(lambda k: 1 / k**2, [1, mp.inf]), mp.nprod(lambda k: 1 - 1 / (4 * k * k), [1, mp.inf]))
A = mp.matrix([[4, 1, 2], [1, 3, 0], [2, 0, 5]])
b = mp.matrix([1, 2, 3])
print(mp.lu_solve(A, b), mp.det(A), A ** -1, mp.norm(A), mp.eigsy(A)[0], mp.qr(A)[1], mp.expm(mp.matrix([[0, 1], [-1, 0]])), mp.cond(A), mp.hilbert(3), mp.svd_r(A, compute_uv=False))
print(mp.identify(mp.mpf("1.618033988749894848204586834365638117720309179805762862135")), mp.findpoly(mp.sqrt(2) + mp.sqrt(3), 4), mp.pslq([mp.pi / 4, mp.atan(mpf(1) / 5), mp.atan(mpf(1) / 239)], maxcoeff=100), mp.zetazero(1), mp.primepi(1000), mp.bernfrac(20), mp.stirling2(8, 3), mp.bell(10), mp.fib(100))
f = mp.odefun(lambda x, y: y, 0, 1)
print(f(1), f(2.5), mp.fourier(lambda x: x, [-mp.pi, mp.pi], 3), mp.chebyfit(mp.cos, [0, 1], 5), mp.polyval([1, 2, 3], 4), mp.hyper([1, 2], [3], 0.25))
iv = mp.iv
iv.dps = 15
print(iv.mpf([1, 2]) * iv.mpf([-1, 3]), iv.sqrt(iv.mpf([2, 3])), iv.pi, 1 / iv.mpf([1, 3]))
mp.mp.dps = 400
print(str(mp.pi)[-40:], str(mp.exp(1))[-40:], str(mp.sqrt(2))[-40:], str(mp.log(10))[-40:], str(mp.gamma(mpf(1) / 7))[-40:])
mp.mp.dps = 15
with mp.workdps(40):
    print(mp.sin(1), mp.mpf(2) / 7)
print(mp.sin(1), mp.almosteq(mpf(1) / 3, 0.333333333333333), mp.chop(1e-20 + 2j), mp.nint(2.5), mp.floor(-2.5), mp.frac(3.7), mp.linspace(0, 1, 5), mp.arange(0, 1, 0.25), mp.mpmathify("1/3"), mp.fsum([0.1] * 10), mp.fdot([1, 2], [3, 4]), mp.ldexp(1, 10), mp.cbrt(27), mp.root(16, 4), mp.hypot(3, 4), mp.agm(1, 2), mp.nstr(mp.pi, 5), mp.mag(1000))
for bad in (lambda: mp.mpf("x"), lambda: mp.findroot(lambda x: x * x + 1, 1), lambda: mp.zeta(1), lambda: mp.gamma(0), lambda: mp.matrix([[1, 2], [2, 4]]) ** -1, lambda: mp.log(0), lambda: mpf(1) / 0, lambda: mp.quad(5, [0, 1]), lambda: mpf("1") + "a"):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, str(e).split("\n")[0])
