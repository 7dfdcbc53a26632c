// Decimal quotients and remainders.
#include <algorithm>

#include "engine/numbers/decimal_internal.h"

namespace orrery {

using namespace decimal_detail;

namespace {

// A coefficient times a power of ten, where there is one.
class Scaled {
public:
    // False when there was no memory.
    bool set(const DecimalRef& a, int64_t shift) {
        limbs_ = a.limbs;
        size_ = a.limb_count();
        if (shift <= 0 || a.is_zero()) return true;
        uint64_t* limbs = storage_.prepare(limbs_of_digits(a.digits + shift) + 1);
        if (!limbs) return false;
        size_ = shift_left(limbs, a.limbs, size_, shift);
        limbs_ = limbs;
        return true;
    }
    const uint64_t* limbs() const { return limbs_; }
    int64_t size() const { return size_; }

private:
    Limbs storage_;
    const uint64_t* limbs_ = nullptr;
    int64_t size_ = 0;
};

// Coefficients: quotient and remainder of a·10^a_shift / b·10^b_shift, both without leading zeros.
bool divide_scaled(DecimalBuffer& quotient, DecimalBuffer& remainder, const DecimalRef& a,
                   int64_t a_shift, const DecimalRef& b, int64_t b_shift, const DecimalContext& c,
                   uint32_t& status) {
    Scaled x, y;
    if (!has_memory(x.set(a, a_shift) && y.set(b, b_shift), quotient, status)) return false;
    if (x.size() < y.size()) {
        uint64_t* rest = remainder.prepare(x.size());
        if (!has_memory(rest != nullptr, quotient, status)) return false;
        std::copy_n(x.limbs(), x.size(), rest);
        remainder.finish(x.size());
        quotient.limbs()[0] = 0;
        quotient.finish(1);
        return true;
    }
    uint64_t* whole = quotient.prepare(x.size() - y.size() + 1);
    uint64_t* rest = remainder.prepare(y.size());
    if (!has_memory(whole && rest, quotient, status)) return false;
    if (!succeeded(divide(whole, rest, x.limbs(), x.size(), y.limbs(), y.size(), c.interrupt),
                   quotient, status)) {
        return false;
    }
    quotient.finish(drop_leading_zeros(whole, x.size() - y.size() + 1));
    remainder.finish(drop_leading_zeros(rest, y.size()));
    return true;
}

void set_zero_or_infinity(DecimalBuffer& out, bool infinite, bool negative) {
    if (infinite) {
        out.set_special(kDecimalInfinity | (negative ? kDecimalNegative : 0));
    } else {
        out.set_small(negative, 0, 0);
    }
}

// a / b with the digits of the context and one more, which says whether anything followed.
// *exact: nothing did.
bool divide_digits(DecimalBuffer& out, const DecimalRef& a, const DecimalRef& b, int64_t prec,
                   const DecimalContext& c, bool* exact, uint32_t& status) {
    const int64_t ideal = a.exponent - b.exponent;
    const int64_t shift = b.digits - a.digits + prec + 1;
    DecimalBuffer rest;
    if (!divide_scaled(out, rest, a, shift, b, -shift, c, status)) return false;
    out.exponent = ideal - shift;
    out.flags = (a.flags ^ b.flags) & kDecimalNegative;
    *exact = rest.ref().has_zero_coefficient();
    if (*exact) {
        if (a.is_zero()) {
            out.exponent = ideal;
        } else if (shift > 0) {
            strip_zeros(out, shift);
        }
    } else if (out.limbs()[0] % 5 == 0) {
        ++out.limbs()[0];
    }
    return true;
}

}  // namespace

void decimal_divide(ORRERY_DECIMAL_BINARY) {
    const bool negative = a.is_negative() != b.is_negative();
    if (a.is_special() || b.is_special()) {
        if (decimal_propagate_nan(out, a, b, c, status)) return;
        if (a.is_infinite()) {
            if (b.is_infinite()) return out.set_error(kDecimalInvalidOperation, status);
            return set_zero_or_infinity(out, true, negative);
        }
        out.set_small(negative, 0, c.etiny());
        status |= kDecimalClamped;
        return;
    }
    if (b.is_zero()) {
        if (a.is_zero()) return out.set_error(kDecimalDivisionUndefined, status);
        status |= kDecimalDivisionByZero;
        return set_zero_or_infinity(out, true, negative);
    }
    bool exact = false;
    uint32_t more = 0;
    if (!divide_digits(out, a, b, c.prec, c, &exact, more)) {
        // An exact quotient may be short where a full one does not fit the memory: it has no more
        // digits than the dividend and, for each factor 2 or 5 of the divisor, one.
        const int64_t prec = a.digits + 4 * b.digits;
        if (!(more & kDecimalNoMemory) || prec >= c.prec) {
            status |= more;
            return;
        }
        more = 0;
        if (!divide_digits(out, a, b, prec, c, &exact, more) || !exact) {
            return out.set_error(more ? more : uint32_t{kDecimalNoMemory}, status);
        }
    }
    decimal_finalize(out, c, status);
}

namespace {

// The integer part of a / b, and what remains; not rounded. Both are NaNs on failure.
bool divide_with_remainder(DecimalBuffer& quotient, DecimalBuffer& remainder, const DecimalRef& a,
                           const DecimalRef& b, const DecimalContext& c, uint32_t& status) {
    const bool negative = a.is_negative() != b.is_negative();
    const int64_t ideal = std::min(a.exponent, b.exponent);
    if (a.is_zero()) {
        remainder.set_small(a.is_negative(), 0, ideal);
        quotient.set_small(negative, 0, 0);
        return true;
    }
    const int64_t difference = a.adjusted() - b.adjusted();
    uint32_t more = 0;
    if (difference < 0) {
        if (has_memory(remainder.assign(a), remainder, more) &&
            (a.exponent <= b.exponent || pad(remainder, a.exponent - b.exponent, more))) {
            quotient.set_small(negative, 0, 0);
            return true;
        }
    } else if (difference > c.prec) {
        more = kDecimalDivisionImpossible;
    } else {
        const int64_t shift = a.exponent - b.exponent;
        if (divide_scaled(quotient, remainder, a, shift, b, -shift, c, more)) {
            if (quotient.digits() > c.prec) {
                more = kDecimalDivisionImpossible;
            } else {
                quotient.exponent = 0;
                quotient.flags = negative ? kDecimalNegative : 0;
                remainder.exponent = ideal;
                remainder.flags = a.flags;
                return true;
            }
        }
    }
    quotient.set_error(more, status);
    remainder.set_error(more, status);
    return false;
}

}  // namespace

void decimal_divide_integer(ORRERY_DECIMAL_BINARY) {
    const bool negative = a.is_negative() != b.is_negative();
    if (decimal_propagate_nan(out, a, b, c, status)) return;
    if (a.is_infinite() && b.is_infinite()) return out.set_error(kDecimalInvalidOperation, status);
    if (a.is_infinite() || b.is_infinite()) {
        return set_zero_or_infinity(out, a.is_infinite(), negative);
    }
    if (b.is_zero()) {
        if (a.is_zero()) return out.set_error(kDecimalDivisionUndefined, status);
        status |= kDecimalDivisionByZero;
        return set_zero_or_infinity(out, true, negative);
    }
    DecimalBuffer remainder;
    if (divide_with_remainder(out, remainder, a, b, c, status)) decimal_finalize(out, c, status);
}

void decimal_remainder(ORRERY_DECIMAL_BINARY) {
    if (decimal_propagate_nan(out, a, b, c, status)) return;
    if (a.is_infinite()) return out.set_error(kDecimalInvalidOperation, status);
    if (b.is_infinite()) {
        if (has_memory(out.assign(a), out, status)) decimal_finalize(out, c, status);
        return;
    }
    if (b.is_zero()) {
        return out.set_error(a.is_zero() ? kDecimalDivisionUndefined : kDecimalInvalidOperation,
                             status);
    }
    DecimalBuffer quotient;
    if (divide_with_remainder(quotient, out, a, b, c, status)) decimal_finalize(out, c, status);
}

void decimal_divmod(DecimalBuffer& quotient, DecimalBuffer& remainder, const DecimalRef& a,
                    const DecimalRef& b, const DecimalContext& c, uint32_t& status) {
    const bool negative = a.is_negative() != b.is_negative();
    if (decimal_propagate_nan(quotient, a, b, c, status)) {
        has_memory(remainder.assign(quotient), remainder, status);
        return;
    }
    if (a.is_infinite()) {
        if (b.is_infinite()) {
            quotient.set_special(kDecimalQuietNan);
        } else {
            set_zero_or_infinity(quotient, true, negative);
        }
        return remainder.set_error(kDecimalInvalidOperation, status);
    }
    if (b.is_infinite()) {
        if (has_memory(remainder.assign(a), remainder, status)) {
            decimal_finalize(remainder, c, status);
        }
        return set_zero_or_infinity(quotient, false, negative);
    }
    if (b.is_zero()) {
        if (a.is_zero()) {
            quotient.set_special(kDecimalQuietNan);
            return remainder.set_error(kDecimalDivisionUndefined, status);
        }
        set_zero_or_infinity(quotient, true, negative);
        return remainder.set_error(kDecimalDivisionByZero | kDecimalInvalidOperation, status);
    }
    if (divide_with_remainder(quotient, remainder, a, b, c, status)) {
        decimal_finalize(quotient, c, status);
        decimal_finalize(remainder, c, status);
    }
}

void decimal_remainder_near(ORRERY_DECIMAL_BINARY) {
    if (decimal_propagate_nan(out, a, b, c, status)) return;
    if (a.is_infinite()) return out.set_error(kDecimalInvalidOperation, status);
    if (b.is_infinite()) {
        if (has_memory(out.assign(a), out, status)) decimal_finalize(out, c, status);
        return;
    }
    if (b.is_zero()) {
        return out.set_error(a.is_zero() ? kDecimalDivisionUndefined : kDecimalInvalidOperation,
                             status);
    }
    const int64_t ideal = std::min(a.exponent, b.exponent);
    if (a.is_zero()) {
        out.set_small(a.is_negative(), 0, ideal);
        return decimal_finalize(out, c, status);
    }
    const int64_t difference = a.adjusted() - b.adjusted();
    if (difference <= -2) {
        if (!has_memory(out.assign(a), out, status)) return;
        if (a.exponent > ideal && !pad(out, a.exponent - ideal, status)) return;
        return decimal_finalize(out, c, status);
    }
    if (difference > c.prec) return out.set_error(kDecimalDivisionImpossible, status);
    const int64_t shift = a.exponent - b.exponent;
    DecimalBuffer quotient;
    if (!divide_scaled(quotient, out, a, shift, b, -shift, c, status)) {
        return out.set_special(kDecimalQuietNan);
    }
    out.exponent = ideal;
    out.flags = a.flags;
    Scaled divisor;
    DecimalBuffer twice;
    bool ok = divisor.set(b, -shift);
    uint64_t* doubled = ok ? twice.prepare(out.limb_count() + 1) : nullptr;
    if (!has_memory(doubled != nullptr, out, status)) return;
    const int64_t n = add(doubled, out.limbs(), out.limb_count(), out.limbs(), out.limb_count());
    const int order = compare(doubled, n, divisor.limbs(), divisor.size());
    if (order > 0 || (order == 0 && (quotient.limbs()[0] & 1))) {
        uint64_t* limbs = out.grow(divisor.size());
        uint64_t* whole = quotient.grow(quotient.limb_count() + 1);
        if (!has_memory(limbs && whole, out, status)) return;
        out.finish(subtract(limbs, divisor.limbs(), divisor.size(), limbs, out.limb_count()));
        out.flags ^= kDecimalNegative;
        quotient.finish(increment(whole, quotient.limb_count()));
    }
    if (quotient.digits() > c.prec) return out.set_error(kDecimalDivisionImpossible, status);
    decimal_finalize(out, c, status);
}

}  // namespace orrery
