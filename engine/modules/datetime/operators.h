// The operators of datetime.
#pragma once

#include "engine/interpreter/operations.h"
#include "engine/objects/native.h"

namespace orrery::datetime {

Value datetime_add(Context& ctx, const Args& args);
Value datetime_sub(Context& ctx, const Args& args);
Value datetime_rsub(Context& ctx, const Args& args);
Value datetime_hash(Context& ctx, const Args& args);

Value compare_datetimes(Context& ctx, CompareOp op, Value self, Value other);
template <CompareOp op>
Value datetime_compare(Context& ctx, const Args& args) {
    return compare_datetimes(ctx, op, args[0], args[1]);
}

}  // namespace orrery::datetime
