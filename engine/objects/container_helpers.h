// Small things the container types share: hash and equality with the common cases inline, indices,
// exact type tests.
#pragma once

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/numbers/hash.h"
#include "engine/objects/numbers.h"

namespace orrery {

inline bool is_exact_string(Value v) { return v.has_shape(builtin_shape(TypeId::kString)); }
inline bool is_exact_list(Value v) { return v.has_shape(builtin_shape(TypeId::kList)); }
inline bool is_exact_tuple(Value v) { return v.has_shape(builtin_shape(TypeId::kTuple)); }
inline bool is_exact_dict(Value v) { return v.has_shape(builtin_shape(TypeId::kDict)); }
inline bool is_exact_set(Value v) { return v.has_shape(builtin_shape(TypeId::kSet)); }
inline bool is_exact_frozenset(Value v) { return v.has_shape(builtin_shape(TypeId::kFrozenSet)); }

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

/// seq[v]: any int as an index. False after TypeError (not an int: "<kind> indices must be integers
/// or slices, not str") or IndexError (too large).
bool item_index(Context& ctx, Value v, const char* kind, int64_t& out);
/// Arguments start and stop of index(): clamped; "slice indices must be integers or have an
/// __index__ method".
bool slice_argument(Context& ctx, Value v, int64_t& out);
inline bool is_index(Context& ctx, Value v) {
    return v.is_small_int() || type_of(ctx, v)->lookup_special(Special::kIndex);
}

/// (iter(...), args[, state]) as __reduce__ of iterators gives it: `builtin` is "iter" or
/// "reversed"; `state` empty: leave it out.
Value reduce_iterator(Context& ctx, const char* builtin, std::initializer_list<Value> args,
                      Value state);
/// getattr(builtins, name).
Value builtin_function(Context& ctx, const char* name);

/// One comparison method of an ordered sequence: `at(i)` gives an element of each; sizes are
/// functions because __eq__ may change them.
template <typename SizeA, typename SizeB, typename AtA, typename AtB>
Value compare_sequences(Context& ctx, CompareOp op, SizeA&& size_a, SizeB&& size_b, AtA&& at_a,
                        AtB&& at_b);

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

template <typename SizeA, typename SizeB, typename AtA, typename AtB>
Value compare_sequences(Context& ctx, CompareOp op, SizeA&& size_a, SizeB&& size_b, AtA&& at_a,
                        AtB&& at_b) {
    for (uint64_t i = 0; i < size_a() && i < size_b(); i++) {
        const Value v = at_a(i);
        const Value w = at_b(i);
        const Truth same = container_equal(ctx, v, w);
        if (same == Truth::kError) return Value::error();
        if (same == Truth::kYes) continue;
        if (i >= size_a() || i >= size_b()) break;  // __eq__ has shortened one
        if (op == CompareOp::kEq) return Value::false_value();
        if (op == CompareOp::kNe) return Value::true_value();
        return compare(ctx, op, v, w);
    }
    return Value::boolean(compare_lengths(op, size_a(), size_b()));
}

/// types.GenericAlias(origin, args): what __class_getitem__ of the containers gives.
Value class_getitem(Context& ctx, const Args& args);

}  // namespace orrery
