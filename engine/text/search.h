// Substring search over arrays of code points of any width, linear in the worst case.
//
// One unit is found with memchr where the widths allow. Short needles use a filter on the last
// unit; longer ones in longer texts use the two-way algorithm (Crochemore and Perrin 1991) with a
// shift table, which needs O(needle + text) time and O(1) space besides the table.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/text/text_ref.h"

namespace orrery {

inline constexpr size_t kNotFound = SIZE_MAX;

// Index of the first (last) occurrence, or kNotFound. An empty needle is found at 0 (at the end).
size_t text_find(TextRef text, TextRef needle);
size_t text_rfind(TextRef text, TextRef needle);
// Non-overlapping occurrences, at most `limit`. An empty needle occurs length + 1 times.
size_t text_count(TextRef text, TextRef needle, size_t limit = SIZE_MAX);
size_t text_find_unit(TextRef text, char32_t unit);
size_t text_rfind_unit(TextRef text, char32_t unit);
bool text_equal(TextRef a, TextRef b);
int text_compare(TextRef a, TextRef b);  // by code point: -1, 0, 1

}  // namespace orrery
