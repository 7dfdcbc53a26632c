// Parts of list that its files share.
#pragma once

#include "engine/objects/native.h"

namespace orrery {

struct List;

/// list.sort (list_sort.cpp).
Value list_sort_method(Context& ctx, const Args& args);

}  // namespace orrery
