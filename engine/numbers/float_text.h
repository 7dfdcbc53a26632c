// Doubles to and from text, exactly as Python writes and reads them. All results are correctly
// rounded; no function looks at the C locale.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/numbers/bigint.h"
#include "engine/text/small_buffer.h"

namespace orrery {

// repr(value): the shortest digits that read back as the same double; exponent form below 1e-4
// and from 1e16 on; "inf", "-inf", "nan".
void float_repr(double value, AsciiBuffer& out);

enum class FloatSign : uint8_t { minus_only, always, space };  // for numbers without a minus

struct FloatFormat {
    char type = 'r';       // 'e' 'E' 'f' 'F' 'g' 'G' '%' 'r'; 'r' is repr's choice of digits
    int precision = 6;     // digits as for printf; ignored by 'r'; up to INT_MAX
    bool alternate = false;      // '#': keep the point and trailing zeros
    bool add_dot_zero = false;   // 'r': "1.0" rather than "1" (repr, str)
    bool no_negative_zero = false;  // 'z': a result that rounds to zero loses its sign
    FloatSign sign = FloatSign::minus_only;
};
// Appends the text, with "inf" and "nan" (upper case for E, F, G). '%' multiplies by 100 and
// appends '%'. 'n' of the format language is 'g' here; grouping belongs to the caller.
void float_format(double value, const FloatFormat& format, AsciiBuffer& out);

// Reads a Python float: optional sign, digits with optional point and exponent, or inf, infinity,
// nan in any case. No white space, no underscores. Magnitudes too large give infinity, too small
// give zero. False when the whole text is not a number.
bool float_parse(std::string_view text, double* value);
// The same for what float() accepts: ASCII white space around, single underscores between digits.
bool float_parse_relaxed(std::string_view text, double* value);
// The longest prefix that float_parse would accept; 0 if there is none.
size_t float_parse_prefix(std::string_view text, double* value);

// value.hex()
void float_hex(double value, AsciiBuffer& out);
enum class FloatHexStatus : uint8_t { ok, invalid, overflow };
// float.fromhex(): white space around allowed, "0x" and the exponent optional.
FloatHexStatus float_from_hex(std::string_view text, double* value);

// round(value, digits): correctly rounded decimal, ties on the exact binary value to even. False
// when the result overflows. Infinities, NaNs and zeros return themselves.
bool float_round(double value, int64_t digits, double* result);
// round(value) before conversion to an int: the nearest integral double, ties to even.
double float_round_to_even(double value);

// value.as_integer_ratio() for finite values: lowest terms, denominator positive.
BigIntStatus float_integer_ratio(double value, BigIntBuffer& numerator, BigIntBuffer& denominator);

// Python's floor division and modulo; b is not zero.
void float_divmod(double a, double b, double* quotient, double* remainder);

}  // namespace orrery
