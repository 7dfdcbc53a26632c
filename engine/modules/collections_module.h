// Module _collections: deque and the subclasses of dict.
#pragma once

#include "engine/objects/native.h"

namespace orrery {

extern const NativeTypeSpec kDequeSpec;
extern const NativeTypeSpec kDequeIteratorSpec;
extern const NativeTypeSpec kDequeReverseIteratorSpec;
extern const NativeTypeSpec kDefaultDictSpec;
extern const NativeTypeSpec kOrderedDictSpec;

/// Elements of a deque; -1 for any other value.
int64_t deque_length(Context& ctx, Value v);
/// Element i < deque_length().
Value deque_at(Context& ctx, Value deque, uint64_t i);

/// Which item of a tuple the descriptor of a named tuple's field gives; -1 if `v` is none.
int64_t tuple_getter_index(Context& ctx, Value v);

}  // namespace orrery
