// Products and quotients of huge numbers in pieces, so that they can be interrupted.
//
// GMP multiplies kMaxUninterruptedLimbs by as many in about 2 ms and cannot be stopped, so
// larger products run here: unbalanced ones in blocks of the shorter operand, balanced ones by
// the algorithm of Schönhage and Strassen (1971) over mpn additions and shifts, with GMP doing the
// small products inside. Quotients use the recursive division of Burnikel and Ziegler (1998) on
// top of these products. All of them look at the InterruptCheck at least every few milliseconds.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "engine/numbers/bigint_internal.h"

namespace orrery::bigint_detail {

namespace {

void multiply_directly(Limb* out, const Limb* a, int64_t an, const Limb* b, int64_t bn) {
    if (a == b && an == bn) {
        mpn_sqr(mp(out), mp(a), an);
    } else {
        mpn_mul(mp(out), mp(a), an, mp(b), bn);
    }
}

// --- Schönhage-Strassen ------------------------------------------------------------------------
//
// The operands are cut into pieces of `piece` limbs, at most 2^log_count in both together, and
// convolved by a Fourier transform of that length over the integers modulo 2^(64·n) + 1, where
// 2^(2·64·n / count) is a root of unity of the right order, so that multiplying by roots is
// shifting. No coefficient of the product reaches the modulus. A residue takes n + 1 limbs and is
// in [0, 2^(64·n)].
class FourierProduct {
public:
    FourierProduct(int64_t total, const InterruptCheck& check) : check_(check) {
        // Pieces about as long as there are many; then n, a multiple of count / 128 limbs, is
        // little more than the least that a coefficient needs.
        log_count_ = 6;
        while ((total >> log_count_) * 256 > (int64_t{1} << (log_count_ + 1)) * 3 &&
               log_count_ < 16) {
            ++log_count_;
        }
        count_ = int64_t{1} << log_count_;
        piece_ = (total + count_ - 1) / count_ + 1;
        const int64_t grain = std::max<int64_t>(1, count_ / (2 * kLimbBits));
        n_ = (2 * piece_ + 1 + grain - 1) / grain * grain;
    }

    BigIntStatus run(Limb* out, const Limb* a, int64_t an, const Limb* b, int64_t bn) {
        const int64_t size = count_ * (n_ + 1);
        LimbScratch first(size);
        LimbScratch work(3 * (n_ + 1));
        product_.allocate(2 * n_);
        if (first.failed() || work.failed() || product_.failed()) {
            return BigIntStatus::no_memory;
        }
        work_ = work.get();
        split(a, an, first.get());
        if (!forward(first.get(), log_count_)) {
            return BigIntStatus::interrupted;
        }
        const bool square = a == b && an == bn;
        LimbScratch second;
        if (!square) {
            if (second.allocate(size) == nullptr) {
                return BigIntStatus::no_memory;
            }
            split(b, bn, second.get());
            if (!forward(second.get(), log_count_)) {
                return BigIntStatus::interrupted;
            }
        }
        for (int64_t i = 0; i < count_; ++i) {
            Limb* x = first.get() + i * (n_ + 1);
            multiply_residues(x, square ? x : second.get() + i * (n_ + 1));
            if (poll(n_ * 64)) {
                return BigIntStatus::interrupted;
            }
        }
        if (!inverse(first.get(), log_count_)) {
            return BigIntStatus::interrupted;
        }
        return collect(first.get(), out, an + bn);
    }

private:
    // Counts limbs of work; looks at the interrupt once in a while.
    bool poll(int64_t limbs) {
        work_done_ += limbs;
        if (work_done_ < 1 << 20) {
            return false;
        }
        work_done_ = 0;
        return check_.pending();
    }

    void split(const Limb* a, int64_t an, Limb* residues) {
        for (int64_t i = 0; i < count_; ++i) {
            Limb* r = residues + i * (n_ + 1);
            const int64_t start = std::min(i * piece_, an);
            const int64_t length = std::min(piece_, an - start);
            std::copy_n(a + start, length, r);
            std::fill_n(r + length, n_ + 1 - length, 0);
        }
    }

    // r modulo 2^(64n)+1 for r in [0, 2·2^(64n)].
    void reduce(Limb* r) {
        const Limb top = r[n_];
        if (top != 0) {
            r[n_] = mpn_sub_1(mp(r), mp(r), n_, top);
            if (r[n_] != 0) {
                // Below zero by less than `top`: add the modulus.
                r[n_] = mpn_add_1(mp(r), mp(r), n_, 1);
            }
        }
    }

    void add(Limb* out, const Limb* a, const Limb* b) {
        mpn_add_n(mp(out), mp(a), mp(b), n_ + 1);
        reduce(out);
    }

    void subtract(Limb* out, const Limb* a, const Limb* b) {
        if (mpn_sub_n(mp(out), mp(a), mp(b), n_ + 1) != 0) {
            add_modulus(out);
        }
    }

    // For r in (-2^(64n)-1, 0), in two's complement over n + 1 limbs.
    void add_modulus(Limb* r) {
        mpn_add_1(mp(r), mp(r), n_ + 1, 1);
        r[n_] += 1;
    }

    // out = a · 2^bits, bits in [0, 2·64·n); `out` is not `a`.
    void shift(Limb* out, const Limb* a, int64_t bits) {
        const bool negate = bits >= n_ * kLimbBits;
        if (negate) {
            bits -= n_ * kLimbBits;
        }
        const int64_t whole = bits / kLimbBits;
        const unsigned rest = static_cast<unsigned>(bits % kLimbBits);
        Limb* t = work_;
        if (rest != 0) {
            mpn_lshift(mp(t), mp(a), n_ + 1, rest);  // a <= 2^(64n): nothing falls off
        } else {
            std::copy_n(a, n_ + 1, t);
        }
        // What passes the top comes back negated: out = low part · 2^(64·whole) - high part.
        std::fill_n(out, whole, 0);
        std::copy_n(t, n_ - whole, out + whole);
        out[n_] = 0;
        if (mpn_sub(mp(out), mp(out), n_ + 1, mp(t + n_ - whole), whole + 1) != 0) {
            add_modulus(out);
        }
        if (negate && without_leading_zeros(out, n_ + 1) != 0) {
            mpn_neg(mp(out), mp(out), n_ + 1);
            add_modulus(out);
        }
    }

    // Decimation in frequency: natural order in, bit-reversed order out.
    bool forward(Limb* x, int log_length) {
        if (log_length == 0) {
            return true;
        }
        const int64_t half = int64_t{1} << (log_length - 1);
        const int64_t root = n_ * kLimbBits >> (log_length - 1);  // bits of the root's shift
        Limb* difference = work_ + n_ + 1;
        for (int64_t i = 0; i < half; ++i) {
            Limb* a = x + i * (n_ + 1);
            Limb* b = a + half * (n_ + 1);
            subtract(difference, a, b);
            add(a, a, b);
            shift(b, difference, i * root);
            if (poll(4 * n_)) {
                return false;
            }
        }
        return forward(x, log_length - 1) && forward(x + half * (n_ + 1), log_length - 1);
    }

    // Decimation in time with the inverse root: bit-reversed order in, natural order out.
    bool inverse(Limb* x, int log_length) {
        if (log_length == 0) {
            return true;
        }
        const int64_t half = int64_t{1} << (log_length - 1);
        if (!inverse(x, log_length - 1) || !inverse(x + half * (n_ + 1), log_length - 1)) {
            return false;
        }
        const int64_t root = n_ * kLimbBits >> (log_length - 1);
        const int64_t turn = 2 * n_ * kLimbBits;
        Limb* turned = work_ + n_ + 1;
        for (int64_t i = 0; i < half; ++i) {
            Limb* a = x + i * (n_ + 1);
            Limb* b = a + half * (n_ + 1);
            shift(turned, b, i == 0 ? 0 : turn - i * root);
            subtract(b, a, turned);
            add(a, a, turned);
            if (poll(4 * n_)) {
                return false;
            }
        }
        return true;
    }

    // x = x · y
    void multiply_residues(Limb* x, const Limb* y) {
        if (x[n_] != 0 || y[n_] != 0) {
            // 2^(64n) is -1.
            const bool both = x[n_] != 0 && y[n_] != 0;
            if (both) {
                std::fill_n(x, n_ + 1, 0);
                x[0] = 1;
                return;
            }
            if (x[n_] != 0) {
                std::copy_n(y, n_ + 1, x);
            }
            if (without_leading_zeros(x, n_ + 1) != 0) {
                mpn_neg(mp(x), mp(x), n_ + 1);
                add_modulus(x);
            }
            return;
        }
        Limb* p = product_.get();
        multiply_directly(p, x, n_, y, n_);
        x[n_] = 0;
        if (mpn_sub_n(mp(x), mp(p), mp(p + n_), n_) != 0) {
            x[n_] = mpn_add_1(mp(x), mp(x), n_, 1);
        }
    }

    BigIntStatus collect(const Limb* x, Limb* out, int64_t total) {
        std::fill_n(out, total, 0);
        Limb* scaled = work_ + n_ + 1;
        const int64_t divide_by_count = 2 * n_ * kLimbBits - log_count_;
        for (int64_t i = 0; i < count_ && i * piece_ < total; ++i) {
            shift(scaled, x + i * (n_ + 1), divide_by_count);
            const int64_t place = i * piece_;
            const int64_t length = without_leading_zeros(scaled, std::min(n_ + 1, total - place));
            if (length != 0) {
                mpn_add(mp(out + place), mp(out + place), total - place, mp(scaled), length);
            }
            if (poll(4 * n_)) {
                return BigIntStatus::interrupted;
            }
        }
        return BigIntStatus::ok;
    }

    const InterruptCheck& check_;
    int log_count_;
    int64_t count_;
    int64_t piece_;
    int64_t n_;
    int64_t work_done_ = 0;
    Limb* work_ = nullptr;  // three residues
    LimbScratch product_;
};

// a in blocks of `block` limbs, each times b.
BigIntStatus multiply_in_blocks(Limb* out, const Limb* a, int64_t an, const Limb* b, int64_t bn,
                                int64_t block, const InterruptCheck& check) {
    LimbScratch product(block + bn);
    if (product.failed()) {
        return BigIntStatus::no_memory;
    }
    std::fill_n(out, an + bn, 0);
    for (int64_t start = 0; start < an; start += block) {
        const int64_t length = std::min(block, an - start);
        const BigIntStatus status = length >= bn
                                        ? multiply(product.get(), a + start, length, b, bn, check)
                                        : multiply(product.get(), b, bn, a + start, length, check);
        if (status != BigIntStatus::ok) {
            return status;
        }
        mpn_add(mp(out + start), mp(out + start), an + bn - start, mp(product.get()), length + bn);
        if (check.pending()) {
            return BigIntStatus::interrupted;
        }
    }
    return BigIntStatus::ok;
}

}  // namespace

BigIntStatus multiply(Limb* out, const Limb* a, int64_t an, const Limb* b, int64_t bn,
                      const InterruptCheck& check) {
    if (an + bn <= 2 * kMaxUninterruptedLimbs) {
        multiply_directly(out, a, an, b, bn);
        return BigIntStatus::ok;
    }
    if (bn <= kMaxUninterruptedLimbs) {
        return multiply_in_blocks(out, a, an, b, bn, 2 * kMaxUninterruptedLimbs - bn, check);
    }
    if (an > 2 * bn) {
        return multiply_in_blocks(out, a, an, b, bn, bn, check);
    }
    FourierProduct product(an + bn, check);
    return product.run(out, a, an, b, bn);
}

// --- division ---------------------------------------------------------------------------------

namespace {

// Burnikel and Ziegler's recursion. The divisor's top bit is set.
class RecursiveDivision {
public:
    explicit RecursiveDivision(const InterruptCheck& check) : check_(check) {}

    // quotient[n], remainder in a[0, n), of a[2n] / b[n] where a's upper half is below b.
    BigIntStatus two_by_one(Limb* quotient, Limb* a, const Limb* b, int64_t n) {
        if ((n & 1) != 0 || n <= kMaxUninterruptedLimbs / 2) {
            if (check_.pending()) {
                return BigIntStatus::interrupted;
            }
            LimbScratch q(n + 1);
            LimbScratch r(n);
            if (q.failed() || r.failed()) {
                return BigIntStatus::no_memory;
            }
            mpn_tdiv_qr(mp(q.get()), mp(r.get()), 0, mp(a), 2 * n, mp(b), n);
            std::copy_n(q.get(), n, quotient);
            std::copy_n(r.get(), n, a);
            std::fill_n(a + n, n, 0);
            return BigIntStatus::ok;
        }
        const int64_t half = n / 2;
        BigIntStatus status = three_by_two(quotient + half, a + half, b, half);
        if (status == BigIntStatus::ok) {
            status = three_by_two(quotient, a, b, half);
        }
        return status;
    }

private:
    // quotient[n], remainder in a[0, 2n), of a[3n] / b[2n] where a's upper 2n are below b.
    BigIntStatus three_by_two(Limb* quotient, Limb* a, const Limb* b, int64_t n) {
        const Limb* b_high = b + n;
        LimbScratch product(2 * n + 1);
        if (product.failed()) {
            return BigIntStatus::no_memory;
        }
        Limb top = 0;  // of the remainder of the upper limbs, above a[n, 2n)
        if (mpn_cmp(mp(a + 2 * n), mp(b_high), n) < 0) {
            const BigIntStatus status = two_by_one(quotient, a + n, b_high, n);
            if (status != BigIntStatus::ok) {
                return status;
            }
        } else {
            // The highest limbs are equal, so the quotient is B^n - 1 (B = 2^64), which leaves
            // a[n, 2n) + b_high.
            std::fill_n(quotient, n, ~Limb{0});
            top = mpn_add_n(mp(a + n), mp(a + n), mp(b_high), n);
        }
        const BigIntStatus status = multiply(product.get(), quotient, n, b, n, check_);
        if (status != BigIntStatus::ok) {
            return status;
        }
        // remainder = (top, a[0, 2n)) - quotient · b_low; add b back while it is negative.
        const Limb borrow = mpn_sub_n(mp(a), mp(a), mp(product.get()), 2 * n);
        int64_t high = static_cast<int64_t>(top) - static_cast<int64_t>(borrow);
        while (high < 0) {
            high += static_cast<int64_t>(mpn_add_n(mp(a), mp(a), mp(b), 2 * n));
            mpn_sub_1(mp(quotient), mp(quotient), n, 1);
        }
        std::fill_n(a + 2 * n, n, 0);
        return BigIntStatus::ok;
    }

    const InterruptCheck& check_;
};

// Divides block by block, most significant first; a block has at most `block` limbs.
BigIntStatus divide_by_short(Limb* quotient, Limb* remainder, const Limb* a, int64_t an,
                             const Limb* b, int64_t bn, const InterruptCheck& check) {
    constexpr int64_t kBlock = kMaxUninterruptedLimbs;
    LimbScratch part(bn + kBlock);
    LimbScratch part_quotient(kBlock + 1);
    if (part.failed() || part_quotient.failed()) {
        return BigIntStatus::no_memory;
    }
    std::fill_n(remainder, bn, 0);
    int64_t done = an;
    while (done > 0) {
        if (check.pending()) {
            return BigIntStatus::interrupted;
        }
        const int64_t length = std::min(kBlock, done);
        done -= length;
        std::copy_n(a + done, length, part.get());
        std::copy_n(remainder, bn, part.get() + length);
        mpn_tdiv_qr(mp(part_quotient.get()), mp(remainder), 0, mp(part.get()), bn + length, mp(b),
                    bn);
        // The quotient has an - bn + 1 limbs; those above are zero.
        const int64_t room = std::max<int64_t>(0, std::min(length, an - bn + 1 - done));
        std::copy_n(part_quotient.get(), room, quotient + done);
    }
    return BigIntStatus::ok;
}

BigIntStatus divide_by_long(Limb* quotient, Limb* remainder, const Limb* a, int64_t an,
                            const Limb* b, int64_t bn, const InterruptCheck& check) {
    // The divisor, shifted up to a length that halves evenly and with its top bit set; then the
    // dividend, shifted alike, in blocks of that length.
    int64_t n = bn;
    int halvings = 0;
    while (n > kMaxUninterruptedLimbs / 2) {
        n = (n + 1) / 2;
        ++halvings;
    }
    n <<= halvings;
    const int64_t whole = n - bn;
    const unsigned rest = static_cast<unsigned>(std::countl_zero(b[bn - 1]));
    // One block more than fit, so that the first upper half is zero or small.
    const int64_t blocks = (an + whole + 1 + n - 1) / n;
    LimbScratch divisor(n);
    LimbScratch dividend((blocks + 1) * n);
    LimbScratch digits(blocks * n);
    if (divisor.failed() || dividend.failed() || digits.failed()) {
        return BigIntStatus::no_memory;
    }
    const auto shift_up = [whole, rest](Limb* out, const Limb* in, int64_t count) -> Limb {
        std::fill_n(out, whole, 0);
        if (rest != 0) {
            return mpn_lshift(mp(out + whole), mp(in), count, rest);
        }
        std::copy_n(in, count, out + whole);
        return 0;
    };
    shift_up(divisor.get(), b, bn);
    std::fill_n(dividend.get(), (blocks + 1) * n, 0);
    dividend.get()[whole + an] = shift_up(dividend.get(), a, an);
    RecursiveDivision division(check);
    for (int64_t i = blocks - 1; i >= 0; --i) {
        const BigIntStatus status =
            division.two_by_one(digits.get() + i * n, dividend.get() + i * n, divisor.get(), n);
        if (status != BigIntStatus::ok) {
            return status;
        }
    }
    std::copy_n(digits.get(), an - bn + 1, quotient);
    if (rest != 0) {
        mpn_rshift(mp(dividend.get()), mp(dividend.get()), n, rest);
    }
    std::copy_n(dividend.get() + whole, bn, remainder);
    return BigIntStatus::ok;
}

// For quotients much shorter than the divisor: the quotient of the upper limbs is the right one or
// slightly more.
BigIntStatus divide_to_short(Limb* quotient, Limb* remainder, const Limb* a, int64_t an,
                             const Limb* b, int64_t bn, const InterruptCheck& check) {
    const int64_t qn = an - bn + 1;
    const int64_t dropped = bn - (qn + 1);
    LimbScratch upper_remainder(qn + 1);
    LimbScratch product(an + 1);
    if (upper_remainder.failed() || product.failed()) {
        return BigIntStatus::no_memory;
    }
    BigIntStatus status = divide(quotient, upper_remainder.get(), a + dropped, an - dropped,
                                 b + dropped, bn - dropped, check);
    if (status == BigIntStatus::ok) {
        status = multiply(product.get(), b, bn, quotient, qn, check);
    }
    if (status != BigIntStatus::ok) {
        return status;
    }
    Limb* p = product.get();
    while (p[an] != 0 || mpn_cmp(mp(p), mp(a), an) > 0) {
        mpn_sub(mp(p), mp(p), an + 1, mp(b), bn);
        mpn_sub_1(mp(quotient), mp(quotient), qn, 1);
    }
    mpn_sub_n(mp(remainder), mp(a), mp(p), bn);
    return BigIntStatus::ok;
}

}  // namespace

BigIntStatus divide(Limb* quotient, Limb* remainder, const Limb* a, int64_t an, const Limb* b,
                    int64_t bn, const InterruptCheck& check) {
    if (bn == 1 && an <= 4 * kMaxUninterruptedLimbs) {
        remainder[0] = mpn_divrem_1(mp(quotient), 0, mp(a), an, b[0]);
        return BigIntStatus::ok;
    }
    if (an <= kMaxUninterruptedLimbs) {
        mpn_tdiv_qr(mp(quotient), mp(remainder), 0, mp(a), an, mp(b), bn);
        return BigIntStatus::ok;
    }
    if (2 * (an - bn + 1) < bn) {
        return divide_to_short(quotient, remainder, a, an, b, bn, check);
    }
    if (bn <= kMaxUninterruptedLimbs) {
        return divide_by_short(quotient, remainder, a, an, b, bn, check);
    }
    return divide_by_long(quotient, remainder, a, an, b, bn, check);
}

}  // namespace orrery::bigint_detail
