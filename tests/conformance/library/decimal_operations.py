"""Operations on random decimals in random contexts: results and the flags they set."""
import math
import random
from decimal import *

R = random.Random(2024)
ROUNDINGS = [ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN,
             ROUND_HALF_EVEN, ROUND_05UP]
UNARY = ('abs exp ln log10 logb logical_invert minus next_minus next_plus normalize plus sqrt '
         'to_integral to_integral_exact to_integral_value number_class is_normal is_subnormal '
         'to_sci_string to_eng_string copy_abs copy_negate create_decimal').split()
BINARY = ('add compare compare_signal compare_total compare_total_mag copy_sign divide divide_int '
          'divmod logical_and logical_or logical_xor max max_mag min min_mag multiply next_toward '
          'quantize remainder remainder_near rotate same_quantum scaleb shift subtract '
          'power').split()


def digits(n):
    kind = R.random()
    if kind < 0.15:
        return '9' * n
    if kind < 0.35:
        return R.choice('123456789') + '0' * (n - 1)
    if kind < 0.45:
        return ''.join(R.choice('01') for _ in range(n))
    if kind < 0.55:
        return R.choice(['5', '05', '50', '95', '25']) * (n // 2 + 1)
    return ''.join(R.choice('0123456789') for _ in range(n))


def number():
    kind = R.random()
    sign = R.choice(['', '-'])
    if kind < 0.03:
        return Decimal(sign + 'Infinity')
    if kind < 0.07:
        return Decimal(sign + R.choice(['NaN', 'sNaN', 'NaN' + digits(9), 'sNaN' + digits(5)]))
    if kind < 0.13:
        return Decimal(sign + '0E%d' % R.randint(-30, 30))
    if kind < 0.3:
        return Decimal(sign + str(R.randint(0, 20)))
    n = R.randint(1, 40)
    exponent = R.randint(-n - 3, 3) if R.random() < 0.7 else R.randint(-60, 60)
    return Decimal(sign + digits(n) + 'E%d' % exponent)


def specification():
    return ''.join(R.choice(part) for part in (
        ['', '', '*<', '=', 'x^', '>'], ['', '+', ' ', '-'], ['', 'z'], ['', '0'],
        ['', '12', '30'], ['', ','], ['', '.0', '.1', '.3', '.10'], ['', *'eEfFgG%n']))


def conversions(a):
    return [int(a), round(a), math.floor(a), math.ceil(a), round(a, 2), hash(a), float(a),
            a.as_tuple().exponent, a.as_integer_ratio()[1] % 1000007]


def show(name, context, *operands):
    try:
        result = getattr(context, name)(*operands)
    except Exception as e:
        result = f'{type(e).__name__}: {e}'
    flags = [signal.__name__ for signal, on in context.flags.items() if on]
    print(name, *operands, '|', result, *flags)


for i in range(900):
    setcontext(Context(prec=60, traps=[]))
    limit = R.choice([999999, 999999, 6144, 96, 9, 999999999999999999])
    context = Context(prec=R.randint(1, 9) if R.random() < 0.4 else R.randint(1, 40),
                      rounding=R.choice(ROUNDINGS), Emin=-limit, Emax=limit,
                      clamp=R.randint(0, 1), capitals=R.randint(0, 1),
                      traps=[] if R.random() < 0.8 else [InvalidOperation, DivisionByZero])
    name = R.choice(UNARY + BINARY + BINARY)
    a, b = number(), number()
    if name in ('shift', 'rotate', 'scaleb', 'power') and R.random() < 0.8:
        b = Decimal(R.randint(-20, 20))
    if name == 'power' and R.random() < 0.3:
        b = Decimal(R.choice(['0.5', '-0.5', '1.5', '3.00', '2E+1']))
    if name.startswith('logical') and R.random() < 0.8:
        a, b = (Decimal(''.join(R.choice('01') for _ in range(R.randint(1, 40)))) for _ in '12')
    setcontext(context)
    show(name, context, a, *([b] if name in BINARY else []))
    if i % 5 == 0:
        show('fma', context, a, b, number())
    if i % 3 == 0:
        spec = specification()
        try:
            print('format', a, repr(spec), repr(format(a, spec)))
        except ValueError as e:
            print('format', a, repr(spec), e)
        try:
            print(a < b, a <= b, a == b, a != b, a > b, a >= b)
        except InvalidOperation as e:
            print('not comparable', e)
    if i % 4 == 0 and a.is_finite():
        setcontext(Context(prec=60, traps=[]))
        print(*conversions(a))

setcontext(Context(prec=2000))
root = Decimal(2).sqrt()
for value in (root * root, root / 7, root.exp(), root.ln(), root.log10(), root ** 3, root ** root,
              divmod(root.scaleb(1500), 97), int(root.scaleb(1999)) % 10**30):
    print(str(value)[-60:])
