// Arguments bound by the rules of CPython's PyArg_ParseTupleAndKeywords, whose messages differ from
// those of other native functions. For functions declared with (*args, **kwargs).
#pragma once

#include "engine/modules/module_support.h"

namespace orrery::datetime {

constexpr uint32_t kMostParameters = 10;

/// `format` has one character a parameter, and marks:
///
///     i  int in C's range, to the next of `numbers`
///     O  object; U  str; s  str without null characters; C  str of one character;
///     d  date; t  time; m  timedelta: to the next of `values`
///     |  those after it are optional; $  those after it by keyword alone
struct Parameters {
    const char* function;  // "isoformat"; null: messages say "function"
    const char* format;
    const char* names[kMostParameters + 1];  // up to the first null
};

/// `numbers` and `values` keep what they hold where an argument is not given. The first of
/// args.rest() is the first argument. False after an exception.
bool bind(Context& ctx, const Args& args, const Parameters& parameters, int32_t* numbers,
          Value* values);

/// The common call: positional small ints alone, at least `least` and at most `most` of them, all
/// in C's range. False, without an exception, for any other call.
inline bool bind_plain_ints(const Args& args, uint32_t least, uint32_t most, int32_t* numbers) {
    if (args.keywords || args.rest_count < least || args.rest_count > most) return false;
    for (uint32_t i = 0; i < args.rest_count; i++) {
        const Value v = args.rest_values[i];
        if (!v.is_small_int()) return false;
        const int64_t n = v.as_small_int();
        if (n < INT32_MIN || n > INT32_MAX) return false;
        numbers[i] = static_cast<int32_t>(n);
    }
    return true;
}

/// An int in C's range. False after TypeError or OverflowError.
bool to_c_int(Context& ctx, Value v, int32_t& out);

}  // namespace orrery::datetime
