// Small things the container types share: hash and equality with the common cases inline, indices,
// exact type tests.
#pragma once

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/numbers/hash.h"
#include "engine/objects/numbers.h"

namespace orrery {

inline bool is_exact_string(Value v) {
    return v.has_shape(builtin_shape(TypeId::kString));
}
inline bool is_exact_list(Value v) {
    return v.has_shape(builtin_shape(TypeId::kList));
}
inline bool is_exact_tuple(Value v) {
    return v.has_shape(builtin_shape(TypeId::kTuple));
}
inline bool is_exact_dict(Value v) {
    return v.has_shape(builtin_shape(TypeId::kDict));
}
inline bool is_exact_set(Value v) {
    return v.has_shape(builtin_shape(TypeId::kSet));
}
inline bool is_exact_frozenset(Value v) {
    return v.has_shape(builtin_shape(TypeId::kFrozenSet));
}

/// hash(v). False after TypeError.
inline bool container_hash(Context& ctx, Value v, int64_t& out) {
    if (v.is_small_int()) {
        const int64_t i = v.as_small_int();
        out = i == -1 ? -2 : i;
        return true;
    }
    if (is_exact_string(v)) {
        out = static_cast<int64_t>(string_hash(ctx, v.as<String>()));
        return true;
    }
    return hash_value(ctx, v, out);
}

/// v is w or v == w.
inline Truth container_equal(Context& ctx, Value v, Value w) {
    if (v == w) return Truth::kYes;
    if (both_small_ints(v, w)) return Truth::kNo;
    if (is_exact_string(v) && is_exact_string(w)) {
        return truth(string_equal(v.as<String>(), w.as<String>()));
    }
    return equal(ctx, v, w);
}

/// Room for growing arrays: half as much again while small, an eighth when large (large cells
/// grow in place).
inline uint64_t grown_capacity(uint64_t needed) {
    return needed + (needed < 4096 ? needed / 2 : needed / 8) + 4;
}

/// An exact instance of a built-in type of fixed size.
template <typename T>
T* allocate_builtin(Context& ctx, Kind kind, TypeId type) {
    return ctx.heap().allocate<T>(kind, builtin_shape(type));
}

/// The iterator object shared by the containers; `value` is left empty.
inline Value make_iterator(Context& ctx, TypeId type, Value source, uint64_t position,
                           uint64_t extra = 0) {
    auto* it = allocate_builtin<Iterator>(ctx, Kind::kIterator, type);
    if (!it) return Value::error();
    it->source.init(source);
    it->position = position;
    it->extra = extra;
    return Value::object(it);
}

/// (iter(...), args[, state]) as __reduce__ of iterators gives it: `builtin` is "iter" or
/// "reversed"; `state` empty: leave it out.
Value reduce_iterator(Context& ctx, const char* builtin, std::initializer_list<Value> args,
                      Value state);
/// getattr(builtins, name).
Value builtin_function(Context& ctx, const char* name);

/// What sequence comparison methods return: the answer of `op` when all else is equal and the
/// lengths compare as they do.
inline bool compare_lengths(CompareOp op, uint64_t a, uint64_t b) {
    switch (op) {
        case CompareOp::kLt: return a < b;
        case CompareOp::kLe: return a <= b;
        case CompareOp::kEq: return a == b;
        case CompareOp::kNe: return a != b;
        case CompareOp::kGt: return a > b;
        case CompareOp::kGe: return a >= b;
    }
    return false;
}

/// types.GenericAlias(origin, args): what __class_getitem__ of the containers gives.
Value class_getitem(Context& ctx, const Args& args);

}  // namespace orrery
