// Parts of list that its files share.
#pragma once

#include "engine/objects/native.h"

namespace orrery {

struct List;

/// list * n; n < 0 counts as 0. Empty after MemoryError.
Value repeat_list(Context& ctx, List* list, int64_t n);

/// [element] * count for any count.
Value repeat_element(Context& ctx, Value element, Value count);

/// list.sort (list_sort.cpp).
Value list_sort_method(Context& ctx, const Args& args);

}  // namespace orrery
