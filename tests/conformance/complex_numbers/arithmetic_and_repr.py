# complex: literals, repr, parsing, arithmetic, methods, errors.
for c in (
    0j,
    1j,
    -1j,
    1 + 2j,
    1 - 2j,
    -1 + 0j,
    complex(0.0, -0.0),
    complex(-0.0, 0.0),
    complex(-0.0, -0.0),
    1.5 + 2.5j,
    1e20 + 1e-5j,
    complex(float("inf"), float("nan")),
    complex(float("-inf"), 1),
    complex(1, float("inf")),
    1e16j,
    complex(3),
    complex(0, 5),
):
    print(
        c,
        repr(c),
        c.real,
        c.imag,
        c.conjugate(),
        bool(c),
        -c,
        +c,
        c == c,
        abs(c) if abs(c.real) < 1e19 else "-",
        f"{c:.2f} {c:e} {c:g} {c:+.1f} {c:>25} {c}",
        hash(c) == hash(complex(c.real, c.imag)) if c == c else "nan",
    )
a, b = 3 + 4j, 1 - 2j
print(
    a + b,
    a - b,
    a * b,
    a / b,
    a**2,
    a**0,
    a**-1,
    a**0.5,
    a**b,
    2**a,
    a + 1,
    1 + a,
    a * 2.5,
    a / 2,
    2 / a,
    a - 1.5,
    1j * 1j,
    1j**2,
    (-1) ** 0.5,
    abs(a),
    a == 3 + 4j,
    a != b,
    3 + 0j == 3,
    3 == 3 + 0j,
    3.0 == complex(3),
    {3: "x"}[3 + 0j],
    a**3,
    a**100 == a**100,
    (1 + 1j) ** 8,
    0j**0,
    (2 + 0j) ** 3,
    sep="\n",
)
for s in (
    "1+2j",
    "1-2j",
    "j",
    "-j",
    "+J",
    "3",
    "3j",
    "1e3+2e-2j",
    " 1+2j ",
    "(1+2j)",
    "( 1+2j )",
    "inf+nanj",
    "-inf-infj",
    "1_0+2_0j",
    "nan",
    "1 + 2j",
    "1+2",
    "1+2jj",
    "",
    "j1",
    "1+j2",
    "((1+2j))",
    "1+",
    "1j+2",
    "abc",
    "1e",
    "1.5.2j",
    "infinityj",
    "0x1j",
    ".5j",
    "+1-.5e1J",
    "1++2j",
    "1+-2j",
):
    try:
        print(repr(s), complex(s))
    except ValueError as e:
        print(repr(s), e)


def err(f):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__, e)


err(lambda: complex())
err(lambda: complex(1, 2))
err(lambda: complex(1j, 2))
err(lambda: complex(1, 2j))
err(lambda: complex(1j, 1j))
err(lambda: complex(real=1, imag=2))
err(lambda: complex(imag=5))
err(lambda: complex("1", 2))
err(lambda: complex(1, "2"))
err(lambda: complex(None))
err(lambda: complex([]))
err(lambda: complex(1, None))
err(lambda: complex(1, 2, 3))
err(lambda: complex(b"1"))
err(lambda: complex(True, 2.5))
err(lambda: complex(10**400))
err(lambda: int(1j))
err(lambda: float(1j))
err(lambda: a < b)
err(lambda: a > 1)
err(lambda: 1 < a)
err(lambda: max(a, b))
err(lambda: sorted([a, b]))
err(lambda: a // b)
err(lambda: a % b)
err(lambda: divmod(a, b))
err(lambda: a / 0)
err(lambda: 0j**-1)
err(lambda: 0j**1j)
err(lambda: pow(a, 2, 3))
err(lambda: a & 1)
err(lambda: round(a))
err(lambda: int(3 + 0j))
err(lambda: ~a)
err(lambda: a << 1)
err(lambda: a[0])
err(lambda: setattr(a, "real", 1))
err(lambda: a.nope)
err(lambda: hash(1j) == hash(1j))
err(lambda: a.conjugate(1))
err(lambda: (1e200 + 1e200j) ** 2)
err(lambda: abs(complex(1e308, 1e308)))
err(lambda: abs(complex(float("inf"), float("nan"))))
err(lambda: range(3j))
err(lambda: "ab"[a])
err(lambda: "x" * 1j)
err(lambda: a + "x")
err(lambda: chr(1j))
err(lambda: a.real.imag)
err(lambda: sum([1, 2j, 3.5]))
err(lambda: sum([1j], 1))
err(lambda: a.__complex__())
err(lambda: (1 + 2j).__getnewargs__())
err(lambda: complex("é"))
err(lambda: 1j.imag)
err(lambda: a.__eq__(5))
err(lambda: a.__lt__(5))
err(lambda: a.__add__("x"))
err(lambda: a.__bool__())


class C(complex):
    def __repr__(self):
        return "C" + complex.__repr__(self)


c = C(1, 2)
print(
    c,
    [c],
    c + 1,
    type(c + 1).__name__,
    str(c),
    f"{c}",
    c == 1 + 2j,
    c.real,
    complex(c),
    type(complex(c)).__name__,
    hash(c) == hash(1 + 2j),
)
