// timedelta. Its whole range is 67 bits of microseconds, so that 128-bit integers do for all but
// what programs pass in.
#include <algorithm>
#include <cmath>

#include "engine/modules/datetime/arguments.h"
#include "engine/modules/datetime/objects.h"
#include "engine/objects/int.h"

namespace orrery::datetime {

namespace {

using Int128 = __int128;
using UInt128 = unsigned __int128;

constexpr int64_t kMicrosecondsPerDay = kSecondsPerDay * kMicrosecondsPerSecond;
// Beyond any timedelta, and far enough from the limits of Int128 to add to.
constexpr Int128 kHuge = Int128{1} << 100;

TimeDelta* self_of(const Args& args) { return args[0].as<TimeDelta>(); }
TimeDelta* as_delta(Context& ctx, Value v) {
    return is_timedelta(ctx, v) ? v.as<TimeDelta>() : nullptr;
}

Int128 to_microseconds(const TimeDelta* d) {
    return Int128{d->days} * kMicrosecondsPerDay + d->seconds * kMicrosecondsPerSecond +
           d->microseconds;
}

Value raise_too_large(Context& ctx) {
    return raise(ctx, TypeId::kOverflowError, "Python int too large to convert to C int");
}

/// The fields must be normalized, the days not checked yet.
Value new_delta(Context& ctx, Type* type, int64_t days, int32_t seconds, int32_t microseconds) {
    if (days < -kMaxDeltaDays || days > kMaxDeltaDays) {
        return raise(ctx, TypeId::kOverflowError, "days={}; must have magnitude <= {}", days,
                     kMaxDeltaDays);
    }
    auto* d = allocate_object<TimeDelta>(ctx, type);
    if (!d) return Value::error();
    d->days = static_cast<int32_t>(days);
    d->seconds = seconds;
    d->microseconds = microseconds;
    return Value::object(d);
}

/// Brings a field into [0, limit), the rest into the next higher one.
void carry_over(int64_t& field, int64_t& higher, int64_t limit) {
    if (field >= 0 && field < limit) return;
    const int64_t carry = field / limit - (field % limit < 0);
    field -= carry * limit;
    higher += carry;
}

Value from_microseconds(Context& ctx, Type* type, Int128 us) {
    Int128 days = us / kMicrosecondsPerDay;
    auto rest = static_cast<int64_t>(us - days * kMicrosecondsPerDay);
    if (rest < 0) {
        days--;
        rest += kMicrosecondsPerDay;
    }
    if (days > INT32_MAX || days < INT32_MIN) return raise_too_large(ctx);
    return new_delta(ctx, type, static_cast<int64_t>(days),
                     static_cast<int32_t>(rest / kMicrosecondsPerSecond),
                     static_cast<int32_t>(rest % kMicrosecondsPerSecond));
}
Value from_microseconds(Context& ctx, Int128 us) {
    return from_microseconds(ctx, state(ctx).timedelta, us);
}

// ---- ints of programs ----

/// False if it does not fit 127 bits.
bool to_int128(Value v, Int128& out) {
    if (v.is_small_int()) {
        out = v.as_small_int();
        return true;
    }
    IntView view(v);
    const BigIntRef n = view.ref();
    if (n.length() > 2) return false;
    UInt128 magnitude = n.length() > 0 ? n.limbs[0] : 0;
    if (n.length() > 1) magnitude |= UInt128{n.limbs[1]} << 64;
    if (magnitude >> 126) return false;
    out = n.is_negative() ? -static_cast<Int128>(magnitude) : static_cast<Int128>(magnitude);
    return true;
}
Value int_of(Context& ctx, Int128 n) {
    if (n >= INT64_MIN && n <= INT64_MAX) return make_int(ctx, static_cast<int64_t>(n));
    const UInt128 magnitude = n < 0 ? -static_cast<UInt128>(n) : static_cast<UInt128>(n);
    const Limb limbs[] = {static_cast<Limb>(magnitude), static_cast<Limb>(magnitude >> 64)};
    const int64_t size = limbs[1] ? 2 : 1;
    return make_int_from(ctx, {limbs, n < 0 ? -size : size});
}
bool is_negative_int(Value v) { return IntView(v).ref().is_negative(); }

/// Rounded down; `b` is not zero.
Int128 floor_divide(Int128 a, Int128 b) { return a / b - (a % b != 0 && (a < 0) != (b < 0)); }
/// Rounded half to even.
Int128 divide_nearest(Int128 a, Int128 b) {
    const bool negative = (a < 0) != (b < 0);
    const UInt128 x = a < 0 ? -static_cast<UInt128>(a) : static_cast<UInt128>(a);
    const UInt128 y = b < 0 ? -static_cast<UInt128>(b) : static_cast<UInt128>(b);
    UInt128 quotient = x / y;
    const UInt128 rest = x % y;
    if (rest > y - rest || (rest == y - rest && (quotient & 1))) quotient++;
    return negative ? -static_cast<Int128>(quotient) : static_cast<Int128>(quotient);
}

// ---- multiplication and division by floats: exact, then rounded once ----

/// |f| = mantissa * 2^exponent, the mantissa odd (or 0). False after an exception.
bool split_float(Context& ctx, double f, int64_t& mantissa, int& exponent) {
    if (std::isinf(f)) {
        raise(ctx, TypeId::kOverflowError, "cannot convert Infinity to integer ratio");
        return false;
    }
    if (std::isnan(f)) {
        raise(ctx, TypeId::kValueError, "cannot convert NaN to integer ratio");
        return false;
    }
    mantissa = static_cast<int64_t>(std::ldexp(std::frexp(std::fabs(f), &exponent), 53));
    exponent -= 53;
    if (mantissa == 0) return true;
    const int zeros = __builtin_ctzll(static_cast<uint64_t>(mantissa));
    mantissa >>= zeros;
    exponent += zeros;
    return true;
}

/// n * 2^shift, at most kHuge.
Int128 shift_left(Int128 n, int shift) {
    if (n == 0 || n >= kHuge) return n;
    if (shift >= 100 || (kHuge >> shift) <= n) return kHuge;
    return n << shift;
}

Value multiply_by_float(Context& ctx, const TimeDelta* d, double f) {
    int64_t mantissa;
    int exponent;
    if (!split_float(ctx, f, mantissa, exponent)) return Value::error();
    const Int128 us = to_microseconds(d);
    const bool negative = (us < 0) != std::signbit(f);
    Int128 product = (us < 0 ? -us : us) * mantissa;  // 120 bits
    if (exponent >= 0) {
        product = shift_left(product, exponent);
    } else if (exponent > -126) {
        product = divide_nearest(product, Int128{1} << -exponent);
    } else {
        product = 0;
    }
    return from_microseconds(ctx, negative ? -product : product);
}

Value divide_by_float(Context& ctx, const TimeDelta* d, double f) {
    int64_t mantissa;
    int exponent;
    if (!split_float(ctx, f, mantissa, exponent)) return Value::error();
    if (mantissa == 0) {
        return raise(ctx, TypeId::kZeroDivisionError, "integer division or modulo by zero");
    }
    const Int128 us = to_microseconds(d);
    const bool negative = (us < 0) != std::signbit(f);
    const Int128 magnitude = us < 0 ? -us : us;
    Int128 quotient;
    if (exponent >= 0) {
        quotient = divide_nearest(magnitude, shift_left(mantissa, exponent));
    } else {
        // Long division of magnitude * 2^-exponent, 64 bits at a time: rest < mantissa < 2^53.
        quotient = magnitude / mantissa;
        Int128 rest = magnitude % mantissa;
        int left = -exponent;
        while (left > 0 && quotient < kHuge) {
            const int step = std::min(left, 64);
            left -= step;
            rest <<= step;
            quotient = shift_left(quotient, step);
            if (quotient < kHuge) quotient += rest / mantissa;
            rest %= mantissa;
        }
        if (rest * 2 > mantissa || (rest * 2 == mantissa && (quotient & 1))) quotient++;
    }
    return from_microseconds(ctx, negative ? -quotient : quotient);
}

/// d * f or d / f of a subclass of float, whose instances may have a ratio of their own.
Value scale_by_ratio(Context& ctx, const TimeDelta* d, Value f, bool divide) {
    const Value ratio = call_method(ctx, f, state(ctx).name(DtName::kas_integer_ratio), {});
    if (!ratio) return ratio;
    if (!ratio.is(Kind::kTuple)) {
        return raise(ctx, TypeId::kTypeError,
                     "unexpected return type from as_integer_ratio(): expected tuple, not '{}'",
                     MessageArg::type(ratio));
    }
    auto* pair = ratio.as<Tuple>();
    if (pair->length != 2) {
        return raise(ctx, TypeId::kValueError, "as_integer_ratio() must return a 2-tuple");
    }
    for (Value v : pair->values()) {
        if (is_int(v)) continue;
        return raise(ctx, TypeId::kTypeError, "as_integer_ratio() must return ints, not '{}'",
                     MessageArg::type(v));
    }
    const Value divisor = pair->at(divide ? 0 : 1);
    const Value us = int_of(ctx, to_microseconds(d));
    const Value n = us ? binary_op(ctx, BinaryOp::kMul, us, pair->at(divide ? 1 : 0)) : us;
    const Value parts = n ? binary_op(ctx, BinaryOp::kDivmod, n, divisor) : n;
    if (!parts) return parts;
    // The remainder has the divisor's sign: compare its double with that.
    Value quotient = parts.as<Tuple>()->at(0);
    const Value rest = parts.as<Tuple>()->at(1);
    const Value twice = binary_op(ctx, BinaryOp::kAdd, rest, rest);
    if (!twice) return twice;
    const bool negative = is_negative_int(divisor);
    const Truth above =
        compare_truth(ctx, negative ? CompareOp::kLt : CompareOp::kGt, twice, divisor);
    const Truth half = compare_truth(ctx, CompareOp::kEq, twice, divisor);
    if (above == Truth::kError || half == Truth::kError) return Value::error();
    if (above == Truth::kYes || (half == Truth::kYes && IntView(quotient).ref().is_odd())) {
        quotient = int_add(ctx, quotient, Value::small_int(1));
    }
    Int128 result;
    if (!quotient) return quotient;
    return to_int128(quotient, result) ? from_microseconds(ctx, result) : raise_too_large(ctx);
}

// ---- the constructor ----

/// An exact sum of microseconds: 128 bits, or an int once those do not do.
class Sum {
public:
    explicit Sum(Context& ctx) : ctx_(ctx) {}

    /// Adds n * factor. False after an exception.
    bool add(Value n, int64_t factor) {
        Int128 i;
        if (!big_ && to_int128(n, i) && i < kHuge >> 40 && i > -(kHuge >> 40)) {
            return add(i * factor);
        }
        const Value product = binary_op(ctx_, BinaryOp::kMul, n, make_int(ctx_, factor));
        return product && add_big(product);
    }
    bool add(Int128 n) {
        if (big_) {
            const Value v = int_of(ctx_, n);
            return v && add_big(v);
        }
        // A few addends below kHuge.
        small_ += n;
        return true;
    }
    /// Adds a whole double times the factor.
    bool add_double(double whole, int64_t factor) {
        if (std::fabs(whole) < 0x1p53) return add(Int128{static_cast<int64_t>(whole)} * factor);
        BigIntBuffer out;
        const BigIntStatus status = bigint_from_double(whole, out);
        const Value v = finish_int(ctx_, status, out);
        return v && add(v, factor);
    }
    bool is_odd() const { return big_ ? IntView(big_).ref().is_odd() : small_ & 1; }
    Value finish(Type* type) const {
        Int128 n = small_;
        if (big_ && !to_int128(big_, n)) return raise_too_large(ctx_);
        return from_microseconds(ctx_, type, n);
    }

private:
    bool add_big(Value v) {
        if (!big_) big_ = int_of(ctx_, small_);
        if (big_) big_ = binary_op(ctx_, BinaryOp::kAdd, big_, v);
        return bool(big_);
    }

    Context& ctx_;
    Int128 small_ = 0;
    Value big_;
};

/// Adds a component; fractions of microseconds go to `left`.
bool add_component(Context& ctx, Sum& sum, const char* name, Value v, int64_t factor,
                   double& left) {
    if (is_int(v)) return sum.add(v, factor);
    if (!is_float(v)) {
        raise(ctx, TypeId::kTypeError, "unsupported type for timedelta {} component: {}", name,
              MessageArg::type(v));
        return false;
    }
    const double f = float_value(v);
    if (std::isinf(f)) {
        raise(ctx, TypeId::kOverflowError, "cannot convert float infinity to integer");
        return false;
    }
    if (std::isnan(f)) {
        raise(ctx, TypeId::kValueError, "cannot convert float NaN to integer");
        return false;
    }
    double whole;
    const double fraction = std::modf(f, &whole);
    if (!sum.add_double(whole, factor)) return false;
    if (fraction == 0) return true;
    left += std::modf(static_cast<double>(factor) * fraction, &whole);
    return sum.add_double(whole, 1);
}

enum Component : uint8_t {
    kDays,
    kSeconds,
    kMicroseconds,
    kMilliseconds,
    kMinutes,
    kHours,
    kWeeks
};

Value delta_new(Context& ctx, const Args& args) {
    static constexpr Parameters kParameters = {
        "__new__",
        "|OOOOOOO",
        {"days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks"}};
    struct Unit {
        Component component;
        int64_t microseconds;
    };
    // In the order that decides how fractions add up.
    static constexpr Unit kUnits[] = {{kMicroseconds, 1},
                                      {kMilliseconds, 1000},
                                      {kSeconds, 1000000},
                                      {kMinutes, 60000000},
                                      {kHours, 3600000000},
                                      {kDays, kMicrosecondsPerDay},
                                      {kWeeks, kMicrosecondsPerDay * 7}};
    Value given[7] = {};
    if (!bind(ctx, args, kParameters, nullptr, given)) return Value::error();
    Sum sum(ctx);
    double left = 0;
    for (const Unit& unit : kUnits) {
        const Value v = given[unit.component];
        if (v && !add_component(ctx, sum, kParameters.names[unit.component], v, unit.microseconds,
                                left)) {
            return Value::error();
        }
    }
    if (left != 0) {
        double whole = std::round(left);
        if (std::fabs(whole - left) == 0.5) {
            // To the even sum, not the even addend.
            const double odd = sum.is_odd();
            whole = 2 * std::round((left + odd) * 0.5) - odd;
        }
        if (!sum.add_double(whole, 1)) return Value::error();
    }
    return sum.finish(args[0].as<Type>());
}

// ---- operators ----

Value delta_add(Context& ctx, const Args& args) {
    if (!has_shape_of(args[1], args[0]) && !is_timedelta(ctx, args[1])) {
        return Value::not_implemented();
    }
    const TimeDelta* a = self_of(args);
    const auto* b = args[1].as<TimeDelta>();
    return make_delta(ctx, int64_t{a->days} + b->days, a->seconds + b->seconds,
                      a->microseconds + b->microseconds);
}
Value delta_sub(Context& ctx, const Args& args) {
    const TimeDelta* other = as_delta(ctx, args[1]);
    return other ? subtract_deltas(ctx, self_of(args), other) : Value::not_implemented();
}
Value delta_rsub(Context& ctx, const Args& args) {
    const TimeDelta* other = as_delta(ctx, args[1]);
    return other ? subtract_deltas(ctx, other, self_of(args)) : Value::not_implemented();
}
Value delta_neg(Context& ctx, const Args& args) {
    const TimeDelta* d = self_of(args);
    return make_delta(ctx, -int64_t{d->days}, -d->seconds, -d->microseconds);
}
Value delta_pos(Context& ctx, const Args& args) {
    const TimeDelta* d = self_of(args);
    return make_delta(ctx, d->days, d->seconds, d->microseconds);
}
Value delta_abs(Context& ctx, const Args& args) {
    return self_of(args)->days < 0 ? delta_neg(ctx, args) : delta_pos(ctx, args);
}
Value delta_bool(Context&, const Args& args) { return Value::boolean(!is_zero(self_of(args))); }

Value delta_mul(Context& ctx, const Args& args) {
    const TimeDelta* d = self_of(args);
    if (args[1].is_double()) return multiply_by_float(ctx, d, args[1].as_double());
    if (is_float(args[1])) return scale_by_ratio(ctx, d, args[1], false);
    if (!is_int(args[1])) return Value::not_implemented();
    const Int128 us = to_microseconds(d);
    Int128 n, product;
    if (!to_int128(args[1], n) || __builtin_mul_overflow(us, n, &product)) {
        return us == 0 ? from_microseconds(ctx, us) : raise_too_large(ctx);
    }
    return from_microseconds(ctx, product);
}

Value delta_floordiv(Context& ctx, const Args& args) {
    const TimeDelta* other = as_delta(ctx, args[1]);
    if (!other && !is_int(args[1])) return Value::not_implemented();
    const Int128 us = to_microseconds(self_of(args));
    Int128 divisor;
    if (other) {
        divisor = to_microseconds(other);
    } else if (!to_int128(args[1], divisor)) {
        // Larger than any timedelta: only the sign counts.
        divisor = is_negative_int(args[1]) ? -kHuge : kHuge;
    }
    if (divisor == 0) {
        return raise(ctx, TypeId::kZeroDivisionError, "integer division or modulo by zero");
    }
    const Int128 quotient = floor_divide(us, divisor);
    return other ? int_of(ctx, quotient) : from_microseconds(ctx, quotient);
}
Value delta_truediv(Context& ctx, const Args& args) {
    const Int128 us = to_microseconds(self_of(args));
    if (const TimeDelta* other = as_delta(ctx, args[1])) {
        const Value a = int_of(ctx, us);
        const Value b = int_of(ctx, to_microseconds(other));
        return a && b ? binary_op(ctx, BinaryOp::kTruediv, a, b) : Value::error();
    }
    if (args[1].is_double()) return divide_by_float(ctx, self_of(args), args[1].as_double());
    if (is_float(args[1])) return scale_by_ratio(ctx, self_of(args), args[1], true);
    if (!is_int(args[1])) return Value::not_implemented();
    Int128 divisor;
    if (!to_int128(args[1], divisor)) divisor = kHuge;
    if (divisor == 0) {
        return raise(ctx, TypeId::kZeroDivisionError, "integer division or modulo by zero");
    }
    return from_microseconds(ctx, divide_nearest(us, divisor));
}
Value modulo(Context& ctx, const TimeDelta* a, const TimeDelta* b) {
    const Int128 divisor = to_microseconds(b);
    if (divisor == 0) return raise(ctx, TypeId::kZeroDivisionError, "integer modulo by zero");
    const Int128 us = to_microseconds(a);
    return from_microseconds(ctx, us - floor_divide(us, divisor) * divisor);
}
Value divide_both(Context& ctx, const TimeDelta* a, const TimeDelta* b) {
    const Int128 divisor = to_microseconds(b);
    if (divisor == 0) {
        return raise(ctx, TypeId::kZeroDivisionError, "integer division or modulo by zero");
    }
    const Int128 us = to_microseconds(a);
    const Int128 quotient = floor_divide(us, divisor);
    return tuple_of(ctx, {int_of(ctx, quotient), from_microseconds(ctx, us - quotient * divisor)});
}
/// A binary operator of two timedeltas and its reflection.
template <Value (*f)(Context&, const TimeDelta*, const TimeDelta*), bool reflected>
Value delta_binary(Context& ctx, const Args& args) {
    const TimeDelta* other = as_delta(ctx, args[1]);
    if (!other) return Value::not_implemented();
    return reflected ? f(ctx, other, self_of(args)) : f(ctx, self_of(args), other);
}
/// Reflections of the other divisions are asked for by operands that are no timedeltas, or by
/// subclasses.
template <NativeFn f>
Value delta_reflected(Context& ctx, const Args& args) {
    if (!is_timedelta(ctx, args[1])) return Value::not_implemented();
    const Value swapped[] = {args[1], args[0]};
    return f(ctx, Args{swapped});
}

template <CompareOp op>
Value delta_compare(Context& ctx, const Args& args) {
    const TimeDelta* other = as_delta(ctx, args[1]);
    if (!other) return Value::not_implemented();
    return compare_result(op, compare_deltas(self_of(args), other));
}
Value delta_hash(Context& ctx, const Args& args) {
    return make_int(ctx, hash_delta(self_of(args)));
}

// ---- text and pickling ----

Value delta_repr(Context& ctx, const Args& args) {
    const TimeDelta* d = self_of(args);
    ShortText fields;
    auto add = [&](const char* name, int n) {
        if (n == 0) return;
        if (fields.length) fields.add(", ");
        fields.add(name);
        fields.number(n, 1);
    };
    add("days=", d->days);
    add("seconds=", d->seconds);
    add("microseconds=", d->microseconds);
    if (fields.length == 0) fields.add('0');
    String* s = format_message(
        ctx, "{}({})", std::initializer_list<MessageArg>{type_name(ctx, args[0]), fields.view()});
    return or_error(s);
}
Value delta_str(Context& ctx, const Args& args) {
    const TimeDelta* d = self_of(args);
    ShortText out;
    if (d->days) {
        out.number(d->days, 1);
        out.add(d->days == 1 || d->days == -1 ? " day, " : " days, ");
    }
    out.number(d->seconds / 3600, 1);
    out.add(':');
    out.number(d->seconds / 60 % 60, 2);
    out.add(':');
    out.number(d->seconds % 60, 2);
    if (d->microseconds) {
        out.add('.');
        out.number(d->microseconds, 6);
    }
    return out.finish(ctx);
}
Value delta_reduce(Context& ctx, const Args& args) {
    const TimeDelta* d = self_of(args);
    return tuple_of(ctx, {Value::object(type_of(ctx, args[0])),
                          tuple_of(ctx, {Value::small_int(d->days), Value::small_int(d->seconds),
                                         Value::small_int(d->microseconds)})});
}
Value delta_total_seconds(Context& ctx, const Args& args) {
    return total_seconds(ctx, self_of(args));
}

template <int32_t TimeDelta::* field>
Value get_field(Context&, Value self) {
    return Value::small_int(self.as<TimeDelta>()->*field);
}

const NativeMethod kMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", delta_new},
    {"__repr__(self, /)", delta_repr},
    {"__hash__(self, /)", delta_hash},
    {"__str__(self, /)", delta_str},
    {"__lt__(self, value, /)", delta_compare<CompareOp::kLt>},
    {"__le__(self, value, /)", delta_compare<CompareOp::kLe>},
    {"__eq__(self, value, /)", delta_compare<CompareOp::kEq>},
    {"__ne__(self, value, /)", delta_compare<CompareOp::kNe>},
    {"__gt__(self, value, /)", delta_compare<CompareOp::kGt>},
    {"__ge__(self, value, /)", delta_compare<CompareOp::kGe>},
    {"__add__(self, value, /)", delta_add},
    {"__radd__(self, value, /)", delta_add},
    {"__sub__(self, value, /)", delta_sub},
    {"__rsub__(self, value, /)", delta_rsub},
    {"__mul__(self, value, /)", delta_mul},
    {"__rmul__(self, value, /)", delta_mul},
    {"__mod__(self, value, /)", delta_binary<modulo, false>},
    {"__rmod__(self, value, /)", delta_binary<modulo, true>},
    {"__divmod__(self, value, /)", delta_binary<divide_both, false>},
    {"__rdivmod__(self, value, /)", delta_binary<divide_both, true>},
    {"__neg__(self, /)", delta_neg},
    {"__pos__(self, /)", delta_pos},
    {"__abs__(self, /)", delta_abs},
    {"__bool__(self, /)", delta_bool},
    {"__floordiv__(self, value, /)", delta_floordiv},
    {"__rfloordiv__(self, value, /)", delta_reflected<delta_floordiv>},
    {"__truediv__(self, value, /)", delta_truediv},
    {"__rtruediv__(self, value, /)", delta_reflected<delta_truediv>},
    {"__reduce__(self, /)", delta_reduce, "__reduce__() -> (cls, state)"},
    {"total_seconds(self, /)", delta_total_seconds, "Total seconds in the duration."},
};
const NativeProperty kProperties[] = {
    {"days", get_field<&TimeDelta::days>, nullptr, "Number of days.", true},
    {"seconds", get_field<&TimeDelta::seconds>, nullptr,
     "Number of seconds (>= 0 and less than 1 day).", true},
    {"microseconds", get_field<&TimeDelta::microseconds>, nullptr,
     "Number of microseconds (>= 0 and less than 1 second).", true},
};

}  // namespace

Value make_delta(Context& ctx, int64_t days, int64_t seconds, int64_t microseconds) {
    carry_over(microseconds, seconds, kMicrosecondsPerSecond);
    carry_over(seconds, days, kSecondsPerDay);
    return new_delta(ctx, state(ctx).timedelta, days, static_cast<int32_t>(seconds),
                     static_cast<int32_t>(microseconds));
}

int compare_deltas(const TimeDelta* a, const TimeDelta* b) {
    auto order = [](int x, int y) { return (x > y) - (x < y); };
    if (a->days != b->days) return order(a->days, b->days);
    if (a->seconds != b->seconds) return order(a->seconds, b->seconds);
    return order(a->microseconds, b->microseconds);
}

Value subtract_deltas(Context& ctx, const TimeDelta* a, const TimeDelta* b) {
    return make_delta(ctx, int64_t{a->days} - b->days, a->seconds - b->seconds,
                      a->microseconds - b->microseconds);
}

int64_t hash_delta(const TimeDelta* d) {
    TupleHash hash;
    hash.add(hash_int64(d->days));
    hash.add(hash_int64(d->seconds));
    hash.add(hash_int64(d->microseconds));
    return hash.finish(3);
}

Value total_seconds(Context& ctx, const TimeDelta* d) {
    const Int128 us = to_microseconds(d);
    if (us < Int128{1} << 53 && us > -(Int128{1} << 53)) {
        return Value::number(static_cast<double>(us) / 1e6);
    }
    const Value v = int_of(ctx, us);
    return v ? binary_op(ctx, BinaryOp::kTruediv, v, Value::small_int(kMicrosecondsPerSecond)) : v;
}

const NativeTypeSpec kTimeDeltaSpec = {
    .name = "datetime.timedelta",
    .size = sizeof(TimeDelta),
    .methods = kMethods,
    .properties = kProperties,
    .doc =
        "Difference between two datetime values.\n\ntimedelta(days=0, seconds=0, "
        "microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)"};

}  // namespace orrery::datetime
