// Products, quotients, powers and roots.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "engine/numbers/bigint.h"
#include "engine/numbers/bigint_internal.h"

namespace orrery {

using namespace bigint_detail;

BigIntStatus bigint_mul(BigIntRef a, BigIntRef b, BigIntBuffer& out, const BigIntLimits& limits) {
    if (a.length() < b.length()) {
        std::swap(a, b);
    }
    const int64_t an = a.length();
    const int64_t bn = b.length();
    if (bn == 0) {
        out.finish(0);
        return BigIntStatus::ok;
    }
    if (an + bn > limits.max_limbs) {
        return BigIntStatus::no_memory;
    }
    Limb* limbs = out.prepare(an + bn);
    if (limbs == nullptr) {
        return BigIntStatus::no_memory;
    }
    const BigIntStatus status = multiply(limbs, a.limbs, an, b.limbs, bn, limits.interrupt);
    if (status == BigIntStatus::ok) {
        out.finish((a.size ^ b.size) < 0 ? -(an + bn) : an + bn);
    }
    return status;
}

BigIntStatus bigint_divmod(BigIntRef a, BigIntRef b, BigIntBuffer* quotient,
                           BigIntBuffer* remainder, const BigIntLimits& limits) {
    if (b.is_zero()) {
        return BigIntStatus::divide_by_zero;
    }
    const int64_t an = a.length();
    const int64_t bn = b.length();
    const bool signs_differ = (a.size ^ b.size) < 0 && an != 0;
    LimbScratch spare;
    Limb* r = remainder != nullptr ? remainder->prepare(bn + 1) : spare.allocate(bn + 1);
    if (r == nullptr) {
        return BigIntStatus::no_memory;
    }
    int64_t qn = 0;
    LimbScratch spare_quotient;
    Limb* q = nullptr;
    if (an < bn) {
        std::copy_n(a.limbs, an, r);
        std::fill_n(r + an, bn - an, 0);
        q = quotient != nullptr ? quotient->prepare(1) : nullptr;
    } else {
        qn = an - bn + 1;
        // One limb more, for the carry of the step to the floor.
        q = quotient != nullptr ? quotient->prepare(qn + 1) : spare_quotient.allocate(qn);
        if (q == nullptr) {
            return BigIntStatus::no_memory;
        }
        const BigIntStatus status = divide(q, r, a.limbs, an, b.limbs, bn, limits.interrupt);
        if (status != BigIntStatus::ok) {
            return status;
        }
    }
    // From truncation to floor: with different signs and a remainder, one down.
    const bool exact = without_leading_zeros(r, bn) == 0;
    const bool step_down = signs_differ && !exact;
    if (quotient != nullptr) {
        if (step_down) {
            if (qn == 0) {
                q[0] = 1;
            } else {
                q[qn] = mpn_add_1(mp(q), mp(q), qn, 1);
            }
            ++qn;
        }
        quotient->finish(signs_differ ? -qn : qn);
    }
    if (remainder != nullptr) {
        if (step_down) {
            mpn_sub_n(mp(r), mp(b.limbs), mp(r), bn);
        }
        remainder->finish(b.is_negative() ? -bn : bn);
    }
    return BigIntStatus::ok;
}

BigIntStatus bigint_true_divide(BigIntRef a, BigIntRef b, double* out, const BigIntLimits& limits) {
    constexpr int kDigits = std::numeric_limits<double>::digits;
    if (b.is_zero()) {
        return BigIntStatus::divide_by_zero;
    }
    const bool negative = (a.size ^ b.size) < 0;
    if (a.is_zero()) {
        *out = negative ? -0.0 : 0.0;
        return BigIntStatus::ok;
    }
    const uint64_t a_bits = bigint_bit_length(a);
    const uint64_t b_bits = bigint_bit_length(b);
    if (a_bits <= kDigits && b_bits <= kDigits) {
        const double quotient = static_cast<double>(a.limbs[0]) / static_cast<double>(b.limbs[0]);
        *out = negative ? -quotient : quotient;
        return BigIntStatus::ok;
    }
    const int64_t difference = static_cast<int64_t>(a_bits) - static_cast<int64_t>(b_bits);
    if (difference > 1025) {
        return BigIntStatus::overflow;
    }
    if (difference < -1076) {
        *out = negative ? -0.0 : 0.0;
        return BigIntStatus::ok;
    }
    // A quotient of 55 or 56 bits and its remainder decide the rounding:
    // |a / b| = (quotient + something in [0, 1)) * 2^exponent.
    const int64_t exponent = difference - (kDigits + 2);
    BigIntBuffer scaled;
    BigIntBuffer quotient;
    BigIntBuffer remainder;
    BigIntRef numerator = a.absolute();
    BigIntRef denominator = b.absolute();
    const BigIntSmall shift(exponent < 0 ? -exponent : exponent);
    BigIntStatus status = bigint_shift_left(exponent < 0 ? numerator : denominator, shift, scaled);
    if (status != BigIntStatus::ok) {
        return status;
    }
    (exponent < 0 ? numerator : denominator) = scaled.ref();
    status = bigint_divmod(numerator, denominator, &quotient, &remainder, limits);
    if (status != BigIntStatus::ok) {
        return status;
    }
    uint64_t mantissa = quotient.limbs()[0];
    const int bits = static_cast<int>(bigint_bit_length(quotient));
    // Drop what a double cannot hold there, which is more in the subnormal range.
    const int64_t lowest = std::numeric_limits<double>::min_exponent - kDigits;  // -1074
    const int drop = static_cast<int>(std::max<int64_t>(bits - kDigits, lowest - exponent));
    const uint64_t unit = uint64_t{1} << drop;
    const uint64_t dropped = mantissa & (unit - 1);
    const uint64_t half = unit >> 1;
    mantissa >>= drop;
    if (dropped > half ||
        (dropped == half && (!remainder.ref().is_zero() || (mantissa & 1) != 0))) {
        ++mantissa;
    }
    const double value =
        std::ldexp(static_cast<double>(mantissa), static_cast<int>(exponent) + drop);
    if (std::isinf(value)) {
        return BigIntStatus::overflow;
    }
    *out = negative ? -value : value;
    return BigIntStatus::ok;
}

// --- powers -----------------------------------------------------------------------------------

namespace {

// odd ** exponent for an odd base above one and an exponent of at least two, by squaring from the
// exponent's top bit down.
BigIntStatus power_of_odd(const Limb* base, int64_t n, uint64_t exponent, int64_t capacity,
                          BigIntBuffer& out, const BigIntLimits& limits) {
    BigIntBuffer other;
    Limb* current = out.prepare(capacity);
    Limb* next = other.prepare(capacity);
    if (current == nullptr || next == nullptr) {
        return BigIntStatus::no_memory;
    }
    bool in_out = true;
    std::copy_n(base, n, current);
    int64_t size = n;
    const auto flip = [&](int64_t count) {
        std::swap(current, next);
        in_out = !in_out;
        size = count - (current[count - 1] == 0);
    };
    for (int bit = 62 - std::countl_zero(exponent); bit >= 0; --bit) {
        if (limits.interrupt.pending()) {
            return BigIntStatus::interrupted;
        }
        BigIntStatus status = multiply(next, current, size, current, size, limits.interrupt);
        if (status != BigIntStatus::ok) {
            return status;
        }
        flip(2 * size);
        if ((exponent >> bit & 1) != 0) {
            if (n == 1) {
                const Limb carry = mpn_mul_1(mp(current), mp(current), size, base[0]);
                if (carry != 0) {
                    current[size++] = carry;
                }
            } else {
                status = multiply(next, current, size, base, n, limits.interrupt);
                if (status != BigIntStatus::ok) {
                    return status;
                }
                flip(size + n);
            }
        }
    }
    if (!in_out) {
        out.swap(other);
    }
    out.finish(size);
    return BigIntStatus::ok;
}

}  // namespace

BigIntStatus bigint_pow(BigIntRef base, BigIntRef exponent, BigIntBuffer& out,
                        const BigIntLimits& limits) {
    if (exponent.is_negative()) {
        return BigIntStatus::negative_power;
    }
    if (exponent.is_zero()) {
        out.set_int64(1);
        return BigIntStatus::ok;
    }
    const bool negative = base.is_negative() && exponent.is_odd();
    if (base.length() <= 1 && (base.is_zero() || base.limbs[0] == 1)) {
        out.set_int64(base.is_zero() ? 0 : negative ? -1 : 1);
        return BigIntStatus::ok;
    }
    uint64_t count;
    const uint64_t bits = bigint_bit_length(base);
    // The result has more than (bits - 1) * count bits.
    if (!exponent.to_uint64(&count) || count >= uint64_t{1} << 48 ||
        static_cast<double>(bits - 1) * static_cast<double>(count) >
            static_cast<double>(limits.max_limbs) * kLimbBits) {
        return BigIntStatus::no_memory;
    }

    if (bits * count <= kLimbBits) {
        uint64_t result = 1;
        for (uint64_t square = base.limbs[0], left = count;;) {
            if ((left & 1) != 0) {
                result *= square;
            }
            left >>= 1;
            if (left == 0) {
                break;
            }
            square *= square;
        }
        out.set_uint64(result);
        if (negative) {
            out.negate();
        }
        return BigIntStatus::ok;
    }

    // base = odd * 2^twos: the power of two is only a shift.
    const uint64_t twos = mpn_scan1(mp(base.limbs), 0);
    const int64_t whole = static_cast<int64_t>(twos / kLimbBits);
    const unsigned rest = static_cast<unsigned>(twos % kLimbBits);
    int64_t n = base.length() - whole;
    LimbScratch odd(n);
    if (odd.failed()) {
        return BigIntStatus::no_memory;
    }
    if (rest != 0) {
        mpn_rshift(mp(odd.get()), mp(base.limbs + whole), n, rest);
        n -= odd.get()[n - 1] == 0;
    } else {
        std::copy_n(base.limbs + whole, n, odd.get());
    }
    const uint64_t odd_bits = bits - twos;
    BigIntBuffer power;
    BigIntStatus status = BigIntStatus::ok;
    if (odd_bits == 1) {
        power.set_int64(1);
    } else if (count == 1) {
        status = power.assign({odd.get(), n}) ? BigIntStatus::ok : BigIntStatus::no_memory;
    } else {
        // Two limbs more than the result: products are written before their size is known.
        const int64_t capacity = static_cast<int64_t>(odd_bits * count / kLimbBits) + n + 3;
        status = power_of_odd(odd.get(), n, count, capacity, power, limits);
    }
    if (status != BigIntStatus::ok) {
        return status;
    }
    if (negative) {
        power.negate();
    }
    if (twos == 0) {
        out.swap(power);
        return BigIntStatus::ok;
    }
    return bigint_shift_left(power, BigIntSmall::from_unsigned(twos * count), out, limits);
}

namespace {

// A read-only view for GMP's mpz functions; results of theirs are copied out.
class MpzView {
public:
    explicit MpzView(BigIntRef a) { mpz_roinit_n(value_, mp(a.limbs), a.size); }
    mpz_srcptr get() const { return value_; }

private:
    mpz_t value_;
};

class MpzResult {
public:
    MpzResult() { mpz_init(value_); }
    ~MpzResult() { mpz_clear(value_); }
    MpzResult(const MpzResult&) = delete;
    MpzResult& operator=(const MpzResult&) = delete;
    mpz_ptr get() { return value_; }
    BigIntRef ref() const {
        return {reinterpret_cast<const Limb*>(mpz_limbs_read(value_)),
                mpz_sgn(value_) * static_cast<int64_t>(mpz_size(value_))};
    }

private:
    mpz_t value_;
};

// base ** exponent mod modulus by windows of four bits, looking at the interrupt at each step.
// base is in [0, modulus), modulus above one, exponent positive.
BigIntStatus pow_mod_long(BigIntRef base, BigIntRef exponent, BigIntRef modulus, BigIntBuffer& out,
                          const BigIntLimits& limits) {
    constexpr int kWindow = 4;
    BigIntBuffer product;
    const auto times = [&](BigIntRef x, BigIntRef y, BigIntBuffer& result) {
        BigIntStatus status = bigint_mul(x, y, product, limits);
        if (status == BigIntStatus::ok) {
            status = bigint_divmod(product, modulus, nullptr, &result, limits);
        }
        return limits.interrupt.pending() ? BigIntStatus::interrupted : status;
    };
    BigIntBuffer powers[1 << kWindow];
    powers[0].set_int64(1);
    if (!powers[1].assign(base)) {
        return BigIntStatus::no_memory;
    }
    for (int i = 2; i < 1 << kWindow; ++i) {
        const BigIntStatus status = times(powers[i - 1], base, powers[i]);
        if (status != BigIntStatus::ok) {
            return status;
        }
    }
    out.set_int64(1);
    const uint64_t bits = bigint_bit_length(exponent);
    for (uint64_t left = (bits + kWindow - 1) / kWindow; left > 0; --left) {
        const uint64_t at = (left - 1) * kWindow;
        const unsigned digit =
            static_cast<unsigned>(exponent.limbs[at / kLimbBits] >> (at % kLimbBits)) &
            ((1 << kWindow) - 1);
        BigIntStatus status = BigIntStatus::ok;
        for (int i = 0; i < kWindow && status == BigIntStatus::ok; ++i) {
            status = times(out, out, out);
        }
        if (status == BigIntStatus::ok && digit != 0) {
            status = times(out, powers[digit], out);
        }
        if (status != BigIntStatus::ok) {
            return status;
        }
    }
    return BigIntStatus::ok;
}

}  // namespace

BigIntStatus bigint_pow_mod(BigIntRef base, BigIntRef exponent, BigIntRef modulus,
                            BigIntBuffer& out, const BigIntLimits& limits) {
    if (modulus.is_zero()) {
        return BigIntStatus::divide_by_zero;
    }
    const BigIntRef m = modulus.absolute();
    if (m.size == 1 && m.limbs[0] == 1) {
        out.finish(0);
        return BigIntStatus::ok;
    }
    BigIntBuffer reduced;
    BigIntStatus status = bigint_divmod(base, m, nullptr, &reduced, limits);
    if (status != BigIntStatus::ok) {
        return status;
    }
    if (exponent.is_negative()) {
        MpzResult inverse;
        if (mpz_invert(inverse.get(), MpzView(reduced).get(), MpzView(m).get()) == 0) {
            return BigIntStatus::not_invertible;
        }
        if (!reduced.assign(inverse.ref())) {
            return BigIntStatus::no_memory;
        }
        exponent = exponent.absolute();
    }
    // GMP's Montgomery exponentiation, where it takes no more than some 50 ms.
    const double work = static_cast<double>(bigint_bit_length(exponent)) *
                        static_cast<double>(m.size) * static_cast<double>(m.size);
    if (exponent.is_zero()) {
        out.set_int64(1);
    } else if (work < 2e7) {
        MpzResult result;
        mpz_powm(result.get(), MpzView(reduced).get(), MpzView(exponent).get(), MpzView(m).get());
        if (!out.assign(result.ref())) {
            return BigIntStatus::no_memory;
        }
    } else {
        status = pow_mod_long(reduced, exponent, m, out, limits);
        if (status != BigIntStatus::ok) {
            return status;
        }
    }
    if (modulus.is_negative() && out.size() != 0) {
        BigIntBuffer positive;
        positive.swap(out);
        return bigint_add(positive, modulus, out);
    }
    return BigIntStatus::ok;
}

// --- roots and divisors -----------------------------------------------------------------------

namespace {

// value = (a << left) + value, for small helpers below.
BigIntStatus shift_and_add(BigIntRef a, uint64_t left, BigIntRef b, BigIntBuffer& out,
                           const BigIntLimits& limits) {
    BigIntBuffer shifted;
    const BigIntStatus status =
        bigint_shift_left(a, BigIntSmall::from_unsigned(left), shifted, limits);
    return status == BigIntStatus::ok ? bigint_add(shifted, b, out) : status;
}

BigIntStatus isqrt_direct(BigIntRef a, BigIntBuffer& out) {
    const int64_t n = a.size;
    Limb* root = out.prepare((n + 1) / 2);
    LimbScratch rest(n);
    if (root == nullptr || rest.failed()) {
        return BigIntStatus::no_memory;
    }
    mpn_sqrtrem(mp(root), mp(rest.get()), mp(a.limbs), n);
    out.finish((n + 1) / 2);
    return BigIntStatus::ok;
}

}  // namespace

BigIntStatus bigint_isqrt(BigIntRef a, BigIntBuffer& out, const BigIntLimits& limits) {
    if (a.is_negative()) {
        return BigIntStatus::negative_input;
    }
    if (a.is_zero()) {
        out.finish(0);
        return BigIntStatus::ok;
    }
    if (a.size <= kMaxUninterruptedLimbs) {
        return isqrt_direct(a, out);
    }
    // Newton's iteration at doubling precision. Invariant: with d bits of the root done, `root`
    // is the integer square root of a >> 2·(half - d), or one more.
    const uint64_t half = (bigint_bit_length(a) - 1) / 2;
    int step = 0;
    while (((half >> step) / kLimbBits) * 2 + 4 > static_cast<uint64_t>(kMaxUninterruptedLimbs)) {
        ++step;
    }
    BigIntBuffer root;
    BigIntBuffer part;
    BigIntBuffer quotient;
    uint64_t done = half >> step;
    BigIntStatus status =
        bigint_shift_right(a, BigIntSmall::from_unsigned(2 * (half - done)), part);
    if (status == BigIntStatus::ok) {
        status = isqrt_direct(part, root);
    }
    while (status == BigIntStatus::ok && step > 0) {
        const uint64_t before = done;
        done = half >> --step;
        status =
            bigint_shift_right(a, BigIntSmall::from_unsigned(2 * half - before - done + 1), part);
        if (status == BigIntStatus::ok) {
            status = bigint_divmod(part, root, &quotient, nullptr, limits);
        }
        if (status == BigIntStatus::ok) {
            status = shift_and_add(root, done - before - 1, quotient, part, limits);
            root.swap(part);
        }
    }
    if (status == BigIntStatus::ok) {
        status = bigint_mul(root, root, part, limits);
    }
    if (status != BigIntStatus::ok) {
        return status;
    }
    return bigint_add(root, BigIntSmall(bigint_compare(part, a) > 0 ? -1 : 0), out);
}

namespace {

// GMP's gcd of two such numbers takes some 25 ms.
constexpr int64_t kDirectGcdLimbs = kMaxUninterruptedLimbs / 2;

BigIntStatus gcd_direct(BigIntRef a, BigIntRef b, BigIntBuffer& out) {
    // mpn_gcd wants an odd second number and the first at least as long; both are destroyed.
    const uint64_t a_twos = mpn_scan1(mp(a.limbs), 0);
    const uint64_t b_twos = mpn_scan1(mp(b.limbs), 0);
    BigIntBuffer odd_a;
    BigIntBuffer odd_b;
    if (bigint_shift_right(a, BigIntSmall::from_unsigned(a_twos), odd_a) != BigIntStatus::ok ||
        bigint_shift_right(b, BigIntSmall::from_unsigned(b_twos), odd_b) != BigIntStatus::ok) {
        return BigIntStatus::no_memory;
    }
    if (odd_a.size() < odd_b.size()) {
        odd_a.swap(odd_b);
    }
    LimbScratch result(odd_b.size());
    if (result.failed()) {
        return BigIntStatus::no_memory;
    }
    const int64_t n =
        mpn_gcd(mp(result.get()), mp(odd_a.limbs()), odd_a.size(), mp(odd_b.limbs()), odd_b.size());
    return bigint_shift_left({result.get(), n},
                             BigIntSmall::from_unsigned(std::min(a_twos, b_twos)), out);
}

// One round of Lehmer's algorithm: the quotients that the top 128 bits of a and b (a >= b, same
// alignment) are sure of, as a matrix: (a, b) becomes (|m[0]a - m[1]b|, |m[3]b - m[2]a|).
// m[1] is zero when they are sure of none.
struct LehmerMatrix {
    uint64_t m[4] = {1, 0, 0, 1};
};

using Wide = unsigned __int128;

LehmerMatrix lehmer_step(Wide a, Wide b) {
    constexpr Wide kLargest = Wide{1} << 63;
    LehmerMatrix result;
    uint64_t* m = result.m;
    bool odd = false;  // signs of the cofactors: (+ -) of the remainder at even steps
    while (b != 0) {
        const Wide q = a / b;
        const Wide r = a - q * b;
        if (q >= kLargest) {
            break;
        }
        const Wide next2 = q * m[2] + m[0];
        const Wide next3 = q * m[3] + m[1];
        if (next2 >= kLargest || next3 >= kLargest) {
            break;
        }
        // Jebelean's condition: whatever the unknown lower bits are, r stays in [0, b).
        const Wide margin_r = odd ? next2 : next3;
        const Wide margin_d = odd ? next3 + m[3] : next2 + m[2];
        if (r < margin_r || b - r < margin_d) {
            break;
        }
        m[0] = m[2];
        m[1] = m[3];
        m[2] = static_cast<uint64_t>(next2);
        m[3] = static_cast<uint64_t>(next3);
        a = b;
        b = r;
        odd = !odd;
    }
    return result;
}

// out = |x·p - y·q|
void combine(Limb* out, const Limb* p, Limb x, const Limb* q, Limb y, int64_t n) {
    const Limb high = mpn_mul_1(mp(out), mp(p), n, x);
    const Limb borrow = mpn_submul_1(mp(out), mp(q), n, y);
    if (high != borrow) {
        mpn_neg(mp(out), mp(out), n);
    }
}

}  // namespace

BigIntStatus bigint_gcd(BigIntRef a, BigIntRef b, BigIntBuffer& out, const BigIntLimits& limits) {
    a = a.absolute();
    b = b.absolute();
    if (bigint_compare(a, b) < 0) {
        std::swap(a, b);
    }
    if (b.is_zero()) {
        return out.assign(a) ? BigIntStatus::ok : BigIntStatus::no_memory;
    }
    BigIntBuffer large;
    BigIntBuffer small;
    BigIntBuffer rest;
    if (b.size <= kDirectGcdLimbs) {
        // At most one long division.
        if (a.size <= 2 * kDirectGcdLimbs) {
            return gcd_direct(a, b, out);
        }
        const BigIntStatus status = bigint_divmod(a, b, nullptr, &rest, limits);
        if (status != BigIntStatus::ok) {
            return status;
        }
        if (rest.size() == 0) {
            return out.assign(b) ? BigIntStatus::ok : BigIntStatus::no_memory;
        }
        return gcd_direct(b, rest, out);
    }
    if (!large.assign(a) || !small.assign(b)) {
        return BigIntStatus::no_memory;
    }
    // Lehmer's algorithm, until the numbers are small enough for GMP's.
    while (small.size() > kDirectGcdLimbs) {
        if (limits.interrupt.pending()) {
            return BigIntStatus::interrupted;
        }
        const int64_t n = large.size();
        LehmerMatrix matrix;
        if (small.size() == n) {
            const int zeros = std::countl_zero(large.limbs()[n - 1]);
            const auto top = [zeros, n](const Limb* limbs) {
                const Wide high = Wide{limbs[n - 1]} << kLimbBits | limbs[n - 2];
                return zeros == 0 ? high : high << zeros | limbs[n - 3] >> (kLimbBits - zeros);
            };
            matrix = lehmer_step(top(large.limbs()), top(small.limbs()));
        }
        if (matrix.m[1] == 0) {
            const BigIntStatus status = bigint_divmod(large, small, nullptr, &rest, limits);
            if (status != BigIntStatus::ok) {
                return status;
            }
            large.swap(small);
            small.swap(rest);
            continue;
        }
        LimbScratch first(n);
        Limb* second = rest.prepare(n);
        if (first.failed() || second == nullptr) {
            return BigIntStatus::no_memory;
        }
        combine(first.get(), large.limbs(), matrix.m[0], small.limbs(), matrix.m[1], n);
        combine(second, small.limbs(), matrix.m[3], large.limbs(), matrix.m[2], n);
        std::copy_n(first.get(), n, large.limbs());
        large.finish(n);
        rest.finish(n);
        small.swap(rest);
        if (bigint_compare(large, small) < 0) {
            large.swap(small);
        }
    }
    if (small.size() == 0) {
        out.swap(large);
        return BigIntStatus::ok;
    }
    return bigint_gcd(large, small, out, limits);
}

BigIntStatus bigint_lcm(BigIntRef a, BigIntRef b, BigIntBuffer& out, const BigIntLimits& limits) {
    if (a.is_zero() || b.is_zero()) {
        out.finish(0);
        return BigIntStatus::ok;
    }
    BigIntBuffer divisor;
    BigIntBuffer quotient;
    BigIntStatus status = bigint_gcd(a, b, divisor, limits);
    if (status == BigIntStatus::ok) {
        status = bigint_divmod(a.absolute(), divisor, &quotient, nullptr, limits);
    }
    return status == BigIntStatus::ok ? bigint_mul(quotient, b.absolute(), out, limits) : status;
}

BigIntStatus bigint_round_to_power_of_ten(BigIntRef a, uint64_t digits, BigIntBuffer& out,
                                          const BigIntLimits& limits) {
    // Below half of 10^digits, everything rounds to zero; log2(10) > 3.
    if (digits >= bigint_bit_length(a)) {
        out.finish(0);
        return BigIntStatus::ok;
    }
    BigIntBuffer power;
    BigIntBuffer quotient;
    BigIntBuffer remainder;
    BigIntBuffer twice;
    BigIntStatus status =
        bigint_pow(BigIntSmall(10), BigIntSmall::from_unsigned(digits), power, limits);
    if (status == BigIntStatus::ok) {
        status = bigint_divmod(a, power, &quotient, &remainder, limits);
    }
    if (status == BigIntStatus::ok) {
        status = bigint_add(remainder, remainder, twice);
    }
    if (status == BigIntStatus::ok) {
        status = bigint_sub(a, remainder, out);
    }
    if (status != BigIntStatus::ok) {
        return status;
    }
    const int order = bigint_compare(twice, power);
    if (order > 0 || (order == 0 && quotient.ref().is_odd())) {
        BigIntBuffer floor;
        floor.swap(out);
        return bigint_add(floor, power, out);
    }
    return BigIntStatus::ok;
}

}  // namespace orrery
