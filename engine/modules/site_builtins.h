// What Python's module site adds to builtins: exit, quit, help, copyright, credits and license.
#pragma once

#include "engine/interpreter/context.h"

namespace orrery {

/// Binds them in the namespace of builtins. False after MemoryError.
bool add_site_builtins(Context& ctx, Dict* builtins);

}  // namespace orrery
