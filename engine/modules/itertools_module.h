// Module itertools: its iterators that choose among the elements of whole pools.
#pragma once

#include "engine/objects/native.h"

namespace orrery {

extern const NativeTypeSpec kProductSpec;
extern const NativeTypeSpec kPermutationsSpec;
extern const NativeTypeSpec kCombinationsSpec;
extern const NativeTypeSpec kCombinationsWithReplacementSpec;

}  // namespace orrery
