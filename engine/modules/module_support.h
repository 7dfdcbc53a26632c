// Small things the native modules share.
#pragma once

#include <initializer_list>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/container_helpers.h"
#include "engine/objects/function.h"
#include "engine/objects/numbers.h"

namespace orrery {

inline Value or_error(Object* o) { return o ? Value::object(o) : Value::error(); }

/// A tuple of the values; the error if one of them is one.
inline Value tuple_of(Context& ctx, std::initializer_list<Value> values) {
    for (Value v : values) {
        if (!v) return v;
    }
    return or_error(make_tuple(ctx, std::span<const Value>(values.begin(), values.size())));
}

/// The engine's one type of a declaration, made when first asked for.
inline Type* shared_type(Context& ctx, const NativeTypeSpec& spec) {
    auto& roots = ctx.runtime().extra_roots;
    for (Value v : roots) {
        if (v.is(Kind::kType) && v.as<Type>()->native == &spec) return v.as<Type>();
    }
    Type* type = make_native_type(ctx, spec);
    if (type) roots.push_back(Value::object(type));
    return type;
}

/// Binds a name in a module. False after an exception; `v` may be the error.
inline bool add_to_module(Context& ctx, Module* module, const char* name, Value v) {
    String* s = v ? intern(ctx, name) : nullptr;
    return s && dict_set(ctx, module->dict.get(), s, v);
}

/// Binds the shared type of a declaration under its bare name.
inline Type* add_shared_type(Context& ctx, Module* module, const NativeTypeSpec& spec) {
    Type* type = shared_type(ctx, spec);
    return type && dict_set(ctx, module->dict.get(), type->name.get(), Value::object(type)) ? type
                                                                                           : nullptr;
}

inline Value from_truth(Truth t) {
    return t == Truth::kError ? Value::error() : Value::boolean(t == Truth::kYes);
}

inline Value int_add(Context& ctx, Value a, Value b) {
    if (both_small_ints(a, b)) return make_int(ctx, a.as_small_int() + b.as_small_int());
    return binary_op(ctx, BinaryOp::kAdd, a, b);
}

}  // namespace orrery
