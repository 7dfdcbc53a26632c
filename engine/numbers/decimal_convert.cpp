// Decimals to and from text, integers, doubles; their hash.
#include <algorithm>
#include <cmath>

#include "engine/numbers/decimal_internal.h"
#include "engine/numbers/hash.h"

namespace orrery {

using namespace decimal_detail;

// --- from text -------------------------------------------------------------------------------

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// `text` begins with the word in any case; `word` is in lower case.
bool skip_word(std::string_view& text, std::string_view word) {
    if (text.size() < word.size()) return false;
    for (size_t i = 0; i < word.size(); ++i) {
        if ((text[i] | 0x20) != word[i]) return false;
    }
    text.remove_prefix(word.size());
    return true;
}

bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

bool set_digits(DecimalBuffer& out, std::string_view digits, uint32_t& status) {
    const int64_t count = static_cast<int64_t>(digits.size());
    uint64_t* limbs = out.prepare(limbs_of_digits(count) + 1);
    if (!has_memory(limbs != nullptr, out, status)) return false;
    out.finish(read_digits(limbs, digits.data(), count));
    return true;
}

// Beyond any context's exponents, and sums of two do not overflow.
constexpr int64_t kMostExponent = 2 * (kDecimalMaxEmax + 1);

// An exponent: sign and digits, at least one. Clamped. False: bad syntax.
bool parse_exponent(std::string_view text, int64_t* out) {
    bool negative = false;
    if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
        negative = text[0] == '-';
        text.remove_prefix(1);
    }
    if (text.empty() || !all_digits(text)) return false;
    int64_t value = 0;
    for (const char d : text) {
        value = value > kMostExponent / 10 ? kMostExponent
                                           : std::min(value * 10 + (d - '0'), kMostExponent);
    }
    *out = negative ? -value : value;
    return true;
}

// Digits with perhaps a point among them, then perhaps an exponent. False: bad syntax.
bool parse_number(DecimalBuffer& out, std::string_view text, uint32_t& status) {
    SmallBuffer<char, 128> digits;
    bool point = false, any = false;
    int64_t fraction = 0, exponent = 0;
    size_t i = 0;
    for (; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '.' && !point) {
            point = true;
        } else if (is_digit(c)) {
            any = true;
            fraction += point;
            if (c != '0' || !digits.empty()) digits.push(c);
        } else {
            break;
        }
    }
    if (!any) return false;
    if (i < text.size()) {
        if ((text[i] | 0x20) != 'e' || !parse_exponent(text.substr(i + 1), &exponent)) return false;
    }
    if (!has_memory(!digits.failed(), out, status)) return true;
    if (!set_digits(out, digits.view(), status)) return true;
    out.exponent = std::clamp(exponent - fraction, -2 * kMostExponent, kMostExponent);
    return true;
}

}  // namespace

void decimal_from_text(DecimalBuffer& out, std::string_view text, const DecimalContext& c,
                       uint32_t& status) {
    uint8_t sign = 0;
    if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
        sign = text[0] == '-' ? kDecimalNegative : 0;
        text.remove_prefix(1);
    }
    if (skip_word(text, "inf")) {
        if (!text.empty() && (!skip_word(text, "inity") || !text.empty())) {
            return out.set_error(kDecimalConversionSyntax, status);
        }
        return out.set_special(kDecimalInfinity | sign);
    }
    const bool signaling = skip_word(text, "snan");
    if (signaling || skip_word(text, "nan")) {
        if (!all_digits(text)) return out.set_error(kDecimalConversionSyntax, status);
        text.remove_prefix(std::min(text.find_first_not_of('0'), text.size()));
        if (static_cast<int64_t>(text.size()) > c.prec - c.clamp) {
            return out.set_error(kDecimalConversionSyntax, status);
        }
        if (text.empty()) {
            out.drop_coefficient();
        } else if (!set_digits(out, text, status)) {
            return;
        }
        out.exponent = 0;
        out.flags = (signaling ? kDecimalSignalingNan : kDecimalQuietNan) | sign;
        return;
    }
    uint32_t failed = 0;
    if (!parse_number(out, text, failed)) return out.set_error(kDecimalConversionSyntax, status);
    status |= failed;
    if (failed) return;
    out.flags = sign;
    decimal_finalize(out, c, status);
}

// --- to text ---------------------------------------------------------------------------------

bool decimal_digits_text(const DecimalRef& a, AsciiBuffer& out) {
    char* place = out.extend(static_cast<size_t>(a.digits));
    if (!place || out.failed()) return false;
    write_digits(place, a.limbs, a.limb_count(), a.digits);
    return true;
}

bool decimal_to_text(const DecimalRef& a, DecimalNotation notation, char e, AsciiBuffer& out) {
    if (a.is_negative()) out.push('-');
    if (a.is_special()) {
        out.append(a.is_infinite() ? "Infinity" : a.is_signaling_nan() ? "sNaN" : "NaN");
        return decimal_digits_text(a, out);
    }
    // Digits before the point if no exponent is written, and if one is.
    const int64_t left = a.exponent + a.digits;
    int64_t place = left;
    if (a.exponent > 0 || left <= -6) {
        const auto modulo3 = [](int64_t n) { return ((n % 3) + 3) % 3; };
        place = notation == DecimalNotation::scientific ? 1
                : a.is_zero()                           ? modulo3(left + 1) - 1
                                                        : modulo3(left - 1) + 1;
    }
    AsciiBuffer digits;
    if (!decimal_digits_text(a, digits)) return false;
    if (place <= 0) {
        out.append("0.");
        out.append_repeated('0', static_cast<size_t>(-place));
        out.append(digits.view());
    } else if (place >= a.digits) {
        out.append(digits.view());
        out.append_repeated('0', static_cast<size_t>(place - a.digits));
    } else {
        out.append(digits.view().substr(0, static_cast<size_t>(place)));
        out.push('.');
        out.append(digits.view().substr(static_cast<size_t>(place)));
    }
    if (left != place) {
        char text[32];
        const int n =
            std::snprintf(text, sizeof text, "%c%+lld", e, static_cast<long long>(left - place));
        out.append(text, static_cast<size_t>(n));
    }
    return !out.failed();
}

// --- integers --------------------------------------------------------------------------------

void decimal_from_integer(DecimalBuffer& out, BigIntRef n, const DecimalContext& c,
                          uint32_t& status) {
    if (n.length() <= 1) {
        const uint64_t magnitude = n.size ? n.limbs[0] : 0;
        if (magnitude < kLimbBase) return out.set_small(n.is_negative(), magnitude, 0);
    }
    set_integer(out, n, 0, c, status);
}

BigIntStatus decimal_to_integer(const DecimalRef& a, BigIntBuffer& out,
                                const BigIntLimits& limits) {
    Limbs scratch;
    const uint64_t* limbs = a.limbs;
    int64_t n = a.limb_count();
    if (a.exponent > 0 && !a.is_zero()) {
        uint64_t* shifted = scratch.prepare(limbs_of_digits(a.digits + a.exponent) + 1);
        if (!shifted) return BigIntStatus::no_memory;
        n = shift_left(shifted, a.limbs, n, a.exponent);
        limbs = shifted;
    } else if (a.exponent < 0) {
        uint64_t* shifted = scratch.prepare(n);
        if (!shifted) return BigIntStatus::no_memory;
        n = shift_right(shifted, a.limbs, n, -a.exponent).size;
        limbs = shifted;
    }
    const BigIntStatus status = to_binary(limbs, n, out, limits);
    if (status == BigIntStatus::ok && a.is_negative()) out.negate();
    return status;
}

BigIntStatus decimal_to_ratio(const DecimalRef& a, BigIntBuffer& numerator,
                              BigIntBuffer& denominator, const BigIntLimits& limits) {
    denominator.set_int64(1);
    if (a.exponent >= 0 || a.is_zero()) return decimal_to_integer(a, numerator, limits);
    BigIntBuffer n, d, common;
    BigIntStatus status = decimal_to_integer(a.with_exponent(0), n, limits);
    if (status == BigIntStatus::ok) {
        status = bigint_pow(BigIntSmall(10), BigIntSmall(-a.exponent), d, limits);
    }
    if (status == BigIntStatus::ok) status = bigint_gcd(n, d, common, limits);
    if (status == BigIntStatus::ok) status = bigint_divmod(n, common, &numerator, nullptr, limits);
    if (status == BigIntStatus::ok) {
        status = bigint_divmod(d, common, &denominator, nullptr, limits);
    }
    return status;
}

// --- doubles and hash ------------------------------------------------------------------------

void decimal_from_double(DecimalBuffer& out, double value, const DecimalContext& c,
                         uint32_t& status) {
    if (std::isnan(value)) return out.set_special(kDecimalQuietNan);
    const bool negative = std::signbit(value);
    if (std::isinf(value)) {
        return out.set_special(kDecimalInfinity | (negative ? kDecimalNegative : 0));
    }
    if (value == 0) return out.set_small(negative, 0, 0);
    int exponent;
    auto mantissa = static_cast<uint64_t>(std::ldexp(std::frexp(std::fabs(value), &exponent), 53));
    const int zeros = std::countr_zero(mantissa);
    mantissa >>= zeros;
    exponent += zeros - 53;
    // mantissa·2^exponent, or mantissa·5^-exponent·10^exponent.
    BigIntBuffer power, product;
    const BigIntSmall m = BigIntSmall::from_unsigned(mantissa);
    BigIntStatus done;
    if (exponent >= 0) {
        done = bigint_shift_left(m, BigIntSmall(exponent), product);
    } else {
        done = bigint_pow(BigIntSmall(5), BigIntSmall(-exponent), power);
        if (done == BigIntStatus::ok) done = bigint_mul(m, power, product);
    }
    if (!succeeded(done, out, status)) return;
    if (negative) product.negate();
    set_integer(out, product, std::min(exponent, 0), c, status);
}

namespace {

uint64_t multiply_modulo(uint64_t a, uint64_t b) {
    const Wide product = Wide(a) * b;
    const uint64_t sum = (static_cast<uint64_t>(product) & kHashModulus) +
                         static_cast<uint64_t>(product >> kHashBits);
    return sum >= kHashModulus ? sum - kHashModulus : sum;
}

}  // namespace

int64_t decimal_hash(const DecimalRef& a) {
    constexpr uint64_t kBaseModulo = kLimbBase % kHashModulus;
    uint64_t hash = 0;
    for (int64_t i = a.limb_count() - 1; i >= 0; --i) {
        hash = (multiply_modulo(hash, kBaseModulo) + a.limbs[i] % kHashModulus) % kHashModulus;
    }
    // 10^(modulus - 1) = 1, so the inverse of 10 is a power of it too.
    const uint64_t inverse_of_ten = 2075258708292324556u;
    uint64_t factor = a.exponent >= 0 ? 10 : inverse_of_ten;
    uint64_t count =
        a.exponent >= 0 ? static_cast<uint64_t>(a.exponent) : 0 - static_cast<uint64_t>(a.exponent);
    for (; count; count >>= 1) {
        if (count & 1) hash = multiply_modulo(hash, factor);
        factor = multiply_modulo(factor, factor);
    }
    const int64_t result = static_cast<int64_t>(hash);
    return a.is_negative() ? (result == 1 ? -2 : -result) : result;
}

}  // namespace orrery
