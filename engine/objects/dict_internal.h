// Parts of dict that its files share.
#pragma once

#include "engine/interpreter/context.h"

namespace orrery {

/// True if iterating over the object means what it does for dict itself, so that entries can be
/// read directly.
bool iterates_as_dict(Context& ctx, Value v);
Value make_dict_view(Context& ctx, TypeId type, Dict* d);
/// `type` is one of the six iterator types.
Value make_dict_iterator(Context& ctx, TypeId type, Dict* d);

}  // namespace orrery
