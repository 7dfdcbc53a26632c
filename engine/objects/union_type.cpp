// types.UnionType: `int | str`.
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/generic_alias.h"
#include "engine/objects/numbers.h"

namespace orrery {

namespace {

struct UnionType : NativeObject {
    Ref<Tuple> args;
    Ref<Tuple> parameters;  // null: not computed yet
};

UnionType* self_of(Value v) { return v.as<UnionType>(); }
Value wrap(Object* o) { return o ? Value::object(o) : Value::error(); }

bool is_union(Context& ctx, Value v) {
    return v.is_object() && type_of(ctx, v) == ctx.type(TypeId::kUnionType);
}
bool can_join(Context& ctx, Value v) {
    return v.is_none() || v.is(Kind::kType) || is_union(ctx, v) || is_generic_alias(ctx, v);
}

/// Adds an alternative (those of a union one by one) unless it is there already.
bool add_alternative(Context& ctx, std::vector<Value>& list, Value v) {
    if (is_union(ctx, v)) {
        for (Value inner : self_of(v)->args->values()) {
            if (!add_alternative(ctx, list, inner)) return false;
        }
        return true;
    }
    if (v.is_none()) v = Value::object(ctx.type(TypeId::kNoneType));
    for (Value w : list) {
        if (w == v) return true;
        if (!is_generic_alias(ctx, v) || !is_generic_alias(ctx, w)) continue;
        const Truth same = equal(ctx, w, v);
        if (same != Truth::kNo) return same == Truth::kYes;
    }
    list.push_back(v);
    return true;
}

Value union_repr(Context& ctx, const Args& args) {
    StringBuilder out;
    Tuple* list = self_of(args[0])->args.get();
    for (uint64_t i = 0; i < list->length; i++) {
        if (i) out.add_ascii(" | ");
        if (list->at(i) == Value::object(ctx.type(TypeId::kNoneType))) {
            out.add_ascii("None");
        } else if (!add_type_argument_repr(ctx, out, list->at(i))) {
            return Value::error();
        }
    }
    return wrap(out.finish(ctx));
}

Set* alternatives(Context& ctx, Value u) {
    Set* s = make_set(ctx, true);
    if (!s || !set_update(ctx, s, Value::object(self_of(u)->args.get()))) return nullptr;
    return s;
}

Value union_hash(Context& ctx, const Args& args) {
    Set* s = alternatives(ctx, args[0]);
    int64_t hash;
    return s && hash_value(ctx, Value::object(s), hash) ? make_int(ctx, hash) : Value::error();
}

Value union_eq(Context& ctx, const Args& args) {
    if (!is_union(ctx, args[1])) return Value::not_implemented();
    Set* a = alternatives(ctx, args[0]);
    Set* b = a ? alternatives(ctx, args[1]) : nullptr;
    return b ? compare(ctx, CompareOp::kEq, Value::object(a), Value::object(b)) : Value::error();
}

template <typename F>
Value any_alternative(Context& ctx, Value self, const char* function, F test) {
    for (Value v : self_of(self)->args->values()) {
        if (is_generic_alias(ctx, v)) {
            return raise(ctx, TypeId::kTypeError,
                         "{}() argument 2 cannot be a parameterized generic", function);
        }
        if (!v.is(Kind::kType)) continue;
        const Truth t = test(v);
        if (t == Truth::kError) return Value::error();
        if (t == Truth::kYes) return Value::true_value();
    }
    return Value::false_value();
}

Value union_instancecheck(Context& ctx, const Args& args) {
    return any_alternative(ctx, args[0], "isinstance",
                           [&](Value v) { return is_instance(ctx, args[1], v); });
}
Value union_subclasscheck(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kType)) {
        return raise(ctx, TypeId::kTypeError, "issubclass() arg 1 must be a class");
    }
    return any_alternative(ctx, args[0], "issubclass",
                           [&](Value v) { return is_subclass(ctx, args[1], v); });
}

Tuple* parameters_of(Context& ctx, UnionType* u) {
    if (!u->parameters) {
        Tuple* found = collect_type_parameters(ctx, u->args.get());
        if (!found) return nullptr;
        u->parameters.set(ctx, u, found);
    }
    return u->parameters.get();
}

Value union_getitem(Context& ctx, const Args& args) {
    UnionType* u = self_of(args[0]);
    Tuple* parameters = parameters_of(ctx, u);
    if (!parameters) return Value::error();
    Tuple* list = substitute_type_parameters(ctx, args[0], u->args.get(), parameters, args[1]);
    if (!list) return Value::error();
    Value out = list->at(0);
    for (uint64_t i = 1; out && i < list->length; i++) {
        out = binary_op(ctx, BinaryOp::kOr, out, list->at(i));
    }
    return out;
}

Value union_getattribute(Context& ctx, const Args& args) {
    if (args[1].is(Kind::kString) && equals_ascii(args[1].as<String>(), "__module__")) {
        return get_attribute(ctx, Value::object(type_of(ctx, args[0])), args[1].as<String>());
    }
    return generic_get_attribute(ctx, args[0], args[1].as<String>());
}

Value union_or(Context& ctx, const Args& args) { return make_union(ctx, args[0], args[1]); }
Value union_ror(Context& ctx, const Args& args) { return make_union(ctx, args[1], args[0]); }

Value get_args(Context&, Value self) { return Value::object(self_of(self)->args.get()); }
Value get_parameters(Context& ctx, Value self) { return wrap(parameters_of(ctx, self_of(self))); }

void trace(Marker& marker, Object* o) {
    marker.mark(static_cast<UnionType*>(o)->args);
    marker.mark(static_cast<UnionType*>(o)->parameters);
}

const NativeMethod kMethods[] = {
    {"__repr__(self, /)", union_repr},
    {"__hash__(self, /)", union_hash},
    {"__eq__(self, value, /)", union_eq},
    {"__getattribute__(self, name, /)", union_getattribute},
    {"__instancecheck__(self, instance, /)", union_instancecheck},
    {"__subclasscheck__(self, cls, /)", union_subclasscheck},
    {"__getitem__(self, key, /)", union_getitem},
    {"__or__(self, value, /)", union_or},
    {"__ror__(self, value, /)", union_ror},
};
const NativeProperty kProperties[] = {
    {"__args__", get_args},
    {"__parameters__", get_parameters, nullptr, "Type variables in the types.UnionType."},
};

}  // namespace

Value make_union(Context& ctx, Value a, Value b) {
    if (!can_join(ctx, a) || !can_join(ctx, b)) return Value::not_implemented();
    ValueVector list(ctx);
    for (Value v : {a, b}) {
        if (!add_alternative(ctx, list.values, v)) return Value::error();
    }
    if (list.values.size() == 1) return list.values[0];
    Tuple* t = make_tuple(ctx, list.values);
    auto* u = t ? allocate<UnionType>(ctx, ctx.type(TypeId::kUnionType)) : nullptr;
    if (!u) return Value::error();
    u->args.init(t);
    return Value::object(u);
}

const NativeTypeSpec kUnionTypeSpec = {
    .name = "types.UnionType",
    .size = sizeof(UnionType),
    .subclassable = false,
    .methods = kMethods,
    .properties = kProperties,
    .trace = trace,
    .doc = "Represent a PEP 604 union type\n\nE.g. for int | str"};

}  // namespace orrery
