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

/// Moves the entry of a key to the end of the order, or to the front. `first` is a number of
/// entries at the front known to be deleted, kept right. kNo if there is no such key.
Truth dict_move(Context& ctx, Dict* d, Value key, bool last, uint64_t& first);

}  // namespace orrery
