#include "engine/objects/sequence_support.h"

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/numbers.h"

namespace orrery {

namespace {

bool has_index(Context& ctx, Value v) {
    return is_int(v) || bool(type_of(ctx, v)->lookup_special(Special::kIndex));
}

bool slice_bound(Context& ctx, Value v, int64_t& out) {
    if (!v || v.is_none()) return true;
    if (!has_index(ctx, v)) {
        raise(ctx, TypeId::kTypeError,
              "slice indices must be integers or None or have an __index__ method");
        return false;
    }
    return to_int64(ctx, v, out, true);
}

bool defines(Context& ctx, Value v, Special s) {
    const Type* type = type_of(ctx, v);
    return type->has(Type::kUserDefined) && type->lookup_special(s);
}

}  // namespace

bool search_range(Context& ctx, Value start_arg, Value stop_arg, const uint64_t& length,
                  uint64_t& start, uint64_t& stop) {
    int64_t from = 0, to = INT64_MAX;
    if (!slice_bound(ctx, start_arg, from) || !slice_bound(ctx, stop_arg, to)) return false;
    const auto n = static_cast<int64_t>(length);
    if (from < 0) from = std::max<int64_t>(0, from + n);
    if (to < 0) to = std::max<int64_t>(0, to + n);
    to = std::min(to, n);
    start = static_cast<uint64_t>(from);
    stop = static_cast<uint64_t>(to);
    return true;
}

bool sequence_index(Context& ctx, Value key, const uint64_t& length, const char* type_message,
                    const char* range_message, uint64_t& out) {
    int64_t i;
    if (key.is_small_int()) {
        i = key.as_small_int();
    } else if (!has_index(ctx, key)) {
        raise(ctx, TypeId::kTypeError, type_message, MessageArg::type(key));
        return false;
    } else if (!to_int64(ctx, key, i)) {
        if (exception_matches(ctx, TypeId::kOverflowError)) {
            take_exception(ctx);
            raise(ctx, TypeId::kIndexError, "cannot fit '{}' into an index-sized integer",
                  MessageArg::type(key));
        }
        return false;
    }
    if (i < 0) i += static_cast<int64_t>(length);
    if (i < 0 || static_cast<uint64_t>(i) >= length) {
        raise(ctx, TypeId::kIndexError, range_message);
        return false;
    }
    out = static_cast<uint64_t>(i);
    return true;
}

OperandUse repeat_count(Context& ctx, Value count, uint64_t& out) {
    int64_t n;
    if (count.is_small_int()) {
        n = count.as_small_int();
    } else if (!to_int64(ctx, count, n)) {
        return OperandUse::kError;
    }
    out = static_cast<uint64_t>(std::max<int64_t>(n, 0));
    return OperandUse::kUse;
}

Value refuse_concat(Context& ctx, const char* sequence_type, Value other) {
    if (defines(ctx, other, Special::kRadd)) return Value::not_implemented();
    return raise(ctx, TypeId::kTypeError, "can only concatenate {} (not \"{}\") to {}",
                 sequence_type, MessageArg::type(other), sequence_type);
}

Value refuse_bytes_concat(Context& ctx, Value self, Value other) {
    if (defines(ctx, other, Special::kRadd)) return Value::not_implemented();
    return raise(ctx, TypeId::kTypeError, "can't concat {} to {}", MessageArg::type(other),
                 MessageArg::type(self));
}

Value reduce_iterator(Context& ctx, Value self, Value empty_source) {
    auto* it = self.as<Iterator>();
    Value iter = dict_get(ctx, ctx.runtime().builtins, intern(ctx, "iter"));
    if (!iter) return raise(ctx, TypeId::kRuntimeError, "lost builtins.iter");
    Value source = it->source.get();
    const bool exhausted = !source;
    if (exhausted) source = empty_source;
    Tuple* args = make_tuple(ctx, {&source, 1});
    if (!args) return Value::error();
    const Value parts[] = {iter, Value::object(args),
                           make_int(ctx, static_cast<int64_t>(it->position))};
    return Value::object(make_tuple(ctx, std::span(parts, exhausted ? 2 : 3)));
}

Value make_iterator(Context& ctx, TypeId type, Value source) {
    auto* it = allocate<Iterator>(ctx, ctx.type(type));
    if (it) it->source.init(source);
    return Value::object(it);
}

bool optional_int64(Context& ctx, Value value, int64_t& inout) {
    if (!value) return true;
    Value i = to_index(ctx, value);
    if (!i) return false;
    if (int_to_int64(i, inout)) return true;
    raise(ctx, TypeId::kOverflowError, "Python int too large to convert to C ssize_t");
    return false;
}

bool optional_int32(Context& ctx, Value value, int32_t& inout) {
    if (!value) return true;
    Value i = to_index(ctx, value);
    int64_t wide;
    if (!i) return false;
    if (!int_to_int64(i, wide) || wide != static_cast<int32_t>(wide)) {
        raise(ctx, TypeId::kOverflowError, "Python int too large to convert to C int");
        return false;
    }
    inout = static_cast<int32_t>(wide);
    return true;
}

}  // namespace orrery
