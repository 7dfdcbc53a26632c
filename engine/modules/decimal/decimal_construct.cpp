// Decimals from other objects, and back.
#include "engine/modules/decimal/decimal_module.h"
#include "engine/numbers/decimal_internal.h"
#include "engine/text/unicode.h"

namespace orrery::decimal {

using namespace decimal_detail;

Value make_decimal(Context& ctx, DecimalState* s, const DecimalRef& a, Type* type) {
    const int64_t n = a.limb_count();
    Buffer* more = nullptr;
    if (a.digits > DecimalObject::kInlineDigits) {
        more = ctx.heap().allocate_buffer(static_cast<uint64_t>(n) * 8);
        if (!more) return Value::error();
        std::memcpy(more->bytes(), a.limbs, static_cast<size_t>(n) * 8);
    }
    auto* d = allocate<DecimalObject>(ctx, type);
    if (!d) return Value::error();
    d->state.init(s);
    d->exponent = a.exponent;
    d->digits_and_flags = static_cast<uint64_t>(a.digits) << 8 | a.flags;
    if (more) {
        d->more.init(more);
    } else {
        for (int64_t i = 0; i < n; ++i)
            d->limbs[i] = a.limbs[i];
    }
    return Value::object(d);
}

namespace {

/// What conversions do that must not lose anything: InvalidOperation if they did.
Value finish_exactly(Context& ctx, ContextObject* c, DecimalBuffer& out, uint32_t status,
                     Type* type) {
    if (status & (kDecimalInexact | kDecimalRounded | kDecimalClamped)) {
        out.set_error(kDecimalInvalidOperation, status);
    }
    status &= kDecimalErrors;
    if (status && !add_status(ctx, c, status)) return Value::error();
    return make_decimal(ctx, c->state.get(), out, type);
}

/// Digits of any script become ASCII; what else is not ASCII makes the text invalid. With
/// `lenient`, surrounding white space and underscores are left out.
void to_ascii_number(String* s, bool lenient, AsciiBuffer& out) {
    uint64_t start = 0, stop = s->length;
    if (lenient) {
        while (start < stop && is_space(s->at(start)))
            ++start;
        while (stop > start && is_space(s->at(stop - 1)))
            --stop;
    }
    for (uint64_t i = start; i < stop; ++i) {
        const uint32_t c = s->at(i);
        if (c == '_' && lenient) continue;
        const int digit = c < 128 ? -1 : decimal_value(c);
        out.push(digit >= 0         ? static_cast<char>('0' + digit)
                 : c > 0 && c < 128 ? static_cast<char>(c)
                                    : '?');
    }
}

Value from_text_exactly(Context& ctx, std::string_view text, ContextObject* c, Type* type) {
    DecimalBuffer out;
    uint32_t status = 0;
    decimal_from_text(out, text, widest_settings(ctx), status);
    return finish_exactly(ctx, c, out, status, type);
}

Value raise_no_conversion(Context& ctx, Value v) {
    return raise(ctx, TypeId::kTypeError, "conversion from {} to Decimal is not supported",
                 MessageArg::type(v));
}

Value bad_tuple(Context& ctx, const char* message) {
    return raise(ctx, TypeId::kValueError, "{}", message);
}

/// (sign, digits, exponent), the exponent perhaps 'F', 'n' or 'N', as a numeric string.
bool tuple_to_text(Context& ctx, Value v, AsciiBuffer& text) {
    Tuple* t = to_tuple(ctx, v);
    if (!t) return false;
    if (t->length != 3) {
        bad_tuple(ctx, "argument must be a sequence of length 3");
        return false;
    }
    int64_t sign = 0, exponent = 0;
    if (!is_int(t->at(0)) || !int_to_int64(t->at(0), sign) || sign < 0 || sign > 1) {
        bad_tuple(ctx, "sign must be an integer with the value 0 or 1");
        return false;
    }
    if (sign) text.push('-');
    const Value third = t->at(2);
    char special = 0;
    if (third.is(Kind::kString)) {
        const String* s = third.as<String>();
        special = s->length == 1 && s->at(0) < 128 ? static_cast<char>(s->at(0)) : '?';
        if (special != 'F' && special != 'n' && special != 'N') {
            bad_tuple(ctx, "string argument in the third position must be 'F', 'n' or 'N'");
            return false;
        }
        text.append(special == 'F' ? "Inf" : special == 'n' ? "NaN" : "sNaN");
    } else {
        if (!is_int(third)) {
            bad_tuple(ctx, "exponent must be an integer");
            return false;
        }
        if (!size_argument(ctx, third, exponent)) return false;
    }
    const Value second = t->at(1);
    Tuple* digits =
        second.is(Kind::kTuple) || second.is(Kind::kList) ? to_tuple(ctx, second) : nullptr;
    if (!digits) {
        if (!has_exception(ctx)) bad_tuple(ctx, "coefficient must be a tuple of digits");
        return false;
    }
    if (digits->length == 0 && !special) text.push('0');
    for (uint64_t i = 0; i < digits->length; ++i) {
        int64_t d = 0;
        const Value digit = digits->at(i);
        if (!is_int(digit) || !int_to_int64(digit, d) || d < 0 || d > 9) {
            bad_tuple(ctx, "coefficient must be a tuple of digits");
            return false;
        }
        if (special != 'F') text.push(static_cast<char>('0' + d));
    }
    if (!special) {
        text.push('E');
        text.append(std::to_string(exponent));
    }
    return true;
}

Value from_tuple(Context& ctx, Value v, ContextObject* c, Type* type) {
    AsciiBuffer text;
    return tuple_to_text(ctx, v, text) ? from_text_exactly(ctx, text.view(), c, type)
                                       : Value::error();
}

}  // namespace

Value decimal_from_int(Context& ctx, Value v, ContextObject* c, Type* type) {
    DecimalBuffer out;
    uint32_t status = 0;
    decimal_from_integer(out, IntView(v).ref(), widest_settings(ctx), status);
    return finish_exactly(ctx, c, out, status, type);
}

Value construct_from_double(Context& ctx, double d, ContextObject* c, Type* type) {
    DecimalBuffer out;
    uint32_t status = 0;
    decimal_from_double(out, d, widest_settings(ctx), status);
    return finish_exactly(ctx, c, out, status, type);
}

Value required_operand(Context& ctx, Value v, ContextObject* c) {
    const Value d = operand(ctx, v, c);
    return d.is_not_implemented() ? raise_no_conversion(ctx, v) : d;
}

Value construct(Context& ctx, Type* type, Value v, ContextObject* c) {
    if (!v) return make_decimal(ctx, c->state.get(), DecimalSmall(0), type);
    if (is_decimal(ctx, v)) {
        // The same object serves where its type is right already.
        if (type_of(ctx, v) == type && type == c->state->decimal.get()) return v;
        return make_decimal(ctx, c->state.get(), decimal_ref(v), type);
    }
    if (v.is(Kind::kString)) {
        AsciiBuffer text;
        to_ascii_number(v.as<String>(), true, text);
        return from_text_exactly(ctx, text.view(), c, type);
    }
    if (is_int(v)) return decimal_from_int(ctx, v, c, type);
    if (v.is(Kind::kList) || v.is(Kind::kTuple)) return from_tuple(ctx, v, c, type);
    if (is_float(v)) {
        if (!add_status(ctx, c, kDecimalFloatOperation)) return Value::error();
        return construct_from_double(ctx, float_value(v), c, type);
    }
    return raise_no_conversion(ctx, v);
}

Value create_rounded(Context& ctx, Value v, ContextObject* c) {
    DecimalBuffer out;
    uint32_t status = 0;
    const DecimalContext settings = settings_of(ctx, c);
    if (!v) return make_decimal(ctx, c->state.get(), DecimalSmall(0));
    if (v.is(Kind::kString)) {
        AsciiBuffer text;
        to_ascii_number(v.as<String>(), false, text);
        decimal_from_text(out, text.view(), settings, status);
        return finish(ctx, c, out, status);
    }
    Value exact = v;
    if (!is_decimal(ctx, v)) {
        exact = construct(ctx, c->state->decimal.get(), v, c);
        if (!exact) return exact;
    }
    const DecimalRef a = decimal_ref(exact);
    if (a.is_nan() && a.digits > settings.prec - settings.clamp) {
        out.set_error(kDecimalConversionSyntax, status);
    } else if (out.assign(a)) {
        decimal_finalize(out, settings, status);
    } else {
        return raise_memory_error(ctx);
    }
    return finish(ctx, c, out, status);
}

// ---- to other objects ----

Value decimal_text(Context& ctx, const DecimalRef& a, ContextObject* c, DecimalNotation notation) {
    AsciiBuffer text;
    if (!decimal_to_text(a, notation, c->exponent_letter(), text)) return raise_memory_error(ctx);
    return or_error(make_string(ctx, text.view()));
}

Value decimal_to_int(Context& ctx, const DecimalRef& a, ContextObject* c,
                     DecimalRounding rounding) {
    if (a.is_nan()) return raise(ctx, TypeId::kValueError, "cannot convert NaN to integer");
    if (a.is_infinite()) {
        return raise(ctx, TypeId::kOverflowError, "cannot convert Infinity to integer");
    }
    DecimalBuffer whole;
    BigIntBuffer out;
    uint32_t status = 0;
    const DecimalContext settings = settings_of(ctx, c).with_rounding(rounding);
    decimal_to_integral_value(whole, a, settings, status);
    if (status & kDecimalErrors) return add_status(ctx, c, status) ? Value::error() : Value();
    return finish_int(ctx, decimal_to_integer(whole, out, settings.limits()), out);
}

}  // namespace orrery::decimal
