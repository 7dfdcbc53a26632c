// types.SimpleNamespace.
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/function.h"
#include "engine/objects/shape.h"

namespace orrery {

namespace {

struct Namespace : NativeObject {};

Value namespace_new(Context& ctx, const Args& args) {
    Object* o = allocate_instance(ctx, args[0].as<Type>());
    return o ? Value::object(o) : Value::error();
}

bool add_all(Context& ctx, Value self, Dict* d) {
    uint64_t position = 0;
    Value key, value;
    while (dict_next(d, position, key, value)) {
        if (!set_own_attribute(ctx, self.as_object(), intern(ctx, key.as<String>()), value))
            return false;
    }
    return true;
}

Value namespace_init(Context& ctx, const Args& args) {
    if (args.rest_count) {
        return raise(ctx, TypeId::kTypeError, "no positional arguments expected");
    }
    if (args.keywords && !add_all(ctx, args[0], args.keywords.as<Dict>())) return Value::error();
    return Value::none();
}

Value namespace_repr(Context& ctx, const Args& args) {
    Type* type = type_of(ctx, args[0]);
    StringBuilder out;
    if (type == ctx.type(TypeId::kSimpleNamespace)) {
        out.add_ascii("namespace");
    } else {
        out.add(type->name.get());
    }
    out.add_ascii("(");
    if (!repr_enter(ctx, args[0])) {
        out.add_ascii("...)");
        return Value::object(out.finish(ctx));
    }
    Dict* d = copy_instance_dict(ctx, args[0].as_object());
    uint64_t position = 0;
    Value key, value;
    bool first = true, ok = d;
    while (ok && dict_next(d, position, key, value)) {
        String* s = to_repr(ctx, value);
        ok = s;
        if (!ok) break;
        if (!first) out.add_ascii(", ");
        first = false;
        out.add(key.as<String>());
        out.add_ascii("=");
        out.add(s);
    }
    repr_leave(ctx, args[0]);
    if (!ok) return Value::error();
    out.add_ascii(")");
    String* s = out.finish(ctx);
    return s ? Value::object(s) : Value::error();
}

Value namespace_compare(Context& ctx, const Args& args, CompareOp op) {
    Type* type = ctx.type(TypeId::kSimpleNamespace);
    if (!is_instance_of(ctx, args[1], type)) return Value::not_implemented();
    Dict* a = copy_instance_dict(ctx, args[0].as_object());
    Dict* b = copy_instance_dict(ctx, args[1].as_object());
    return a && b ? compare(ctx, op, Value::object(a), Value::object(b)) : Value::error();
}
Value namespace_eq(Context& ctx, const Args& a) {
    return namespace_compare(ctx, a, CompareOp::kEq);
}
Value namespace_ne(Context& ctx, const Args& a) {
    return namespace_compare(ctx, a, CompareOp::kNe);
}
Value namespace_reduce(Context& ctx, const Args& args) {
    Dict* d = copy_instance_dict(ctx, args[0].as_object());
    const Value out[] = {Value::object(type_of(ctx, args[0])), Value::object(empty_tuple(ctx)),
                         Value::object(d)};
    return d ? Value::object(make_tuple(ctx, out)) : Value::error();
}

const NativeMethod kMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", namespace_new},
    {"__init__(self, /, *args, **kwargs)", namespace_init},
    {"__repr__(self, /)", namespace_repr},
    {"__eq__(self, value, /)", namespace_eq},
    {"__ne__(self, value, /)", namespace_ne},
    {"__reduce__(self, /)", namespace_reduce},
};
const NativeProperty kProperties[] = {{"__dict__", get_instance_dict}};

}  // namespace

Value make_namespace(Context& ctx, Dict* attributes) {
    Object* o = allocate_instance(ctx, ctx.type(TypeId::kSimpleNamespace));
    if (!o || !add_all(ctx, Value::object(o), attributes)) return Value::error();
    return Value::object(o);
}

extern const NativeTypeSpec kSimpleNamespaceSpec = {
    .name = "types.SimpleNamespace",
    .size = sizeof(Namespace),
    .has_dict = true,
    .methods = kMethods,
    .properties = kProperties,
    .doc = "A simple attribute-based namespace.\n\nSimpleNamespace(**kwargs)"};

}  // namespace orrery
