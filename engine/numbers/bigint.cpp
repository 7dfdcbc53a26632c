// Storage, addition, comparison, bits, hash and doubles. Products, quotients and powers are in
// bigint_arithmetic.cpp, text and bytes in bigint_text.cpp, the long algorithms in
// bigint_long.cpp.
#include "engine/numbers/bigint.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "engine/numbers/bigint_internal.h"
#include "engine/numbers/hash.h"

namespace orrery {

using namespace bigint_detail;

// --- storage ----------------------------------------------------------------------------------

BigIntBuffer::~BigIntBuffer() {
    if (limbs_ != inline_) {
        std::free(limbs_);
    }
}

Limb* BigIntBuffer::prepare(int64_t count) {
    size_ = 0;
    if (count > capacity_) {
        Limb* storage = static_cast<Limb*>(std::malloc(static_cast<size_t>(count) * sizeof(Limb)));
        if (storage == nullptr) {
            return nullptr;
        }
        if (limbs_ != inline_) {
            std::free(limbs_);
        }
        limbs_ = storage;
        capacity_ = count;
    }
    return limbs_;
}

void BigIntBuffer::finish(int64_t size) {
    const int64_t length = without_leading_zeros(limbs_, size < 0 ? -size : size);
    size_ = size < 0 ? -length : length;
}

void BigIntBuffer::set_int64(int64_t value) {
    limbs_[0] = value < 0 ? 0 - static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
    size_ = (value > 0) - (value < 0);
}

void BigIntBuffer::set_uint64(uint64_t value) {
    limbs_[0] = value;
    size_ = value != 0;
}

bool BigIntBuffer::assign(BigIntRef value) {
    Limb* limbs = prepare(value.length());
    if (limbs == nullptr) {
        return false;
    }
    std::copy_n(value.limbs, value.length(), limbs);
    size_ = value.size;
    return true;
}

void BigIntBuffer::swap(BigIntBuffer& other) noexcept {
    const bool this_inline = limbs_ == inline_;
    const bool other_inline = other.limbs_ == other.inline_;
    Limb* const this_limbs = limbs_;
    std::swap_ranges(inline_, inline_ + kInlineLimbs, other.inline_);
    limbs_ = other_inline ? inline_ : other.limbs_;
    other.limbs_ = this_inline ? other.inline_ : this_limbs;
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
}

// --- addition and comparison ------------------------------------------------------------------

namespace {

int compare_magnitudes(BigIntRef a, BigIntRef b) {
    const int64_t an = a.length();
    const int64_t bn = b.length();
    if (an != bn) {
        return an < bn ? -1 : 1;
    }
    for (int64_t i = an - 1; i >= 0; --i) {
        if (a.limbs[i] != b.limbs[i]) {
            return a.limbs[i] < b.limbs[i] ? -1 : 1;
        }
    }
    return 0;
}

}  // namespace

BigIntStatus bigint_add(BigIntRef a, BigIntRef b, BigIntBuffer& out) {
    if (a.length() < b.length()) {
        std::swap(a, b);
    }
    const int64_t an = a.length();
    const int64_t bn = b.length();
    if (bn == 0) {
        return out.assign(a) ? BigIntStatus::ok : BigIntStatus::no_memory;
    }
    Limb* limbs = out.prepare(an + 1);
    if (limbs == nullptr) {
        return BigIntStatus::no_memory;
    }
    if ((a.size ^ b.size) >= 0) {
        limbs[an] = mpn_add(mp(limbs), mp(a.limbs), an, mp(b.limbs), bn);
        out.finish(a.size < 0 ? -(an + 1) : an + 1);
        return BigIntStatus::ok;
    }
    const int order = compare_magnitudes(a, b);
    if (order >= 0) {
        mpn_sub(mp(limbs), mp(a.limbs), an, mp(b.limbs), bn);
        out.finish(a.size);
    } else {
        mpn_sub(mp(limbs), mp(b.limbs), bn, mp(a.limbs), an);
        out.finish(b.size);
    }
    return BigIntStatus::ok;
}

BigIntStatus bigint_sub(BigIntRef a, BigIntRef b, BigIntBuffer& out) {
    return bigint_add(a, b.negated(), out);
}

int bigint_compare(BigIntRef a, BigIntRef b) {
    if (a.sign() != b.sign()) {
        return a.sign() < b.sign() ? -1 : 1;
    }
    const int order = compare_magnitudes(a, b);
    return a.size < 0 ? -order : order;
}

bool bigint_equal(BigIntRef a, BigIntRef b) {
    return a.size == b.size &&
           (a.size == 0 ||
            std::memcmp(a.limbs, b.limbs, static_cast<size_t>(a.length()) * sizeof(Limb)) == 0);
}

int64_t bigint_hash(BigIntRef a) {
    // 2^64 is 8 modulo 2^61-1.
    uint64_t hash = 0;
    for (int64_t i = a.length() - 1; i >= 0; --i) {
        const uint64_t times8 = ((hash << 3) & kHashModulus) | (hash >> (kHashBits - 3));
        const uint64_t limb = a.limbs[i];
        uint64_t sum = times8 + (limb & kHashModulus) + (limb >> kHashBits);
        sum = (sum & kHashModulus) + (sum >> kHashBits);
        hash = sum >= kHashModulus ? sum - kHashModulus : sum;
    }
    const int64_t result = a.size < 0 ? -static_cast<int64_t>(hash) : static_cast<int64_t>(hash);
    return result == -1 ? -2 : result;
}

// --- bits -------------------------------------------------------------------------------------

uint64_t bigint_bit_length(BigIntRef a) {
    const int64_t n = a.length();
    return n == 0 ? 0
                  : static_cast<uint64_t>(n) * kLimbBits -
                        static_cast<uint64_t>(std::countl_zero(a.limbs[n - 1]));
}

uint64_t bigint_bit_count(BigIntRef a) {
    uint64_t count = 0;
    for (int64_t i = 0; i < a.length(); ++i) {
        count += static_cast<uint64_t>(std::popcount(a.limbs[i]));
    }
    return count;
}

BigIntStatus bigint_shift_left(BigIntRef a, BigIntRef count, BigIntBuffer& out,
                               const BigIntLimits& limits) {
    if (count.is_negative()) {
        return BigIntStatus::negative_shift;
    }
    if (a.is_zero()) {
        out.finish(0);
        return BigIntStatus::ok;
    }
    uint64_t bits;
    if (!count.to_uint64(&bits)) {
        return BigIntStatus::no_memory;
    }
    const int64_t n = a.length();
    const uint64_t whole = bits / kLimbBits;
    const unsigned rest = static_cast<unsigned>(bits % kLimbBits);
    if (whole >= static_cast<uint64_t>(limits.max_limbs) ||
        static_cast<int64_t>(whole) + n >= limits.max_limbs) {
        return BigIntStatus::no_memory;
    }
    const int64_t zeros = static_cast<int64_t>(whole);
    Limb* limbs = out.prepare(zeros + n + 1);
    if (limbs == nullptr) {
        return BigIntStatus::no_memory;
    }
    std::fill_n(limbs, zeros, 0);
    if (rest != 0) {
        limbs[zeros + n] = mpn_lshift(mp(limbs + zeros), mp(a.limbs), n, rest);
    } else {
        std::copy_n(a.limbs, n, limbs + zeros);
        limbs[zeros + n] = 0;
    }
    out.finish(a.size < 0 ? -(zeros + n + 1) : zeros + n + 1);
    return BigIntStatus::ok;
}

BigIntStatus bigint_shift_right(BigIntRef a, BigIntRef count, BigIntBuffer& out) {
    if (count.is_negative()) {
        return BigIntStatus::negative_shift;
    }
    const int64_t n = a.length();
    uint64_t bits;
    const bool fits = count.to_uint64(&bits);
    if (!fits || bits / kLimbBits >= static_cast<uint64_t>(n)) {
        out.set_int64(a.is_negative() ? -1 : 0);
        return BigIntStatus::ok;
    }
    const int64_t whole = static_cast<int64_t>(bits / kLimbBits);
    const unsigned rest = static_cast<unsigned>(bits % kLimbBits);
    const int64_t left = n - whole;
    Limb* limbs = out.prepare(left + 1);
    if (limbs == nullptr) {
        return BigIntStatus::no_memory;
    }
    bool lost = false;
    if (rest != 0) {
        lost = mpn_rshift(mp(limbs), mp(a.limbs + whole), left, rest) != 0;
    } else {
        std::copy_n(a.limbs + whole, left, limbs);
    }
    limbs[left] = 0;
    if (a.is_negative()) {
        // Floor: one further from zero when ones fell off.
        for (int64_t i = 0; i < whole && !lost; ++i) {
            lost = a.limbs[i] != 0;
        }
        if (lost) {
            limbs[left] = mpn_add_1(mp(limbs), mp(limbs), left, 1);
        }
        out.finish(-(left + 1));
    } else {
        out.finish(left);
    }
    return BigIntStatus::ok;
}

namespace {

// The limbs of a number in infinite two's complement, one after the other.
class TwosComplement {
public:
    explicit TwosComplement(BigIntRef a)
        : limbs_(a.limbs),
          length_(a.length()),
          negative_(a.is_negative()),
          carry_(a.is_negative()) {}

    Limb next() {
        const Limb limb = index_ < length_ ? limbs_[index_] : 0;
        ++index_;
        if (!negative_) {
            return limb;
        }
        const Limb result = ~limb + carry_;
        carry_ = carry_ && result == 0;
        return result;
    }

private:
    const Limb* limbs_;
    int64_t length_;
    int64_t index_ = 0;
    bool negative_;
    bool carry_;
};

template <typename Operation>
BigIntStatus bitwise(BigIntRef a, BigIntRef b, BigIntBuffer& out, Operation operation) {
    // Beyond both lengths, the limbs are signs: one limb of them decides the result's sign.
    const int64_t n = std::max(a.length(), b.length()) + 1;
    Limb* limbs = out.prepare(n);
    if (limbs == nullptr) {
        return BigIntStatus::no_memory;
    }
    TwosComplement left(a);
    TwosComplement right(b);
    for (int64_t i = 0; i < n; ++i) {
        limbs[i] = operation(left.next(), right.next());
    }
    if ((limbs[n - 1] >> (kLimbBits - 1)) != 0) {
        mpn_neg(mp(limbs), mp(limbs), n);
        out.finish(-n);
    } else {
        out.finish(n);
    }
    return BigIntStatus::ok;
}

}  // namespace

BigIntStatus bigint_and(BigIntRef a, BigIntRef b, BigIntBuffer& out) {
    return bitwise(a, b, out, [](Limb x, Limb y) { return x & y; });
}

BigIntStatus bigint_or(BigIntRef a, BigIntRef b, BigIntBuffer& out) {
    return bitwise(a, b, out, [](Limb x, Limb y) { return x | y; });
}

BigIntStatus bigint_xor(BigIntRef a, BigIntRef b, BigIntBuffer& out) {
    return bitwise(a, b, out, [](Limb x, Limb y) { return x ^ y; });
}

BigIntStatus bigint_invert(BigIntRef a, BigIntBuffer& out) {
    return bigint_add(a.negated(), BigIntSmall(-1), out);
}

// --- doubles ----------------------------------------------------------------------------------

namespace {

// The top 64 bits of |a|, the lowest of them set when anything below is; a is not zero.
uint64_t top_bits_sticky(BigIntRef a) {
    const int64_t n = a.length();
    const int zeros = std::countl_zero(a.limbs[n - 1]);
    uint64_t top = a.limbs[n - 1] << zeros;
    bool sticky = false;
    if (n > 1) {
        if (zeros != 0) {
            top |= a.limbs[n - 2] >> (kLimbBits - zeros);
        }
        sticky = (a.limbs[n - 2] << zeros) != 0;
        for (int64_t i = n - 3; i >= 0 && !sticky; --i) {
            sticky = a.limbs[i] != 0;
        }
    }
    return top | (sticky ? 1 : 0);
}

}  // namespace

BigIntStatus bigint_to_double(BigIntRef a, double* out) {
    if (a.is_zero()) {
        *out = 0.0;
        return BigIntStatus::ok;
    }
    const uint64_t bits = bigint_bit_length(a);
    if (bits > 1024) {
        return BigIntStatus::overflow;
    }
    // Sixty-four bits with a sticky last one round to 53 as the whole number does.
    const double value =
        std::ldexp(static_cast<double>(top_bits_sticky(a)), static_cast<int>(bits) - kLimbBits);
    if (std::isinf(value)) {
        return BigIntStatus::overflow;
    }
    *out = a.is_negative() ? -value : value;
    return BigIntStatus::ok;
}

double bigint_frexp(BigIntRef a, int64_t* exponent) {
    if (a.is_zero()) {
        *exponent = 0;
        return 0.0;
    }
    *exponent = static_cast<int64_t>(bigint_bit_length(a));
    double mantissa = std::ldexp(static_cast<double>(top_bits_sticky(a)), -kLimbBits);
    if (mantissa == 1.0) {
        mantissa = 0.5;
        ++*exponent;
    }
    return a.is_negative() ? -mantissa : mantissa;
}

BigIntStatus bigint_from_double(double value, BigIntBuffer& out) {
    int exponent;
    const double fraction = std::frexp(std::fabs(value), &exponent);
    if (exponent <= 0) {
        out.finish(0);
        return BigIntStatus::ok;
    }
    uint64_t mantissa = static_cast<uint64_t>(std::ldexp(fraction, 53));
    exponent -= 53;
    if (exponent < 0) {
        mantissa >>= -exponent;
        exponent = 0;
    }
    const int64_t zeros = exponent / kLimbBits;
    const int rest = exponent % kLimbBits;
    const int64_t count = zeros + 1 + (rest > kLimbBits - 53);
    Limb* limbs = out.prepare(count);  // at most 16: inline
    if (limbs == nullptr) {
        return BigIntStatus::no_memory;
    }
    std::fill_n(limbs, zeros, 0);
    limbs[zeros] = mantissa << rest;
    if (count == zeros + 2) {
        limbs[zeros + 1] = mantissa >> (kLimbBits - rest);
    }
    out.finish(value < 0 ? -count : count);
    return BigIntStatus::ok;
}

int bigint_compare_double(BigIntRef a, double b) {
    const int sign = a.sign();
    const int b_sign = (b > 0) - (b < 0);
    if (sign != b_sign) {
        return sign < b_sign ? -1 : 1;
    }
    if (sign == 0) {
        return 0;
    }
    int exponent;
    std::frexp(b, &exponent);  // |b| in [2^(exponent-1), 2^exponent)
    const uint64_t bits = bigint_bit_length(a);
    if (std::isinf(b) || (exponent > 0 && bits < static_cast<uint64_t>(exponent))) {
        return -sign;
    }
    if (exponent <= 0 || bits > static_cast<uint64_t>(exponent)) {
        return sign;
    }
    // At most 1024 bits: the inline storage suffices, so there is no failure to report.
    BigIntBuffer truncated;
    bigint_from_double(b, truncated);
    const int order = bigint_compare(a, truncated);
    if (order != 0) {
        return order;
    }
    const double fraction = b - std::trunc(b);
    return fraction > 0 ? -1 : fraction < 0 ? 1 : 0;
}

}  // namespace orrery
