#include "engine/text/format_spec.h"

#include <algorithm>
#include <climits>
#include <cmath>

#include "engine/numbers/float_text.h"
#include "engine/text/unicode.h"

namespace orrery {

namespace {

// --- messages ---------------------------------------------------------------------------------

FormatStatus fail(FormatError& error, std::string_view message,
                  FormatStatus status = FormatStatus::value_error) {
    error.message.clear();
    error.message.append_ascii(message);
    return status;
}

void append_type(char32_t type, CodePointBuffer& out) {
    out.push(U'\'');
    if (type > 32 && type < 128) {
        out.push(type);
    } else {
        out.append_ascii("\\x");
        bool started = false;
        for (int shift = 20; shift >= 0; shift -= 4) {
            const char32_t digit = type >> shift & 15;
            started = started || digit != 0 || shift == 0;
            if (started) {
                out.push(static_cast<unsigned char>("0123456789abcdef"[digit]));
            }
        }
    }
    out.push(U'\'');
}

void append_object_type(std::string_view type_name, CodePointBuffer& out) {
    out.append_ascii(" for object of type '");
    out.append_ascii(type_name);
    out.push(U'\'');
}

FormatStatus unknown_type(char32_t type, std::string_view type_name, FormatError& error) {
    error.message.clear();
    error.message.append_ascii("Unknown format code ");
    append_type(type, error.message);
    append_object_type(type_name, error.message);
    return FormatStatus::value_error;
}

FormatStatus finish(const CodePointBuffer& out) {
    return out.failed() ? FormatStatus::no_memory : FormatStatus::ok;
}

// --- parsing ----------------------------------------------------------------------------------

bool is_alignment(char32_t c) { return c == U'<' || c == U'>' || c == U'=' || c == U'^'; }

// Reads decimal digits of any script. False: too large. *found tells whether there were any.
bool read_integer(std::u32string_view text, size_t& at, int64_t* value, bool* found) {
    *value = 0;
    *found = false;
    for (; at < text.size(); ++at) {
        const int digit = decimal_value(text[at]);
        if (digit < 0) {
            break;
        }
        if (*value > (INT64_MAX - digit) / 10) {
            return false;
        }
        *value = *value * 10 + digit;
        *found = true;
    }
    return true;
}

}  // namespace

bool format_type_is_float(char32_t type) {
    switch (type) {
    case U'e':
    case U'E':
    case U'f':
    case U'F':
    case U'g':
    case U'G':
    case U'%': return true;
    default: return false;
    }
}

FormatStatus parse_format_spec(std::u32string_view text, std::string_view type_name,
                               FormatTarget target, FormatSpec& spec, FormatError& error) {
    constexpr std::string_view kTooManyDigits = "Too many decimal digits in format string";
    spec = FormatSpec();
    const bool is_string = target == FormatTarget::string;
    spec.align = is_string ? '<' : '>';
    if (is_string) {
        spec.type = U's';
    }
    size_t at = 0;
    const auto next_is = [&](char32_t c) { return at < text.size() && text[at] == c; };

    bool has_fill = false;
    bool has_align = false;
    if (text.size() >= 2 && is_alignment(text[1])) {
        spec.fill = text[0];
        spec.align = static_cast<char>(text[1]);
        has_fill = has_align = true;
        at = 2;
    } else if (!text.empty() && is_alignment(text[0])) {
        spec.align = static_cast<char>(text[0]);
        has_align = true;
        at = 1;
    }
    if (next_is(U'+') || next_is(U'-') || next_is(U' ')) {
        spec.sign = static_cast<char>(text[at++]);
    }
    if (next_is(U'z')) {
        spec.no_negative_zero = true;
        ++at;
    }
    if (next_is(U'#')) {
        spec.alternate = true;
        ++at;
    }
    if (!has_fill && next_is(U'0')) {
        spec.fill = U'0';
        if (!has_align && !is_string) {
            spec.align = '=';
        }
        ++at;
    }
    bool found;
    int64_t value;
    if (!read_integer(text, at, &value, &found)) {
        return fail(error, kTooManyDigits);
    }
    if (found) {
        spec.width = value;
    }
    if (next_is(U',')) {
        spec.grouping = ',';
        ++at;
    }
    if (next_is(U'_')) {
        if (spec.grouping != 0) {
            return fail(error, "Cannot specify both ',' and '_'.");
        }
        spec.grouping = '_';
        ++at;
        if (next_is(U',')) {
            return fail(error, "Cannot specify both ',' and '_'.");
        }
    }
    if (next_is(U'.')) {
        ++at;
        if (!read_integer(text, at, &value, &found)) {
            return fail(error, kTooManyDigits);
        }
        if (!found) {
            return fail(error, "Format specifier missing precision");
        }
        spec.precision = value;
    }
    if (text.size() - at > 1) {
        error.message.clear();
        error.message.append_ascii("Invalid format specifier '");
        error.message.append(text);
        error.message.push(U'\'');
        append_object_type(type_name, error.message);
        return FormatStatus::value_error;
    }
    if (at < text.size()) {
        spec.type = text[at];
    }
    if (spec.grouping != 0 && spec.type != 0 && spec.type != U'd' &&
        !format_type_is_float(spec.type)) {
        const bool binary =
            spec.type == U'b' || spec.type == U'o' || spec.type == U'x' || spec.type == U'X';
        if (!binary || spec.grouping != '_') {
            error.message.clear();
            error.message.append_ascii("Cannot specify '");
            error.message.push(static_cast<unsigned char>(spec.grouping));
            error.message.append_ascii("' with ");
            append_type(spec.type, error.message);
            error.message.push(U'.');
            return FormatStatus::value_error;
        }
    }
    return FormatStatus::ok;
}

// --- layout of numbers ------------------------------------------------------------------------

namespace {

constexpr char kNoGrouping[] = {CHAR_MAX, 0};

// How the digits are grouped, and the point, for one number.
struct Separators {
    std::u32string_view point = U".";
    std::u32string_view separator = {};
    std::string_view grouping = kNoGrouping;
};

Separators separators_for(const FormatSpec& spec, const NumberLocale* locale) {
    Separators result;
    if (spec.type == U'n') {
        if (locale != nullptr) {
            result.point = locale->decimal_point;
            result.separator = locale->thousands_separator;
            result.grouping = locale->grouping;
        }
    } else if (spec.grouping != 0) {
        const bool binary =
            spec.type == U'b' || spec.type == U'o' || spec.type == U'x' || spec.type == U'X';
        result.separator = spec.grouping == ',' ? U"," : U"_";
        result.grouping = binary ? "\4" : "\3";
    }
    return result;
}

// The sizes of groups from the right: the last given one repeats, CHAR_MAX ends grouping.
class GroupSizes {
public:
    explicit GroupSizes(std::string_view grouping) : grouping_(grouping) {}

    int64_t next() {  // 0: no more groups
        if (at_ == grouping_.size()) {
            return previous_;
        }
        if (grouping_[at_] == CHAR_MAX) {
            return 0;
        }
        previous_ = grouping_[at_++];
        return previous_;
    }

private:
    std::string_view grouping_;
    size_t at_ = 0;
    int64_t previous_ = 0;
};

// Digits with separators, filled up with zeros to at least `min_width`.
void append_grouped(std::string_view digits, int64_t min_width, const Separators& separators,
                    CodePointBuffer& out) {
    const size_t start = out.size();
    int64_t left = static_cast<int64_t>(digits.size());
    // From right to left, then turned around.
    const auto put_group = [&](int64_t length, bool first) {
        if (!first) {
            for (size_t i = separators.separator.size(); i > 0; --i) {
                out.push(separators.separator[i - 1]);
            }
        }
        for (int64_t i = 0; i < length; ++i) {
            out.push(left > 0 ? static_cast<unsigned char>(digits[static_cast<size_t>(--left)])
                              : U'0');
        }
    };
    GroupSizes sizes(separators.grouping);
    bool first = true;
    while (true) {
        const int64_t wanted = std::max<int64_t>({left, min_width, 1});
        const int64_t size = sizes.next();
        const int64_t length = size > 0 ? std::min(size, wanted) : wanted;
        put_group(length, first);
        first = false;
        min_width -= length;
        if (size == 0 || (left <= 0 && min_width <= 0)) {
            break;
        }
        min_width -= static_cast<int64_t>(separators.separator.size());
    }
    std::reverse(out.begin() + start, out.end());
}

// A number in parts: sign, prefix, digits before the point, and what follows the point.
struct NumberParts {
    bool negative = false;
    std::string_view prefix = {};
    std::string_view digits = {};
    bool has_point = false;
    std::u32string_view remainder = {};
};

void append_number(const FormatSpec& spec, const NumberParts& parts, const Separators& separators,
                   CodePointBuffer& out) {
    char sign = 0;
    if (parts.negative) {
        sign = '-';
    } else if (spec.sign == '+' || spec.sign == ' ') {
        sign = spec.sign;
    }
    const int64_t fixed = static_cast<int64_t>((sign != 0) + parts.prefix.size() +
                                               (parts.has_point ? separators.point.size() : 0) +
                                               parts.remainder.size());
    CodePointBuffer grouped;
    if (!parts.digits.empty()) {
        const bool zeros = spec.fill == U'0' && spec.align == '=';
        append_grouped(parts.digits, zeros ? spec.width - fixed : 0, separators, grouped);
    }
    const int64_t padding =
        std::max<int64_t>(0, spec.width - fixed - static_cast<int64_t>(grouped.size()));
    const int64_t left = spec.align == '>' ? padding : spec.align == '^' ? padding / 2 : 0;
    const int64_t inner = spec.align == '=' ? padding : 0;
    if (grouped.failed() ||
        !out.reserve(out.size() + static_cast<size_t>(fixed + padding) + grouped.size())) {
        out.set_failed();
        return;
    }
    out.append_repeated(spec.fill, static_cast<size_t>(left));
    if (sign != 0) {
        out.push(static_cast<unsigned char>(sign));
    }
    out.append_ascii(parts.prefix);
    out.append_repeated(spec.fill, static_cast<size_t>(inner));
    out.append(grouped.data(), grouped.size());
    if (parts.has_point) {
        out.append(separators.point);
    }
    out.append(parts.remainder);
    out.append_repeated(spec.fill, static_cast<size_t>(padding - left - inner));
}

// Splits a float's text; `remainder` is storage for the part after the point.
NumberParts split_float(std::string_view text, CodePointBuffer& remainder) {
    NumberParts parts;
    parts.negative = text.starts_with('-');
    text.remove_prefix(parts.negative);
    const size_t digits = static_cast<size_t>(
        std::find_if(text.begin(), text.end(), [](char c) { return c < '0' || c > '9'; }) -
        text.begin());
    parts.digits = text.substr(0, digits);
    text.remove_prefix(digits);
    parts.has_point = text.starts_with('.');
    text.remove_prefix(parts.has_point);
    remainder.append_ascii(text);
    parts.remainder = remainder.view();
    return parts;
}

}  // namespace

// --- objects ----------------------------------------------------------------------------------

FormatStatus format_string(const FormatSpec& spec, TextRef value, std::string_view type_name,
                           CodePointBuffer& out, FormatError& error) {
    if (spec.type != U's' && spec.type != 0) {
        return unknown_type(spec.type, type_name, error);
    }
    if (spec.sign != 0) {
        return fail(error, spec.sign == ' ' ? "Space not allowed in string format specifier"
                                            : "Sign not allowed in string format specifier");
    }
    if (spec.no_negative_zero) {
        return fail(error, "Negative zero coercion (z) not allowed in string format specifier");
    }
    if (spec.alternate) {
        return fail(error, "Alternate form (#) not allowed in string format specifier");
    }
    if (spec.align == '=') {
        return fail(error, "'=' alignment not allowed in string format specifier");
    }
    size_t length = value.length;
    if (spec.precision >= 0) {
        length = std::min(length, static_cast<size_t>(spec.precision));
    }
    const int64_t padding = std::max<int64_t>(0, spec.width - static_cast<int64_t>(length));
    const int64_t left = spec.align == '>' ? padding : spec.align == '^' ? padding / 2 : 0;
    if (!out.reserve(out.size() + length + static_cast<size_t>(padding))) {
        return FormatStatus::no_memory;
    }
    out.append_repeated(spec.fill, static_cast<size_t>(left));
    visit_units(value, [&](auto* units) {
        if (char32_t* place = out.extend(length)) {
            std::copy_n(units, length, place);
        }
    });
    out.append_repeated(spec.fill, static_cast<size_t>(padding - left));
    return finish(out);
}

FormatStatus format_int(const FormatSpec& spec, BigIntRef value, std::string_view type_name,
                        CodePointBuffer& out, FormatError& error, uint64_t max_digits,
                        const BigIntLimits& limits, const NumberLocale* locale) {
    int base = 10;
    std::string_view prefix;
    switch (spec.type) {
    case 0:
    case U'd':
    case U'n':
    case U'c': break;
    case U'b':
        base = 2;
        prefix = "0b";
        break;
    case U'o':
        base = 8;
        prefix = "0o";
        break;
    case U'x':
        base = 16;
        prefix = "0x";
        break;
    case U'X':
        base = 16;
        prefix = "0X";
        break;
    default: return unknown_type(spec.type, type_name, error);
    }
    if (spec.precision >= 0) {
        return fail(error, "Precision not allowed in integer format specifier");
    }
    if (spec.no_negative_zero) {
        return fail(error, "Negative zero coercion (z) not allowed in integer format specifier");
    }
    NumberParts parts;
    AsciiBuffer text;
    char32_t character = 0;
    if (spec.type == U'c') {
        if (spec.sign != 0) {
            return fail(error, "Sign not allowed with integer format specifier 'c'");
        }
        if (spec.alternate) {
            return fail(error, "Alternate form (#) not allowed with integer format specifier 'c'");
        }
        int64_t number;
        if (!value.to_int64(&number)) {
            return fail(error, "Python int too large to convert to C long",
                        FormatStatus::overflow_error);
        }
        if (number < 0 || number > static_cast<int64_t>(kMaxCodePoint)) {
            return fail(error, "%c arg not in range(0x110000)", FormatStatus::overflow_error);
        }
        character = static_cast<char32_t>(number);
        parts.remainder = {&character, 1};
    } else {
        switch (bigint_to_text(value.absolute(), base, text, max_digits, limits)) {
        case BigIntStatus::ok: break;
        case BigIntStatus::interrupted: return FormatStatus::interrupted;
        case BigIntStatus::too_many_digits: return FormatStatus::too_many_digits;
        default: return FormatStatus::no_memory;
        }
        if (spec.type == U'X') {
            for (char& c : text) {
                c = c >= 'a' ? static_cast<char>(c - 0x20) : c;
            }
        }
        parts.negative = value.is_negative();
        parts.prefix = spec.alternate ? prefix : std::string_view();
        parts.digits = text.view();
    }
    append_number(spec, parts, separators_for(spec, locale), out);
    return finish(out);
}

namespace {

// The FloatFormat of a spec, `type` none being repr's or g's with `add_dot_zero`.
FloatFormat float_format_of(const FormatSpec& spec, bool add_dot_zero) {
    FloatFormat format;
    format.alternate = spec.alternate;
    format.no_negative_zero = spec.no_negative_zero;
    if (spec.precision >= 0) {
        format.precision = static_cast<int>(spec.precision);
    }
    if (spec.type == 0) {
        format.type = spec.precision >= 0 ? 'g' : 'r';
        format.add_dot_zero = add_dot_zero;
    } else {
        format.type = spec.type == U'n' ? 'g' : static_cast<char>(spec.type);
    }
    return format;
}

}  // namespace

FormatStatus format_float(const FormatSpec& spec, double value, std::string_view type_name,
                          CodePointBuffer& out, FormatError& error, const NumberLocale* locale) {
    if (spec.type != 0 && spec.type != U'n' && !format_type_is_float(spec.type)) {
        return unknown_type(spec.type, type_name, error);
    }
    if (spec.precision > INT_MAX) {
        return fail(error, "precision too big");
    }
    AsciiBuffer text;
    float_format(value, float_format_of(spec, true), text);
    if (text.failed()) {
        return FormatStatus::no_memory;
    }
    CodePointBuffer remainder;
    const NumberParts parts = split_float(text.view(), remainder);
    append_number(spec, parts, separators_for(spec, locale), out);
    return remainder.failed() ? FormatStatus::no_memory : finish(out);
}

FormatStatus format_number_text(const FormatSpec& spec, std::string_view text, CodePointBuffer& out,
                                const NumberLocale* locale) {
    CodePointBuffer remainder;
    append_number(spec, split_float(text, remainder), separators_for(spec, locale), out);
    return finish(out);
}

FormatStatus format_complex(const FormatSpec& spec, double real, double imaginary,
                            std::string_view type_name, CodePointBuffer& out, FormatError& error,
                            const NumberLocale* locale) {
    if (spec.type == U'%' ||
        (spec.type != 0 && spec.type != U'n' && !format_type_is_float(spec.type))) {
        return unknown_type(spec.type, type_name, error);
    }
    if (spec.precision > INT_MAX) {
        return fail(error, "precision too big");
    }
    if (spec.fill == U'0') {
        return fail(error, "Zero padding is not allowed in complex format specifier");
    }
    if (spec.align == '=') {
        return fail(error, "'=' alignment flag is not allowed in complex format specifier");
    }
    // Without a type, as str() does: no real part where it is +0, else parentheses.
    const bool like_str = spec.type == 0;
    const bool skip_real = like_str && real == 0 && !std::signbit(real);
    const bool parentheses = like_str && !skip_real;
    const FloatFormat format = float_format_of(spec, false);
    const Separators separators = separators_for(spec, locale);
    FormatSpec part_spec = spec;
    part_spec.width = FormatSpec::kNone;
    part_spec.align = '<';
    CodePointBuffer whole;
    const auto append_part = [&](double value) {
        AsciiBuffer text;
        float_format(value, format, text);
        CodePointBuffer remainder;
        const NumberParts parts = split_float(text.view(), remainder);
        append_number(part_spec, parts, separators, whole);
        return !text.failed() && !remainder.failed();
    };
    if (parentheses) {
        whole.push(U'(');
    }
    bool complete = true;
    if (!skip_real) {
        complete = append_part(real);
        part_spec.sign = '+';
    }
    complete = append_part(imaginary) && complete;
    whole.push(U'j');
    if (parentheses) {
        whole.push(U')');
    }
    if (!complete || whole.failed()) {
        return FormatStatus::no_memory;
    }
    FormatSpec padding = spec;
    padding.type = U's';
    padding.sign = 0;
    padding.alternate = false;
    padding.no_negative_zero = false;
    padding.precision = FormatSpec::kNone;
    return format_string(padding, {whole.data(), whole.size(), 4}, type_name, out, error);
}

}  // namespace orrery
