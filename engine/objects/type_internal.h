// Parts of type that a few files share.
#pragma once

#include "engine/objects/type.h"

namespace orrery {

/// True if instances can refer to other objects: those that CPython's collector tracks.
bool has_references(const Type* type);
/// TypeError for type() called with neither 1 nor 3 arguments.
Value raise_type_arity(Context& ctx);

}  // namespace orrery
