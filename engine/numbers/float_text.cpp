// Digits come from std::to_chars and std::from_chars, which round correctly; this file lays them
// out and takes them apart in Python's way.
#include "engine/numbers/float_text.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <climits>
#include <cmath>
#include <cstring>
#include <limits>

namespace orrery {

namespace {

// A double has at most 767 significant digits, and at most 1074 behind the point.
constexpr int kMaxSignificant = 800;
constexpr int kMaxFraction = 1100;

// |value| = 0.d1d2d3... * 10^point, without trailing zeros; zero has the digit 0 and point 1, or,
// when it came from rounding a number away, no digits and point 0.
struct Decimal {
    char digits[1500];
    int count = 0;
    int point = 0;

    void strip_zeros() {
        while (count > 1 && digits[count - 1] == '0') {
            --count;
        }
    }
    bool is_zero() const { return count == 0 || (count == 1 && digits[0] == '0'); }
};

// Takes apart "d.ddde±xx".
void read_scientific(const char* text, const char* end, Decimal& out) {
    const char* at = text;
    for (; at != end && *at != 'e'; ++at) {
        if (*at != '.') {
            out.digits[out.count++] = *at;
        }
    }
    int exponent = 0;
    if (at != end) {
        ++at;
        const bool negative = *at == '-';
        at += *at == '-' || *at == '+';
        for (; at != end; ++at) {
            exponent = exponent * 10 + (*at - '0');
        }
        exponent = negative ? -exponent : exponent;
    }
    out.point = exponent + 1;
    out.strip_zeros();
}

void shortest_digits(double magnitude, Decimal& out) {
    char text[32];
    const auto result =
        std::to_chars(text, text + sizeof text, magnitude, std::chars_format::scientific);
    read_scientific(text, result.ptr, out);
}

void significant_digits(double magnitude, int count, Decimal& out) {
    char text[kMaxSignificant + 16];
    const auto result =
        std::to_chars(text, text + sizeof text, magnitude, std::chars_format::scientific,
                      std::clamp(count, 1, kMaxSignificant) - 1);
    read_scientific(text, result.ptr, out);
}

void fraction_digits(double magnitude, int count, Decimal& out) {
    char text[sizeof(Decimal::digits)];
    const auto result = std::to_chars(text, text + sizeof text, magnitude, std::chars_format::fixed,
                                      std::min(count, kMaxFraction));
    bool after_point = false;
    for (const char* at = text; at != result.ptr; ++at) {
        if (*at == '.') {
            after_point = true;
        } else if (out.count == 0 && *at == '0') {
            out.point -= after_point;
        } else {
            out.digits[out.count++] = *at;
            out.point += !after_point;
        }
    }
    if (out.count == 0) {
        out.point = magnitude == 0;
        if (magnitude == 0) {
            out.digits[out.count++] = '0';
        }
    }
    out.strip_zeros();
}

bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view strip_spaces(std::string_view text) {
    while (!text.empty() && is_ascii_space(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && is_ascii_space(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

// True when `text` starts with the lower-case `word`, in any case.
bool starts_with_word(std::string_view text, std::string_view word) {
    if (text.size() < word.size()) {
        return false;
    }
    for (size_t i = 0; i < word.size(); ++i) {
        if ((text[i] | 0x20) != word[i]) {
            return false;
        }
    }
    return true;
}

// Length of "inf", "infinity" or "nan" at the start of `text`, or 0.
size_t read_special(std::string_view text, double* value) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    if (starts_with_word(text, "inf")) {
        *value = kInfinity;
        return starts_with_word(text, "infinity") ? 8 : 3;
    }
    if (starts_with_word(text, "nan")) {
        *value = std::numeric_limits<double>::quiet_NaN();
        return 3;
    }
    return 0;
}

}  // namespace

// --- writing ----------------------------------------------------------------------------------

void float_repr(double value, AsciiBuffer& out) {
    FloatFormat format;
    format.add_dot_zero = true;
    float_format(value, format, out);
}

void float_format(double value, const FloatFormat& format, AsciiBuffer& out) {
    char type = format.type;
    const bool upper = type == 'E' || type == 'F' || type == 'G';
    if (upper) {
        type = static_cast<char>(type | 0x20);
    }
    const bool percent = type == '%';
    if (percent) {
        type = 'f';
        value *= 100;
    }
    bool negative = std::signbit(value) && !std::isnan(value);
    const auto put_sign = [&] {
        if (negative) {
            out.push('-');
        } else if (format.sign != FloatSign::minus_only) {
            out.push(format.sign == FloatSign::always ? '+' : ' ');
        }
    };
    if (!std::isfinite(value)) {
        put_sign();
        out.append(std::isnan(value) ? (upper ? "NAN" : "nan") : (upper ? "INF" : "inf"));
        if (percent) {
            out.push('%');
        }
        return;
    }

    const double magnitude = std::fabs(value);
    int64_t precision = format.precision;
    Decimal decimal;
    bool use_exponent = false;
    int64_t shown_end = 0;  // digits before this place are shown, counted as decimal.digits are
    switch (type) {
    case 'e':
        // The number of digits overflows an int in CPython, which then takes one.
        precision = precision == INT_MAX ? 1 : precision + 1;
        significant_digits(magnitude, static_cast<int>(std::min<int64_t>(precision, INT_MAX)),
                           decimal);
        use_exponent = true;
        shown_end = precision;
        break;
    case 'f':
        fraction_digits(magnitude, format.precision, decimal);
        shown_end = decimal.point + precision;
        break;
    case 'g':
        precision = std::max<int64_t>(precision, 1);
        significant_digits(magnitude, static_cast<int>(precision), decimal);
        use_exponent =
            decimal.point <= -4 || decimal.point > precision - (format.add_dot_zero ? 1 : 0);
        shown_end = format.alternate ? precision : decimal.count;
        break;
    default:
        shortest_digits(magnitude, decimal);
        use_exponent = decimal.point <= -4 || decimal.point > 16;
        shown_end = decimal.count;
        break;
    }
    if (format.no_negative_zero && decimal.is_zero()) {
        negative = false;
    }
    put_sign();

    const int exponent = decimal.point - 1;
    const int64_t point = use_exponent ? 1 : decimal.point;
    shown_end =
        std::max<int64_t>(shown_end, point + (format.add_dot_zero && !use_exponent ? 1 : 0));
    // Digit i, with zeros on both sides of the ones we have.
    const auto put_digits = [&](int64_t from, int64_t to) {
        if (from < 0) {
            const int64_t zeros = std::min<int64_t>(to, 0) - from;
            out.append_repeated('0', static_cast<size_t>(zeros));
            from += zeros;
        }
        const int64_t known = std::min<int64_t>(to, decimal.count);
        if (from < known) {
            out.append(decimal.digits + from, static_cast<size_t>(known - from));
            from = known;
        }
        if (from < to) {
            out.append_repeated('0', static_cast<size_t>(to - from));
        }
    };
    put_digits(point <= 0 ? point - 1 : 0, point);
    if (shown_end > point || format.alternate) {
        out.push('.');
        put_digits(point, shown_end);
    }
    if (use_exponent) {
        out.push(upper ? 'E' : 'e');
        out.push(exponent < 0 ? '-' : '+');
        const int size = std::abs(exponent);
        if (size >= 100) {
            out.push(static_cast<char>('0' + size / 100));
        }
        out.push(static_cast<char>('0' + size / 10 % 10));
        out.push(static_cast<char>('0' + size % 10));
    }
    if (percent) {
        out.push('%');
    }
}

// --- reading ----------------------------------------------------------------------------------

size_t float_parse_prefix(std::string_view text, double* value) {
    size_t at = 0;
    const size_t size = text.size();
    const bool negative = size != 0 && text[0] == '-';
    if (size != 0 && (text[0] == '-' || text[0] == '+')) {
        ++at;
    }
    const size_t special = read_special(text.substr(at), value);
    if (special != 0) {
        *value = negative ? -*value : *value;
        return at + special;
    }

    const size_t start = at;
    size_t digits = 0;
    int64_t leading = 0;  // decimal exponent of the first digit that is not zero, plus one
    bool significant = false;
    for (; at < size && is_ascii_digit(text[at]); ++at, ++digits) {
        significant = significant || text[at] != '0';
        leading += significant;
    }
    if (at < size && text[at] == '.') {
        for (++at; at < size && is_ascii_digit(text[at]); ++at, ++digits) {
            significant = significant || text[at] != '0';
            leading -= !significant;
        }
    }
    if (digits == 0) {
        return 0;
    }
    if (at < size && (text[at] | 0x20) == 'e') {
        size_t after = at + 1;
        const bool down = after < size && text[after] == '-';
        if (after < size && (text[after] == '-' || text[after] == '+')) {
            ++after;
        }
        if (after < size && is_ascii_digit(text[after])) {
            int64_t exponent = 0;
            for (; after < size && is_ascii_digit(text[after]); ++after) {
                exponent = std::min<int64_t>(exponent * 10 + (text[after] - '0'), INT64_MAX / 16);
            }
            leading += down ? -exponent : exponent;
            at = after;
        }
    }
    double magnitude = 0;
    if (significant) {
        const auto result = std::from_chars(text.data() + start, text.data() + at, magnitude);
        if (result.ec == std::errc::result_out_of_range) {
            magnitude = leading > 0 ? std::numeric_limits<double>::infinity() : 0.0;
        }
    }
    *value = negative ? -magnitude : magnitude;
    return at;
}

bool float_parse(std::string_view text, double* value) {
    return !text.empty() && float_parse_prefix(text, value) == text.size();
}

bool float_parse_relaxed(std::string_view text, double* value) {
    text = strip_spaces(text);
    if (text.find('_') == std::string_view::npos) {
        return float_parse(text, value);
    }
    AsciiBuffer plain;
    char before = 0;
    for (const char c : text) {
        if (c == '_' ? !is_ascii_digit(before) : before == '_' && !is_ascii_digit(c)) {
            return false;
        }
        if (c != '_') {
            plain.push(c);
        }
        before = c;
    }
    return before != '_' && !plain.failed() && float_parse(plain.view(), value);
}

// --- hexadecimal ------------------------------------------------------------------------------

void float_hex(double value, AsciiBuffer& out) {
    if (!std::isfinite(value)) {
        float_repr(value, out);
        return;
    }
    const uint64_t bits = std::bit_cast<uint64_t>(value);
    const int biased = static_cast<int>(bits >> 52 & 0x7FF);
    const uint64_t fraction = bits & ((uint64_t{1} << 52) - 1);
    if (std::signbit(value)) {
        out.push('-');
    }
    if (value == 0) {
        out.append("0x0.0p+0");
        return;
    }
    out.append(biased == 0 ? "0x0." : "0x1.");
    for (int shift = 48; shift >= 0; shift -= 4) {
        out.push("0123456789abcdef"[fraction >> shift & 15]);
    }
    const int exponent = biased == 0 ? -1022 : biased - 1023;
    out.append(exponent < 0 ? "p-" : "p+");
    char digits[8];
    const auto result = std::to_chars(digits, digits + sizeof digits, std::abs(exponent));
    out.append(digits, static_cast<size_t>(result.ptr - digits));
}

namespace {

int hex_digit(char c) {
    if (is_ascii_digit(c)) {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// mantissa · 2^exponent (and a little more when `sticky`) as the nearest double.
double nearest_double(uint64_t mantissa, bool sticky, int64_t exponent) {
    if (mantissa == 0) {
        return 0.0;
    }
    const int zeros = std::countl_zero(mantissa);
    mantissa <<= zeros;
    exponent -= zeros;
    if (exponent > 1024) {
        return std::numeric_limits<double>::infinity();
    }
    // Bits to drop: eleven, more in the subnormal range.
    const int64_t drop = std::max<int64_t>(11, -1074 - exponent);
    if (drop > 64) {
        return 0.0;
    }
    const uint64_t rest = drop == 64 ? mantissa : mantissa & ((uint64_t{1} << drop) - 1);
    const uint64_t half = uint64_t{1} << (drop - 1);
    uint64_t kept = drop == 64 ? 0 : mantissa >> drop;
    if (rest > half || (rest == half && (sticky || (kept & 1) != 0))) {
        ++kept;
    }
    return std::ldexp(static_cast<double>(kept), static_cast<int>(exponent + drop));
}

}  // namespace

FloatHexStatus float_from_hex(std::string_view text, double* value) {
    text = strip_spaces(text);
    const bool negative = !text.empty() && text[0] == '-';
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
        text.remove_prefix(1);
    }
    const size_t special = read_special(text, value);
    if (special != 0) {
        *value = negative ? -*value : *value;
        return special == text.size() ? FloatHexStatus::ok : FloatHexStatus::invalid;
    }
    if (starts_with_word(text, "0x")) {
        text.remove_prefix(2);
    }
    uint64_t mantissa = 0;
    bool sticky = false;
    bool after_point = false;
    size_t digits = 0;
    int64_t exponent = 0;
    size_t at = 0;
    for (; at < text.size(); ++at) {
        const int digit = hex_digit(text[at]);
        if (text[at] == '.' && !after_point) {
            after_point = true;
        } else if (digit < 0) {
            break;
        } else {
            ++digits;
            if ((mantissa >> 60) == 0) {
                mantissa = mantissa << 4 | static_cast<unsigned>(digit);
                exponent -= after_point ? 4 : 0;
            } else {
                sticky = sticky || digit != 0;
                exponent += after_point ? 0 : 4;
            }
        }
    }
    if (digits == 0) {
        return FloatHexStatus::invalid;
    }
    if (at < text.size() && (text[at] | 0x20) == 'p') {
        ++at;
        const bool down = at < text.size() && text[at] == '-';
        if (at < text.size() && (text[at] == '-' || text[at] == '+')) {
            ++at;
        }
        if (at == text.size() || !is_ascii_digit(text[at])) {
            return FloatHexStatus::invalid;
        }
        int64_t written = 0;
        for (; at < text.size() && is_ascii_digit(text[at]); ++at) {
            written = std::min<int64_t>(written * 10 + (text[at] - '0'), INT64_MAX / 16);
        }
        exponent += down ? -written : written;
    }
    if (at != text.size()) {
        return FloatHexStatus::invalid;
    }
    const double magnitude = nearest_double(mantissa, sticky, exponent);
    if (std::isinf(magnitude)) {
        return FloatHexStatus::overflow;
    }
    *value = negative ? -magnitude : magnitude;
    return FloatHexStatus::ok;
}

// --- rounding ---------------------------------------------------------------------------------

namespace {

// The multiple of 10^places nearest to the magnitude, ties to even, places >= 1.
double round_to_tens(double magnitude, int places) {
    Decimal exact;
    significant_digits(magnitude, kMaxSignificant, exact);
    const int kept = exact.point - places;
    if (kept < 0) {
        return 0.0;
    }
    Decimal rounded;
    if (kept > 0) {
        significant_digits(magnitude, kept, rounded);
    } else {
        // Below 10^places: above half of it or not.
        const bool up = exact.digits[0] > '5' || (exact.digits[0] == '5' && exact.count > 1);
        rounded.digits[rounded.count++] = up ? '1' : '0';
        rounded.point = places + 1;
    }
    char text[kMaxSignificant + 32];
    std::memcpy(text, rounded.digits, static_cast<size_t>(rounded.count));
    char* end = text + rounded.count;
    *end++ = 'e';
    end = std::to_chars(end, text + sizeof text, rounded.point - rounded.count).ptr;
    double result = 0;
    const auto parsed = std::from_chars(text, end, result);
    return parsed.ec == std::errc::result_out_of_range ? std::numeric_limits<double>::infinity()
                                                       : result;
}

}  // namespace

bool float_round(double value, int64_t digits, double* result) {
    constexpr int kMostDigits = 323;    // below: every double is such a multiple
    constexpr int kLeastDigits = -308;  // above: every double is nearer to zero
    if (!std::isfinite(value) || value == 0 || digits > kMostDigits) {
        *result = value;
        return true;
    }
    if (digits < kLeastDigits) {
        *result = std::copysign(0.0, value);
        return true;
    }
    const double magnitude = std::fabs(value);
    double rounded = 0;
    if (digits < 0) {
        rounded = round_to_tens(magnitude, static_cast<int>(-digits));
    } else {
        char text[sizeof(Decimal::digits)];
        const auto written = std::to_chars(text, text + sizeof text, magnitude,
                                           std::chars_format::fixed, static_cast<int>(digits));
        std::from_chars(text, written.ptr, rounded);
    }
    *result = std::copysign(rounded, value);
    return !std::isinf(rounded);
}

double float_round_to_even(double value) { return std::nearbyint(value); }

// --- parts ------------------------------------------------------------------------------------

BigIntStatus float_integer_ratio(double value, BigIntBuffer& numerator, BigIntBuffer& denominator) {
    int exponent;
    const double fraction = std::frexp(value, &exponent);
    int64_t mantissa = static_cast<int64_t>(std::ldexp(fraction, 53));
    exponent -= 53;
    if (mantissa == 0) {
        exponent = 0;
    } else {
        const int twos = std::countr_zero(static_cast<uint64_t>(mantissa));
        mantissa >>= twos;
        exponent += twos;
    }
    const BigIntStatus status =
        bigint_shift_left(BigIntSmall(mantissa), BigIntSmall(std::max(exponent, 0)), numerator);
    return status == BigIntStatus::ok
               ? bigint_shift_left(BigIntSmall(1), BigIntSmall(std::max(-exponent, 0)), denominator)
               : status;
}

void float_divmod(double a, double b, double* quotient, double* remainder) {
    double mod = std::fmod(a, b);
    double div = (a - mod) / b;
    if (mod != 0) {
        if ((b < 0) != (mod < 0)) {
            mod += b;
            div -= 1.0;
        }
    } else {
        mod = std::copysign(0.0, b);
    }
    if (div != 0) {
        double floor = std::floor(div);
        if (div - floor > 0.5) {
            floor += 1.0;
        }
        *quotient = floor;
    } else {
        *quotient = std::copysign(0.0, a / b);
    }
    *remainder = mod;
}

}  // namespace orrery
