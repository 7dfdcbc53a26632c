// Methods and properties that generators, coroutines and async generators share.
#pragma once

#include "engine/objects/generator.h"

namespace orrery::generator_members {

Value iter_self(Context& ctx, const Args& args);
Value repr(Context& ctx, const Args& args);
/// __del__: what the collector calls on those registered by register_generator().
Value del(Context& ctx, const Args& args);
Value get_name(Context& ctx, Value self);
bool set_name(Context& ctx, Value self, Value v);
Value get_qualname(Context& ctx, Value self);
bool set_qualname(Context& ctx, Value self, Value v);
Value get_code(Context& ctx, Value self);
Value get_frame(Context& ctx, Value self);
Value get_delegate(Context& ctx, Value self);

}  // namespace orrery::generator_members

namespace orrery {

/// Value::stop() with what was returned becomes StopIteration(returned); all else stays.
Value finish_step(Context& ctx, Value v, Value returned);

}  // namespace orrery
