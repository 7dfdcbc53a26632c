// Parts of dict that its files share.
#pragma once

#include "engine/interpreter/context.h"

namespace orrery {

Value make_dict_view(Context& ctx, TypeId type, Dict* d);
/// `type` is one of the six iterator types.
Value make_dict_iterator(Context& ctx, TypeId type, Dict* d);

}  // namespace orrery
