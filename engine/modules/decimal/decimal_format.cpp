// Decimal.__format__.
#include "engine/modules/decimal/decimal_module.h"
#include "engine/numbers/decimal_internal.h"
#include "engine/objects/formatting.h"
#include "engine/text/unicode.h"

namespace orrery::decimal {

using namespace decimal_detail;

namespace {

bool is_alignment(char32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

/// Digits as a number; false if it is beyond int64. No digits: kNone.
bool read_number(std::u32string_view text, size_t& at, int64_t& out) {
    const size_t start = at;
    int64_t n = 0;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
        const int digit = static_cast<int>(text[at] - '0');
        if (n > (INT64_MAX - digit) / 10) return false;
        n = n * 10 + digit;
    }
    out = at == start ? FormatSpec::kNone : n;
    return true;
}

/// [[fill]align][sign][z][0][width][,][.precision][type]; more is refused than by other numbers'
/// formats. False: it is none.
bool parse(std::u32string_view text, bool capitals, FormatSpec& spec) {
    size_t at = 0;
    const auto next_is = [&](char32_t c) { return at < text.size() && text[at] == c; };
    bool aligned = false;
    if (text.size() >= 2 && is_alignment(text[1])) {
        spec.fill = text[0];
        spec.align = static_cast<char>(text[1]);
        aligned = true;
        at = 2;
    } else if (!text.empty() && is_alignment(text[0])) {
        spec.align = static_cast<char>(text[0]);
        aligned = true;
        at = 1;
    }
    if (next_is('+') || next_is('-') || next_is(' ')) spec.sign = static_cast<char>(text[at++]);
    if (next_is('z')) {
        spec.no_negative_zero = true;
        ++at;
    }
    if (next_is('0')) {
        if (aligned) return false;
        spec.align = '=';
        spec.fill = '0';
        ++at;
        if (next_is('0')) return false;
    }
    if (!read_number(text, at, spec.width)) return false;
    if (next_is(',')) {
        spec.grouping = ',';
        ++at;
    }
    if (next_is('.')) {
        ++at;
        if (!read_number(text, at, spec.precision) || spec.precision == FormatSpec::kNone) {
            return false;
        }
    }
    spec.type = capitals ? 'G' : 'g';
    if (at < text.size()) {
        const char32_t type = text[at++];
        if (type == 'n' || type == 'N') {
            if (spec.grouping) return false;
        } else if (!format_type_is_float(type)) {
            return false;
        }
        spec.type = type;
    }
    return at == text.size();
}

/// Rounds to `places` significant digits, padding with zeros where there are fewer.
void round_to_places(DecimalBuffer& out, const DecimalRef& a, int64_t places,
                     const DecimalContext& c, uint32_t& status) {
    decimal_rescale(out, a, a.adjusted() + 1 - places, c, status);
    // Nines became a one and zeros.
    if (!(status & kDecimalFailure) && out.digits() > places) strip_zeros(out, 1);
}

/// The number's text by precision and type, still without padding and separators.
bool make_text(const DecimalRef& value, const FormatSpec& spec, const DecimalContext& c,
               AsciiBuffer& text, uint32_t& status) {
    const bool percent = spec.type == '%';
    if (value.is_special()) {
        if (!decimal_to_text(value, DecimalNotation::scientific, 'E', text)) return false;
        if (percent) text.push('%');
        return !text.failed();
    }
    const bool fixed = percent || spec.type == 'f' || spec.type == 'F';
    const bool exponential = spec.type == 'e' || spec.type == 'E';
    DecimalBuffer number;
    DecimalRef a = percent ? value.with_exponent(value.exponent + 2) : value;
    if (spec.precision != FormatSpec::kNone) {
        if (fixed) {
            decimal_rescale(number, a, -spec.precision, c, status);
            a = number;
        } else if (!a.is_zero() &&
                   (exponential || a.digits > std::max<int64_t>(1, spec.precision))) {
            round_to_places(number, a,
                            exponential ? spec.precision + 1 : std::max<int64_t>(1, spec.precision),
                            c, status);
            a = number;
        }
        if (status & kDecimalFailure) return true;
    }
    if (fixed && a.is_zero() && a.exponent > 0) a.exponent = 0;
    // 'F' is not among the types that 'z' rounds for.
    const bool zero = spec.type == 'F' ? value.is_zero() : a.is_zero();
    if (a.is_negative() && !(spec.no_negative_zero && zero)) text.push('-');
    const int64_t left = a.exponent + a.digits;
    int64_t place = 1;  // digits before the point
    if (fixed) {
        place = left;
    } else if (exponential) {
        if (a.is_zero() && spec.precision != FormatSpec::kNone) place = 1 - spec.precision;
    } else if (a.exponent <= 0 && left > -6) {
        place = left;
    }
    AsciiBuffer digits;
    if (!decimal_digits_text(a, digits)) return false;
    if (place <= 0) {
        text.push('0');
        if (place < 0 || a.digits > 0) text.push('.');
        text.append_repeated('0', static_cast<size_t>(-place));
        text.append(digits.view());
    } else if (place >= a.digits) {
        text.append(digits.view());
        text.append_repeated('0', static_cast<size_t>(place - a.digits));
    } else {
        text.append(digits.view().substr(0, static_cast<size_t>(place)));
        text.push('.');
        text.append(digits.view().substr(static_cast<size_t>(place)));
    }
    if (left != place || exponential) {
        const bool upper = spec.type == 'E' || spec.type == 'G' || spec.type == 'N';
        char exponent[32];
        const int n = std::snprintf(exponent, sizeof exponent, "%c%+lld", upper ? 'E' : 'e',
                                    static_cast<long long>(left - place));
        text.append(exponent, static_cast<size_t>(n));
    }
    if (percent) text.push('%');
    return !text.failed();
}

/// What locale.localeconv() says about numbers.
struct Conventions {
    std::u32string point, separator;
    std::string grouping;
};

bool read_conventions(Context& ctx, Conventions& out) {
    const Value f = module_attribute(ctx, "_locale", "localeconv");
    const Value dict = f ? call(ctx, f, {}) : f;
    const auto item = [&](const char* name) {
        String* key = dict ? make_string(ctx, name) : nullptr;
        return key ? get_item(ctx, dict, Value::object(key)) : Value::error();
    };
    const Value point = item("decimal_point"), separator = point ? item("thousands_sep") : point;
    const Value grouping = separator ? item("grouping") : separator;
    if (!grouping || !point.is(Kind::kString) || !separator.is(Kind::kString)) return false;
    out.point = to_u32(point.as<String>());
    out.separator = to_u32(separator.as<String>());
    return for_each(ctx, grouping, [&](Value v) {
        int64_t n = 0;
        if (int_to_int64(v, n)) out.grouping.push_back(static_cast<char>(n));
        return true;
    });
}

/// The older second argument: a dict that replaces the locale's conventions.
bool override_conventions(Context& ctx, Value dict, Conventions& out) {
    struct Row {
        const char* name;
        std::u32string* text;
    };
    std::u32string grouping;
    for (const Row& row : {Row{"decimal_point", &out.point}, Row{"thousands_sep", &out.separator},
                           Row{"grouping", &grouping}}) {
        String* key = intern(ctx, row.name);
        Value v;
        const Truth t = key ? dict_get(ctx, dict.as<Dict>(), Value::object(key), v) : Truth::kError;
        if (t == Truth::kError) return false;
        if (t == Truth::kNo) continue;
        if (!v.is(Kind::kString)) {
            raise(ctx, TypeId::kTypeError, "values in override dict must be str");
            return false;
        }
        *row.text = to_u32(v.as<String>());
        if (row.text == &grouping) out.grouping.assign(grouping.begin(), grouping.end());
    }
    return true;
}

}  // namespace

Value decimal_format(Context& ctx, const Args& args) {
    ContextObject* c = current_context(ctx, state_of(args[0]));
    if (!c) return Value::error();
    if (!args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "format arg must be str");
    }
    FormatSpec spec;
    if (!parse(to_u32(args[1].as<String>()), c->capitals, spec)) {
        return raise(ctx, TypeId::kValueError, "invalid format string");
    }
    if (spec.width > kDecimalMaxPrec || spec.precision > kDecimalMaxPrec) {
        return raise(ctx, TypeId::kValueError,
                     "format specification exceeds internal limits of _decimal");
    }
    Conventions conventions{U".", U"", ""};
    if (spec.grouping) conventions = {U".", U",", "\3"};
    if (spec.type == 'n' || spec.type == 'N') {
        if (!read_conventions(ctx, conventions)) return Value::error();
    }
    if (args[2]) {
        if (!args[2].is(Kind::kDict)) {
            return raise(ctx, TypeId::kTypeError, "optional argument must be a dict");
        }
        if (!override_conventions(ctx, args[2], conventions)) return Value::error();
    }
    AsciiBuffer text;
    uint32_t status = 0;
    const DecimalRef a = decimal_ref(args[0]);
    if (!make_text(a, spec, settings_of(ctx, c), text, status)) return raise_memory_error(ctx);
    if (status & kDecimalFailure) {
        add_status(ctx, c, status & kDecimalFailure);
        return Value::error();
    }
    if (a.is_special() && spec.align == '=' && spec.fill == '0') {
        spec.align = '>';
        spec.fill = ' ';
    }
    const NumberLocale locale{conventions.point, conventions.separator, conventions.grouping};
    spec.type = 'n';  // separators are the ones given
    FormatError error;
    CodePointBuffer out;
    const FormatStatus done = format_number_text(spec, text.view(), out, &locale);
    return finish_format(ctx, done, out, error);
}

}  // namespace orrery::decimal
