// Types declared by native code: from a NativeTypeSpec to the type object.
#include <vector>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/function.h"
#include "engine/objects/native_docs.h"
#include "engine/objects/type_internal.h"

namespace orrery {

/// First half, usable before strings exist: the cell, layout and shapes.
Type* make_native_type_cell(Context& ctx, const NativeTypeSpec& spec, Type* base,
                            uint32_t meta_shape) {
    auto* type = static_cast<Type*>(ctx.heap().allocate(Kind::kType, meta_shape, sizeof(Type)));
    if (!type) return nullptr;
    type->instance_kind = spec.kind;
    type->type_flags = Type::kImmutable | (spec.subclassable ? 0u + Type::kSubclassable : 0) |
                       (spec.variable_size ? 0u + Type::kVariableSize : 0) |
                       (base ? base->type_flags & (Type::kSequence | Type::kMapping) : 0);
    type->basic_size = spec.size ? spec.size : base ? base->basic_size : sizeof(Object);
    if (!base || spec.kind != base->instance_kind || type->basic_size != base->basic_size) {
        type->type_flags |= Type::kSolid;
    }
    type->basic_size = (type->basic_size + 7) & ~7u;
    type->attrs_offset = base ? base->attrs_offset : 0;
    if (type->attrs_offset && type->attrs_offset != Type::kAttrsLast && spec.size &&
        !keeps_attrs_in_layout(base) && spec.size > type->attrs_offset) {
        // The base's attrs word follows its layout, where this type's own fields begin: move it.
        type->attrs_offset = type->basic_size;
        type->basic_size += 8;
    }
    if (spec.attrs_offset) type->attrs_offset = spec.attrs_offset;
    if (spec.has_dict && type->attrs_offset == 0) {
        if (spec.variable_size) {
            type->attrs_offset = Type::kAttrsLast;
        } else {
            type->attrs_offset = type->basic_size;
            type->basic_size += 8;
        }
    }
    type->native = &spec;
    type->next = spec.next ? spec.next : base ? base->next : nullptr;
    type->base.init(base);
    init_shapes(ctx, type);
    return type;
}

/// Second half: names, methods, MRO, specials.
bool populate_native_type(Context& ctx, Type* type) {
    const NativeTypeSpec& spec = *type->native;
    std::string_view full = spec.name;
    const size_t dot = full.rfind('.');
    const std::string_view bare_name = dot == full.npos ? full : full.substr(dot + 1);
    String* bare = intern(ctx, bare_name);
    String* module = intern(ctx, dot == full.npos ? "builtins" : full.substr(0, dot));
    type->name.set(ctx, type, bare);
    type->qualname.set(ctx, type, bare);
    Value base = Value::object(type->base.get());
    Tuple* bases = base.as_object() ? make_tuple(ctx, {&base, 1}) : empty_tuple(ctx);
    type->bases.set(ctx, type, bases);
    std::vector<Value> mro{Value::object(type)};
    for (Type* t = type->base.get(); t; t = t->base.get())
        mro.push_back(Value::object(t));
    type->mro.set(ctx, type, make_tuple(ctx, mro));
    Dict* dict =
        make_dict(ctx, static_cast<uint32_t>(spec.methods.size() + spec.properties.size() + 4));
    if (!dict || !type->mro) return false;
    type->dict.set(ctx, type, dict);
    for (const NativeMethod& m : spec.methods) {
        NativeFunction* f = make_native_function(ctx, m, Value(), type, Value());
        if (!f) return false;
        Value v = Value::object(f);
        if (m.flags & NativeMethod::kStaticMethod && !(f->flags & NativeFunction::kNew)) {
            auto* s = allocate<StaticMethod>(ctx, ctx.type(TypeId::kStaticMethod));
            if (!s) return false;
            s->function.init(v);
            v = Value::object(s);
        } else if (f->flags & NativeFunction::kNew) {
            f->self.set(ctx, f, Value::object(type));
        }
        if (!dict_set(ctx, dict, f->name.get(), v)) return false;
    }
    for (unsigned i = 0; spec.next && i < 2; i++) {
        NativeFunction* f = make_native_function(ctx, kIteratorProtocol[i], Value(), type, Value());
        if (!f) return false;
        if (dict_get(ctx, dict, f->name.get())) continue;
        if (!dict_set(ctx, dict, f->name.get(), Value::object(f))) return false;
    }
    for (const NativeProperty& p : spec.properties) {
        auto* m = allocate<Member>(
            ctx, ctx.type(p.is_member ? TypeId::kMemberDescriptor : TypeId::kGetSetDescriptor));
        String* name = intern(ctx, p.name);
        if (!m || !name) return false;
        m->owner.init(type);
        m->name.init(name);
        m->property = &p;
        if (!dict_set(ctx, dict, name, Value::object(m))) return false;
    }
    String* doc_name = ctx.name(Name::k__doc__);
    if (!dict_get(ctx, dict, doc_name)) {
        Value doc = spec.doc ? Value::object(make_string(ctx, split_doc(spec.doc, bare_name).text))
                             : Value::none();
        if (!dict_set(ctx, dict, doc_name, doc)) return false;
    }
    if (dot != full.npos &&
        !dict_set(ctx, dict, ctx.name(Name::k__module__), Value::object(module))) {
        return false;
    }
    String* hash = ctx.runtime().special_name(Special::kHash);
    if (dict_get(ctx, dict, ctx.runtime().special_name(Special::kEq)) &&
        !dict_get(ctx, dict, hash) && !dict_set(ctx, dict, hash, Value::none())) {
        return false;
    }
    refresh_specials(ctx, type);
    // object.__new__ knows nothing of native layouts.
    if (type->has(Type::kDefaultNew) && spec.kind != Kind::kInstance) {
        type->type_flags |= Type::kDisallowInstantiation;
    }
    return !type->base || add_subclass(ctx, type->base.get(), type);
}

bool add_native_base(Context& ctx, Type* type, Type* extra) {
    const Value bases[] = {Value::object(type->base.get()), Value::object(extra)};
    Tuple* both = make_tuple(ctx, bases);
    if (!both) return false;
    type->bases.set(ctx, type, both);
    Tuple* mro = merge_mro(ctx, type, both);
    if (!mro) return false;
    type->mro.set(ctx, type, mro);
    refresh_specials(ctx, type);
    return add_subclass(ctx, extra, type);
}

/// The type made of a spec, at or below `from`; null if there is none.
Type* find_native_type(Type* from, const NativeTypeSpec& spec) {
    if (from->native == &spec && !from->has(Type::kUserDefined)) return from;
    Type* found = nullptr;
    for_each_subclass(from, [&](Type* t) {
        if (!found && !t->has(Type::kUserDefined)) found = find_native_type(t, spec);
    });
    return found;
}

Type* make_native_type(Context& ctx, const NativeTypeSpec& spec) {
    Type* base = ctx.type(spec.base);
    if (spec.native_base) base = find_native_type(ctx.type(TypeId::kObject), *spec.native_base);
    Type* type = make_native_type_cell(ctx, spec, base, ctx.type(TypeId::kType)->root_shape);
    return type && populate_native_type(ctx, type) ? type : nullptr;
}

Type* add_native_type(Context& ctx, Module* module, const NativeTypeSpec& spec) {
    Type* type = make_native_type(ctx, spec);
    if (!type || !dict_set(ctx, module->dict.get(), type->name.get(), Value::object(type))) {
        return nullptr;
    }
    return type;
}

}  // namespace orrery
