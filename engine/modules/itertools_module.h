// What the files of module itertools share.
#pragma once

#include "engine/modules/module_support.h"

namespace orrery {

extern const NativeTypeSpec kGroupBySpec;
extern const NativeTypeSpec kGrouperSpec;

extern const NativeTypeSpec kTeeSpec;
extern const NativeTypeSpec kTeeLinkSpec;
Value itertools_tee(Context& ctx, const Args& args);

// Those that choose among the elements of whole pools.
extern const NativeTypeSpec kProductSpec;
extern const NativeTypeSpec kPermutationsSpec;
extern const NativeTypeSpec kCombinationsSpec;
extern const NativeTypeSpec kCombinationsWithReplacementSpec;

/// What __reduce__ names first.
inline Value own_type(Context& ctx, Value self) { return Value::object(type_of(ctx, self)); }

}  // namespace orrery
