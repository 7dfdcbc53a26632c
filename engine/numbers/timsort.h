// Python's list sort: Tim Peters' adaptive, stable merge sort, with the same sequence of
// comparisons as CPython 3.11's (programs can observe it).
//
// Elements are moved only inside the array and its temporary space; the comparison may fail, and
// then the array holds some permutation of what it held before.
#pragma once

#include <cstddef>
#include <cstdint>

namespace orrery {

enum class SortStatus : uint8_t { ok, failed, no_memory };

// Sorts keys[0, count) ascending and, when `values` is not null, values alongside.
// less(a, b) returns 1 or 0, or a negative number when the comparison failed.
template <typename Key, typename Value, typename Less>
SortStatus timsort(Key* keys, Value* values, size_t count, Less&& less);

}  // namespace orrery
