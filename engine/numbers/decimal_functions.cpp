// Square root, exponential and logarithms of decimals.
//
// The transcendental functions are computed in binary fixed point, with more digits than the
// context asks for, until all numbers within the error of the approximation round to the same
// result (Ziv, "Fast evaluation of elementary mathematical functions with correctly rounded last
// bit"). That ends because these functions have no rational values but the trivial ones, which
// are treated first. They always round half to even.
#include <algorithm>
#include <cmath>

#include "engine/numbers/decimal_internal.h"

namespace orrery {

using namespace decimal_detail;

namespace {

// ln 2 and ln 10 with 512 bits behind the point.
constexpr Limb kLogOfTwo[] = {0x27573b291169b825u, 0xed2eae35c1382144u, 0x559552fb4afa1b10u,
                              0xe7b876206debac98u, 0x8a0d175b8baafa2bu, 0x40f343267298b62du,
                              0xc9e3b39803f2f6afu, 0xb17217f7d1cf79abu};
constexpr Limb kLogOfTen[] = {0xee3de2100b945b59u, 0xb1889061042f8b6bu, 0x31c32f00b17c35a0u,
                              0x58bc0b5ec6a04173u, 0x0f187a0807c0b5cau, 0x8a3fb3e76977e43au,
                              0xa95b58ae0b4c28a3u, 0x4d763776aaa2b05bu, 0x0000000000000002u};
constexpr int64_t kKnownBits = 512;

// Calculations on integers until one fails; all are then without effect.
class Work {
public:
    explicit Work(const DecimalContext& c) : limits_(c.limits()) {}
    BigIntStatus status() const { return status_; }
    bool ok() const { return status_ == BigIntStatus::ok; }
    const BigIntLimits& limits() const { return limits_; }

    void take(BigIntStatus s) {
        if (ok()) status_ = s;
    }
    void multiply(BigIntRef a, BigIntRef b, BigIntBuffer& out) {
        if (ok()) status_ = bigint_mul(a, b, out, limits_);
    }
    void divide(BigIntRef a, BigIntRef b, BigIntBuffer& out) {
        if (ok()) status_ = bigint_divmod(a, b, &out, nullptr, limits_);
    }
    void add(BigIntRef a, BigIntRef b, BigIntBuffer& out) {
        if (ok()) status_ = bigint_add(a, b, out);
    }
    void subtract(BigIntRef a, BigIntRef b, BigIntBuffer& out) {
        if (ok()) status_ = bigint_sub(a, b, out);
    }
    void shift(BigIntRef a, int64_t left, BigIntBuffer& out) {
        if (!ok()) return;
        status_ = left >= 0 ? bigint_shift_left(a, BigIntSmall(left), out, limits_)
                            : bigint_shift_right(a, BigIntSmall(-left), out);
    }
    void power_of_ten(int64_t n, BigIntBuffer& out) {
        if (ok()) status_ = bigint_pow(BigIntSmall(10), BigIntSmall(n), out, limits_);
    }
    // Products and quotients of numbers with `bits` bits behind the point.
    void multiply_fixed(BigIntRef a, BigIntRef b, int64_t bits, BigIntBuffer& out) {
        multiply(a, b, wide_);
        shift(wide_, -bits, out);
    }
    void divide_fixed(BigIntRef a, BigIntRef b, int64_t bits, BigIntBuffer& out) {
        shift(a, bits, wide_);
        divide(wide_, b, out);
    }
    // In place: a += b, a -= b.
    void accumulate(BigIntBuffer& a, BigIntRef b) {
        add(a, b, sum_);
        if (ok()) a.swap(sum_);
    }
    void assign(BigIntBuffer& a, BigIntRef b) {
        if (ok() && !a.assign(b)) status_ = BigIntStatus::no_memory;
    }

private:
    BigIntLimits limits_;
    BigIntStatus status_ = BigIntStatus::ok;
    BigIntBuffer wide_, sum_;
};

// Bits that hold so many decimal digits.
int64_t bits_of(int64_t digits) {
    return static_cast<int64_t>(std::ceil(static_cast<double>(digits) * 3.32192809488736235)) + 1;
}

// atanh(1 / n) = 1/n + 1/(3 n^3) + ...
void inverse_atanh(Work& work, int64_t n, int64_t bits, BigIntBuffer& out) {
    BigIntBuffer power, term, next;
    work.shift(BigIntSmall(1), bits, term);
    work.divide(term, BigIntSmall(n), power);
    work.assign(out, power);
    for (int64_t i = 3; work.ok() && !power.ref().is_zero(); i += 2) {
        work.divide(power, BigIntSmall(n * n), next);
        power.swap(next);
        work.divide(power, BigIntSmall(i), term);
        work.accumulate(out, term);
        if (work.limits().interrupt.pending()) work.take(BigIntStatus::interrupted);
    }
}

// ln 2 and ln 10, `bits` behind the point (error a few units); null for one not wanted.
void constant_logarithms(Work& work, int64_t bits, BigIntBuffer* two, BigIntBuffer* ten) {
    if (bits <= kKnownBits) {
        if (two) work.shift({kLogOfTwo, std::size(kLogOfTwo)}, bits - kKnownBits, *two);
        if (ten) work.shift({kLogOfTen, std::size(kLogOfTen)}, bits - kKnownBits, *ten);
        return;
    }
    // The smooth numbers 31^2 - 1, 49^2 - 1 and 161^2 - 1 give three equations.
    struct Row {
        int64_t n, two, ten;
    };
    constexpr Row kRows[] = {{31, 14, 46}, {49, 10, 34}, {161, 6, 20}};
    const int64_t guard = 40;
    BigIntBuffer series, part, sums[2];
    sums[0].set_int64(0);
    sums[1].set_int64(0);
    for (const Row& row : kRows) {
        inverse_atanh(work, row.n, bits + guard, series);
        work.multiply(series, BigIntSmall(row.two), part);
        work.accumulate(sums[0], part);
        work.multiply(series, BigIntSmall(row.ten), part);
        work.accumulate(sums[1], part);
    }
    if (two) work.shift(sums[0], -guard, *two);
    if (ten) work.shift(sums[1], -guard, *ten);
}

// |a| with `bits` behind the point.
void to_fixed(Work& work, const DecimalRef& a, int64_t bits, BigIntBuffer& out) {
    BigIntBuffer coefficient, power, scaled;
    if (!work.ok()) return;
    work.take(to_binary(a.limbs, a.limb_count(), coefficient, work.limits()));
    if (a.exponent == 0) return work.shift(coefficient, bits, out);
    work.power_of_ten(std::abs(a.exponent), power);
    if (a.exponent > 0) {
        work.multiply(coefficient, power, scaled);
        work.shift(scaled, bits, out);
    } else {
        work.shift(coefficient, bits, scaled);
        work.divide(scaled, power, out);
    }
}

// How often an argument is halved (or its root taken) before a series begins.
int64_t reductions(int64_t bits) {
    return 2 + static_cast<int64_t>(std::sqrt(static_cast<double>(bits)) * 0.6);
}

// An approximation n·10^exponent whose error is below 1 in the last place.
struct Approximation {
    BigIntBuffer n;
    int64_t exponent = 0;
};

// e^a with `digits` digits at least, for 10^19 > |a|.
void approximate_exp(Work& work, const DecimalRef& a, int64_t digits, Approximation& out) {
    const int64_t halvings = reductions(bits_of(digits));
    // The quotient by ln 10 has up to 63 bits.
    const int64_t bits = bits_of(digits) + 63 + halvings + 40;
    BigIntBuffer x, ten, quotient, product, reduced;
    to_fixed(work, a, bits, x);
    if (a.is_negative()) x.negate();
    constant_logarithms(work, bits, nullptr, &ten);
    work.take(work.ok() ? bigint_divmod(x, ten, &quotient, nullptr, work.limits()) : work.status());
    work.multiply(quotient, ten, product);
    work.subtract(x, product, reduced);  // in [0, ln 10)
    if (!work.ok() || !quotient.ref().to_int64(&out.exponent)) return;
    work.shift(reduced, -halvings, x);
    // 1 + x (1 + x/2 (1 + x/3 (...))), summed from the left.
    BigIntBuffer sum, term, next;
    work.shift(BigIntSmall(1), bits, sum);
    work.assign(term, sum);
    for (int64_t i = 1; work.ok() && !term.ref().is_zero(); ++i) {
        work.multiply_fixed(term, x, bits, next);
        work.divide(next, BigIntSmall(i), term);
        work.accumulate(sum, term);
        if (work.limits().interrupt.pending()) work.take(BigIntStatus::interrupted);
    }
    for (int64_t i = 0; i < halvings; ++i) {
        work.multiply_fixed(sum, sum, bits, next);
        sum.swap(next);
        if (work.limits().interrupt.pending()) work.take(BigIntStatus::interrupted);
    }
    work.power_of_ten(digits, product);
    work.multiply_fixed(sum, product, bits, out.n);
    out.exponent -= digits;
}

// ln m, for 0.7 < m < 1.5 with `bits` behind the point.
void log_near_one(Work& work, BigIntBuffer& m, int64_t bits, int64_t roots, BigIntBuffer& out) {
    BigIntBuffer next, one, over, under, z, square, power, term;
    for (int64_t i = 0; work.ok() && i < roots; ++i) {
        work.shift(m, bits, next);
        work.take(bigint_isqrt(next, m, work.limits()));
        if (work.limits().interrupt.pending()) work.take(BigIntStatus::interrupted);
    }
    // 2 atanh((m - 1) / (m + 1))
    work.shift(BigIntSmall(1), bits, one);
    work.subtract(m, one, over);
    work.add(m, one, under);
    const bool negative = over.ref().is_negative();
    if (negative) over.negate();
    work.divide_fixed(over, under, bits, z);
    work.multiply_fixed(z, z, bits, square);
    work.assign(power, z);
    work.assign(out, z);
    for (int64_t i = 3; work.ok() && !power.ref().is_zero(); i += 2) {
        work.multiply_fixed(power, square, bits, next);
        power.swap(next);
        work.divide(power, BigIntSmall(i), term);
        work.accumulate(out, term);
        if (work.limits().interrupt.pending()) work.take(BigIntStatus::interrupted);
    }
    work.shift(out, roots + 1, next);
    out.swap(next);
    if (negative) out.negate();
}

// ln a or log10 a with `digits` digits at least, for 0 < a != 1.
void approximate_log(Work& work, const DecimalRef& a, int64_t digits, bool base_ten,
                     const DecimalContext& c, Approximation& out) {
    // a = m·10^scale with m near one.
    const int first = digit_at(a.limbs, a.limb_count(), a.digits - 1);
    const int64_t scale = first >= 3 ? a.adjusted() + 1 : a.adjusted();
    // How close to one a is: that many digits more are needed.
    int64_t lost = 3;
    if (scale == 0) {
        DecimalBuffer difference;
        uint32_t status = 0;
        DecimalContext exact = DecimalContext::widest();
        exact.interrupt = c.interrupt;
        decimal_subtract(difference, a, DecimalSmall(1), exact, status);
        if (status & kDecimalFailure) {
            return work.take(status & kDecimalInterrupted ? BigIntStatus::interrupted
                                                          : BigIntStatus::no_memory);
        }
        lost += std::max<int64_t>(0, -difference.ref().adjusted());
    }
    const int64_t roots = reductions(bits_of(digits));
    const int64_t bits = bits_of(digits + lost) + 2 * roots + 104;
    BigIntBuffer m, two, ten, log, part;
    to_fixed(work, a.with_exponent(a.exponent - scale).absolute(), bits, m);
    constant_logarithms(work, bits, &two, &ten);
    // m in [0.3, 3): to [0.75, 1.5) by a power of two.
    int64_t doublings = 0;
    while (work.ok() && doublings < 2) {
        BigIntBuffer bound;
        work.shift(BigIntSmall(3), bits - 2, bound);
        if (!work.ok() || bigint_compare(m, bound) >= 0) break;
        work.shift(m, 1, part);
        m.swap(part);
        ++doublings;
    }
    BigIntBuffer upper;
    work.shift(BigIntSmall(3), bits - 1, upper);
    if (work.ok() && doublings == 0 && bigint_compare(m, upper) >= 0) {
        work.shift(m, -1, part);
        m.swap(part);
        doublings = -1;
    }
    log_near_one(work, m, bits, roots, log);
    work.multiply(two, BigIntSmall(-doublings), part);
    work.accumulate(log, part);
    work.multiply(ten, BigIntSmall(scale), part);
    work.accumulate(log, part);
    if (base_ten) {
        work.divide_fixed(log, ten, bits, part);
        log.swap(part);
    }
    work.power_of_ten(digits + lost, part);
    work.multiply_fixed(log, part, bits, out.n);
    out.exponent = -(digits + lost);
}

// Rounds f's value; `approximate(work, digits, out)` computes it.
template <typename F>
void round_correctly(DecimalBuffer& out, const DecimalContext& c, uint32_t& status,
                     F&& approximate) {
    const DecimalContext half_even = c.with_rounding(DecimalRounding::half_even);
    for (int64_t digits = c.prec + 3;; digits += std::max<int64_t>(19, digits / 4)) {
        Work work(c);
        Approximation value;
        if (digits > kMostLimbs) work.take(BigIntStatus::no_memory);
        if (work.ok()) approximate(work, digits, value);
        // Digits behind the approximation's last make certain that it counts as inexact.
        BigIntBuffer wide, low, high;
        work.multiply(value.n, BigIntSmall(10), wide);
        work.subtract(wide, BigIntSmall(11), low);
        work.add(wide, BigIntSmall(11), high);
        if (!succeeded(work.status(), out, status)) return;
        DecimalBuffer other;
        uint32_t low_status = 0, high_status = 0;
        if (!set_integer(other, low, value.exponent - 1, c, status) ||
            !set_integer(out, high, value.exponent - 1, c, status)) {
            return out.set_special(kDecimalQuietNan);
        }
        decimal_finalize(other, half_even, low_status);
        decimal_finalize(out, half_even, high_status);
        const DecimalRef x = other, y = out;
        const bool same = x.flags == y.flags && x.digits == y.digits && x.exponent == y.exponent &&
                          compare(x.limbs, x.limb_count(), y.limbs, y.limb_count()) == 0;
        if (same || ((low_status | high_status) & kDecimalFailure)) {
            status |= low_status | high_status;
            return;
        }
    }
}

}  // namespace

void decimal_exp(ORRERY_DECIMAL_UNARY) {
    if (decimal_propagate_nan(out, a, c, status)) return;
    if (a.is_infinite()) {
        if (a.is_negative()) return out.set_small(false, 0, 0);
        return out.set_special(kDecimalInfinity);
    }
    if (a.is_zero()) return out.set_small(false, 1, 0);
    const DecimalContext half_even = c.with_rounding(DecimalRounding::half_even);
    if (a.adjusted() >= 19) {
        out.set_small(false, 1, a.is_negative() ? c.etiny() - 2 : c.emax + 1);
        return decimal_finalize(out, half_even, status);
    }
    // So small that the result is one even with the digits that guard it.
    if (decimal_order(a.absolute(), DecimalSmall(9, -(c.prec + 4))) < 0) {
        out.set_small(false, 1, 0);
        if (!pad(out, c.prec - 1, status)) return;
        status |= kDecimalInexact | kDecimalRounded;
        return decimal_finalize(out, half_even, status);
    }
    round_correctly(out, c, status, [&](Work& work, int64_t digits, Approximation& value) {
        approximate_exp(work, a, digits, value);
    });
}

namespace {

// What both logarithms do before they compute anything. True: that was all.
bool logarithm_is_trivial(DecimalBuffer& out, const DecimalRef& a, const DecimalContext& c,
                          uint32_t& status) {
    if (decimal_propagate_nan(out, a, c, status)) return true;
    if (a.is_zero()) {
        out.set_special(kDecimalInfinity | kDecimalNegative);
    } else if (a.is_negative()) {
        out.set_error(kDecimalInvalidOperation, status);
    } else if (a.is_infinite()) {
        out.set_special(kDecimalInfinity);
    } else {
        return false;
    }
    return true;
}

}  // namespace

void decimal_ln(ORRERY_DECIMAL_UNARY) {
    if (logarithm_is_trivial(out, a, c, status)) return;
    if (decimal_order(a, DecimalSmall(1)) == 0) return out.set_small(false, 0, 0);
    round_correctly(out, c, status, [&](Work& work, int64_t digits, Approximation& value) {
        approximate_log(work, a, digits, false, c, value);
    });
}

void decimal_log10(ORRERY_DECIMAL_UNARY) {
    if (logarithm_is_trivial(out, a, c, status)) return;
    if (trailing_zeros(a.limbs, a.limb_count()) == a.digits - 1 &&
        digit_at(a.limbs, a.limb_count(), a.digits - 1) == 1) {
        set_int64(out, a.adjusted());
        return decimal_finalize(out, c.with_rounding(DecimalRounding::half_even), status);
    }
    round_correctly(out, c, status, [&](Work& work, int64_t digits, Approximation& value) {
        approximate_log(work, a, digits, true, c, value);
    });
}

// --- square root -----------------------------------------------------------------------------

namespace {

// The root of a > 0 with the coefficient taken times 10^(2·shift), or divided for shift < 0.
// False: failed, out is a NaN.
bool root_digits(DecimalBuffer& out, const DecimalRef& a, int64_t shift, const DecimalContext& c,
                 bool* exact, uint32_t& status) {
    const int64_t odd = a.exponent & 1;
    const int64_t ideal = (a.exponent - odd) / 2;
    const int64_t places = 2 * shift + odd;
    Limbs scratch;
    uint64_t* limbs = scratch.prepare(limbs_of_digits(a.digits + std::max<int64_t>(places, 0)) + 1);
    if (!has_memory(limbs != nullptr, out, status)) return false;
    int64_t n;
    *exact = true;
    if (places >= 0) {
        n = shift_left(limbs, a.limbs, a.limb_count(), places);
    } else {
        const Shifted s = shift_right(limbs, a.limbs, a.limb_count(), -places);
        n = s.size;
        *exact = s.rest == 0;
    }
    BigIntBuffer number, root, square;
    BigIntStatus done = to_binary(limbs, n, number, c.limits());
    if (done == BigIntStatus::ok) done = bigint_isqrt(number, root, c.limits());
    if (done == BigIntStatus::ok) done = bigint_mul(root, root, square, c.limits());
    if (!succeeded(done, out, status)) return false;
    *exact = *exact && bigint_equal(square, number);
    if (!set_integer(out, root, ideal - shift, c, status)) return false;
    if (!*exact) {
        if (out.limbs()[0] % 5 == 0) ++out.limbs()[0];
        return true;
    }
    if (shift > 0) strip_zeros(out, shift);
    return shift >= 0 || pad(out, -shift, status);
}

}  // namespace

void decimal_sqrt(ORRERY_DECIMAL_UNARY) {
    if (decimal_propagate_nan(out, a, c, status)) return;
    if (a.is_infinite()) {
        if (a.is_negative()) return out.set_error(kDecimalInvalidOperation, status);
        return out.set_special(kDecimalInfinity);
    }
    const DecimalContext half_even = c.with_rounding(DecimalRounding::half_even);
    const int64_t odd = a.exponent & 1;
    if (a.is_zero()) {
        out.set_small(a.is_negative(), 0, (a.exponent - odd) / 2);
        return decimal_finalize(out, half_even, status);
    }
    if (a.is_negative()) return out.set_error(kDecimalInvalidOperation, status);
    const int64_t root_size = odd ? (a.digits >> 1) + 1 : (a.digits + 1) >> 1;
    const int64_t shift = c.prec + 1 - root_size;
    bool exact = false;
    uint32_t more = 0;
    if (!root_digits(out, a, shift, c, &exact, more)) {
        // An exact root is short even where a full one does not fit the memory.
        if (!(more & kDecimalNoMemory) || shift <= 0) {
            status |= more;
            return;
        }
        more = 0;
        if (!root_digits(out, a, 0, c, &exact, more) || !exact) {
            return out.set_error(more ? more : uint32_t{kDecimalNoMemory}, status);
        }
    }
    decimal_finalize(out, half_even, status);
}

}  // namespace orrery
