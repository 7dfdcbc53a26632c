// printf-style formatting: `%` of str, bytes and bytearray.
#pragma once

#include "engine/interpreter/context.h"

namespace orrery {

enum class PercentDialect : uint8_t { kText, kBytes };

/// Appends `format % args` to `out`; in the bytes dialect every character is a byte. False after
/// an exception.
bool percent_format(Context& ctx, PercentDialect dialect, TextRef format, Value args,
                    StringBuilder& out);

}  // namespace orrery
