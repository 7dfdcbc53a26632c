// Order of decimals, and their neighbours.
#include <algorithm>

#include "engine/numbers/decimal_internal.h"

namespace orrery {

using namespace decimal_detail;

namespace {

// The nineteen digits of a coefficient from the one of weight 10^low upwards; zeros beyond both
// ends.
uint64_t digits_window(const DecimalRef& a, int64_t low) {
    const int64_t n = a.limb_count();
    if (low < 0) {
        if (low <= -kLimbDigits) return 0;
        return a.limbs[0] % kPowersOfTen[kLimbDigits + low] * kPowersOfTen[-low];
    }
    const int64_t i = low / kLimbDigits;
    const int part = static_cast<int>(low % kLimbDigits);
    if (i >= n) return 0;
    if (part == 0) return a.limbs[i];
    const uint64_t high = i + 1 < n ? a.limbs[i + 1] % kPowersOfTen[part] : 0;
    return a.limbs[i] / kPowersOfTen[part] + high * kPowersOfTen[kLimbDigits - part];
}

int compare_magnitudes(const DecimalRef& a, const DecimalRef& b) {
    if (a.is_infinite() || b.is_infinite()) return a.is_infinite() - b.is_infinite();
    if (a.is_zero() || b.is_zero()) return b.is_zero() - a.is_zero();
    if (a.exponent == b.exponent) return compare(a.limbs, a.limb_count(), b.limbs, b.limb_count());
    if (a.adjusted() != b.adjusted()) return a.adjusted() < b.adjusted() ? -1 : 1;
    int64_t a_low = a.digits, b_low = b.digits;
    while (a_low > 0 || b_low > 0) {
        a_low -= kLimbDigits;
        b_low -= kLimbDigits;
        const uint64_t x = digits_window(a, a_low), y = digits_window(b, b_low);
        if (x != y) return x < y ? -1 : 1;
    }
    return 0;
}

}  // namespace

int decimal_order(const DecimalRef& a, const DecimalRef& b) {
    const bool a_zero = a.is_zero(), b_zero = b.is_zero();
    if (a_zero && b_zero) return 0;
    const int a_sign = a_zero ? 0 : a.is_negative() ? -1 : 1;
    const int b_sign = b_zero ? 0 : b.is_negative() ? -1 : 1;
    if (a_sign != b_sign) return a_sign < b_sign ? -1 : 1;
    return a_sign * compare_magnitudes(a, b);
}

int decimal_order_total(const DecimalRef& a, const DecimalRef& b) {
    if (a.is_negative() != b.is_negative()) return a.is_negative() ? -1 : 1;
    int order = 0;
    if (a.is_nan() || b.is_nan()) {
        const auto rank = [](DecimalRef x) {
            return x.is_quiet_nan() ? 2 : x.is_signaling_nan() ? 1 : 0;
        };
        order = rank(a) - rank(b);
        if (order == 0) {
            const int64_t an = a.limb_count(), bn = b.limb_count();
            order = compare(a.limbs, an, b.limbs, bn);
        }
    } else {
        order = compare_magnitudes(a, b);
        if (order == 0 && a.exponent != b.exponent) order = a.exponent < b.exponent ? -1 : 1;
    }
    order = (order > 0) - (order < 0);
    return a.is_negative() ? -order : order;
}

void decimal_compare(ORRERY_DECIMAL_BINARY) {
    if (!decimal_propagate_nan(out, a, b, c, status)) set_int64(out, decimal_order(a, b));
}
void decimal_compare_signal(ORRERY_DECIMAL_BINARY) {
    if (decimal_propagate_nan(out, a, b, c, status)) {
        status |= kDecimalInvalidOperation;
    } else {
        set_int64(out, decimal_order(a, b));
    }
}

// --- the larger and the smaller --------------------------------------------------------------

namespace {

// `sign` 1: the larger, -1: the smaller. A number goes before a quiet NaN.
void choose(DecimalBuffer& out, const DecimalRef& a, const DecimalRef& b, bool magnitudes, int sign,
            const DecimalContext& c, uint32_t& status) {
    DecimalRef chosen = a;
    if (a.is_quiet_nan() && !b.is_nan()) {
        chosen = b;
    } else if (b.is_quiet_nan() && !a.is_nan()) {
        chosen = a;
    } else if (decimal_propagate_nan(out, a, b, c, status)) {
        return;
    } else {
        int order = magnitudes ? compare_magnitudes(a, b) : decimal_order(a, b);
        if (order == 0) order = decimal_order_total(a, b);
        if (sign > 0 ? order < 0 : order >= 0) chosen = b;
    }
    if (has_memory(out.assign(chosen), out, status)) decimal_finalize(out, c, status);
}

}  // namespace

void decimal_max(ORRERY_DECIMAL_BINARY) { choose(out, a, b, false, 1, c, status); }
void decimal_min(ORRERY_DECIMAL_BINARY) { choose(out, a, b, false, -1, c, status); }
void decimal_max_mag(ORRERY_DECIMAL_BINARY) { choose(out, a, b, true, 1, c, status); }
void decimal_min_mag(ORRERY_DECIMAL_BINARY) { choose(out, a, b, true, -1, c, status); }

// --- neighbours ------------------------------------------------------------------------------

namespace {

void next(DecimalBuffer& out, const DecimalRef& a, bool down, const DecimalContext& c,
          uint32_t& status) {
    if (decimal_propagate_nan(out, a, c, status)) return;
    uint32_t ignored = 0;
    if (a.is_infinite()) {
        if (a.is_negative() == down) return out.set_special(a.flags);
        // The largest finite number: what an overflow is rounded down to.
        out.set_small(a.is_negative(), 1, c.emax + 1);
        decimal_finalize(out, c.with_rounding(DecimalRounding::down), ignored);
        status |= ignored & kDecimalFailure;
        return;
    }
    const DecimalContext work =
        c.with_rounding(down ? DecimalRounding::floor : DecimalRounding::ceiling);
    if (!has_memory(out.assign(a), out, status)) return;
    decimal_finalize(out, work, ignored);
    if (!(ignored & (kDecimalInexact | kDecimalErrors))) {
        ignored = 0;
        decimal_add(out, a, DecimalSmall(1, c.etiny() - 1, down), work, ignored);
    }
    status |= ignored & kDecimalErrors;
}

}  // namespace

void decimal_next_minus(ORRERY_DECIMAL_UNARY) { next(out, a, true, c, status); }
void decimal_next_plus(ORRERY_DECIMAL_UNARY) { next(out, a, false, c, status); }

void decimal_next_toward(ORRERY_DECIMAL_BINARY) {
    if (decimal_propagate_nan(out, a, b, c, status)) return;
    const int order = decimal_order(a, b);
    if (order == 0) {
        if (has_memory(out.assign(a), out, status)) out.set_negative(b.is_negative());
        return;
    }
    next(out, a, order > 0, c, status);
    const DecimalRef r = out;
    if (r.is_infinite()) {
        status |= kDecimalOverflow | kDecimalRounded | kDecimalInexact;
    } else if (r.is_finite() && r.adjusted() < c.emin) {
        status |= kDecimalUnderflow | kDecimalSubnormal | kDecimalRounded | kDecimalInexact;
        if (r.is_zero()) status |= kDecimalClamped;
    }
}

bool decimal_same_quantum(const DecimalRef& a, const DecimalRef& b) {
    if (a.is_special() || b.is_special()) {
        return (a.is_nan() && b.is_nan()) || (a.is_infinite() && b.is_infinite());
    }
    return a.exponent == b.exponent;
}

const char* decimal_number_class(const DecimalRef& a, const DecimalContext& c) {
    if (a.is_quiet_nan()) return "NaN";
    if (a.is_signaling_nan()) return "sNaN";
    const bool negative = a.is_negative();
    if (a.is_infinite()) return negative ? "-Infinity" : "+Infinity";
    if (a.is_zero()) return negative ? "-Zero" : "+Zero";
    if (a.is_subnormal(c)) return negative ? "-Subnormal" : "+Subnormal";
    return negative ? "-Normal" : "+Normal";
}

}  // namespace orrery
