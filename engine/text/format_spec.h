// The format-specification mini-language of format(), str.format() and f-strings:
//
//     [[fill]align][sign][z][#][0][width][,_][.precision][type]
//
// and the layout of numbers and strings by it. Layout is independent of objects: the caller
// passes digits, doubles or text and gets code points.
//
// Errors are ValueErrors of CPython's wording unless the status says otherwise.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/numbers/bigint.h"
#include "engine/text/small_buffer.h"
#include "engine/text/text_ref.h"

namespace orrery {

struct FormatSpec {
    static constexpr int64_t kNone = -1;

    char32_t fill = U' ';  // '0' also for a '0' before the width
    char align = '>';      // '<' '>' '^' '='
    char sign = 0;         // '+' '-' ' ', or 0
    char grouping = 0;     // ',' '_' or 0
    bool no_negative_zero = false;  // 'z'
    bool alternate = false;         // '#'
    char32_t type = 0;     // 0: none given (for strings: 's')
    int64_t width = kNone;
    int64_t precision = kNone;
};

enum class FormatStatus : uint8_t {
    ok,
    value_error,     // message in FormatError
    overflow_error,  // the same, raised as OverflowError
    no_memory,
    interrupted,
    too_many_digits,  // decimal digits of an int beyond the limit
};

struct FormatError {
    CodePointBuffer message;
};

// The separators of a locale, for type 'n'. `grouping` as in struct lconv: sizes of groups from
// the right, the last repeating; CHAR_MAX ends grouping.
struct NumberLocale {
    std::u32string_view decimal_point = U".";
    std::u32string_view thousands_separator = {};
    std::string_view grouping = {};
};

enum class FormatTarget : uint8_t { number, string };

// `type_name` is the formatted object's type, for messages. Types unknown to the object are
// reported by the functions below, not here.
FormatStatus parse_format_spec(std::u32string_view text, std::string_view type_name,
                               FormatTarget target, FormatSpec& spec, FormatError& error);

// True for the types that make an int a float first: e E f F g G %.
bool format_type_is_float(char32_t type);

// The functions below append to `out`. type_name is for messages.

FormatStatus format_string(const FormatSpec& spec, TextRef value, std::string_view type_name,
                           CodePointBuffer& out, FormatError& error);
// Types d b o x X n c and none. `max_digits` as in bigint_to_text. For the float types the caller
// converts and uses format_float.
FormatStatus format_int(const FormatSpec& spec, BigIntRef value, std::string_view type_name,
                        CodePointBuffer& out, FormatError& error, uint64_t max_digits = 0,
                        const BigIntLimits& limits = {}, const NumberLocale* locale = nullptr);
// Types e E f F g G n % and none.
FormatStatus format_float(const FormatSpec& spec, double value, std::string_view type_name,
                          CodePointBuffer& out, FormatError& error,
                          const NumberLocale* locale = nullptr);
// A number whose text the caller made: sign, digits, perhaps a point, and what follows them; or
// what is no digits at all ("Infinity").
FormatStatus format_number_text(const FormatSpec& spec, std::string_view text, CodePointBuffer& out,
                                const NumberLocale* locale = nullptr);
FormatStatus format_complex(const FormatSpec& spec, double real, double imaginary,
                            std::string_view type_name, CodePointBuffer& out, FormatError& error,
                            const NumberLocale* locale = nullptr);

}  // namespace orrery
