// Powers of decimals.
//
// Integer powers by squaring with guard digits, others as exp(ln(a)·b); both rounded in the end.
// The steps and the number of guard digits decide the last digit of results that are (nearly)
// exact, so they are fixed here.
#include <algorithm>

#include "engine/numbers/decimal_internal.h"

namespace orrery {

using namespace decimal_detail;

namespace {

constexpr int64_t kExponentDigits = 19;
// Overflows in every context.
constexpr int64_t kHugeExponent = 2 * (kDecimalMaxEmax + 1);

// 10^(prec - 1) with the exponent that makes it one.
void set_padded_one(DecimalBuffer& out, bool negative, int64_t zeros, uint32_t& status) {
    out.set_small(negative, 1, 0);
    pad(out, zeros, status);
}

// ±1 to a power. False: the base is not ±1.
bool power_of_one(DecimalBuffer& out, const DecimalRef& a, const DecimalRef& b, bool negative,
                  const DecimalContext& c, uint32_t& status) {
    const DecimalSmall one(1);
    if (decimal_order(a.absolute(), one) != 0) return false;
    int64_t zeros = c.prec - 1;
    if (!b.is_integer()) {
        status |= kDecimalInexact | kDecimalRounded;
    } else if (b.is_negative()) {
        zeros = 0;
    } else {
        // As many zeros behind the point as the exact power has.
        int64_t exponent = 0;
        const bool small = fits_int64(b, &exponent) && exponent <= c.prec;
        const int64_t fraction = -a.exponent;
        if (fraction == 0) {
            zeros = 0;
        } else if (small && exponent <= zeros / fraction) {
            zeros = exponent * fraction;
        } else {
            status |= kDecimalRounded;
        }
    }
    set_padded_one(out, negative, zeros, status);
    return true;
}

int64_t decimal_length(int64_t n) { return limb_digits(static_cast<uint64_t>(std::abs(n))); }

// True if |log10(a)·b| has more digits than `limit`, for a > 0, a != 1: an overflow or underflow
// for certain, where that is the exponent at which it begins.
bool far_beyond(const DecimalRef& a, const DecimalRef& b, int64_t limit, const DecimalContext& c) {
    int64_t magnitude;  // log10(a) >= 10^magnitude
    if (a.adjusted() > 0) {
        magnitude = decimal_length(a.adjusted()) - 1;
    } else if (a.adjusted() < -1) {
        magnitude = decimal_length(a.adjusted() + 1) - 1;
    } else {
        DecimalBuffer difference;
        uint32_t status = 0;
        DecimalContext exact = DecimalContext::widest();
        exact.interrupt = c.interrupt;
        decimal_subtract(difference, a, DecimalSmall(1), exact, status);
        if (status & kDecimalFailure) return false;
        magnitude = difference.ref().adjusted() - (a.adjusted() == 0 ? 2 : 1);
    }
    return magnitude + b.adjusted() > decimal_length(limit);
}

void set_far_beyond(DecimalBuffer& out, bool huge, bool negative, const DecimalContext& c,
                    uint32_t& status) {
    out.set_small(negative, 1, huge ? kHugeExponent : c.etiny() - 1);
    decimal_finalize(out, c, status);
}

void integer_power(DecimalBuffer& out, const DecimalRef& a, const DecimalRef& b, bool negative,
                   const DecimalContext& c, uint32_t& status) {
    DecimalContext work = c;
    work.prec += b.digits + b.exponent + 2;
    work.rounding = DecimalRounding::half_even;
    work.clamp = false;
    DecimalBuffer base, product;
    uint32_t more = 0;
    if (b.is_negative()) {
        work.prec += 1;
        decimal_divide(base, DecimalSmall(1), a, work, more);
        status |= more;
        if (more & kDecimalErrors) return out.set_special(kDecimalQuietNan);
    } else if (!has_memory(base.assign(a), out, status)) {
        return;
    }
    // The exponent's bits from the top.
    BigIntBuffer exponent;
    if (!succeeded(decimal_to_integer(b.absolute(), exponent, c.limits()), out, status) ||
        !has_memory(out.assign(base), out, status)) {
        return;
    }
    const BigIntRef n = exponent;
    for (int64_t bit = static_cast<int64_t>(bigint_bit_length(n)) - 2; bit >= 0; --bit) {
        decimal_multiply(product, out, out, work, more);
        out.swap(product);
        if (n.limbs[bit / kLimbBits] >> (bit % kLimbBits) & 1) {
            decimal_multiply(product, out, base, work, more);
            out.swap(product);
        }
        if ((out.flags & kDecimalSpecial) || (out.ref().is_zero() && (more & kDecimalClamped))) {
            break;
        }
    }
    status |= more;
    out.set_negative(negative);
    if (out.flags & kDecimalInfinity) out.set_small(negative, 1, kHugeExponent);
    decimal_finalize(out, c, status);
}

void real_power(DecimalBuffer& out, const DecimalRef& a, const DecimalRef& b,
                const DecimalContext& c, uint32_t& status) {
    DecimalContext work = DecimalContext::widest();
    work.prec = std::max(a.digits, c.prec) + 4 + kExponentDigits;
    work.interrupt = c.interrupt;
    DecimalBuffer log, product;
    uint32_t more = 0;
    decimal_ln(log, a, work, more);
    decimal_multiply(product, log, b, work, more);
    decimal_exp(out, product, work, status);
    status |= (more & kDecimalErrors) | kDecimalInexact | kDecimalRounded;
    if (out.ref().is_finite() && decimal_order(out, DecimalSmall(1)) == 0) {
        set_padded_one(out, false, c.prec - 1, status);
    }
    if (out.flags & kDecimalInfinity) out.set_small(false, 1, kHugeExponent);
    decimal_finalize(out, c, status);
}

}  // namespace

void decimal_power(ORRERY_DECIMAL_BINARY) {
    if (decimal_propagate_nan(out, a, b, c, status)) return;
    const bool integral = b.is_integer();
    const bool negative = integral && a.is_negative() && b.is_odd();
    const uint8_t infinity = kDecimalInfinity | (negative ? kDecimalNegative : 0);
    if (a.is_zero()) {
        if (b.is_zero()) return out.set_error(kDecimalInvalidOperation, status);
        return b.is_negative() ? out.set_special(infinity) : out.set_small(negative, 0, 0);
    }
    if (a.is_negative() && !integral) return out.set_error(kDecimalInvalidOperation, status);
    if (b.is_infinite()) {
        const int order = decimal_order(a, DecimalSmall(1));
        if (order == 0) {
            status |= kDecimalInexact | kDecimalRounded;
            return set_padded_one(out, false, c.prec - 1, status);
        }
        return (order < 0) == b.is_negative() ? out.set_special(kDecimalInfinity)
                                              : out.set_small(false, 0, 0);
    }
    if (a.is_infinite()) {
        if (b.is_zero()) return out.set_small(negative, 1, 0);
        return b.is_negative() ? out.set_small(negative, 0, 0) : out.set_special(infinity);
    }
    if (b.is_zero()) return out.set_small(negative, 1, 0);
    if (power_of_one(out, a, b, negative, c, status)) return;
    const bool huge = (decimal_order(a.absolute(), DecimalSmall(1)) > 0) != b.is_negative();
    if (far_beyond(a.absolute(), b, huge ? c.emax : c.etiny(), c)) {
        return set_far_beyond(out, huge, negative, c, status);
    }
    if (integral) {
        integer_power(out, a, b, negative, c, status);
    } else {
        real_power(out, a, b, c, status);
    }
}

namespace {

// The coefficient times the power of ten modulo m.
BigIntStatus reduce(const DecimalRef& a, BigIntRef m, BigIntBuffer& out,
                    const BigIntLimits& limits) {
    BigIntBuffer coefficient, power, product;
    if (a.exponent <= 0) {
        BigIntStatus status = decimal_to_integer(a.absolute(), coefficient, limits);
        return status == BigIntStatus::ok ? bigint_divmod(coefficient, m, nullptr, &out, limits)
                                          : status;
    }
    BigIntStatus status = decimal_to_integer(a.absolute().with_exponent(0), coefficient, limits);
    if (status == BigIntStatus::ok) {
        status = bigint_pow_mod(BigIntSmall(10), BigIntSmall(a.exponent), m, power, limits);
    }
    if (status == BigIntStatus::ok) status = bigint_mul(coefficient, power, product, limits);
    return status == BigIntStatus::ok ? bigint_divmod(product, m, nullptr, &out, limits) : status;
}

}  // namespace

void decimal_power_modulo(ORRERY_DECIMAL_TERNARY) {
    if (a.is_nan() || b.is_nan() || d.is_nan()) {
        for (const DecimalRef& x : {a, b, d}) {
            if (x.is_signaling_nan()) {
                decimal_propagate_nan(out, x, c, status);
                return;
            }
        }
        decimal_propagate_nan(out, a.is_nan() ? a : b.is_nan() ? b : d, c, status);
        return;
    }
    if (!a.is_integer() || !b.is_integer() || !d.is_integer() || b.is_negative() || d.is_zero() ||
        d.digits + d.exponent > c.prec || (a.is_zero() && b.is_zero())) {
        return out.set_error(kDecimalInvalidOperation, status);
    }
    const bool negative = a.is_negative() && b.is_odd();
    const BigIntLimits limits = c.limits();
    BigIntBuffer modulus, base, exponent, result;
    BigIntStatus done = decimal_to_integer(d.absolute(), modulus, limits);
    if (done == BigIntStatus::ok) done = reduce(a, modulus, base, limits);
    if (done == BigIntStatus::ok) {
        done = decimal_to_integer(b.exponent > 0 ? b.with_exponent(0) : b, exponent, limits);
    }
    if (done == BigIntStatus::ok) done = bigint_pow_mod(base, exponent, modulus, result, limits);
    // Each factor ten of the exponent is a power of its own.
    for (int64_t i = 0; done == BigIntStatus::ok && i < b.exponent; ++i) {
        result.swap(base);
        done = bigint_pow_mod(base, BigIntSmall(10), modulus, result, limits);
        if (limits.interrupt.pending()) done = BigIntStatus::interrupted;
    }
    if (!succeeded(done, out, status)) return;
    if (set_integer(out, result, 0, c, status)) out.set_negative(negative);
}

}  // namespace orrery
