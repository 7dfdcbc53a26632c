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
    return type && dict_set(ctx, module->dict.get(), type->name.get(), Value::object(type))
               ? type
               : nullptr;
}

inline Value from_truth(Truth t) {
    return t == Truth::kError ? Value::error() : Value::boolean(t == Truth::kYes);
}

inline Value int_add(Context& ctx, Value a, Value b) {
    if (both_small_ints(a, b)) return make_int(ctx, a.as_small_int() + b.as_small_int());
    return binary_op(ctx, BinaryOp::kAdd, a, b);
}

/// Makes an exception class `module.name` and binds it. False after an exception.
inline bool add_exception_class(Context& ctx, Module* module, const char* module_name,
                                const char* name, TypeId base) {
    const Value base_type = Value::object(ctx.type(base));
    Dict* ns = make_dict(ctx);
    String* full = make_string(ctx, module_name);
    if (!ns || !full || !dict_set(ctx, ns, ctx.name(Name::k__module__), Value::object(full))) {
        return false;
    }
    return add_to_module(
        ctx, module, name,
        call(ctx, Value::object(ctx.type(TypeId::kType)),
             {or_error(make_string(ctx, name)), tuple_of(ctx, {base_type}), Value::object(ns)}));
}
/// Raises an exception of a class with a message; always returns the error.
template <typename... A>
Value raise_of_class(Context& ctx, Value cls, std::string_view format, const A&... args) {
    const MessageArg list[] = {MessageArg(std::string_view()), MessageArg(args)...};
    String* message = cls ? format_message(ctx, format, std::span(list).subspan(1)) : nullptr;
    Value e = message ? call(ctx, cls, {Value::object(message)}) : Value::error();
    return e ? raise_value(ctx, e) : e;
}
/// A name bound in a native module.
inline Value module_attribute(Context& ctx, const char* module, const char* name) {
    Value m = import_module(ctx, module);
    String* s = m ? intern(ctx, name) : nullptr;
    return s ? get_attribute(ctx, m, s) : Value::error();
}

}  // namespace orrery
