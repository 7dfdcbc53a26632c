// Shared by the decimal*.cpp files only: rounding steps, and failures of the parts below.
#pragma once

#include "engine/numbers/decimal.h"

namespace orrery::decimal_detail {

// True if all went well; else the buffer is a NaN and the status says why.
inline bool succeeded(BigIntStatus s, DecimalBuffer& out, uint32_t& status) {
    if (s == BigIntStatus::ok) return true;
    out.set_error(s == BigIntStatus::interrupted ? kDecimalInterrupted : kDecimalNoMemory, status);
    return false;
}
inline bool has_memory(bool ok, DecimalBuffer& out, uint32_t& status) {
    if (!ok) out.set_error(kDecimalNoMemory, status);
    return ok;
}

// True if a magnitude with this rest cut off (Shifted::rest) is rounded away from zero.
bool rounds_away(DecimalRounding rounding, int rest, bool negative, int last_digit);

// Removes `count` digits on the right, rounding; the exponent grows. The coefficient may get one
// digit more than remained. Returns the rest, or -1 when there was no memory.
int round_off(DecimalBuffer& out, int64_t count, const DecimalContext& c, uint32_t& status);
// coefficient·10^count with the exponent lowered. False when there was no memory.
bool pad(DecimalBuffer& out, int64_t count, uint32_t& status);
// Cuts off zeros at the right, at most `most`; returns how many.
int64_t strip_zeros(DecimalBuffer& out, int64_t most);
// The coefficient's lowest digits only.
void keep_low_digits(DecimalBuffer& out, int64_t digits);
// Limits the payload of a NaN.
void fix_nan(DecimalBuffer& out, const DecimalContext& c);

// The exact product of finite numbers, not rounded.
bool multiply_exact(DecimalBuffer& out, const DecimalRef& a, const DecimalRef& b,
                    const DecimalContext& c, uint32_t& status);
// n·10^exponent as it is.
bool set_integer(DecimalBuffer& out, BigIntRef n, int64_t exponent, const DecimalContext& c,
                 uint32_t& status);
// A signed int64 as it is.
void set_int64(DecimalBuffer& out, int64_t n);
// An integer that fits int64.
bool fits_int64(const DecimalRef& a, int64_t* out);

}  // namespace orrery::decimal_detail
