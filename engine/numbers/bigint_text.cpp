// Integers to and from text and bytes.
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "engine/numbers/bigint.h"
#include "engine/numbers/bigint_internal.h"

namespace orrery {

using namespace bigint_detail;

namespace {

// Numbers up to this many limbs (or digits) are converted by one mpn call of a few milliseconds.
constexpr int64_t kDirectTextLimbs = kMaxUninterruptedLimbs / 4;
constexpr int64_t kDirectDigits = kDirectTextLimbs * 16;

constexpr char kDigits[] = "0123456789abcdefghijklmnopqrstuvwxyz";

// Value of a digit in base 36, or 255.
uint8_t digit_value_of(char c) {
    if (c >= '0' && c <= '9') {
        return static_cast<uint8_t>(c - '0');
    }
    const char lower = static_cast<char>(c | 0x20);
    if (lower >= 'a' && lower <= 'z') {
        return static_cast<uint8_t>(lower - 'a' + 10);
    }
    return 255;
}

// base^(2^i · start) for i = 0, 1, ..., as long as they are asked for.
class PowersTable {
public:
    static constexpr int kMost = 40;

    BigIntStatus extend_to(int index, int base, uint64_t start, const BigIntLimits& limits) {
        for (; count_ <= index; ++count_) {
            BigIntStatus status;
            if (count_ == 0) {
                status = bigint_pow(BigIntSmall(base), BigIntSmall::from_unsigned(start),
                                    powers_[0], limits);
            } else {
                status =
                    bigint_mul(powers_[count_ - 1], powers_[count_ - 1], powers_[count_], limits);
            }
            if (status != BigIntStatus::ok) {
                return status;
            }
        }
        return BigIntStatus::ok;
    }
    BigIntRef operator[](int index) const { return powers_[index]; }

private:
    int count_ = 0;
    BigIntBuffer powers_[kMost];
};

// --- from text --------------------------------------------------------------------------------

// An upper bound of the limbs that `count` digits take.
int64_t limbs_for_digits(size_t count, int base) {
    return static_cast<int64_t>(static_cast<double>(count) * std::log2(base) / kLimbBits * 1.0001) +
           2;
}

BigIntStatus digits_to_number(const uint8_t* digits, size_t count, int base, int level,
                              PowersTable& powers, BigIntBuffer& out, const BigIntLimits& limits) {
    if (limits.interrupt.pending()) {
        return BigIntStatus::interrupted;
    }
    while (count > 0 && *digits == 0) {
        ++digits;
        --count;
    }
    if (count == 0) {
        out.finish(0);
        return BigIntStatus::ok;
    }
    if (count <= static_cast<size_t>(kDirectDigits)) {
        Limb* limbs = out.prepare(limbs_for_digits(count, base));
        if (limbs == nullptr) {
            return BigIntStatus::no_memory;
        }
        out.finish(mpn_set_str(mp(limbs), digits, count, base));
        return BigIntStatus::ok;
    }
    while (static_cast<size_t>(kDirectDigits) << level >= count) {
        --level;
    }
    const size_t low_count = static_cast<size_t>(kDirectDigits) << level;
    BigIntStatus status =
        powers.extend_to(level, base, static_cast<uint64_t>(kDirectDigits), limits);
    BigIntBuffer high;
    BigIntBuffer shifted;
    BigIntBuffer low;
    if (status == BigIntStatus::ok) {
        status = digits_to_number(digits, count - low_count, base, level, powers, high, limits);
    }
    if (status == BigIntStatus::ok) {
        status = bigint_mul(high, powers[level], shifted, limits);
    }
    if (status == BigIntStatus::ok) {
        status = digits_to_number(digits + count - low_count, low_count, base, level, powers, low,
                                  limits);
    }
    return status == BigIntStatus::ok ? bigint_add(shifted, low, out) : status;
}

}  // namespace

BigIntStatus bigint_from_text(std::string_view digits, int base, BigIntBuffer& out,
                              const BigIntLimits& limits) {
    if (digits.empty()) {
        return BigIntStatus::invalid_digit;
    }
    // What is sure to fit one limb: 12 digits in any base, 19 in base ten.
    if (digits.size() <= (base <= 10 ? 19u : 12u)) {
        uint64_t value = 0;
        for (const char c : digits) {
            const uint8_t digit = digit_value_of(c);
            if (digit >= base) {
                return BigIntStatus::invalid_digit;
            }
            value = value * static_cast<uint64_t>(base) + digit;
        }
        out.set_uint64(value);
        return BigIntStatus::ok;
    }
    if (limbs_for_digits(digits.size(), base) > limits.max_limbs) {
        return BigIntStatus::no_memory;
    }
    SmallBuffer<uint8_t, 512> values;
    uint8_t* value = values.extend(digits.size());
    if (value == nullptr) {
        return BigIntStatus::no_memory;
    }
    for (size_t i = 0; i < digits.size(); ++i) {
        value[i] = digit_value_of(digits[i]);
        if (value[i] >= base) {
            return BigIntStatus::invalid_digit;
        }
    }
    if (std::has_single_bit(static_cast<unsigned>(base))) {
        Limb* limbs = out.prepare(limbs_for_digits(digits.size(), base));
        if (limbs == nullptr) {
            return BigIntStatus::no_memory;
        }
        const size_t zeros = static_cast<size_t>(
            std::find_if(value, value + values.size(), [](uint8_t v) { return v != 0; }) - value);
        out.finish(zeros == values.size()
                       ? 0
                       : mpn_set_str(mp(limbs), value + zeros, values.size() - zeros, base));
        return BigIntStatus::ok;
    }
    PowersTable powers;
    return digits_to_number(value, values.size(), base, PowersTable::kMost - 1, powers, out,
                            limits);
}

// --- to text ----------------------------------------------------------------------------------

namespace {

// mpn_get_str's digit values to characters, in place.
void values_to_characters(char* text, size_t count) {
    for (size_t i = 0; i < count; ++i) {
        text[i] = kDigits[static_cast<unsigned char>(text[i])];
    }
}

// Appends the digits of a number, with leading zeros up to `width` digits.
BigIntStatus append_directly(BigIntRef a, int base, size_t width, AsciiBuffer& out) {
    const int64_t n = a.length();
    const uint64_t bits = bigint_bit_length(a);
    const size_t room =
        static_cast<size_t>(static_cast<double>(bits) / std::log2(base) * 1.0001) + 3;
    LimbScratch limbs(n + 1);
    SmallBuffer<char, 512> digits;
    char* place = digits.extend(room);
    if (limbs.failed() || place == nullptr) {
        return BigIntStatus::no_memory;
    }
    size_t count = 0;
    if (n != 0) {
        std::copy_n(a.limbs, n, limbs.get());
        count = mpn_get_str(reinterpret_cast<unsigned char*>(place), base, mp(limbs.get()), n);
    }
    size_t zeros = 0;
    while (zeros < count && place[zeros] == 0) {
        ++zeros;
    }
    values_to_characters(place, count);
    if (count - zeros < width) {
        out.append_repeated('0', width - (count - zeros));
    }
    out.append(place + zeros, count - zeros);
    return out.failed() ? BigIntStatus::no_memory : BigIntStatus::ok;
}

// Splits by base^(2^level · kDirectDigits); `width` 0 for the leading part.
BigIntStatus append_recursively(BigIntRef a, int base, size_t width, int level, PowersTable& powers,
                                AsciiBuffer& out, const BigIntLimits& limits) {
    if (limits.interrupt.pending()) {
        return BigIntStatus::interrupted;
    }
    if (a.length() <= kDirectTextLimbs || level < 0) {
        return append_directly(a, base, width, out);
    }
    BigIntBuffer high;
    BigIntBuffer low;
    const BigIntRef power = powers[level];
    const size_t low_width = static_cast<size_t>(kDirectDigits) << level;
    if (bigint_compare(a, power) < 0) {
        if (width > low_width) {
            out.append_repeated('0', width - low_width);
            width = low_width;
        }
        return append_recursively(a, base, width, level - 1, powers, out, limits);
    }
    BigIntStatus status = bigint_divmod(a, power, &high, &low, limits);
    if (status == BigIntStatus::ok) {
        status = append_recursively(high, base, width > low_width ? width - low_width : 0,
                                    level - 1, powers, out, limits);
    }
    if (status == BigIntStatus::ok) {
        status = append_recursively(low, base, low_width, level - 1, powers, out, limits);
    }
    return status;
}

BigIntStatus append_power_of_two_base(BigIntRef a, int base, AsciiBuffer& out) {
    const unsigned digit_bits =
        static_cast<unsigned>(std::countr_zero(static_cast<unsigned>(base)));
    const uint64_t bits = bigint_bit_length(a);
    const size_t count = static_cast<size_t>((bits + digit_bits - 1) / digit_bits);
    char* place = out.extend(count);
    if (place == nullptr) {
        return BigIntStatus::no_memory;
    }
    const unsigned mask = static_cast<unsigned>(base) - 1;
    for (size_t i = 0; i < count; ++i) {
        const uint64_t at = static_cast<uint64_t>(i) * digit_bits;
        const size_t limb = static_cast<size_t>(at / kLimbBits);
        const unsigned shift = static_cast<unsigned>(at % kLimbBits);
        uint64_t digit = a.limbs[limb] >> shift;
        if (shift + digit_bits > kLimbBits && static_cast<int64_t>(limb) + 1 < a.length()) {
            digit |= a.limbs[limb + 1] << (kLimbBits - shift);
        }
        place[count - 1 - i] = kDigits[digit & mask];
    }
    return BigIntStatus::ok;
}

}  // namespace

BigIntStatus bigint_to_text(BigIntRef a, int base, AsciiBuffer& out, uint64_t max_digits,
                            const BigIntLimits& limits) {
    if (a.is_zero()) {
        out.push('0');
        return out.failed() ? BigIntStatus::no_memory : BigIntStatus::ok;
    }
    const size_t before = out.size();
    if (a.is_negative()) {
        out.push('-');
    }
    const size_t first = out.size();
    a = a.absolute();
    if (std::has_single_bit(static_cast<unsigned>(base))) {
        return append_power_of_two_base(a, base, out);
    }
    if (a.size == 1) {
        char digits[64];
        char* at = digits + sizeof digits;
        uint64_t value = a.limbs[0];
        do {
            *--at = kDigits[value % static_cast<unsigned>(base)];
            value /= static_cast<unsigned>(base);
        } while (value != 0);
        out.append(at, static_cast<size_t>(digits + sizeof digits - at));
        return out.failed() ? BigIntStatus::no_memory : BigIntStatus::ok;
    }
    // A number of b bits has more than (b - 1)·log(2)/log(base) - 1 digits: do not compute what is
    // sure to be refused.
    const double bits = static_cast<double>(bigint_bit_length(a));
    if (max_digits != 0 &&
        (bits - 1) / std::log2(base) * 0.9999 - 1 > static_cast<double>(max_digits)) {
        out.truncate(before);
        return BigIntStatus::too_many_digits;
    }
    BigIntStatus status = BigIntStatus::ok;
    if (a.size <= kDirectTextLimbs) {
        status = append_directly(a, base, 0, out);
    } else {
        PowersTable powers;
        int level = 0;
        for (;; ++level) {
            status = powers.extend_to(level, base, static_cast<uint64_t>(kDirectDigits), limits);
            if (status != BigIntStatus::ok || 2 * powers[level].length() - 1 > a.length()) {
                break;
            }
        }
        if (status == BigIntStatus::ok) {
            status = append_recursively(a, base, 0, level, powers, out, limits);
        }
    }
    if (status == BigIntStatus::ok && max_digits != 0 && out.size() - first > max_digits) {
        status = BigIntStatus::too_many_digits;
    }
    if (status != BigIntStatus::ok) {
        out.truncate(before);
    }
    return status;
}

// --- bytes ------------------------------------------------------------------------------------

BigIntStatus bigint_from_bytes(std::span<const uint8_t> bytes, ByteOrder order, bool is_signed,
                               BigIntBuffer& out) {
    const size_t size = bytes.size();
    if (size == 0) {
        out.finish(0);
        return BigIntStatus::ok;
    }
    const int64_t n = static_cast<int64_t>((size + 7) / 8);
    Limb* limbs = out.prepare(n);
    if (limbs == nullptr) {
        return BigIntStatus::no_memory;
    }
    const auto byte = [&](size_t i) -> Limb {
        return order == ByteOrder::little ? bytes[i] : bytes[size - 1 - i];
    };
    const bool negative = is_signed && (byte(size - 1) & 0x80) != 0;
    limbs[n - 1] = negative ? ~Limb{0} : 0;
    for (int64_t i = 0; i < n; ++i) {
        const size_t start = static_cast<size_t>(i) * 8;
        const size_t count = std::min<size_t>(8, size - start);
        Limb limb = count < 8 && negative ? ~Limb{0} << (8 * count) : 0;
        for (size_t j = 0; j < count; ++j) {
            limb |= byte(start + j) << (8 * j);
        }
        limbs[i] = limb;
    }
    if (negative) {
        mpn_neg(mp(limbs), mp(limbs), n);
    }
    out.finish(negative ? -n : n);
    return BigIntStatus::ok;
}

BigIntStatus bigint_to_bytes(BigIntRef a, ByteOrder order, bool is_signed,
                             std::span<uint8_t> bytes) {
    const size_t size = bytes.size();
    if (a.is_negative() && !is_signed) {
        return BigIntStatus::negative_input;
    }
    // Bits beside the sign: of -a - 1 for negative numbers, so that -128 fits one byte.
    uint64_t bits = bigint_bit_length(a);
    if (a.is_negative()) {
        const int64_t n = a.length();
        const bool power_of_two =
            std::has_single_bit(a.limbs[n - 1]) && without_leading_zeros(a.limbs, n - 1) == 0;
        bits -= power_of_two;
    }
    // Zero bytes hold 0, and (as in CPython) -1.
    const bool fits = is_signed ? (bits == 0 || bits < static_cast<uint64_t>(size) * 8)
                                : bits <= static_cast<uint64_t>(size) * 8;
    if (!fits) {
        return BigIntStatus::overflow;
    }
    Limb carry = a.is_negative();
    for (size_t i = 0; i < size; i += 8) {
        Limb limb = static_cast<int64_t>(i / 8) < a.length() ? a.limbs[i / 8] : 0;
        if (a.is_negative()) {
            limb = ~limb + carry;
            carry = carry != 0 && limb == 0;
        }
        for (size_t j = i; j < std::min(i + 8, size); ++j) {
            bytes[order == ByteOrder::little ? j : size - 1 - j] = static_cast<uint8_t>(limb);
            limb >>= 8;
        }
    }
    return BigIntStatus::ok;
}

BigIntStatus bigint_from_words(std::span<const uint32_t> words, BigIntBuffer& out) {
    const int64_t n = static_cast<int64_t>((words.size() + 1) / 2);
    Limb* limbs = out.prepare(n);
    if (limbs == nullptr) {
        return BigIntStatus::no_memory;
    }
    for (int64_t i = 0; i < n; ++i) {
        const size_t at = static_cast<size_t>(i) * 2;
        limbs[i] = words[at];
        if (at + 1 < words.size()) {
            limbs[i] |= static_cast<Limb>(words[at + 1]) << 32;
        }
    }
    out.finish(n);
    return BigIntStatus::ok;
}

}  // namespace orrery
