// Decimal's operators: arithmetic, comparison with every kind of number, hash.
#include "engine/modules/decimal/decimal_module.h"
#include "engine/numbers/hash.h"

namespace orrery::decimal {

namespace {

template <BinaryFn kFn>
Value forward(Context& ctx, const Args& args) {
    ContextObject* c = current_context(ctx, state_of(args[0]));
    if (!c) return Value::error();
    const Value b = operand(ctx, args[1], c);
    return b && !b.is_not_implemented() ? apply(ctx, kFn, args[0], b, c) : b;
}
template <BinaryFn kFn>
Value reflected(Context& ctx, const Args& args) {
    ContextObject* c = current_context(ctx, state_of(args[0]));
    if (!c) return Value::error();
    const Value b = operand(ctx, args[1], c);
    return b && !b.is_not_implemented() ? apply(ctx, kFn, b, args[0], c) : b;
}
template <UnaryFn kFn>
Value unary(Context& ctx, const Args& args) {
    ContextObject* c = current_context(ctx, state_of(args[0]));
    return c ? apply(ctx, kFn, args[0], c) : Value::error();
}

Value divide_both(Context& ctx, Value other, Value self, bool swapped) {
    ContextObject* c = current_context(ctx, state_of(self));
    if (!c) return Value::error();
    const Value converted = operand(ctx, other, c);
    if (!converted || converted.is_not_implemented()) return converted;
    const Value a = swapped ? converted : self, b = swapped ? self : converted;
    DecimalBuffer quotient, remainder;
    uint32_t status = 0;
    decimal_divmod(quotient, remainder, decimal_ref(a), decimal_ref(b), settings_of(ctx, c),
                   status);
    if (!add_status(ctx, c, status)) return Value::error();
    return tuple_of(ctx, {make_decimal(ctx, c->state.get(), quotient),
                          make_decimal(ctx, c->state.get(), remainder)});
}
Value decimal_divmod_forward(Context& ctx, const Args& args) {
    return divide_both(ctx, args[1], args[0], false);
}
Value decimal_divmod_reflected(Context& ctx, const Args& args) {
    return divide_both(ctx, args[1], args[0], true);
}

Value raise_power(Context& ctx, const Args& args, Value base, Value exponent) {
    const Value modulus = args[2];
    ContextObject* c = current_context(ctx, state_of(args[0]));
    if (!c) return Value::error();
    const Value a = operand(ctx, base, c);
    if (!a || a.is_not_implemented()) return a;
    const Value b = operand(ctx, exponent, c);
    if (!b || b.is_not_implemented()) return b;
    if (!modulus || modulus.is_none()) return apply(ctx, decimal_power, a, b, c);
    const Value d = operand(ctx, modulus, c);
    return d && !d.is_not_implemented() ? apply(ctx, decimal_power_modulo, a, b, d, c) : d;
}
Value decimal_pow(Context& ctx, const Args& args) {
    return raise_power(ctx, args, args[0], args[1]);
}
Value decimal_rpow(Context& ctx, const Args& args) {
    return raise_power(ctx, args, args[1], args[0]);
}

// ---- comparison ----

/// self·denominator and numerator of a Rational: comparing them compares the numbers.
bool rational_operands(Context& ctx, Value& a, Value& b, ContextObject* c) {
    String* numerator = intern(ctx, "numerator");
    String* denominator = intern(ctx, "denominator");
    const Value n = numerator ? get_attribute(ctx, b, numerator) : Value::error();
    const Value d = n && denominator ? get_attribute(ctx, b, denominator) : Value::error();
    if (!d) return false;
    if (!is_int(n) || !is_int(d)) {
        raise(ctx, TypeId::kTypeError, "numerator and denominator must be integers");
        return false;
    }
    b = decimal_from_int(ctx, n, c, c->state->decimal.get());
    const Value factor = b ? decimal_from_int(ctx, d, c, c->state->decimal.get()) : b;
    if (!factor) return false;
    if (decimal_ref(a).is_special()) return true;
    DecimalBuffer product;
    uint32_t status = 0;
    const DecimalRef x = decimal_ref(a);
    decimal_multiply(product, x.with_exponent(0), decimal_ref(factor), widest_settings(ctx),
                     status);
    if (status & kDecimalFailure) return add_status(ctx, c, status);
    product.exponent = x.exponent;
    a = make_decimal(ctx, c->state.get(), product);
    return static_cast<bool>(a);
}

/// Both as Decimals of equal order; kNo: not comparable.
Truth comparison_operands(Context& ctx, CompareOp op, Value& a, Value& b, ContextObject* c) {
    if (is_decimal(ctx, b)) return Truth::kYes;
    const bool equality = op == CompareOp::kEq || op == CompareOp::kNe;
    Type* const decimal = c->state->decimal.get();
    if (is_int(b)) {
        b = decimal_from_int(ctx, b, c, decimal);
        return b ? Truth::kYes : Truth::kError;
    }
    double d = 0;
    if (is_float(b)) {
        d = float_value(b);
    } else if (b.is(Kind::kComplex) && equality) {
        if (b.as<Complex>()->imag != 0) return Truth::kNo;
        d = b.as<Complex>()->real;
    } else {
        const Truth rational = is_instance(ctx, b, c->state->rational.get());
        if (rational != Truth::kYes) return rational;
        return rational_operands(ctx, a, b, c) ? Truth::kYes : Truth::kError;
    }
    if (equality) {
        c->flags |= kDecimalFloatOperation;
    } else if (!add_status(ctx, c, kDecimalFloatOperation)) {
        return Truth::kError;
    }
    b = construct_from_double(ctx, d, c, decimal);
    return b ? Truth::kYes : Truth::kError;
}

template <CompareOp kOp>
Value compared(Context& ctx, const Args& args) {
    ContextObject* c = current_context(ctx, state_of(args[0]));
    if (!c) return Value::error();
    Value a = args[0], b = args[1];
    const Truth comparable = comparison_operands(ctx, kOp, a, b, c);
    if (comparable == Truth::kError) return Value::error();
    if (comparable == Truth::kNo) return Value::not_implemented();
    const DecimalRef x = decimal_ref(a), y = decimal_ref(b);
    if (x.is_nan() || y.is_nan()) {
        const bool equality = kOp == CompareOp::kEq || kOp == CompareOp::kNe;
        if ((!equality || x.is_signaling_nan() || y.is_signaling_nan()) &&
            !add_status(ctx, c, kDecimalInvalidOperation)) {
            return Value::error();
        }
        return Value::boolean(kOp == CompareOp::kNe);
    }
    const int order = decimal_order(x, y);
    switch (kOp) {
    case CompareOp::kLt: return Value::boolean(order < 0);
    case CompareOp::kLe: return Value::boolean(order <= 0);
    case CompareOp::kEq: return Value::boolean(order == 0);
    case CompareOp::kNe: return Value::boolean(order != 0);
    case CompareOp::kGt: return Value::boolean(order > 0);
    case CompareOp::kGe: return Value::boolean(order >= 0);
    }
    return Value::error();
}

Value decimal_hash_method(Context& ctx, const Args& args) {
    const DecimalRef a = decimal_ref(args[0]);
    if (a.is_signaling_nan()) {
        return raise(ctx, TypeId::kTypeError, "Cannot hash a signaling NaN value");
    }
    if (a.is_nan()) {
        return call(ctx, ctx.type(TypeId::kObject)->lookup_special(Special::kHash), {args[0]});
    }
    if (a.is_infinite()) {
        return Value::small_int(a.is_negative() ? -kHashInfinity : kHashInfinity);
    }
    return make_int(ctx, decimal_hash(a));
}
Value decimal_bool(Context&, const Args& args) {
    return Value::boolean(!decimal_ref(args[0]).is_zero());
}

}  // namespace

const NativeMethod kDecimalOperators[kDecimalOperatorCount] = {
    {"__add__(self, value, /)", forward<decimal_add>},
    {"__radd__(self, value, /)", reflected<decimal_add>},
    {"__sub__(self, value, /)", forward<decimal_subtract>},
    {"__rsub__(self, value, /)", reflected<decimal_subtract>},
    {"__mul__(self, value, /)", forward<decimal_multiply>},
    {"__rmul__(self, value, /)", reflected<decimal_multiply>},
    {"__truediv__(self, value, /)", forward<decimal_divide>},
    {"__rtruediv__(self, value, /)", reflected<decimal_divide>},
    {"__floordiv__(self, value, /)", forward<decimal_divide_integer>},
    {"__rfloordiv__(self, value, /)", reflected<decimal_divide_integer>},
    {"__mod__(self, value, /)", forward<decimal_remainder>},
    {"__rmod__(self, value, /)", reflected<decimal_remainder>},
    {"__divmod__(self, value, /)", decimal_divmod_forward},
    {"__rdivmod__(self, value, /)", decimal_divmod_reflected},
    {"__pow__(self, value, mod=None, /)", decimal_pow},
    {"__rpow__(self, value, mod=None, /)", decimal_rpow},
    {"__neg__(self, /)", unary<decimal_minus>},
    {"__pos__(self, /)", unary<decimal_plus>},
    {"__abs__(self, /)", unary<decimal_abs>},
    {"__bool__(self, /)", decimal_bool},
    {"__hash__(self, /)", decimal_hash_method},
    {"__lt__(self, value, /)", compared<CompareOp::kLt>},
    {"__le__(self, value, /)", compared<CompareOp::kLe>},
    {"__eq__(self, value, /)", compared<CompareOp::kEq>},
    {"__ne__(self, value, /)", compared<CompareOp::kNe>},
    {"__gt__(self, value, /)", compared<CompareOp::kGt>},
    {"__ge__(self, value, /)", compared<CompareOp::kGe>},
};

}  // namespace orrery::decimal
