# round, int, floor division, modulo, as_integer_ratio, is_integer, comparisons with ints.
for v in (
    0.5,
    1.5,
    2.5,
    -0.5,
    -1.5,
    0.49999999999999994,
    2.675,
    1.005,
    1234.5678,
    -1234.5678,
    1e20,
    5e-324,
    0.0,
    -0.0,
    4503599627370497.5,
    2.5e-10,
):
    print(
        v,
        round(v),
        [round(v, n) for n in (0, 1, 2, 3, -1, -2, 10, 20, 400, -400)],
        int(v),
        v.is_integer(),
        v.as_integer_ratio(),
        v.__floor__(),
        v.__ceil__(),
        v.__trunc__(),
    )
print(
    round(1e300, 2),
    round(1.5, None),
    type(round(1.5)).__name__,
    type(round(1.5, 0)).__name__,
    round(123.456, True),
    round(1e22, -22),
    round(9.995, 2),
    round(0.285, 2),
    round(1.115, 2),
    round(5.015, 2),
    round(-0.001, 2),
    round(1e-400, 5),
    round(float(2**52) + 0.5),
)


def err(f):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__, e)


inf, nan = float("inf"), float("nan")
err(lambda: round(inf))
err(lambda: round(nan))
err(lambda: round(inf, 2))
err(lambda: round(nan, 2))
err(lambda: int(inf))
err(lambda: int(nan))
err(lambda: inf.as_integer_ratio())
err(lambda: nan.as_integer_ratio())
err(lambda: inf.is_integer())
err(lambda: round(1.5, 1.0))
err(lambda: round(1.5, "a"))
err(lambda: round(1.7976931348623157e308, -308))
err(lambda: round("x"))
err(lambda: round())
err(lambda: round(1, 2, 3))
err(lambda: round(number=2.567, ndigits=1))
err(lambda: inf // 1)
err(lambda: inf % 1)
err(lambda: 1 // inf)
err(lambda: -1 // inf)
err(lambda: 1 % inf)
err(lambda: -1 % inf)
err(lambda: divmod(-1, inf))
err(lambda: nan // 1)
err(lambda: divmod(1.0, 0.0))
err(lambda: inf - inf)
err(lambda: inf * 0)
err(lambda: inf / inf)
err(lambda: 0.0 / 0)
err(lambda: 0.0**0)
err(lambda: inf**0)
err(lambda: nan**0)
err(lambda: 1**nan)
err(lambda: (-1) ** inf)
err(lambda: 0.0**-1)
err(lambda: (-0.0) ** -3.0)
err(lambda: (-2.0) ** 0.5)
err(lambda: (-8) ** (1 / 3))
err(lambda: 2.0**1024)
err(lambda: 2.0**-1080)
err(lambda: (-2.0) ** 3)
err(lambda: (-inf) ** 3)
err(lambda: (-inf) ** -3)
err(lambda: pow(2.0, 3, 5))
err(lambda: abs(-inf))
err(lambda: -nan)
err(lambda: inf == inf + 1)
err(lambda: nan in [nan])
for a in (7.5, -7.5, 0.3, 1e17, -0.0, 6.0):
    for b in (2, -2, 0.1, -0.1, 1e-5, 3.5):
        print((a // b, a % b), end=" ")
    print()
print(
    0.1 == 1 / 10,
    1 == 1.0,
    2**53 == 2.0**53,
    2**53 + 1 == 2.0**53,
    2**53 + 1 > 2.0**53,
    10**400 > inf,
    10**400 < inf,
    -(10**400) > -inf,
    1 < 1.5,
    1.5 > True,
    0.0 == -0.0 == False,
    nan != nan,
    not nan == nan,
    nan < nan,
    inf > 1e308,
    sorted([3, 1.5, 2, 0.5]),
    max(1, 1.0),
    min(0.0, -0.0),
    hash(1.0) == 1,
    hash(0.5) == hash(0.5),
    {1.0: "a"}[1],
    1.0 in {1},
    hash(2.0**61),
    hash(1e16) == hash(10**16),
    hash(0.1) == hash(0.1 + 0.0),
    hash(-0.0),
    hash(-1.5),
    hash(1e-10) == hash(1e-10),
)
print(
    (1.5).real,
    (1.5).imag,
    (1.5).conjugate(),
    float.__name__,
    float(),
    float(True),
    float("1"),
    float(1.5),
    (0.1).as_integer_ratio(),
    (-2.5).as_integer_ratio(),
    (1e-310).as_integer_ratio()[0],
    (3.0).as_integer_ratio(),
    bool(0.0),
    bool(-0.0),
    bool(nan),
    bool(5e-324),
    (1.5).__add__(2),
    (1.5).__radd__(2),
    (1.5).__rsub__(2),
    (1.5).__eq__(1.5),
    (1.5).__lt__("a"),
    (1.5).__divmod__(1),
    (1.5).__bool__(),
    (2.5).__round__(),
    (2.567).__round__(1),
    (1.5).__int__(),
)


class F(float):
    def __repr__(self):
        return "F(%s)" % float.__repr__(self)


f = F(2.5)
print(
    f,
    [f],
    f + 1,
    type(f * 2).__name__,
    f"{f:.1f}",
    "%.1f" % f,
    float(f),
    type(float(f)).__name__,
    -f,
    abs(f),
    f == 2.5,
    hash(f) == hash(2.5),
    round(f, 1),
    F("3"),
    str(f),
)
