// Coefficients: limbs of nineteen decimal digits.
#include "engine/numbers/decimal_limbs.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace orrery::decimal_detail {

namespace {

constexpr uint64_t power_of_ten(int n) {
    uint64_t power = 1;
    for (int i = 0; i < n; ++i)
        power *= 10;
    return power;
}

// The shorter factor of a product by columns has at most this many limbs.
constexpr int64_t kSchoolLimbs = 40;
// From this size on, of divisor and quotient, division goes through binary.
constexpr int64_t kBinaryDivisionLimbs = 500;
// Numbers up to this many limbs change their base in quadratic time.
constexpr int64_t kDirectLimbs = 128;
constexpr int64_t kLimbsPerPoll = 1 << 18;

// A sum of products of limbs: 192 bits.
struct Column {
    Wide low = 0;
    uint64_t high = 0;

    void add(uint64_t a, uint64_t b) {
        const Wide product = Wide(a) * b;
        low += product;
        high += low < product;
    }
    void add(uint64_t l0, uint64_t l1, uint64_t l2) {
        const Wide more = wide(l1, l0);
        low += more;
        high += l2 + (low < more);
    }
    // Takes the last digit (in base 10^19) away.
    uint64_t take() {
        Divided first{0, static_cast<uint64_t>(low >> 64)};
        if (high != 0) {
            first = kBaseReciprocal.divide(high, first.remainder);
        } else if (first.remainder >= kLimbBase) {
            first = {1, first.remainder - kLimbBase};
        }
        const Divided second = kBaseReciprocal.divide(first.remainder, static_cast<uint64_t>(low));
        low = wide(first.quotient, second.quotient);
        high = 0;
        return second.remainder;
    }
};

class Poll {
public:
    explicit Poll(const InterruptCheck& check) : check_(check) {}
    bool stop(int64_t work) {
        work_ += work;
        if (work_ < kLimbsPerPoll) return false;
        work_ = 0;
        return check_.pending();
    }

private:
    const InterruptCheck& check_;
    int64_t work_ = 0;
};

}  // namespace

#define EACH_POWER(F) \
    F(0), F(1), F(2), F(3), F(4), F(5), F(6), F(7), F(8), F(9), F(10), F(11), F(12), F(13), \
        F(14), F(15), F(16), F(17), F(18), F(19)
#define RECIPROCAL(n) Reciprocal(power_of_ten(n))
extern constexpr uint64_t kPowersOfTen[20] = {EACH_POWER(power_of_ten)};
extern constexpr Reciprocal kPowerReciprocals[20] = {EACH_POWER(RECIPROCAL)};
#undef RECIPROCAL
#undef EACH_POWER

void Limbs::swap(Limbs& other) {
    const bool mine = limbs_ == inline_, theirs = other.limbs_ == other.inline_;
    uint64_t* const my_limbs = limbs_;
    limbs_ = theirs ? inline_ : other.limbs_;
    other.limbs_ = mine ? other.inline_ : my_limbs;
    std::swap(capacity_, other.capacity_);
    std::swap(inline_, other.inline_);
}

int compare(const uint64_t* a, int64_t an, const uint64_t* b, int64_t bn) {
    if (an != bn) return an < bn ? -1 : 1;
    for (int64_t i = an - 1; i >= 0; --i) {
        if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
    }
    return 0;
}

int64_t add(uint64_t* out, const uint64_t* a, int64_t an, const uint64_t* b, int64_t bn) {
    uint64_t carry = 0;
    int64_t i = 0;
    for (; i < bn; ++i) {
        // a + b + carry may pass 2^64; the comparison avoids it.
        const uint64_t room = kLimbBase - b[i] - carry;
        const uint64_t limb = a[i];
        carry = limb >= room;
        out[i] = carry ? limb - room : limb + (kLimbBase - room);
    }
    for (; i < an && carry; ++i) {
        carry = a[i] == kLimbBase - 1;
        out[i] = carry ? 0 : a[i] + 1;
    }
    if (out != a) {
        for (; i < an; ++i)
            out[i] = a[i];
    }
    if (!carry) return an;
    out[an] = 1;
    return an + 1;
}

int64_t subtract(uint64_t* out, const uint64_t* a, int64_t an, const uint64_t* b, int64_t bn) {
    uint64_t borrow = 0;
    int64_t i = 0;
    for (; i < bn; ++i) {
        const uint64_t take = b[i] + borrow;
        const uint64_t limb = a[i];
        borrow = limb < take;
        out[i] = borrow ? limb + (kLimbBase - take) : limb - take;
    }
    for (; i < an && borrow; ++i) {
        borrow = a[i] == 0;
        out[i] = borrow ? kLimbBase - 1 : a[i] - 1;
    }
    if (out != a) {
        for (; i < an; ++i)
            out[i] = a[i];
    }
    return drop_leading_zeros(out, an);
}

int64_t increment(uint64_t* a, int64_t an) {
    for (int64_t i = 0; i < an; ++i) {
        if (a[i] != kLimbBase - 1) {
            ++a[i];
            return an;
        }
        a[i] = 0;
    }
    a[an] = 1;
    return an + 1;
}

int64_t shift_left(uint64_t* out, const uint64_t* a, int64_t an, int64_t count) {
    const int64_t whole = count / kLimbDigits;
    const int part = static_cast<int>(count % kLimbDigits);
    int64_t n = an + whole;
    if (part == 0) {
        std::memmove(out + whole, a, static_cast<size_t>(an) * 8);
    } else {
        const Reciprocal& cut = kPowerReciprocals[kLimbDigits - part];
        const uint64_t factor = kPowersOfTen[part];
        Divided limb = cut.divide(a[an - 1]);
        if (limb.quotient != 0) out[n++] = limb.quotient;
        for (int64_t i = an - 1; i > 0; --i) {
            const Divided next = cut.divide(a[i - 1]);
            out[whole + i] = limb.remainder * factor + next.quotient;
            limb = next;
        }
        out[whole] = limb.remainder * factor;
    }
    std::fill_n(out, whole, 0);
    return n;
}

Shifted shift_right(uint64_t* out, const uint64_t* a, int64_t an, int64_t count) {
    const int64_t whole = count / kLimbDigits;
    const int part = static_cast<int>(count % kLimbDigits);
    if (count == 0) {
        if (out != a) std::copy_n(a, an, out);
        return {an, 0};
    }
    // The limb cut through gives both the first limb kept and the first part of the rest.
    Divided cut{0, 0};
    uint64_t half = 0;
    bool more = false;
    if (whole > an || (whole == an && part != 0)) {
        more = !all_zero(a, an);
        half = 1;
    } else if (part == 0) {
        cut.remainder = a[whole - 1];
        half = kLimbBase / 2;
        more = !all_zero(a, whole - 1);
    } else {
        cut = kPowerReciprocals[part].divide(a[whole]);
        half = kPowersOfTen[part] / 2;
        more = !all_zero(a, whole);
    }
    int64_t n = an - whole;
    if (n <= 0) {
        out[0] = 0;
        n = 1;
    } else if (part == 0) {
        std::memmove(out, a + whole, static_cast<size_t>(n) * 8);
    } else {
        const Reciprocal& power = kPowerReciprocals[part];
        const uint64_t factor = kPowersOfTen[kLimbDigits - part];
        uint64_t high = cut.quotient;
        for (int64_t i = 0; i + 1 < n; ++i) {
            const Divided next = power.divide(a[whole + i + 1]);
            out[i] = next.remainder * factor + high;
            high = next.quotient;
        }
        out[n - 1] = high;
        if (high == 0 && n > 1) --n;
    }
    const int rest = cut.remainder > half    ? 6
                     : cut.remainder == half ? 5 + more
                                             : cut.remainder != 0 || more;
    return {n, rest};
}

int64_t trailing_zeros(const uint64_t* a, int64_t an) {
    int64_t i = 0;
    while (i + 1 < an && a[i] == 0)
        ++i;
    int64_t zeros = i * kLimbDigits;
    uint64_t limb = a[i];
    while (limb != 0 && limb % 10 == 0) {
        limb /= 10;
        ++zeros;
    }
    return zeros;
}

bool all_zero(const uint64_t* a, int64_t an) {
    return std::all_of(a, a + an, [](uint64_t limb) { return limb == 0; });
}

int digit_at(const uint64_t* a, int64_t an, int64_t index) {
    const int64_t limb = index / kLimbDigits;
    if (limb >= an) return 0;
    return static_cast<int>(a[limb] / kPowersOfTen[index % kLimbDigits] % 10);
}

int64_t low_digits(uint64_t* out, const uint64_t* a, int64_t an, int64_t digits) {
    const int64_t n = std::min(an, limbs_of_digits(digits));
    if (n == 0) {
        out[0] = 0;
        return 1;
    }
    if (out != a) std::copy_n(a, n, out);
    const int64_t part = digits - (n - 1) * kLimbDigits;
    if (part < kLimbDigits) out[n - 1] %= kPowersOfTen[part];
    return drop_leading_zeros(out, n);
}

uint64_t divide_small(uint64_t* out, const uint64_t* a, int64_t an, uint64_t divisor) {
    const Reciprocal reciprocal(divisor);
    uint64_t remainder = 0;
    for (int64_t i = an - 1; i >= 0; --i) {
        const Wide number = Wide(remainder) * kLimbBase + a[i];
        const Divided d =
            reciprocal.divide(static_cast<uint64_t>(number >> 64), static_cast<uint64_t>(number));
        out[i] = d.quotient;
        remainder = d.remainder;
    }
    return remainder;
}

void write_digits(char* text, const uint64_t* a, int64_t an, int64_t digits) {
    char* end = text + digits;
    for (int64_t i = 0; i < an; ++i) {
        // Nine digits are below 2^30: their pairs come out of short multiplications.
        uint64_t limb = a[i];
        uint32_t part = 0;
        for (int j = 0; j < kLimbDigits && end > text; ++j) {
            if (j % 9 == 0) {
                part = static_cast<uint32_t>(limb % 1'000'000'000);
                limb /= 1'000'000'000;
            }
            *--end = static_cast<char>('0' + part % 10);
            part /= 10;
        }
    }
}

int64_t read_digits(uint64_t* out, const char* text, int64_t digits) {
    int64_t n = 0;
    for (int64_t end = digits; end > 0; end -= kLimbDigits) {
        uint64_t limb = 0;
        for (int64_t i = std::max<int64_t>(end - kLimbDigits, 0); i < end; ++i) {
            limb = limb * 10 + static_cast<uint64_t>(text[i] - '0');
        }
        out[n++] = limb;
    }
    if (n == 0) out[n++] = 0;
    return drop_leading_zeros(out, n);
}

// --- products --------------------------------------------------------------------------------

namespace {

// out[0, n] = a·factor, the top limb included.
void multiply_small(uint64_t* out, const uint64_t* a, int64_t n, uint64_t factor) {
    uint64_t carry = 0;
    for (int64_t i = 0; i < n; ++i) {
        // The carry joins after the division, so that divisions do not wait for each other.
        const Wide product = Wide(a[i]) * factor;
        const Divided d = kBaseReciprocal.divide(static_cast<uint64_t>(product >> 64),
                                                 static_cast<uint64_t>(product));
        const uint64_t room = kLimbBase - carry;
        const bool over = d.remainder >= room;
        out[i] = over ? d.remainder - room : d.remainder + carry;
        carry = d.quotient + over;
    }
    out[n] = carry;
}

BigIntStatus multiply_columns(uint64_t* out, const uint64_t* a, int64_t an, const uint64_t* b,
                              int64_t bn, const InterruptCheck& check) {
    Column column;
    Poll poll(check);
    for (int64_t k = 0; k < an + bn - 1; ++k) {
        const int64_t first = std::max<int64_t>(0, k - bn + 1);
        const int64_t last = std::min(k, an - 1);
        for (int64_t i = first; i <= last; ++i)
            column.add(a[i], b[k - i]);
        out[k] = column.take();
        if (poll.stop(last - first + 1)) return BigIntStatus::interrupted;
    }
    out[an + bn - 1] = static_cast<uint64_t>(column.low);
    return BigIntStatus::ok;
}

// Two limbs times two: what most programs multiply.
void multiply_pairs(uint64_t* out, const uint64_t* a, const uint64_t* b) {
    const auto divide = [](Wide w) {
        return kBaseReciprocal.divide(static_cast<uint64_t>(w >> 64), static_cast<uint64_t>(w));
    };
    const Divided low = divide(Wide(a[0]) * b[0]);
    out[0] = low.remainder;
    const Wide middle = Wide(a[0]) * b[1] + Wide(a[1]) * b[0] + low.quotient;
    // The quotient has up to 65 bits: its top one is taken away first.
    constexpr Wide kLimit = Wide(kLimbBase) << 64;
    const bool over = middle >= kLimit;
    const Divided second = divide(over ? middle - kLimit : middle);
    out[1] = second.remainder;
    const Divided high = divide(Wide(a[1]) * b[1] + wide(over, second.quotient));
    out[2] = high.remainder;
    out[3] = high.quotient;
}

// A binary number with the limbs as coefficients of powers of 2^192, for Kronecker's substitution.
bool spread(const uint64_t* a, int64_t an, BigIntBuffer& out) {
    uint64_t* limbs = out.prepare(3 * an);
    if (!limbs) return false;
    for (int64_t i = 0; i < an; ++i) {
        limbs[3 * i] = a[i];
        limbs[3 * i + 1] = limbs[3 * i + 2] = 0;
    }
    out.finish(3 * an);
    return true;
}

BigIntStatus multiply_spread(uint64_t* out, const uint64_t* a, int64_t an, const uint64_t* b,
                             int64_t bn, const InterruptCheck& check) {
    BigIntBuffer x, y, product;
    const bool square = a == b && an == bn;
    if (!spread(a, an, x) || (!square && !spread(b, bn, y))) return BigIntStatus::no_memory;
    const BigIntStatus status =
        bigint_mul(x, square ? x : y, product, {.interrupt = check, .max_limbs = kMostLimbs});
    if (status != BigIntStatus::ok) return status;
    const BigIntRef p = product;
    Column column;
    for (int64_t k = 0; k < an + bn; ++k) {
        const auto limb = [&](int64_t i) { return i < p.size ? p.limbs[i] : 0; };
        column.add(limb(3 * k), limb(3 * k + 1), limb(3 * k + 2));
        out[k] = column.take();
    }
    return BigIntStatus::ok;
}

}  // namespace

BigIntStatus multiply(uint64_t* out, const uint64_t* a, int64_t an, const uint64_t* b, int64_t bn,
                      const InterruptCheck& check) {
    if (an == 2 && bn == 2) {
        multiply_pairs(out, a, b);
        return BigIntStatus::ok;
    }
    if (bn == 1 || an == 1) {
        multiply_small(out, bn == 1 ? a : b, bn == 1 ? an : bn, bn == 1 ? b[0] : a[0]);
        return BigIntStatus::ok;
    }
    return std::min(an, bn) <= kSchoolLimbs ? multiply_columns(out, a, an, b, bn, check)
                                            : multiply_spread(out, a, an, b, bn, check);
}

// --- quotients -------------------------------------------------------------------------------

namespace {

// Knuth, "The Art of Computer Programming" 2, 4.3.1, algorithm D.
BigIntStatus divide_schoolbook(uint64_t* quotient, uint64_t* remainder, const uint64_t* a,
                               int64_t an, const uint64_t* b, int64_t bn,
                               const InterruptCheck& check) {
    Limbs dividend, divisor;
    uint64_t* u = dividend.prepare(an + 1);
    uint64_t* v = divisor.prepare(bn + 1);
    if (!u || !v) return BigIntStatus::no_memory;
    const uint64_t scale = kLimbBase / (b[bn - 1] + 1);
    multiply_small(u, a, an, scale);
    multiply_small(v, b, bn, scale);
    const uint64_t top = v[bn - 1], second = v[bn - 2];
    const Reciprocal by_top(top);
    Poll poll(check);
    for (int64_t j = an - bn; j >= 0; --j) {
        uint64_t* part = u + j;
        const Wide number = Wide(part[bn]) * kLimbBase + part[bn - 1];
        uint64_t guess;
        Wide rest;
        if (part[bn] >= top) {
            guess = kLimbBase - 1;
            rest = number - Wide(guess) * top;
        } else {
            const Divided d =
                by_top.divide(static_cast<uint64_t>(number >> 64), static_cast<uint64_t>(number));
            guess = d.quotient;
            rest = d.remainder;
        }
        while (rest < kLimbBase && Wide(guess) * second > rest * kLimbBase + part[bn - 2]) {
            --guess;
            rest += top;
        }
        uint64_t carry = 0, borrow = 0;
        for (int64_t i = 0; i < bn; ++i) {
            const Wide product = Wide(guess) * v[i] + carry;
            const Divided d = kBaseReciprocal.divide(static_cast<uint64_t>(product >> 64),
                                                     static_cast<uint64_t>(product));
            carry = d.quotient;
            const uint64_t take = d.remainder + borrow;
            borrow = part[i] < take;
            part[i] = borrow ? part[i] + (kLimbBase - take) : part[i] - take;
        }
        const uint64_t take = carry + borrow;
        borrow = part[bn] < take;
        part[bn] = borrow ? part[bn] + (kLimbBase - take) : part[bn] - take;
        if (borrow) {
            --guess;
            uint64_t more = 0;
            for (int64_t i = 0; i < bn; ++i) {
                const uint64_t room = kLimbBase - v[i] - more;
                more = part[i] >= room;
                part[i] = more ? part[i] - room : part[i] + (kLimbBase - room);
            }
            part[bn] = part[bn] + more == kLimbBase ? 0 : part[bn] + more;
        }
        quotient[j] = guess;
        if (poll.stop(bn)) return BigIntStatus::interrupted;
    }
    divide_small(remainder, u, bn, scale);
    return BigIntStatus::ok;
}

BigIntStatus divide_in_binary(uint64_t* quotient, uint64_t* remainder, const uint64_t* a,
                              int64_t an, const uint64_t* b, int64_t bn,
                              const InterruptCheck& check) {
    const BigIntLimits limits{.interrupt = check, .max_limbs = kMostLimbs};
    BigIntBuffer x, y, q, r;
    BigIntStatus status = to_binary(a, an, x, limits);
    if (status == BigIntStatus::ok) status = to_binary(b, bn, y, limits);
    if (status == BigIntStatus::ok) status = bigint_divmod(x, y, &q, &r, limits);
    Limbs limbs;
    int64_t size = 0;
    if (status == BigIntStatus::ok) status = from_binary(q, limbs, &size, limits);
    if (status != BigIntStatus::ok) return status;
    std::copy_n(limbs.get(), size, quotient);
    std::fill(quotient + size, quotient + an - bn + 1, 0);
    status = from_binary(r, limbs, &size, limits);
    if (status != BigIntStatus::ok) return status;
    std::copy_n(limbs.get(), size, remainder);
    std::fill(remainder + size, remainder + bn, 0);
    return status;
}

}  // namespace

BigIntStatus divide(uint64_t* quotient, uint64_t* remainder, const uint64_t* a, int64_t an,
                    const uint64_t* b, int64_t bn, const InterruptCheck& check) {
    if (bn == 1) {
        remainder[0] = divide_small(quotient, a, an, b[0]);
        return BigIntStatus::ok;
    }
    return bn < kBinaryDivisionLimbs || an - bn < kBinaryDivisionLimbs
               ? divide_schoolbook(quotient, remainder, a, an, b, bn, check)
               : divide_in_binary(quotient, remainder, a, an, b, bn, check);
}

// --- bases -----------------------------------------------------------------------------------

namespace {

// 10^(19·kDirectLimbs·2^i), made when asked for.
class Powers {
public:
    explicit Powers(const BigIntLimits& limits) : limits_(limits) {}
    BigIntStatus extend_to(int level) {
        for (; count_ <= level; ++count_) {
            const BigIntStatus status =
                count_ == 0 ? bigint_pow(BigIntSmall(10), BigIntSmall(kLimbDigits * kDirectLimbs),
                                         powers_[0], limits_)
                            : bigint_mul(powers_[count_ - 1], powers_[count_ - 1], powers_[count_],
                                         limits_);
            if (status != BigIntStatus::ok) return status;
        }
        return BigIntStatus::ok;
    }
    BigIntRef operator[](int level) const { return powers_[level]; }
    const BigIntLimits& limits() const { return limits_; }

private:
    static constexpr int kMost = 34;
    const BigIntLimits& limits_;
    int count_ = 0;
    BigIntBuffer powers_[kMost];
};

// n limbs, as n = chunks of kDirectLimbs.
BigIntStatus join(const uint64_t* a, int64_t an, Powers& powers, BigIntBuffer& out) {
    if (powers.limits().interrupt.pending()) return BigIntStatus::interrupted;
    if (an <= kDirectLimbs) {
        uint64_t* limbs = out.prepare(an);
        if (!limbs) return BigIntStatus::no_memory;
        int64_t n = 0;
        for (int64_t i = an - 1; i >= 0; --i) {
            uint64_t carry = a[i];
            for (int64_t j = 0; j < n; ++j) {
                const Wide product = Wide(limbs[j]) * kLimbBase + carry;
                limbs[j] = static_cast<uint64_t>(product);
                carry = static_cast<uint64_t>(product >> 64);
            }
            if (carry) limbs[n++] = carry;
        }
        out.finish(n);
        return BigIntStatus::ok;
    }
    int level = 0;
    while (kDirectLimbs << (level + 1) < an)
        ++level;
    const int64_t low_size = kDirectLimbs << level;
    BigIntBuffer high, low, shifted;
    BigIntStatus status = powers.extend_to(level);
    if (status == BigIntStatus::ok) status = join(a + low_size, an - low_size, powers, high);
    if (status == BigIntStatus::ok) {
        status = bigint_mul(high, powers[level], shifted, powers.limits());
    }
    if (status == BigIntStatus::ok) status = join(a, low_size, powers, low);
    return status == BigIntStatus::ok ? bigint_add(shifted, low, out) : status;
}

// Quadratic; destroys `rest`. Returns the number of limbs written.
int64_t split_directly(uint64_t* rest, int64_t n, uint64_t* out) {
    int64_t done = 0;
    while (n > 0) {
        uint64_t remainder = 0;
        for (int64_t i = n - 1; i >= 0; --i) {
            const Divided d = kBaseReciprocal.divide(remainder, rest[i]);
            rest[i] = d.quotient;
            remainder = d.remainder;
        }
        out[done++] = remainder;
        while (n > 0 && rest[n - 1] == 0)
            --n;
    }
    return done;
}

// Writes exactly kDirectLimbs·2^(level + 1) limbs, or kDirectLimbs for level -1.
BigIntStatus split(BigIntRef a, int level, Powers& powers, uint64_t* out) {
    if (powers.limits().interrupt.pending()) return BigIntStatus::interrupted;
    if (level < 0) {
        Limbs scratch;
        uint64_t* rest = scratch.prepare(a.size);
        if (!rest) return BigIntStatus::no_memory;
        std::copy_n(a.limbs, a.size, rest);
        std::fill(out + split_directly(rest, a.size, out), out + kDirectLimbs, 0);
        return BigIntStatus::ok;
    }
    const int64_t half = kDirectLimbs << level;
    if (bigint_compare(a, powers[level]) < 0) {
        std::fill_n(out + half, half, 0);
        return split(a, level - 1, powers, out);
    }
    BigIntBuffer high, low;
    BigIntStatus status = bigint_divmod(a, powers[level], &high, &low, powers.limits());
    if (status == BigIntStatus::ok) status = split(low, level - 1, powers, out);
    return status == BigIntStatus::ok ? split(high, level - 1, powers, out + half) : status;
}

}  // namespace

BigIntStatus to_binary(const uint64_t* a, int64_t an, BigIntBuffer& out,
                       const BigIntLimits& limits) {
    an = drop_leading_zeros(a, an);
    if (an == 1) {
        out.set_uint64(a[0]);
        return BigIntStatus::ok;
    }
    Powers powers(limits);
    return join(a, an, powers, out);
}

BigIntStatus from_binary(BigIntRef a, Limbs& out, int64_t* size, const BigIntLimits& limits) {
    a = a.absolute();
    // Slightly more than log(2^64) / log(10^19) limbs a limb.
    const int64_t needed = a.size + a.size / 64 + 1;
    if (needed <= kDirectLimbs) {
        Limbs scratch;
        uint64_t* rest = scratch.prepare(a.size);
        uint64_t* limbs = out.prepare(needed);
        if (!rest || !limbs) return BigIntStatus::no_memory;
        std::copy_n(a.limbs, a.size, rest);
        limbs[0] = 0;
        *size = std::max<int64_t>(1, split_directly(rest, a.size, limbs));
        return BigIntStatus::ok;
    }
    Powers powers(limits);
    int level = -1;
    while (kDirectLimbs << (level + 1) < needed)
        ++level;
    BigIntStatus status = powers.extend_to(level);
    if (status != BigIntStatus::ok) return status;
    uint64_t* limbs = out.prepare(kDirectLimbs << (level + 1));
    if (!limbs) return BigIntStatus::no_memory;
    status = split(a, level, powers, limbs);
    if (status == BigIntStatus::ok) *size = drop_leading_zeros(limbs, kDirectLimbs << (level + 1));
    return status;
}

}  // namespace orrery::decimal_detail
