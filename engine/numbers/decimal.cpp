// Decimal floating point: buffers, rounding, sums and products.
#include "engine/numbers/decimal.h"

#include <algorithm>

#include "engine/numbers/decimal_internal.h"

namespace orrery {

using namespace decimal_detail;

// --- values ----------------------------------------------------------------------------------

bool DecimalRef::is_integer() const {
    if (is_special()) return false;
    if (exponent >= 0 || is_zero()) return true;
    if (digits + exponent <= 0) return false;
    return trailing_zeros(limbs, limb_count()) >= -exponent;
}

bool DecimalRef::is_odd() const {
    if (exponent > 0) return false;
    if (digits + exponent <= 0) return false;
    return digit_at(limbs, limb_count(), -exponent) & 1;
}

void DecimalBuffer::set_small(bool negative, uint64_t coefficient, int64_t exp) {
    limbs_.get()[0] = coefficient;
    digits_ = limb_digits(coefficient);
    exponent = exp;
    flags = negative ? kDecimalNegative : 0;
}

bool DecimalBuffer::assign(const DecimalRef& value) {
    if (value.limbs != limbs_.get()) {
        const int64_t n = value.limb_count();
        uint64_t* limbs = limbs_.prepare(n);
        if (!limbs) return false;
        std::copy_n(value.limbs, n, limbs);
    }
    digits_ = value.digits;
    exponent = value.exponent;
    flags = value.flags;
    return true;
}

void DecimalBuffer::swap(DecimalBuffer& other) {
    limbs_.swap(other.limbs_);
    std::swap(digits_, other.digits_);
    std::swap(exponent, other.exponent);
    std::swap(flags, other.flags);
}

// --- rounding --------------------------------------------------------------------------------

namespace decimal_detail {

bool rounds_away(DecimalRounding rounding, int rest, bool negative, int last_digit) {
    switch (rounding) {
    case DecimalRounding::down: return false;
    case DecimalRounding::up: return rest != 0;
    case DecimalRounding::ceiling: return rest != 0 && !negative;
    case DecimalRounding::floor: return rest != 0 && negative;
    case DecimalRounding::half_up: return rest >= 5;
    case DecimalRounding::half_down: return rest > 5;
    case DecimalRounding::half_even: return rest > 5 || (rest == 5 && (last_digit & 1));
    case DecimalRounding::zero_five_up: return rest != 0 && last_digit % 5 == 0;
    }
    return false;
}

int round_off(DecimalBuffer& out, int64_t count, const DecimalContext& c, uint32_t& status) {
    // One limb more for the carry.
    const int64_t n = out.limb_count();
    uint64_t* limbs = out.grow(n + 1);
    if (!has_memory(limbs != nullptr, out, status)) return -1;
    const Shifted s = shift_right(limbs, limbs, n, count);
    int64_t size = s.size;
    if (rounds_away(c.rounding, s.rest, out.flags & kDecimalNegative,
                    static_cast<int>(limbs[0] % 10))) {
        size = increment(limbs, size);
    }
    out.finish(size);
    out.exponent += count;
    return s.rest;
}

bool pad(DecimalBuffer& out, int64_t count, uint32_t& status) {
    const int64_t n = out.limb_count();
    if (!out.ref().is_zero()) {
        uint64_t* limbs = out.grow(limbs_of_digits(out.digits() + count) + 1);
        if (!has_memory(limbs != nullptr, out, status)) return false;
        out.finish(shift_left(limbs, limbs, n, count));
    }
    out.exponent -= count;
    return true;
}

int64_t strip_zeros(DecimalBuffer& out, int64_t most) {
    const int64_t n = out.limb_count();
    const int64_t count = std::min(most, trailing_zeros(out.limbs(), n));
    if (count <= 0) return 0;
    out.finish(shift_right(out.limbs(), out.limbs(), n, count).size);
    out.exponent += count;
    return count;
}

void keep_low_digits(DecimalBuffer& out, int64_t digits) {
    if (out.digits() > digits) {
        out.finish(low_digits(out.limbs(), out.limbs(), out.limb_count(), digits));
    }
}

void fix_nan(DecimalBuffer& out, const DecimalContext& c) {
    if (out.digits() > c.prec - c.clamp) {
        keep_low_digits(out, c.prec - c.clamp);
        if (out.limbs()[0] == 0 && out.digits() == 1) out.drop_coefficient();
    }
}

void set_int64(DecimalBuffer& out, int64_t n) {
    const uint64_t magnitude = n < 0 ? 0 - static_cast<uint64_t>(n) : static_cast<uint64_t>(n);
    out.set_small(n < 0, magnitude, 0);
}

bool fits_int64(const DecimalRef& a, int64_t* out) {
    if (!a.is_integer()) return false;
    if (a.is_zero()) {
        *out = 0;
        return true;
    }
    if (a.adjusted() > 18) return false;
    Limbs scratch;
    uint64_t* limbs = scratch.prepare(a.limb_count() + 2);
    if (!limbs) return false;
    if (a.exponent >= 0) {
        shift_left(limbs, a.limbs, a.limb_count(), a.exponent);
    } else {
        shift_right(limbs, a.limbs, a.limb_count(), -a.exponent);
    }
    const uint64_t top = uint64_t{1} << 63;
    if (limbs[0] > top || (limbs[0] == top && !a.is_negative())) return false;
    *out = static_cast<int64_t>(a.is_negative() ? 0 - limbs[0] : limbs[0]);
    return true;
}

bool set_integer(DecimalBuffer& out, BigIntRef n, int64_t exponent, const DecimalContext& c,
                 uint32_t& status) {
    Limbs limbs;
    int64_t size = 0;
    if (!succeeded(from_binary(n, limbs, &size, c.limits()), out, status)) return false;
    uint64_t* to = out.prepare(size);
    if (!has_memory(to != nullptr, out, status)) return false;
    std::copy_n(limbs.get(), size, to);
    out.finish(size);
    out.exponent = exponent;
    out.flags = n.is_negative() ? kDecimalNegative : 0;
    return true;
}

}  // namespace decimal_detail

namespace {

// The value of an overflow.
void set_overflow(DecimalBuffer& out, const DecimalContext& c, uint32_t& status) {
    const bool negative = out.flags & kDecimalNegative;
    bool infinite = true;
    switch (c.rounding) {
    case DecimalRounding::down:
    case DecimalRounding::zero_five_up: infinite = false; break;
    case DecimalRounding::ceiling: infinite = !negative; break;
    case DecimalRounding::floor: infinite = negative; break;
    default: break;
    }
    status |= kDecimalOverflow | kDecimalInexact | kDecimalRounded;
    if (infinite) {
        out.set_special(kDecimalInfinity | (negative ? kDecimalNegative : 0));
        return;
    }
    // All nines.
    const int64_t n = limbs_of_digits(c.prec);
    uint64_t* limbs = out.prepare(n);
    if (!has_memory(limbs != nullptr, out, status)) return;
    std::fill_n(limbs, n, kLimbBase - 1);
    limbs[n - 1] = kPowersOfTen[c.prec - (n - 1) * kLimbDigits] - 1;
    out.finish(n);
    out.exponent = c.etop();
}

// Brings the exponent into the context's range.
void fix_exponent(DecimalBuffer& out, const DecimalContext& c, uint32_t& status) {
    const int64_t adjusted = out.exponent + out.digits() - 1;
    const bool zero = out.ref().is_zero();
    if (adjusted > c.emax) {
        if (!zero) return set_overflow(out, c, status);
        out.exponent = c.clamp ? c.etop() : c.emax;
        status |= kDecimalClamped;
        return;
    }
    if (c.clamp && out.exponent > c.etop()) {
        if (!pad(out, out.exponent - c.etop(), status)) return;
        status |= kDecimalClamped;
        if (!zero && adjusted < c.emin) status |= kDecimalSubnormal;
        return;
    }
    if (adjusted >= c.emin) return;
    const int64_t etiny = c.etiny();
    if (zero) {
        if (out.exponent < etiny) {
            out.exponent = etiny;
            status |= kDecimalClamped;
        }
        return;
    }
    status |= kDecimalSubnormal;
    if (out.exponent >= etiny) return;
    const int rest = round_off(out, etiny - out.exponent, c, status);
    if (rest < 0) return;
    status |= kDecimalRounded;
    if (rest != 0) {
        status |= kDecimalInexact | kDecimalUnderflow;
        if (out.ref().is_zero()) status |= kDecimalClamped;
    }
}

}  // namespace

void decimal_finalize(DecimalBuffer& out, const DecimalContext& c, uint32_t& status) {
    if (out.flags & kDecimalSpecial) {
        if (!(out.flags & kDecimalInfinity)) fix_nan(out, c);
        return;
    }
    const int64_t adjusted = out.exponent + out.digits() - 1;
    if (out.digits() <= c.prec && adjusted <= c.emax && adjusted >= c.emin &&
        !(c.clamp && out.exponent > c.etop())) {
        return;
    }
    fix_exponent(out, c, status);
    if ((out.flags & kDecimalSpecial) || out.digits() <= c.prec) return;
    const int rest = round_off(out, out.digits() - c.prec, c, status);
    if (rest < 0) return;
    status |= kDecimalRounded;
    if (rest != 0) status |= kDecimalInexact;
    if (out.digits() > c.prec) {
        // Nines became a one and zeros.
        strip_zeros(out, 1);
        fix_exponent(out, c, status);
    }
}

bool decimal_propagate_nan(DecimalBuffer& out, const DecimalRef& a, const DecimalContext& c,
                           uint32_t& status) {
    if (!a.is_nan()) return false;
    if (a.is_signaling_nan()) status |= kDecimalInvalidOperation;
    if (!has_memory(out.assign(a), out, status)) return true;
    out.flags = static_cast<uint8_t>((out.flags & kDecimalNegative) | kDecimalQuietNan);
    fix_nan(out, c);
    return true;
}

bool decimal_propagate_nan(DecimalBuffer& out, const DecimalRef& a, const DecimalRef& b,
                           const DecimalContext& c, uint32_t& status) {
    if (!((a.flags | b.flags) & (kDecimalQuietNan | kDecimalSignalingNan))) return false;
    const bool second = b.is_signaling_nan() ? !a.is_signaling_nan() : !a.is_nan();
    return decimal_propagate_nan(out, second ? b : a, c, status);
}

void decimal_rescale(DecimalBuffer& out, const DecimalRef& a, int64_t exponent,
                     const DecimalContext& c, uint32_t& status) {
    if (!has_memory(out.assign(a), out, status)) return;
    if (a.is_zero()) {
        out.exponent = exponent;
    } else if (a.exponent >= exponent) {
        pad(out, a.exponent - exponent, status);
    } else {
        const int rest = round_off(out, exponent - a.exponent, c, status);
        if (rest >= 0) status |= kDecimalRounded | (rest ? uint32_t{kDecimalInexact} : 0u);
    }
}

// --- sums and products -----------------------------------------------------------------------

namespace {

Wide small_coefficient(const DecimalRef& a) {
    return a.digits <= kLimbDigits ? a.limbs[0] : Wide(a.limbs[1]) * kLimbBase + a.limbs[0];
}

// a + b where both, aligned, fit a double word. False: they do not.
bool add_small(DecimalBuffer& out, const DecimalRef& first, const DecimalRef& second,
               const DecimalContext& c) {
    constexpr int64_t kMostDigits = 37;
    const bool swapped = first.exponent < second.exponent;
    const DecimalRef& a = swapped ? second : first;
    const DecimalRef& b = swapped ? first : second;
    const int64_t shift = a.exponent - b.exponent;
    if (b.digits > kMostDigits || a.digits > kMostDigits || shift > kMostDigits - a.digits) {
        return false;
    }
    Wide x = small_coefficient(a);
    if (shift > kLimbDigits) {
        x *= kLimbBase;
        x *= kPowersOfTen[shift - kLimbDigits];
    } else {
        x *= kPowersOfTen[shift];
    }
    const Wide y = small_coefficient(b);
    bool negative = a.is_negative();
    if (negative == b.is_negative()) {
        x += y;
    } else if (x == y) {
        x = 0;
        negative = c.rounding == DecimalRounding::floor;
    } else {
        negative = x > y ? negative : b.is_negative();
        x = x > y ? x - y : y - x;
    }
    const Divided parts =
        kBaseReciprocal.divide(static_cast<uint64_t>(x >> 64), static_cast<uint64_t>(x));
    uint64_t* limbs = out.limbs();
    limbs[0] = parts.remainder;
    limbs[1] = parts.quotient;
    out.finish(parts.quotient ? 2 : 1);
    out.exponent = b.exponent;
    out.flags = negative ? kDecimalNegative : 0;
    return true;
}

// a + b, not rounded but for what cannot matter.
void add_exact(DecimalBuffer& out, const DecimalRef& a, const DecimalRef& b,
               const DecimalContext& c, uint32_t& status) {
    DecimalRef high = a, low = b;
    Limbs aligned;
    uint64_t one;
    if (high.exponent != low.exponent) {
        if (low.exponent > high.exponent) std::swap(high, low);
        if (!high.is_zero()) {
            // What is far below the last digit counts as the smallest amount that still does.
            const int64_t reach =
                high.exponent - 1 + (high.digits > c.prec ? 0 : high.digits - c.prec - 1);
            if (low.adjusted() < reach) {
                one = low.is_zero() ? 0 : 1;
                low.limbs = &one;
                low.digits = 1;
                low.exponent = reach;
            }
            const int64_t shift = high.exponent - low.exponent;
            uint64_t* limbs = aligned.prepare(limbs_of_digits(high.digits + shift) + 1);
            if (!has_memory(limbs != nullptr, out, status)) return;
            const int64_t n = shift_left(limbs, high.limbs, high.limb_count(), shift);
            high.limbs = limbs;
            high.digits = digits_of(limbs, n);
        }
    }
    const int64_t exponent = low.exponent;
    int64_t hn = high.limb_count(), ln = low.limb_count();
    uint64_t* limbs = out.prepare(std::max(hn, ln) + 1);
    if (!has_memory(limbs != nullptr, out, status)) return;
    bool negative = high.is_negative();
    int64_t n;
    if (negative == low.is_negative()) {
        n = hn >= ln ? add(limbs, high.limbs, hn, low.limbs, ln)
                     : add(limbs, low.limbs, ln, high.limbs, hn);
    } else {
        const int order = compare(high.limbs, hn, low.limbs, ln);
        if (order == 0) {
            limbs[0] = 0;
            n = 1;
            negative = c.rounding == DecimalRounding::floor;
        } else if (order > 0) {
            n = subtract(limbs, high.limbs, hn, low.limbs, ln);
        } else {
            n = subtract(limbs, low.limbs, ln, high.limbs, hn);
            negative = low.is_negative();
        }
    }
    out.finish(n);
    out.exponent = exponent;
    out.flags = negative ? kDecimalNegative : 0;
}

void add_values(DecimalBuffer& out, const DecimalRef& a, const DecimalRef& b,
                const DecimalContext& c, uint32_t& status) {
    if (a.is_special() || b.is_special()) {
        if (a.is_infinite() && b.is_infinite() && a.is_negative() != b.is_negative()) {
            return out.set_error(kDecimalInvalidOperation, status);
        }
        return out.set_special(a.is_infinite() ? a.flags : b.flags);
    }
    if (!add_small(out, a, b, c)) add_exact(out, a, b, c, status);
    decimal_finalize(out, c, status);
}

// Infinity times something that is no NaN.
void multiply_special(DecimalBuffer& out, const DecimalRef& a, const DecimalRef& b,
                      uint32_t& status) {
    if (a.is_zero() || b.is_zero()) return out.set_error(kDecimalInvalidOperation, status);
    const bool negative = a.is_negative() != b.is_negative();
    out.set_special(kDecimalInfinity | (negative ? kDecimalNegative : 0));
}

}  // namespace

bool decimal_detail::multiply_exact(DecimalBuffer& out, const DecimalRef& a, const DecimalRef& b,
                                    const DecimalContext& c, uint32_t& status) {
    const int64_t an = a.limb_count(), bn = b.limb_count();
    uint64_t* limbs = out.prepare(an + bn);
    if (!has_memory(limbs != nullptr, out, status)) return false;
    if (!succeeded(multiply(limbs, a.limbs, an, b.limbs, bn, c.interrupt), out, status)) {
        return false;
    }
    out.finish(drop_leading_zeros(limbs, an + bn));
    out.exponent = a.exponent + b.exponent;
    out.flags = (a.flags ^ b.flags) & kDecimalNegative;
    return true;
}

void decimal_add(ORRERY_DECIMAL_BINARY) {
    if (!decimal_propagate_nan(out, a, b, c, status)) add_values(out, a, b, c, status);
}
void decimal_subtract(ORRERY_DECIMAL_BINARY) {
    if (!decimal_propagate_nan(out, a, b, c, status)) add_values(out, a, b.negated(), c, status);
}

void decimal_multiply(ORRERY_DECIMAL_BINARY) {
    if (a.is_special() || b.is_special()) {
        if (!decimal_propagate_nan(out, a, b, c, status)) multiply_special(out, a, b, status);
        return;
    }
    if (multiply_exact(out, a, b, c, status)) decimal_finalize(out, c, status);
}

void decimal_fma(ORRERY_DECIMAL_TERNARY) {
    DecimalBuffer product;
    if (a.is_special() || b.is_special()) {
        uint32_t more = 0;
        if (!decimal_propagate_nan(product, a, b, c, more)) {
            multiply_special(product, a, b, more);
        }
        status |= more;
        if (more) return out.swap(product);
    } else if (!multiply_exact(product, a, b, c, status)) {
        return out.set_special(kDecimalQuietNan);
    }
    decimal_add(out, product, d, c, status);
}

void decimal_plus(ORRERY_DECIMAL_UNARY) {
    if (decimal_propagate_nan(out, a, c, status)) return;
    if (!has_memory(out.assign(a), out, status)) return;
    if (a.is_zero() && c.rounding != DecimalRounding::floor) out.set_negative(false);
    decimal_finalize(out, c, status);
}
void decimal_minus(ORRERY_DECIMAL_UNARY) {
    if (decimal_propagate_nan(out, a, c, status)) return;
    if (!has_memory(out.assign(a.negated()), out, status)) return;
    if (a.is_zero() && c.rounding != DecimalRounding::floor) out.set_negative(false);
    decimal_finalize(out, c, status);
}
void decimal_abs(ORRERY_DECIMAL_UNARY) {
    return a.is_negative() ? decimal_minus(out, a, c, status) : decimal_plus(out, a, c, status);
}

// --- other exponents -------------------------------------------------------------------------

void decimal_quantize(ORRERY_DECIMAL_BINARY) {
    if (decimal_propagate_nan(out, a, b, c, status)) return;
    if (a.is_special() || b.is_special()) {
        if (!(a.is_infinite() && b.is_infinite())) {
            return out.set_error(kDecimalInvalidOperation, status);
        }
        return out.set_special(a.flags);
    }
    const int64_t exponent = b.exponent;
    if (exponent > c.emax || exponent < c.etiny()) {
        return out.set_error(kDecimalInvalidOperation, status);
    }
    if (a.is_zero()) {
        out.set_small(a.is_negative(), 0, exponent);
        return decimal_finalize(out, c, status);
    }
    if (a.exponent - exponent + a.digits > c.prec) {
        return out.set_error(kDecimalInvalidOperation, status);
    }
    uint32_t more = 0;
    decimal_rescale(out, a, exponent, c, more);
    if (!(more & kDecimalFailure) &&
        (out.digits() > c.prec || out.exponent + out.digits() - 1 > c.emax)) {
        return out.set_error(kDecimalInvalidOperation, status);
    }
    status |= more;
    decimal_finalize(out, c, status);
}

namespace {

void to_integral(DecimalBuffer& out, const DecimalRef& a, const DecimalContext& c,
                 uint32_t& status) {
    if (decimal_propagate_nan(out, a, c, status)) return;
    if (a.is_infinite()) return out.set_special(a.flags);
    if (a.exponent >= 0) {
        has_memory(out.assign(a), out, status);
    } else {
        decimal_rescale(out, a, 0, c, status);
    }
}

}  // namespace

void decimal_to_integral_exact(ORRERY_DECIMAL_UNARY) { to_integral(out, a, c, status); }
void decimal_to_integral_value(ORRERY_DECIMAL_UNARY) {
    uint32_t more = 0;
    to_integral(out, a, c, more);
    status |= more & ~uint32_t{kDecimalInexact | kDecimalRounded};
}

void decimal_normalize(ORRERY_DECIMAL_UNARY) {
    if (decimal_propagate_nan(out, a, c, status)) return;
    if (!has_memory(out.assign(a), out, status) || a.is_infinite()) return;
    decimal_finalize(out, c, status);
    if (out.flags & kDecimalSpecial) return;
    if (out.ref().is_zero()) return out.set_small(out.ref().is_negative(), 0, 0);
    strip_zeros(out, (c.clamp ? c.etop() : c.emax) - out.exponent);
}

}  // namespace orrery
