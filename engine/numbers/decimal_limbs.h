// Shared by the decimal*.cpp files only: coefficients as limbs of nineteen decimal digits.
//
//   limbs ──► [ l0 | l1 | ... | l(n-1) ]      value = Σ l(i)·10^(19·i),  l(i) < 10^19
//
// 10^19 is the largest power of ten in 64 bits, and it has its top bit set, so that a double word
// is divided by it with two multiplications (Möller and Granlund, "Improved division by invariant
// integers"). Rounding, scaling and text then cost one pass over the limbs, which they would not
// in binary. What is better in binary (products and quotients of thousands of digits, square
// roots) goes through bigint.
//
// Sizes are in limbs unless they are called digits. Functions return false, with the reason in
// `failure`, when memory ran out or the caller was interrupted.
#pragma once

#include <bit>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "engine/numbers/bigint.h"

namespace orrery::decimal_detail {

inline constexpr int kLimbDigits = 19;
inline constexpr uint64_t kLimbBase = 10'000'000'000'000'000'000u;
// More limbs than this are refused as if there was no memory (152e9 digits).
inline constexpr int64_t kMostLimbs = int64_t{1} << 33;

// --- double words ----------------------------------------------------------------------------

__extension__ typedef unsigned __int128 Wide;

inline Wide wide(uint64_t high, uint64_t low) { return Wide(high) << 64 | low; }

struct Divided {
    uint64_t quotient, remainder;
};

// The divisor shifted so that its top bit is set, and floor((2^128 - 1) / that) - 2^64.
class Reciprocal {
public:
    constexpr explicit Reciprocal(uint64_t divisor)
        : shift_(std::countl_zero(divisor)),
          divisor_(divisor << shift_),
          inverse_(static_cast<uint64_t>(((Wide(~divisor_) << 64) | ~uint64_t{0}) / divisor_)) {}

    // high:low / divisor, for high < divisor.
    Divided divide(uint64_t high, uint64_t low) const {
        if (shift_ != 0) {
            high = high << shift_ | low >> (64 - shift_);
            low <<= shift_;
        }
        Wide q = Wide(high) * inverse_ + wide(high, low);
        uint64_t quotient = static_cast<uint64_t>(q >> 64) + 1;
        uint64_t remainder = low - quotient * divisor_;
        if (remainder > static_cast<uint64_t>(q)) {
            --quotient;
            remainder += divisor_;
        }
        if (remainder >= divisor_) {
            ++quotient;
            remainder -= divisor_;
        }
        return {quotient, remainder >> shift_};
    }
    Divided divide(uint64_t low) const { return divide(0, low); }

private:
    int shift_;
    uint64_t divisor_;
    uint64_t inverse_;
};

extern const uint64_t kPowersOfTen[20];        // 10^0 ... 10^19
extern const Reciprocal kPowerReciprocals[20];  // of the same
inline constexpr Reciprocal kBaseReciprocal{kLimbBase};

// Digits of a limb; 1 for zero.
inline int limb_digits(uint64_t limb) {
    const int guess = (64 - std::countl_zero(limb | 1)) * 1233 >> 12;
    return guess + (limb >= kPowersOfTen[guess]) + (limb == 0);
}
inline int64_t limbs_of_digits(int64_t digits) { return (digits + kLimbDigits - 1) / kLimbDigits; }
inline int64_t digits_of(const uint64_t* limbs, int64_t n) {
    return (n - 1) * kLimbDigits + limb_digits(limbs[n - 1]);
}
inline int64_t drop_leading_zeros(const uint64_t* limbs, int64_t n) {
    while (n > 1 && limbs[n - 1] == 0)
        --n;
    return n;
}

// --- storage ---------------------------------------------------------------------------------

// Limbs for the length of a computation: some inline, more from malloc.
class Limbs {
public:
    Limbs() = default;
    ~Limbs() {
        if (limbs_ != inline_) std::free(limbs_);
    }
    Limbs(const Limbs&) = delete;
    Limbs& operator=(const Limbs&) = delete;

    // Room for `count` limbs, content lost. Null when there is no memory.
    uint64_t* prepare(int64_t count) {
        if (count <= capacity_) return limbs_;
        if (count > kMostLimbs) return nullptr;
        void* memory = std::malloc(static_cast<size_t>(count) * 8);
        if (!memory) return nullptr;
        if (limbs_ != inline_) std::free(limbs_);
        limbs_ = static_cast<uint64_t*>(memory);
        capacity_ = count;
        return limbs_;
    }
    // Room for `count` limbs, of which the first `used` are kept.
    uint64_t* grow(int64_t count, int64_t used) {
        if (count <= capacity_) return limbs_;
        if (count > kMostLimbs) return nullptr;
        auto* memory = static_cast<uint64_t*>(std::malloc(static_cast<size_t>(count) * 8));
        if (!memory) return nullptr;
        std::memcpy(memory, limbs_, static_cast<size_t>(used) * 8);
        if (limbs_ != inline_) std::free(limbs_);
        limbs_ = memory;
        capacity_ = count;
        return limbs_;
    }
    uint64_t* get() { return limbs_; }
    const uint64_t* get() const { return limbs_; }
    void swap(Limbs& other);

private:
    static constexpr int64_t kInline = 8;
    uint64_t* limbs_ = inline_;
    int64_t capacity_ = kInline;
    uint64_t inline_[kInline];
};

// --- one pass --------------------------------------------------------------------------------

// -1, 0, 1. No leading zeros.
int compare(const uint64_t* a, int64_t an, const uint64_t* b, int64_t bn);
// out[0, an] = a + b for an >= bn; out may be a or b. Returns the size without leading zeros.
int64_t add(uint64_t* out, const uint64_t* a, int64_t an, const uint64_t* b, int64_t bn);
// out[0, an) = a - b for a >= b; out may be a or b. Returns the size without leading zeros.
int64_t subtract(uint64_t* out, const uint64_t* a, int64_t an, const uint64_t* b, int64_t bn);
// a += 1 in place, with room for one more limb. Returns the new size.
int64_t increment(uint64_t* a, int64_t an);
// out = a·10^count, for a != 0; room for limbs_of_digits(digits of a + count) limbs; out may be a.
// Returns the size.
int64_t shift_left(uint64_t* out, const uint64_t* a, int64_t an, int64_t count);

// What is cut off by a right shift, as one digit: 0 nothing, 1 less than half of the last digit
// kept, 5 exactly half, 6 more.
struct Shifted {
    int64_t size;  // limbs; 1 for zero
    int rest;
};
// out = a / 10^count; out may be a.
Shifted shift_right(uint64_t* out, const uint64_t* a, int64_t an, int64_t count);
int64_t trailing_zeros(const uint64_t* a, int64_t an);  // a != 0
bool all_zero(const uint64_t* a, int64_t an);
// The digit of weight 10^index.
int digit_at(const uint64_t* a, int64_t an, int64_t index);
// out = a mod 10^digits; returns its size. out may be a.
int64_t low_digits(uint64_t* out, const uint64_t* a, int64_t an, int64_t digits);
// a / divisor in place (a single limb); returns the remainder.
uint64_t divide_small(uint64_t* out, const uint64_t* a, int64_t an, uint64_t divisor);
// Writes all digits of a, most significant first; `text` has room for `digits`.
void write_digits(char* text, const uint64_t* a, int64_t an, int64_t digits);
// The limbs of a text of digits '0'-'9'; returns the size without leading zeros.
int64_t read_digits(uint64_t* out, const char* text, int64_t digits);

// --- products, quotients, bases --------------------------------------------------------------

// out[0, an + bn) = a·b; out overlaps neither.
BigIntStatus multiply(uint64_t* out, const uint64_t* a, int64_t an, const uint64_t* b, int64_t bn,
                      const InterruptCheck& check);
// quotient[0, an - bn + 1) and remainder[0, bn) of a / b, for an >= bn and b's top limb not zero.
// Nothing overlaps.
BigIntStatus divide(uint64_t* quotient, uint64_t* remainder, const uint64_t* a, int64_t an,
                    const uint64_t* b, int64_t bn, const InterruptCheck& check);
BigIntStatus to_binary(const uint64_t* a, int64_t an, BigIntBuffer& out,
                       const BigIntLimits& limits);
// The limbs of |a|; *size is without leading zeros, at least 1.
BigIntStatus from_binary(BigIntRef a, Limbs& out, int64_t* size, const BigIntLimits& limits);

}  // namespace orrery::decimal_detail
