// Integers of any size: sign and magnitude over 64-bit limbs, least significant limb first.
//
//   BigIntRef     limbs ──► [ l0 | l1 | ... | l(n-1) ]      value = ±Σ l(i)·2^(64·i)
//                 size  = +n or -n (the sign of the number); 0 is the number zero
//
// A ref is *normalised*: its top limb is not zero. Every function below expects normalised
// arguments and leaves normalised results. Arguments are only read, and may alias each other; a
// result buffer may be neither argument's storage.
//
// The arithmetic itself is GMP's mpn layer. Above kMaxUninterruptedLimbs the functions do not
// hand a whole product, quotient or conversion to one mpn call: they run their own
// Schönhage-Strassen product, recursive division and radix conversion on top, which look at the
// caller's InterruptCheck between pieces of a few milliseconds each.
//
// GMP keeps temporaries on the machine stack: up to 128 KiB must be free beneath
// products, quotients, powers, roots, gcd and text of numbers above a hundred limbs.
//
// No function throws; running out of memory is BigIntStatus::no_memory, and so is a result above
// BigIntLimits::max_limbs, which is checked before anything is computed. All functions may run on
// any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "engine/numbers/interrupt_check.h"
#include "engine/text/small_buffer.h"

namespace orrery {

using Limb = uint64_t;

inline constexpr int kLimbBits = 64;
inline constexpr int64_t kMaxUninterruptedLimbs = 1 << 14;  // see bigint_long.cpp

enum class BigIntStatus : uint8_t {
    ok,
    interrupted,      // the InterruptCheck fired
    no_memory,        // result larger than max_limbs, or the system has no memory
    overflow,         // result does not fit the target (double, byte count)
    divide_by_zero,   // also: pow_mod with modulus zero
    negative_shift,   // shift count below zero
    negative_input,   // isqrt of a negative number, unsigned bytes from a negative number
    negative_power,   // pow() with a negative exponent (the caller makes it a float)
    not_invertible,   // pow_mod: base has no inverse for the modulus
    invalid_digit,    // text is not a number in that base
    too_many_digits,  // decimal text beyond the digit limit
};

struct BigIntRef {
    const Limb* limbs = nullptr;
    int64_t size = 0;

    bool is_zero() const { return size == 0; }
    bool is_negative() const { return size < 0; }
    int sign() const { return (size > 0) - (size < 0); }
    int64_t length() const { return size < 0 ? -size : size; }
    bool is_odd() const { return size != 0 && (limbs[0] & 1) != 0; }
    BigIntRef negated() const { return {limbs, -size}; }
    BigIntRef absolute() const { return {limbs, length()}; }
    // True and *value set when the number fits an int64.
    bool to_int64(int64_t* value) const {
        if (size == 0) {
            *value = 0;
            return true;
        }
        if (size != 1 && size != -1) {
            return false;
        }
        const uint64_t top = uint64_t{1} << 63;
        if (limbs[0] > (size < 0 ? top : top - 1)) {
            return false;
        }
        *value = static_cast<int64_t>(size < 0 ? 0 - limbs[0] : limbs[0]);
        return true;
    }
    // True and *value set when 0 <= number < 2^64.
    bool to_uint64(uint64_t* value) const {
        if (size == 0) {
            *value = 0;
            return true;
        }
        *value = limbs[0];
        return size == 1;
    }
};

// A machine integer seen as a BigIntRef; lives on the stack for the length of a call.
class BigIntSmall {
public:
    explicit BigIntSmall(int64_t value)
        : limb_(value < 0 ? 0 - static_cast<uint64_t>(value) : static_cast<uint64_t>(value)),
          size_((value > 0) - (value < 0)) {}
    static BigIntSmall from_unsigned(uint64_t value) {
        BigIntSmall result(0);
        result.limb_ = value;
        result.size_ = value != 0;
        return result;
    }
    BigIntRef ref() const { return {&limb_, size_}; }
    operator BigIntRef() const { return ref(); }

private:
    Limb limb_;
    int64_t size_;
};

// Owns a result: 16 limbs inline, more from malloc. Reusable; not copyable.
class BigIntBuffer {
public:
    static constexpr int64_t kInlineLimbs = 16;

    BigIntBuffer() = default;
    ~BigIntBuffer();
    BigIntBuffer(const BigIntBuffer&) = delete;
    BigIntBuffer& operator=(const BigIntBuffer&) = delete;

    // Room for `count` limbs, old content lost, number set to zero. Null when memory ran out.
    Limb* prepare(int64_t count);
    // Declares the first |size| limbs to be the number, negative if size < 0; drops leading zeros.
    void finish(int64_t size);

    void set_int64(int64_t value);
    void set_uint64(uint64_t value);
    bool assign(BigIntRef value);  // false: no memory
    void negate() { size_ = -size_; }
    void swap(BigIntBuffer& other) noexcept;

    BigIntRef ref() const { return {limbs_, size_}; }
    operator BigIntRef() const { return ref(); }
    Limb* limbs() { return limbs_; }
    int64_t size() const { return size_; }

private:
    Limb* limbs_ = inline_;
    int64_t size_ = 0;
    int64_t capacity_ = kInlineLimbs;
    Limb inline_[kInlineLimbs];
};

// What a computation may cost.
struct BigIntLimits {
    InterruptCheck interrupt = {};
    int64_t max_limbs = int64_t{1} << 28;  // 2 GiB of limbs
};

// --- arithmetic -------------------------------------------------------------------------------

BigIntStatus bigint_add(BigIntRef a, BigIntRef b, BigIntBuffer& out);
BigIntStatus bigint_sub(BigIntRef a, BigIntRef b, BigIntBuffer& out);
BigIntStatus bigint_mul(BigIntRef a, BigIntRef b, BigIntBuffer& out,
                        const BigIntLimits& limits = {});
// Floor division: a = quotient·b + remainder, remainder has the sign of b. Either result may be
// null; the two must differ.
BigIntStatus bigint_divmod(BigIntRef a, BigIntRef b, BigIntBuffer* quotient,
                           BigIntBuffer* remainder, const BigIntLimits& limits = {});
// a / b as the nearest double (ties to even), subnormal results included.
BigIntStatus bigint_true_divide(BigIntRef a, BigIntRef b, double* out,
                                const BigIntLimits& limits = {});
BigIntStatus bigint_pow(BigIntRef base, BigIntRef exponent, BigIntBuffer& out,
                        const BigIntLimits& limits = {});
// base ** exponent mod modulus, result with the sign of the modulus; a negative exponent takes
// the modular inverse of base first.
BigIntStatus bigint_pow_mod(BigIntRef base, BigIntRef exponent, BigIntRef modulus,
                            BigIntBuffer& out, const BigIntLimits& limits = {});
BigIntStatus bigint_isqrt(BigIntRef a, BigIntBuffer& out, const BigIntLimits& limits = {});
BigIntStatus bigint_gcd(BigIntRef a, BigIntRef b, BigIntBuffer& out,
                        const BigIntLimits& limits = {});
BigIntStatus bigint_lcm(BigIntRef a, BigIntRef b, BigIntBuffer& out,
                        const BigIntLimits& limits = {});
// a rounded to a multiple of 10^digits, half to even: round(a, -digits).
BigIntStatus bigint_round_to_power_of_ten(BigIntRef a, uint64_t digits, BigIntBuffer& out,
                                          const BigIntLimits& limits = {});

// --- bits (negative numbers act as infinite two's complement) ---------------------------------

BigIntStatus bigint_shift_left(BigIntRef a, BigIntRef count, BigIntBuffer& out,
                               const BigIntLimits& limits = {});
BigIntStatus bigint_shift_right(BigIntRef a, BigIntRef count, BigIntBuffer& out);
BigIntStatus bigint_and(BigIntRef a, BigIntRef b, BigIntBuffer& out);
BigIntStatus bigint_or(BigIntRef a, BigIntRef b, BigIntBuffer& out);
BigIntStatus bigint_xor(BigIntRef a, BigIntRef b, BigIntBuffer& out);
BigIntStatus bigint_invert(BigIntRef a, BigIntBuffer& out);
uint64_t bigint_bit_length(BigIntRef a);  // of |a|
uint64_t bigint_bit_count(BigIntRef a);  // ones in |a|

// --- comparison and hash ----------------------------------------------------------------------

int bigint_compare(BigIntRef a, BigIntRef b);  // -1, 0, 1
// Compares exactly; `b` must not be NaN.
int bigint_compare_double(BigIntRef a, double b);
bool bigint_equal(BigIntRef a, BigIntRef b);
// Python's hash of an int: value mod 2^61-1 with the sign of the value, never -1.
int64_t bigint_hash(BigIntRef a);

// --- doubles ----------------------------------------------------------------------------------

// Nearest double, ties to even; overflow when that would be infinite.
BigIntStatus bigint_to_double(BigIntRef a, double* out);
// mantissa in [0.5, 1) (with a's sign) and exponent with a ≈ mantissa·2^exponent, for logarithms
// of huge numbers; (0, 0) for zero.
double bigint_frexp(BigIntRef a, int64_t* exponent);
// Truncates toward zero; `value` must be finite.
BigIntStatus bigint_from_double(double value, BigIntBuffer& out);

// --- text and bytes ---------------------------------------------------------------------------

// Digits only (after an optional sign that the caller has already removed): the characters
// 0-9a-zA-Z below `base` (2..36), at least one. invalid_digit otherwise.
BigIntStatus bigint_from_text(std::string_view digits, int base, BigIntBuffer& out,
                              const BigIntLimits& limits = {});
// Appends '-' for negative numbers, then lower-case digits without prefix. In bases that are not
// powers of two, more than max_digits digits (0: no limit) give too_many_digits and no output.
BigIntStatus bigint_to_text(BigIntRef a, int base, AsciiBuffer& out, uint64_t max_digits = 0,
                            const BigIntLimits& limits = {});
enum class ByteOrder : uint8_t { little, big };
BigIntStatus bigint_from_bytes(std::span<const uint8_t> bytes, ByteOrder order, bool is_signed,
                               BigIntBuffer& out);
// Fills `bytes` completely, extending the sign. overflow when it does not fit, negative_input
// when a is negative and is_signed is false.
BigIntStatus bigint_to_bytes(BigIntRef a, ByteOrder order, bool is_signed,
                             std::span<uint8_t> bytes);
// A number from 32-bit words, least significant first (random bits, pickles).
BigIntStatus bigint_from_words(std::span<const uint32_t> words, BigIntBuffer& out);

}  // namespace orrery
