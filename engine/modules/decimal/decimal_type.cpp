// decimal.Decimal: construction and methods.
#include <array>

#include "engine/modules/decimal/decimal_module.h"
#include "engine/numbers/decimal_internal.h"
#include "engine/numbers/float_text.h"

namespace orrery::decimal {

using namespace decimal_detail;

namespace {

void trace_decimal(Marker& marker, Object* o) {
    auto* d = static_cast<DecimalObject*>(o);
    marker.mark(d->state);
    if (d->digits() > DecimalObject::kInlineDigits) marker.mark(d->more);
}

Value decimal_new(Context& ctx, const Args& args) {
    ContextObject* c = context_argument(ctx, find_state(ctx), args[2]);
    return c ? construct(ctx, args[0].as<Type>(), args[1], c) : Value::error();
}

/// An instance of the class asked for: a subclass is called with the number.
Value as_class(Context& ctx, Type* decimal, Value cls, Value v) {
    if (!v || cls == Value::object(decimal)) return v;
    return call(ctx, cls, {v});
}
Value decimal_from_float(Context& ctx, const Args& args) {
    ContextObject* c = current_context(ctx, find_state(ctx));
    if (!c) return Value::error();
    Type* type = c->state->decimal.get();
    if (is_int(args[1]))
        return as_class(ctx, type, args[0], decimal_from_int(ctx, args[1], c, type));
    if (is_float(args[1])) {
        return as_class(ctx, type, args[0],
                        construct_from_double(ctx, float_value(args[1]), c, type));
    }
    return raise(ctx, TypeId::kTypeError, "argument must be int or float");
}

// ---- text, other types ----

Value decimal_repr(Context& ctx, const Args& args) {
    ContextObject* c = current_context(ctx, state_of(args[0]));
    const Value text = c ? decimal_text(ctx, decimal_ref(args[0]), c) : Value::error();
    if (!text) return text;
    return or_error(format_message(ctx, "Decimal('{}')",
                                   std::initializer_list<MessageArg>{MessageArg::str(text)}));
}
Value decimal_str(Context& ctx, const Args& args) {
    ContextObject* c = current_context(ctx, state_of(args[0]));
    return c ? decimal_text(ctx, decimal_ref(args[0]), c) : Value::error();
}
Value decimal_to_eng_string(Context& ctx, const Args& args) {
    ContextObject* c = context_argument(ctx, state_of(args[0]), args[1]);
    return c ? decimal_text(ctx, decimal_ref(args[0]), c, DecimalNotation::engineering)
             : Value::error();
}
Value decimal_float(Context& ctx, const Args& args) {
    const DecimalRef a = decimal_ref(args[0]);
    if (a.is_signaling_nan()) {
        return raise(ctx, TypeId::kValueError, "cannot convert signaling NaN to float");
    }
    AsciiBuffer text;
    if (a.is_nan()) {
        text.append(a.is_negative() ? "-nan" : "nan");
    } else if (!decimal_to_text(a, DecimalNotation::scientific, 'e', text)) {
        return raise_memory_error(ctx);
    }
    double out = 0;
    float_parse(text.view(), &out);
    return Value::number(out);
}
Value decimal_complex(Context& ctx, const Args& args) {
    const Value real = decimal_float(ctx, args);
    return real ? make_complex(ctx, float_value(real), 0) : real;
}
template <DecimalRounding kRounding>
Value to_int(Context& ctx, const Args& args) {
    ContextObject* c = current_context(ctx, state_of(args[0]));
    return c ? decimal_to_int(ctx, decimal_ref(args[0]), c, kRounding) : Value::error();
}
Value decimal_round(Context& ctx, const Args& args) {
    if (!args[1]) return to_int<DecimalRounding::half_even>(ctx, args);
    ContextObject* c = current_context(ctx, state_of(args[0]));
    if (!c) return Value::error();
    if (!is_int(args[1])) {
        return raise(ctx, TypeId::kTypeError, "optional arg must be an integer");
    }
    int64_t places;
    if (!size_argument(ctx, args[1], places)) return Value::error();
    DecimalBuffer out;
    uint32_t status = 0;
    const int64_t exponent = places == INT64_MIN ? INT64_MAX : -places;
    decimal_quantize(out, decimal_ref(args[0]), DecimalSmall(1, exponent), settings_of(ctx, c),
                     status);
    return finish(ctx, c, out, status);
}

Value decimal_as_tuple(Context& ctx, const Args& args) {
    const DecimalRef a = decimal_ref(args[0]);
    AsciiBuffer digits;
    if (a.is_infinite()) {
        digits.push('0');
    } else if (!decimal_digits_text(a, digits)) {
        return raise_memory_error(ctx);
    }
    SmallBuffer<Value, 64> items;
    for (const char digit : digits)
        items.push(Value::small_int(digit - '0'));
    Tuple* coefficient = make_tuple(ctx, items.span());
    if (!coefficient) return Value::error();
    const Value exponent = a.is_finite() ? make_int(ctx, a.exponent)
                                         : or_error(make_string(ctx, a.is_infinite()    ? "F"
                                                                     : a.is_quiet_nan() ? "n"
                                                                                        : "N"));
    if (!exponent) return exponent;
    return call(ctx, state_of(args[0])->tuple.get(),
                {Value::small_int(a.is_negative()), Value::object(coefficient), exponent});
}
Value decimal_as_integer_ratio(Context& ctx, const Args& args) {
    const DecimalRef a = decimal_ref(args[0]);
    if (a.is_nan()) return raise(ctx, TypeId::kValueError, "cannot convert NaN to integer ratio");
    if (a.is_infinite()) {
        return raise(ctx, TypeId::kOverflowError, "cannot convert Infinity to integer ratio");
    }
    BigIntBuffer numerator, denominator;
    const BigIntStatus status =
        decimal_to_ratio(a, numerator, denominator, widest_settings(ctx).limits());
    const Value n = finish_int(ctx, status, numerator);
    return n ? tuple_of(ctx, {n, finish_int(ctx, status, denominator)}) : n;
}
Value decimal_reduce(Context& ctx, const Args& args) {
    const Value text = decimal_str(ctx, args);
    return tuple_of(ctx, {Value::object(type_of(ctx, args[0])), tuple_of(ctx, {text})});
}
Value decimal_same(Context&, const Args& args) { return args[0]; }
Value decimal_sizeof(Context&, const Args& args) {
    const DecimalRef a = decimal_ref(args[0]);
    return Value::small_int(static_cast<int64_t>(sizeof(DecimalObject)) +
                            (a.digits > DecimalObject::kInlineDigits ? a.limb_count() * 8 : 0));
}
Value get_real(Context&, Value self) { return self; }
Value get_imag(Context& ctx, Value self) {
    return make_decimal(ctx, state_of(self), DecimalSmall(0));
}

// ---- operations ----

template <UnaryFn kFn>
Value unary(Context& ctx, const Args& args) {
    ContextObject* c = context_argument(ctx, state_of(args[0]), args[1]);
    return c ? apply(ctx, kFn, args[0], c) : Value::error();
}
template <BinaryFn kFn>
Value binary(Context& ctx, const Args& args) {
    ContextObject* c = context_argument(ctx, state_of(args[0]), args[2]);
    const Value b = c ? required_operand(ctx, args[1], c) : Value::error();
    return b ? apply(ctx, kFn, args[0], b, c) : b;
}
Value decimal_fma_method(Context& ctx, const Args& args) {
    ContextObject* c = context_argument(ctx, state_of(args[0]), args[3]);
    const Value b = c ? required_operand(ctx, args[1], c) : Value::error();
    const Value d = b ? required_operand(ctx, args[2], c) : b;
    return d ? apply(ctx, decimal_fma, args[0], b, d, c) : d;
}
/// The context's settings with an optional argument's rounding.
bool rounded_settings(Context& ctx, ContextObject* c, Value rounding, DecimalContext& out) {
    out = settings_of(ctx, c);
    return !rounding || rounding.is_none() || rounding_argument(ctx, rounding, out.rounding);
}
Value decimal_quantize_method(Context& ctx, const Args& args) {
    ContextObject* c = context_argument(ctx, state_of(args[0]), args[3]);
    DecimalContext settings;
    if (!c || !rounded_settings(ctx, c, args[2], settings)) return Value::error();
    const Value b = required_operand(ctx, args[1], c);
    if (!b) return b;
    DecimalBuffer out;
    uint32_t status = 0;
    decimal_quantize(out, decimal_ref(args[0]), decimal_ref(b), settings, status);
    return finish(ctx, c, out, status);
}
template <UnaryFn kFn>
Value to_integral(Context& ctx, const Args& args) {
    ContextObject* c = context_argument(ctx, state_of(args[0]), args[2]);
    DecimalContext settings;
    if (!c || !rounded_settings(ctx, c, args[1], settings)) return Value::error();
    DecimalBuffer out;
    uint32_t status = 0;
    kFn(out, decimal_ref(args[0]), settings, status);
    return finish(ctx, c, out, status);
}

/// Two numbers, from which nothing is computed that a context could round.
template <typename F>
Value exact_pair(Context& ctx, const Args& args, F&& f) {
    ContextObject* c = context_argument(ctx, state_of(args[0]), args[2]);
    const Value b = c ? required_operand(ctx, args[1], c) : Value::error();
    return b ? f(decimal_ref(args[0]), decimal_ref(b)) : b;
}
Value order_value(Context& ctx, const Args& args, int order) {
    return make_decimal(ctx, state_of(args[0]), DecimalSmall(order != 0, 0, order < 0));
}
Value decimal_compare_total(Context& ctx, const Args& args) {
    return exact_pair(ctx, args, [&](const DecimalRef& a, const DecimalRef& b) {
        return order_value(ctx, args, decimal_order_total(a, b));
    });
}
Value decimal_compare_total_mag(Context& ctx, const Args& args) {
    return exact_pair(ctx, args, [&](const DecimalRef& a, const DecimalRef& b) {
        return order_value(ctx, args, decimal_order_total(a.absolute(), b.absolute()));
    });
}
Value decimal_copy_sign(Context& ctx, const Args& args) {
    return exact_pair(ctx, args, [&](const DecimalRef& a, const DecimalRef& b) {
        return make_decimal(ctx, state_of(args[0]),
                            a.is_negative() == b.is_negative() ? a : a.negated());
    });
}
Value decimal_same_quantum_method(Context& ctx, const Args& args) {
    return exact_pair(ctx, args, [&](const DecimalRef& a, const DecimalRef& b) {
        return Value::boolean(decimal_same_quantum(a, b));
    });
}
Value decimal_copy_abs(Context& ctx, const Args& args) {
    return make_decimal(ctx, state_of(args[0]), decimal_ref(args[0]).absolute());
}
Value decimal_copy_negate(Context& ctx, const Args& args) {
    return make_decimal(ctx, state_of(args[0]), decimal_ref(args[0]).negated());
}
Value decimal_adjusted(Context& ctx, const Args& args) {
    const DecimalRef a = decimal_ref(args[0]);
    return a.is_special() ? Value::small_int(0) : make_int(ctx, a.adjusted());
}
Value decimal_radix(Context& ctx, const Args& args) {
    return make_decimal(ctx, state_of(args[0]), DecimalSmall(10));
}
Value decimal_number_class_method(Context& ctx, const Args& args) {
    ContextObject* c = context_argument(ctx, state_of(args[0]), args[1]);
    if (!c) return Value::error();
    return or_error(make_string(ctx, decimal_number_class(decimal_ref(args[0]), c->settings)));
}

template <bool (DecimalRef::*kTest)() const>
Value test(Context&, const Args& args) {
    return Value::boolean((decimal_ref(args[0]).*kTest)());
}
template <bool (DecimalRef::*kTest)(const DecimalContext&) const>
Value test_in(Context& ctx, const Args& args) {
    ContextObject* c = context_argument(ctx, state_of(args[0]), args[1]);
    return c ? Value::boolean((decimal_ref(args[0]).*kTest)(c->settings)) : Value::error();
}
Value always(Context&, const Args&) { return Value::true_value(); }

const NativeMethod kOwnMethods[] = {
    {"__new__(cls, value='0', context=None)", decimal_new, nullptr, NativeMethod::kTupleArguments},
    {"from_float(cls, f, /)", decimal_from_float, nullptr, NativeMethod::kClassMethod},
    {"__repr__(self, /)", decimal_repr},
    {"__str__(self, /)", decimal_str},
    {"__format__(self, specifier, override=?, /)", decimal_format},
    {"__float__(self, /)", decimal_float},
    {"__complex__(self, /)", decimal_complex},
    {"__int__(self, /)", to_int<DecimalRounding::down>},
    {"__trunc__(self, /)", to_int<DecimalRounding::down>},
    {"__floor__(self, /)", to_int<DecimalRounding::floor>},
    {"__ceil__(self, /)", to_int<DecimalRounding::ceiling>},
    {"__round__(self, ndigits=?, /)", decimal_round},
    {"__copy__(self, /)", decimal_same},
    {"__deepcopy__(self, memo, /)", decimal_same},
    {"__reduce__(self, /)", decimal_reduce},
    {"__sizeof__(self, /)", decimal_sizeof},
    {"as_tuple(self, /)", decimal_as_tuple},
    {"as_integer_ratio(self, /)", decimal_as_integer_ratio},
    {"to_eng_string(self, /, context=None)", decimal_to_eng_string, nullptr,
     NativeMethod::kTupleArguments},
    {"exp(self, /, context=None)", unary<decimal_exp>, nullptr, NativeMethod::kTupleArguments},
    {"ln(self, /, context=None)", unary<decimal_ln>, nullptr, NativeMethod::kTupleArguments},
    {"log10(self, /, context=None)", unary<decimal_log10>, nullptr, NativeMethod::kTupleArguments},
    {"logb(self, /, context=None)", unary<decimal_logb>, nullptr, NativeMethod::kTupleArguments},
    {"logical_invert(self, /, context=None)", unary<decimal_logical_invert>, nullptr,
     NativeMethod::kTupleArguments},
    {"next_minus(self, /, context=None)", unary<decimal_next_minus>, nullptr,
     NativeMethod::kTupleArguments},
    {"next_plus(self, /, context=None)", unary<decimal_next_plus>, nullptr,
     NativeMethod::kTupleArguments},
    {"normalize(self, /, context=None)", unary<decimal_normalize>, nullptr,
     NativeMethod::kTupleArguments},
    {"sqrt(self, /, context=None)", unary<decimal_sqrt>, nullptr, NativeMethod::kTupleArguments},
    {"to_integral(self, /, rounding=None, context=None)", to_integral<decimal_to_integral_value>,
     nullptr, NativeMethod::kTupleArguments},
    {"to_integral_value(self, /, rounding=None, context=None)",
     to_integral<decimal_to_integral_value>, nullptr, NativeMethod::kTupleArguments},
    {"to_integral_exact(self, /, rounding=None, context=None)",
     to_integral<decimal_to_integral_exact>, nullptr, NativeMethod::kTupleArguments},
    {"compare(self, /, other, context=None)", binary<decimal_compare>, nullptr,
     NativeMethod::kTupleArguments},
    {"compare_signal(self, /, other, context=None)", binary<decimal_compare_signal>, nullptr,
     NativeMethod::kTupleArguments},
    {"logical_and(self, /, other, context=None)", binary<decimal_logical_and>, nullptr,
     NativeMethod::kTupleArguments},
    {"logical_or(self, /, other, context=None)", binary<decimal_logical_or>, nullptr,
     NativeMethod::kTupleArguments},
    {"logical_xor(self, /, other, context=None)", binary<decimal_logical_xor>, nullptr,
     NativeMethod::kTupleArguments},
    {"max(self, /, other, context=None)", binary<decimal_max>, nullptr,
     NativeMethod::kTupleArguments},
    {"max_mag(self, /, other, context=None)", binary<decimal_max_mag>, nullptr,
     NativeMethod::kTupleArguments},
    {"min(self, /, other, context=None)", binary<decimal_min>, nullptr,
     NativeMethod::kTupleArguments},
    {"min_mag(self, /, other, context=None)", binary<decimal_min_mag>, nullptr,
     NativeMethod::kTupleArguments},
    {"next_toward(self, /, other, context=None)", binary<decimal_next_toward>, nullptr,
     NativeMethod::kTupleArguments},
    {"remainder_near(self, /, other, context=None)", binary<decimal_remainder_near>, nullptr,
     NativeMethod::kTupleArguments},
    {"rotate(self, /, other, context=None)", binary<decimal_rotate>, nullptr,
     NativeMethod::kTupleArguments},
    {"scaleb(self, /, other, context=None)", binary<decimal_scaleb>, nullptr,
     NativeMethod::kTupleArguments},
    {"shift(self, /, other, context=None)", binary<decimal_shift>, nullptr,
     NativeMethod::kTupleArguments},
    {"quantize(self, /, exp, rounding=None, context=None)", decimal_quantize_method, nullptr,
     NativeMethod::kTupleArguments},
    {"fma(self, /, other, third, context=None)", decimal_fma_method, nullptr,
     NativeMethod::kTupleArguments},
    {"compare_total(self, /, other, context=None)", decimal_compare_total, nullptr,
     NativeMethod::kTupleArguments},
    {"compare_total_mag(self, /, other, context=None)", decimal_compare_total_mag, nullptr,
     NativeMethod::kTupleArguments},
    {"copy_sign(self, /, other, context=None)", decimal_copy_sign, nullptr,
     NativeMethod::kTupleArguments},
    {"same_quantum(self, /, other, context=None)", decimal_same_quantum_method, nullptr,
     NativeMethod::kTupleArguments},
    {"copy_abs(self, /)", decimal_copy_abs},
    {"copy_negate(self, /)", decimal_copy_negate},
    {"adjusted(self, /)", decimal_adjusted},
    {"canonical(self, /)", decimal_same},
    {"conjugate(self, /)", decimal_same},
    {"radix(self, /)", decimal_radix},
    {"number_class(self, /, context=None)", decimal_number_class_method, nullptr,
     NativeMethod::kTupleArguments},
    {"is_canonical(self, /)", always},
    {"is_finite(self, /)", test<&DecimalRef::is_finite>},
    {"is_infinite(self, /)", test<&DecimalRef::is_infinite>},
    {"is_nan(self, /)", test<&DecimalRef::is_nan>},
    {"is_qnan(self, /)", test<&DecimalRef::is_quiet_nan>},
    {"is_snan(self, /)", test<&DecimalRef::is_signaling_nan>},
    {"is_signed(self, /)", test<&DecimalRef::is_negative>},
    {"is_zero(self, /)", test<&DecimalRef::is_zero>},
    {"is_normal(self, /, context=None)", test_in<&DecimalRef::is_normal>},
    {"is_subnormal(self, /, context=None)", test_in<&DecimalRef::is_subnormal>},
};
constexpr size_t kOwnCount = std::size(kOwnMethods);

std::span<const NativeMethod> all_methods() {
    static const auto table = [] {
        std::array<NativeMethod, kOwnCount + kDecimalOperatorCount> out;
        std::copy_n(kOwnMethods, kOwnCount, out.begin());
        std::copy_n(kDecimalOperators, kDecimalOperatorCount, out.begin() + kOwnCount);
        return out;
    }();
    return table;
}

const NativeProperty kProperties[] = {{"real", get_real}, {"imag", get_imag}};

}  // namespace

const NativeTypeSpec kDecimalSpec = {
    .name = "decimal.Decimal",
    .size = sizeof(DecimalObject),
    .methods = all_methods(),
    .properties = kProperties,
    .trace = trace_decimal,
    .doc =
        "A decimal floating-point number: Decimal(value='0', context=None).\n"
        "\n"
        "The value is an int, a str, a float, a tuple (sign, digits, exponent) or a Decimal; the "
        "conversion\n"
        "is exact."};

}  // namespace orrery::decimal
