// Operations on exponents and on the digits of coefficients.
#include <algorithm>

#include "engine/numbers/decimal_internal.h"

namespace orrery {

using namespace decimal_detail;

void decimal_logb(ORRERY_DECIMAL_UNARY) {
    if (decimal_propagate_nan(out, a, c, status)) return;
    if (a.is_infinite()) return out.set_special(kDecimalInfinity);
    if (a.is_zero()) {
        out.set_special(kDecimalInfinity | kDecimalNegative);
        status |= kDecimalDivisionByZero;
        return;
    }
    set_int64(out, a.adjusted());
    decimal_finalize(out, c, status);
}

void decimal_scaleb(ORRERY_DECIMAL_BINARY) {
    if (decimal_propagate_nan(out, a, b, c, status)) return;
    int64_t count;
    if (b.is_infinite() || b.exponent != 0 || !fits_int64(b, &count)) {
        return out.set_error(kDecimalInvalidOperation, status);
    }
    const int64_t most = 2 * (c.emax + c.prec);
    if (count > most || count < -most) return out.set_error(kDecimalInvalidOperation, status);
    if (a.is_infinite()) return out.set_special(a.flags);
    if (!has_memory(out.assign(a), out, status)) return;
    // Far beyond any context's limits, and far from overflow.
    out.exponent =
        std::clamp(out.exponent + count, -4 * (kDecimalMaxEmax + 1), 2 * (kDecimalMaxEmax + 1));
    decimal_finalize(out, c, status);
}

namespace {

// The number of places of shift and rotate. False: not an integer within ±prec.
bool places(const DecimalRef& b, const DecimalContext& c, int64_t* count) {
    return !b.is_infinite() && b.exponent == 0 && fits_int64(b, count) && *count <= c.prec &&
           *count >= -c.prec;
}

// Shifts the coefficient alone, to the left (count > 0) or right.
bool shift_coefficient(DecimalBuffer& out, int64_t count, uint32_t& status) {
    const int64_t exponent = out.exponent;
    if (count > 0) {
        if (!pad(out, count, status)) return false;
    } else if (count < 0) {
        out.finish(shift_right(out.limbs(), out.limbs(), out.limb_count(), -count).size);
    }
    out.exponent = exponent;
    return true;
}

}  // namespace

void decimal_shift(ORRERY_DECIMAL_BINARY) {
    if (decimal_propagate_nan(out, a, b, c, status)) return;
    int64_t count;
    if (!places(b, c, &count)) return out.set_error(kDecimalInvalidOperation, status);
    if (!has_memory(out.assign(a), out, status) || a.is_infinite()) return;
    keep_low_digits(out, c.prec);
    if (shift_coefficient(out, count, status)) keep_low_digits(out, c.prec);
}

void decimal_rotate(ORRERY_DECIMAL_BINARY) {
    if (decimal_propagate_nan(out, a, b, c, status)) return;
    int64_t count;
    if (!places(b, c, &count)) return out.set_error(kDecimalInvalidOperation, status);
    if (a.is_infinite()) return out.set_special(a.flags);
    DecimalBuffer low;
    if (!has_memory(out.assign(a), out, status)) return;
    keep_low_digits(out, c.prec);
    if (!has_memory(low.assign(out), out, status)) return;
    const int64_t left = count >= 0 ? count : c.prec + count;
    if (!shift_coefficient(low, left - c.prec, status)) return;
    if (!shift_coefficient(out, left, status)) return;
    keep_low_digits(out, c.prec);
    const int64_t n = std::max(out.limb_count(), low.limb_count());
    uint64_t* limbs = out.grow(n + 1);
    if (!has_memory(limbs != nullptr, out, status)) return;
    out.finish(out.limb_count() >= low.limb_count()
                   ? add(limbs, limbs, out.limb_count(), low.limbs(), low.limb_count())
                   : add(limbs, low.limbs(), low.limb_count(), limbs, out.limb_count()));
}

// --- logical operations ----------------------------------------------------------------------

namespace {

using DigitText = SmallBuffer<char, 128>;

// The digits of a logical operand, padded on the left to `width`. False: it is none, or no memory
// (the buffer has then failed).
bool logical_operand(const DecimalRef& a, int64_t width, DigitText& text) {
    if (a.is_special() || a.is_negative() || a.exponent != 0) return false;
    text.append_repeated('0', static_cast<size_t>(std::max<int64_t>(0, width - a.digits)));
    char* place = text.extend(static_cast<size_t>(a.digits));
    if (!place || text.failed()) return false;
    write_digits(place, a.limbs, a.limb_count(), a.digits);
    return std::all_of(place, place + a.digits, [](char d) { return d <= '1'; });
}

template <typename F>
void logical(DecimalBuffer& out, const DecimalRef& a, const DecimalRef& b, const DecimalContext& c,
             uint32_t& status, F&& f) {
    DigitText x, y;
    const int64_t width = std::max(a.digits, b.digits);
    if (!logical_operand(a, width, x) || !logical_operand(b, width, y)) {
        const bool failed = x.failed() || y.failed();
        return out.set_error(failed ? kDecimalNoMemory : kDecimalInvalidOperation, status);
    }
    for (size_t i = 0; i < x.size(); ++i)
        x[i] = f(x[i] == '1', y[i] == '1') ? '1' : '0';
    uint64_t* limbs = out.prepare(limbs_of_digits(width));
    if (!has_memory(limbs != nullptr, out, status)) return;
    out.finish(read_digits(limbs, x.data(), width));
    out.exponent = 0;
    out.flags = 0;
    keep_low_digits(out, c.prec);
}

}  // namespace

void decimal_logical_and(ORRERY_DECIMAL_BINARY) {
    logical(out, a, b, c, status, [](bool x, bool y) { return x && y; });
}
void decimal_logical_or(ORRERY_DECIMAL_BINARY) {
    logical(out, a, b, c, status, [](bool x, bool y) { return x || y; });
}
void decimal_logical_xor(ORRERY_DECIMAL_BINARY) {
    logical(out, a, b, c, status, [](bool x, bool y) { return x != y; });
}
void decimal_logical_invert(ORRERY_DECIMAL_UNARY) {
    DigitText text;
    const int64_t width = std::max(a.digits, c.prec);
    if (a.is_special() || a.is_negative() || a.exponent != 0) {
        return out.set_error(kDecimalInvalidOperation, status);
    }
    if (width > kMostLimbs || !logical_operand(a, width, text)) {
        const bool failed = width > kMostLimbs || text.failed();
        return out.set_error(failed ? kDecimalNoMemory : kDecimalInvalidOperation, status);
    }
    for (char& digit : text)
        digit ^= 1;
    uint64_t* limbs = out.prepare(limbs_of_digits(width));
    if (!has_memory(limbs != nullptr, out, status)) return;
    out.finish(read_digits(limbs, text.data(), width));
    out.exponent = 0;
    out.flags = 0;
    keep_low_digits(out, c.prec);
}

}  // namespace orrery
