// Decimal floating point: the General Decimal Arithmetic specification.
//
//   DecimalRef    value = ±coefficient·10^exponent, coefficient in limbs of nineteen digits (see
//                 decimal_limbs.h), without leading zeros; zero is the single limb 0, one digit.
//   Infinity      no limbs, no digits.
//   NaN, sNaN     the coefficient is the payload; no limbs if there is none.
//
// An operation takes its operands, a DecimalContext, and a status word, to which it adds the
// conditions that arose (DecimalStatus). It never traps: the caller looks at the status. Results
// are rounded as the context says and correctly so, with the exceptions that the specification
// makes (decimal_power of a fractional exponent is computed with guard digits).
//
// Operands may be views of the result's own buffer only where it is said. kDecimalNoMemory and
// kDecimalInterrupted make a result meaningless: the buffer then holds a NaN. Digits are counted
// in int64; a result that would need more memory than there is gives kDecimalNoMemory before
// anything is computed. All functions may run on any thread.
#pragma once

#include "engine/numbers/bigint.h"
#include "engine/numbers/decimal_limbs.h"
#include "engine/text/small_buffer.h"

namespace orrery {

inline constexpr int64_t kDecimalMaxPrec = 999'999'999'999'999'999;
inline constexpr int64_t kDecimalMaxEmax = 999'999'999'999'999'999;
inline constexpr int64_t kDecimalMinEmin = -999'999'999'999'999'999;
inline constexpr int64_t kDecimalMinEtiny = kDecimalMinEmin - (kDecimalMaxPrec - 1);

// Conditions. The sub-conditions of InvalidOperation have bits of their own.
enum DecimalStatus : uint32_t {
    kDecimalInvalidOperation = 1 << 0,
    kDecimalFloatOperation = 1 << 1,  // set by callers alone
    kDecimalDivisionByZero = 1 << 2,
    kDecimalOverflow = 1 << 3,
    kDecimalUnderflow = 1 << 4,
    kDecimalSubnormal = 1 << 5,
    kDecimalInexact = 1 << 6,
    kDecimalRounded = 1 << 7,
    kDecimalClamped = 1 << 8,
    kDecimalConversionSyntax = 1 << 9,
    kDecimalDivisionImpossible = 1 << 10,
    kDecimalDivisionUndefined = 1 << 11,
    kDecimalInvalidContext = 1 << 12,
    kDecimalNoMemory = 1 << 13,
    kDecimalInterrupted = 1 << 14,
};
inline constexpr uint32_t kDecimalAnyInvalid = kDecimalInvalidOperation | kDecimalConversionSyntax |
                                               kDecimalDivisionImpossible |
                                               kDecimalDivisionUndefined | kDecimalInvalidContext;
inline constexpr uint32_t kDecimalFailure = kDecimalNoMemory | kDecimalInterrupted;
// Conditions that leave no number as the result.
inline constexpr uint32_t kDecimalErrors =
    kDecimalAnyInvalid | kDecimalDivisionByZero | kDecimalFailure;

enum class DecimalRounding : uint8_t {
    up,         // away from zero
    down,       // towards zero
    ceiling,
    floor,
    half_up,
    half_down,
    half_even,
    zero_five_up,  // away from zero if the last digit is 0 or 5
};
inline constexpr int kDecimalRoundings = 8;

struct DecimalContext {
    int64_t prec = 28;
    int64_t emax = 999999;
    int64_t emin = -999999;
    DecimalRounding rounding = DecimalRounding::half_even;
    bool clamp = false;
    InterruptCheck interrupt = {};

    int64_t etiny() const { return emin - (prec - 1); }
    int64_t etop() const { return emax - (prec - 1); }
    // The widest context: what is exact at all is exact in it.
    static DecimalContext widest() {
        return {.prec = kDecimalMaxPrec, .emax = kDecimalMaxEmax, .emin = kDecimalMinEmin};
    }
    DecimalContext with_rounding(DecimalRounding r) const {
        DecimalContext c = *this;
        c.rounding = r;
        return c;
    }
    BigIntLimits limits() const {
        return {.interrupt = interrupt, .max_limbs = decimal_detail::kMostLimbs};
    }
};

enum DecimalFlags : uint8_t {
    kDecimalNegative = 1,
    kDecimalInfinity = 2,
    kDecimalQuietNan = 4,
    kDecimalSignalingNan = 8,
    kDecimalSpecial = kDecimalInfinity | kDecimalQuietNan | kDecimalSignalingNan,
};

struct DecimalRef {
    const uint64_t* limbs = nullptr;
    int64_t digits = 0;
    int64_t exponent = 0;
    uint8_t flags = 0;

    bool is_negative() const { return flags & kDecimalNegative; }
    bool is_special() const { return flags & kDecimalSpecial; }
    bool is_finite() const { return !is_special(); }
    bool is_infinite() const { return flags & kDecimalInfinity; }
    bool is_nan() const { return flags & (kDecimalQuietNan | kDecimalSignalingNan); }
    bool is_quiet_nan() const { return flags & kDecimalQuietNan; }
    bool is_signaling_nan() const { return flags & kDecimalSignalingNan; }
    bool is_zero() const { return is_finite() && digits == 1 && limbs[0] == 0; }
    bool has_zero_coefficient() const { return digits == 0 || (digits == 1 && limbs[0] == 0); }
    // Exponent of the most significant digit. Finite numbers only.
    int64_t adjusted() const { return exponent + digits - 1; }
    int64_t limb_count() const { return decimal_detail::limbs_of_digits(digits); }
    DecimalRef absolute() const {
        DecimalRef r = *this;
        r.flags &= static_cast<uint8_t>(~kDecimalNegative);
        return r;
    }
    DecimalRef negated() const {
        DecimalRef r = *this;
        r.flags ^= kDecimalNegative;
        return r;
    }
    DecimalRef with_exponent(int64_t e) const {
        DecimalRef r = *this;
        r.exponent = e;
        return r;
    }
    bool is_integer() const;  // finite, and without fraction
    bool is_odd() const;      // of an integer
    bool is_normal(const DecimalContext& c) const {
        return is_finite() && !is_zero() && adjusted() >= c.emin;
    }
    bool is_subnormal(const DecimalContext& c) const {
        return is_finite() && !is_zero() && adjusted() < c.emin;
    }
};

// Owns a result. Reusable; not copyable.
class DecimalBuffer {
public:
    DecimalRef ref() const { return {limbs_.get(), digits_, exponent, flags}; }
    operator DecimalRef() const { return ref(); }

    int64_t exponent = 0;
    uint8_t flags = 0;

    uint64_t* limbs() { return limbs_.get(); }
    int64_t digits() const { return digits_; }
    int64_t limb_count() const { return decimal_detail::limbs_of_digits(digits_); }

    // Room for `count` limbs, content lost; the number must be set afterwards.
    uint64_t* prepare(int64_t count) { return limbs_.prepare(count); }
    // The same, keeping the coefficient.
    uint64_t* grow(int64_t count) { return limbs_.grow(count, limb_count()); }
    // Declares the first `count` limbs, no leading zeros, to be the coefficient.
    void finish(int64_t count) { digits_ = decimal_detail::digits_of(limbs_.get(), count); }
    void set_negative(bool negative) {
        flags = static_cast<uint8_t>((flags & ~kDecimalNegative) | (negative ? 1 : 0));
    }
    void set_small(bool negative, uint64_t coefficient, int64_t exp);  // coefficient < 10^19
    void set_special(uint8_t special_flags) {
        flags = special_flags;
        digits_ = 0;
        exponent = 0;
    }
    // A payload taken away.
    void drop_coefficient() { digits_ = 0; }
    bool assign(const DecimalRef& value);  // false: no memory; value may be a view of this buffer
    void swap(DecimalBuffer& other);
    // NaN, with the condition added to the status.
    void set_error(uint32_t condition, uint32_t& status) {
        set_special(kDecimalQuietNan);
        status |= condition;
    }

private:
    decimal_detail::Limbs limbs_;
    int64_t digits_ = 0;
};

// Small constants as operands: DecimalSmall(1).ref().
class DecimalSmall {
public:
    explicit DecimalSmall(uint64_t coefficient, int64_t exponent = 0, bool negative = false)
        : limb_(coefficient), exponent_(exponent), negative_(negative) {}
    DecimalRef ref() const {
        return {&limb_, decimal_detail::limb_digits(limb_), exponent_,
                static_cast<uint8_t>(negative_ ? kDecimalNegative : 0)};
    }
    operator DecimalRef() const { return ref(); }

private:
    uint64_t limb_;
    int64_t exponent_;
    bool negative_;
};

#define ORRERY_DECIMAL_UNARY \
    DecimalBuffer &out, const DecimalRef &a, const DecimalContext &c, uint32_t &status
#define ORRERY_DECIMAL_BINARY \
    DecimalBuffer &out, const DecimalRef &a, const DecimalRef &b, const DecimalContext &c, \
        uint32_t &status
#define ORRERY_DECIMAL_TERNARY \
    DecimalBuffer &out, const DecimalRef &a, const DecimalRef &b, const DecimalRef &d, \
        const DecimalContext &c, uint32_t &status

// --- rounding (decimal.cpp) ------------------------------------------------------------------

// Rounds the buffer itself to the context.
void decimal_finalize(DecimalBuffer& out, const DecimalContext& c, uint32_t& status);
// The result for NaN operands: a quiet NaN. False if none is a NaN.
bool decimal_propagate_nan(DecimalBuffer& out, const DecimalRef& a, const DecimalContext& c,
                           uint32_t& status);
bool decimal_propagate_nan(DecimalBuffer& out, const DecimalRef& a, const DecimalRef& b,
                           const DecimalContext& c, uint32_t& status);
// a with exactly this exponent, without looking at the context's limits but for rounding. Adds
// Inexact and Rounded.
void decimal_rescale(DecimalBuffer& out, const DecimalRef& a, int64_t exponent,
                     const DecimalContext& c, uint32_t& status);

// --- arithmetic (decimal.cpp, decimal_division.cpp) ------------------------------------------

void decimal_add(ORRERY_DECIMAL_BINARY);
void decimal_subtract(ORRERY_DECIMAL_BINARY);
void decimal_multiply(ORRERY_DECIMAL_BINARY);
void decimal_fma(ORRERY_DECIMAL_TERNARY);
void decimal_plus(ORRERY_DECIMAL_UNARY);
void decimal_minus(ORRERY_DECIMAL_UNARY);
void decimal_abs(ORRERY_DECIMAL_UNARY);
void decimal_divide(ORRERY_DECIMAL_BINARY);
void decimal_divide_integer(ORRERY_DECIMAL_BINARY);
void decimal_remainder(ORRERY_DECIMAL_BINARY);
void decimal_remainder_near(ORRERY_DECIMAL_BINARY);
void decimal_divmod(DecimalBuffer& quotient, DecimalBuffer& remainder, const DecimalRef& a,
                    const DecimalRef& b, const DecimalContext& c, uint32_t& status);
void decimal_quantize(ORRERY_DECIMAL_BINARY);
void decimal_to_integral_exact(ORRERY_DECIMAL_UNARY);
void decimal_to_integral_value(ORRERY_DECIMAL_UNARY);  // no Inexact, no Rounded
void decimal_normalize(ORRERY_DECIMAL_UNARY);

// --- roots, exponentials, powers (decimal_functions.cpp, decimal_power.cpp) ------------------

void decimal_sqrt(ORRERY_DECIMAL_UNARY);
void decimal_exp(ORRERY_DECIMAL_UNARY);
void decimal_ln(ORRERY_DECIMAL_UNARY);
void decimal_log10(ORRERY_DECIMAL_UNARY);
void decimal_power(ORRERY_DECIMAL_BINARY);
void decimal_power_modulo(ORRERY_DECIMAL_TERNARY);  // a**b % d

// --- comparison, neighbours, digits (decimal_compare.cpp, decimal_digits.cpp) ----------------

// -1, 0, 1; neither may be a NaN.
int decimal_order(const DecimalRef& a, const DecimalRef& b);
int decimal_order_total(const DecimalRef& a, const DecimalRef& b);
void decimal_compare(ORRERY_DECIMAL_BINARY);
void decimal_compare_signal(ORRERY_DECIMAL_BINARY);
void decimal_max(ORRERY_DECIMAL_BINARY);
void decimal_min(ORRERY_DECIMAL_BINARY);
void decimal_max_mag(ORRERY_DECIMAL_BINARY);
void decimal_min_mag(ORRERY_DECIMAL_BINARY);
void decimal_next_minus(ORRERY_DECIMAL_UNARY);
void decimal_next_plus(ORRERY_DECIMAL_UNARY);
void decimal_next_toward(ORRERY_DECIMAL_BINARY);
bool decimal_same_quantum(const DecimalRef& a, const DecimalRef& b);
const char* decimal_number_class(const DecimalRef& a, const DecimalContext& c);

void decimal_logb(ORRERY_DECIMAL_UNARY);
void decimal_scaleb(ORRERY_DECIMAL_BINARY);
void decimal_shift(ORRERY_DECIMAL_BINARY);
void decimal_rotate(ORRERY_DECIMAL_BINARY);
void decimal_logical_invert(ORRERY_DECIMAL_UNARY);
void decimal_logical_and(ORRERY_DECIMAL_BINARY);
void decimal_logical_or(ORRERY_DECIMAL_BINARY);
void decimal_logical_xor(ORRERY_DECIMAL_BINARY);

// --- conversions (decimal_convert.cpp) -------------------------------------------------------

// The numeric strings of the specification, in ASCII: ConversionSyntax for others. Rounded to the
// context.
void decimal_from_text(DecimalBuffer& out, std::string_view text, const DecimalContext& c,
                       uint32_t& status);
// n·10^exponent, not rounded.
void decimal_from_integer(DecimalBuffer& out, BigIntRef n, const DecimalContext& c,
                          uint32_t& status);
// Exact. NaN becomes a quiet NaN without sign or payload.
void decimal_from_double(DecimalBuffer& out, double value, const DecimalContext& c,
                         uint32_t& status);
// A finite number's integer part.
BigIntStatus decimal_to_integer(const DecimalRef& a, BigIntBuffer& out, const BigIntLimits& limits);
// a = numerator / denominator in lowest terms, denominator > 0. Finite numbers only.
BigIntStatus decimal_to_ratio(const DecimalRef& a, BigIntBuffer& numerator,
                              BigIntBuffer& denominator, const BigIntLimits& limits);
// Python's hash of a finite number; equal numbers of other types have the same.
int64_t decimal_hash(const DecimalRef& a);

enum class DecimalNotation : uint8_t { scientific, engineering };
// The exponent's letter is `e`, 'E' or 'e'.
bool decimal_to_text(const DecimalRef& a, DecimalNotation notation, char e, AsciiBuffer& out);
// The coefficient's digits.
bool decimal_digits_text(const DecimalRef& a, AsciiBuffer& out);

}  // namespace orrery
