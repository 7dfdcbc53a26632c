// Slices of sequences that Python code may shorten: the __index__ of a bound runs before the
// length is read, so that the indices fit the sequence as it is then.
#pragma once

#include "engine/objects/containers.h"

namespace orrery {

/// The bounds as given, clamped to int64; those absent are the ends of any sequence. Runs Python
/// code. False after an exception; a step of 0 is a ValueError.
bool slice_unpack(Context& ctx, Slice* s, int64_t& start, int64_t& stop, int64_t& step);

/// slice_indices() for a length that may change: `length` (a field of the sequence) is read after
/// the bounds. What runs Python code afterwards makes the indices stale again.
inline bool live_slice_indices(Context& ctx, Slice* s, const uint64_t& length, int64_t& start,
                               int64_t& stop, int64_t& step, int64_t& count) {
    if (!slice_unpack(ctx, s, start, stop, step)) return false;
    slice_adjust(static_cast<int64_t>(length), start, stop, step, count);
    return true;
}

}  // namespace orrery
