// Module _collections: deque and the subclasses of dict.
#pragma once

#include "engine/objects/native.h"

namespace orrery {

extern const NativeTypeSpec kDequeSpec;
extern const NativeTypeSpec kDequeIteratorSpec;
extern const NativeTypeSpec kDequeReverseIteratorSpec;
extern const NativeTypeSpec kDefaultDictSpec;
extern const NativeTypeSpec kOrderedDictSpec;

}  // namespace orrery
