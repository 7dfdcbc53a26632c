#!/usr/bin/env python3.11
"""Writes decimal_cases.txt: operations on decimals in many contexts, by CPython 3.11.

    record_decimal_cases.py > decimal_cases.txt

A line is: operation, prec, rounding's number, Emin, Emax, clamp, result, signals, operands.
"""
import random
from decimal import *

random.seed(11)
ROUNDINGS = [ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN,
             ROUND_HALF_EVEN, ROUND_05UP]
UNARY = ('abs exp ln log10 logb logical_invert minus next_minus next_plus normalize plus sqrt '
         'to_integral_exact to_integral_value').split()
BINARY = ('add compare compare_signal divide divide_int logical_and logical_or logical_xor max '
          'max_mag min min_mag multiply next_toward quantize remainder remainder_near rotate scaleb '
          'shift subtract power').split()


def digits(count):
    kind = random.random()
    if kind < 0.2:
        return random.choice('19') + random.choice('09') * (count - 1)
    if kind < 0.3:
        return ''.join(random.choice('01') for _ in range(count))
    if kind < 0.4:
        return random.choice(['5', '05', '25', '95']) * (count // 2 + 1)
    return ''.join(random.choice('0123456789') for _ in range(count))


def number(most):
    kind = random.random()
    sign = random.choice(['', '-'])
    if kind < 0.06:
        return Decimal(sign + random.choice(['Infinity', 'NaN', 'sNaN', 'NaN12345678', 'sNaN99']))
    if kind < 0.12:
        return Decimal(sign + '0E%d' % random.randint(-20, 20))
    if kind < 0.3:
        return Decimal(sign + str(random.randint(0, 20)))
    count = random.randint(1, most)
    return Decimal(sign + digits(count) + 'E%d' % random.randint(-count - 3, 5))


def cases(count, most):
    for _ in range(count):
        operation = random.choice(UNARY + BINARY + BINARY + ['fma'])
        limit = random.choice([999999, 999999, 384, 96, 9])
        prec = random.randint(1, most) if random.random() < 0.7 else random.randint(1, 9)
        rounding = random.randrange(8)
        clamp = random.randrange(2)
        context = Context(prec=prec, rounding=ROUNDINGS[rounding], Emin=-limit, Emax=limit,
                          clamp=clamp, traps=[])
        operands = [number(most)]
        if operation in BINARY or operation == 'fma':
            operands.append(number(most) if random.random() < 0.8 else operands[0])
        if operation == 'fma':
            operands.append(number(most))
        if operation in ('shift', 'rotate', 'scaleb', 'power') and random.random() < 0.8:
            operands[1] = Decimal(random.randint(-12, 12))
        if operation == 'power' and random.random() < 0.3:
            operands[1] = Decimal(random.choice(['0.5', '-0.5', '1.5', '0.25']))
        if operation.startswith('logical') and random.random() < 0.8:
            operands = [Decimal(''.join(random.choice('01') for _ in range(random.randint(1, most))))
                        for _ in operands]
        result = getattr(context, operation)(*operands)
        signals = sum(bool(v) << i for i, v in enumerate(context.flags.values()))
        print(operation, prec, rounding, -limit, limit, clamp, result, signals, *operands, sep='\t')


setcontext(Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[]))
cases(2500, 40)
cases(60, 1500)
