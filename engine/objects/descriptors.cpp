// property, classmethod, staticmethod, super, the descriptors of members, and modules.
#include "engine/interpreter/calls.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/function.h"
#include "engine/objects/shape.h"
#include "engine/objects/structseq.h"

namespace orrery {

namespace {

Value text(Context& ctx, std::string_view format, std::initializer_list<MessageArg> args) {
    String* s = format_message(ctx, format, args);
    return s ? Value::object(s) : Value::error();
}

Value or_none(Value v) { return v ? v : Value::none(); }
Value none_to_empty(Value v) { return v.is_none() ? Value() : v; }

// ---- property ----

Property* prop(Value v) { return v.as<Property>(); }

Value property_new(Context& ctx, const Args& args) {
    auto* p = allocate<Property>(ctx, args[0].as<Type>());
    return p ? Value::object(p) : Value::error();
}

Value property_init(Context& ctx, const Args& args) {
    Property* p = prop(args[0]);
    p->get.set(ctx, p, none_to_empty(args[1]));
    p->set.set(ctx, p, none_to_empty(args[2]));
    p->del.set(ctx, p, none_to_empty(args[3]));
    p->flags &= static_cast<uint8_t>(~Property::kDocFromGetter);
    Value doc = args[4] ? args[4] : Value::none();
    if (doc.is_none() && p->get) {
        const Truth t = find_attribute(ctx, p->get.get(), ctx.name(Name::k__doc__), doc);
        if (t == Truth::kError) return Value::error();
        p->flags |= Property::kDocFromGetter;
    }
    if (!p->is_exact() && !doc.is_none() &&
        !set_attribute(ctx, args[0], ctx.name(Name::k__doc__), doc)) {
        return Value::error();
    }
    p->doc.set(ctx, p, doc);
    return Value::none();
}

Value raise_no_accessor(Context& ctx, Property* p, Value object, const char* what) {
    Value qualname = Value::object(type_of(ctx, object)->qualname.get());
    if (p->name) {
        return raise(ctx, TypeId::kAttributeError, "property {} of {} object has no {}",
                     MessageArg::repr(p->name.get()), MessageArg::repr(qualname), what);
    }
    return raise(ctx, TypeId::kAttributeError, "property of {} object has no {}",
                 MessageArg::repr(qualname), what);
}

Value property_get(Context& ctx, const Args& args) {
    if (args[1].is_none()) return args[0];
    Property* p = prop(args[0]);
    if (!p->get) return raise_no_accessor(ctx, p, args[1], "getter");
    return call(ctx, p->get.get(), {args[1]});
}
Value property_set(Context& ctx, const Args& args) {
    Property* p = prop(args[0]);
    if (!p->set) return raise_no_accessor(ctx, p, args[1], "setter");
    return call(ctx, p->set.get(), {args[1], args[2]});
}
Value property_delete(Context& ctx, const Args& args) {
    Property* p = prop(args[0]);
    if (!p->del) return raise_no_accessor(ctx, p, args[1], "deleter");
    return call(ctx, p->del.get(), {args[1]});
}

Value property_copy(Context& ctx, Value self, Value get, Value set, Value del) {
    Property* p = prop(self);
    Value doc = p->flags & Property::kDocFromGetter ? Value::none() : or_none(p->doc.get());
    Value copy = call(ctx, Value::object(type_of(ctx, self)),
                      {or_none(get ? get : p->get.get()), or_none(set ? set : p->set.get()),
                       or_none(del ? del : p->del.get()), doc});
    if (copy.is(Kind::kProperty)) prop(copy)->name.set(ctx, copy.as_object(), p->name.get());
    return copy;
}
Value property_getter(Context& ctx, const Args& a) {
    return property_copy(ctx, a[0], a[1], {}, {});
}
Value property_setter(Context& ctx, const Args& a) {
    return property_copy(ctx, a[0], {}, a[1], {});
}
Value property_deleter(Context& ctx, const Args& a) {
    return property_copy(ctx, a[0], {}, {}, a[1]);
}
Value property_set_name(Context& ctx, const Args& args) {
    if (args.rest_count != 2) {
        return raise(ctx, TypeId::kTypeError,
                     "__set_name__() takes 2 positional arguments but {} were given",
                     args.rest_count);
    }
    prop(args[0])->name.set(ctx, args[0].as_object(), args.rest()[1]);
    return Value::none();
}

Value property_fget(Context&, Value self) { return or_none(prop(self)->get.get()); }
Value property_fset(Context&, Value self) { return or_none(prop(self)->set.get()); }
Value property_fdel(Context&, Value self) { return or_none(prop(self)->del.get()); }
Value property_doc(Context&, Value self) { return or_none(prop(self)->doc.get()); }
bool set_property_doc(Context& ctx, Value self, Value v) {
    prop(self)->doc.set(ctx, self.as_object(), or_none(v));
    return true;
}
Value property_abstract(Context& ctx, Value self) {
    for (Value f : {prop(self)->get.get(), prop(self)->set.get(), prop(self)->del.get()}) {
        Value flag;
        if (!f) continue;
        const Truth t = find_attribute(ctx, f, intern(ctx, "__isabstractmethod__"), flag);
        const Truth abstract = t == Truth::kYes ? is_true(ctx, flag) : t;
        if (abstract == Truth::kError) return Value::error();
        if (abstract == Truth::kYes) return Value::true_value();
    }
    return Value::false_value();
}

const NativeMethod kPropertyMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", property_new},
    {"__init__(self, fget=None, fset=None, fdel=None, doc=None)", property_init},
    {"__get__(self, instance, owner=None, /)", property_get},
    {"__set__(self, instance, value, /)", property_set},
    {"__delete__(self, instance, /)", property_delete},
    {"__set_name__(self, /, *args)", property_set_name},
    {"getter(self, fget, /)", property_getter,
     "Descriptor to obtain a copy of the property with a different getter."},
    {"setter(self, fset, /)", property_setter,
     "Descriptor to obtain a copy of the property with a different setter."},
    {"deleter(self, fdel, /)", property_deleter,
     "Descriptor to obtain a copy of the property with a different deleter."},
};
const NativeProperty kPropertyProperties[] = {
    {"fget", property_fget, nullptr, nullptr, true},
    {"fset", property_fset, nullptr, nullptr, true},
    {"fdel", property_fdel, nullptr, nullptr, true},
    {"__doc__", property_doc, set_property_doc},
    {"__isabstractmethod__", property_abstract},
};

// ---- classmethod and staticmethod ----

WrappedMethod* wrapped(Value v) { return v.as<WrappedMethod>(); }

Value wrapped_new(Context& ctx, const Args& args) {
    auto* w = allocate<WrappedMethod>(ctx, args[0].as<Type>());
    return w ? Value::object(w) : Value::error();
}

/// Takes over what functools.wraps would: names, doc, annotations, and the wrapped function itself.
Value wrapped_init(Context& ctx, const Args& args) {
    WrappedMethod* w = wrapped(args[0]);
    w->function.set(ctx, w, args[1]);
    for (Name n : {Name::k__module__, Name::k__name__, Name::k__qualname__, Name::k__doc__,
                   Name::k__annotations__}) {
        Value v;
        const Truth t = find_attribute(ctx, args[1], ctx.name(n), v);
        if (t == Truth::kError) return Value::error();
        if (t == Truth::kYes && !set_own_attribute(ctx, w, ctx.name(n), v)) return Value::error();
    }
    return Value::none();
}

Value classmethod_get(Context& ctx, const Args& args) {
    Value type = args[2] && !args[2].is_none() ? args[2] : Value::object(type_of(ctx, args[1]));
    Value f = wrapped(args[0])->function.get();
    if (!f) return raise(ctx, TypeId::kRuntimeError, "uninitialized classmethod object");
    if (!f.is(Kind::kFunction)) {
        if (machine_stack_exhausted(ctx)) {  // class methods wrap one another as deep as you like
            raise_recursion_error(ctx);
            return Value::error();
        }
        Value out;
        const Truth t = call_special(ctx, f, Special::kGet, {type, type}, out);
        if (t != Truth::kNo) return t == Truth::kYes ? out : Value::error();
    }
    return make_bound_method(ctx, f, type);
}

Value staticmethod_get(Context& ctx, const Args& args) {
    Value f = wrapped(args[0])->function.get();
    return f ? f : raise(ctx, TypeId::kRuntimeError, "uninitialized staticmethod object");
}

Value staticmethod_call(Context& ctx, const Args& args) {
    Tuple* t = make_tuple(ctx, args.rest());
    return t ? call_ex(ctx, wrapped(args[0])->function.get(), t, args.keywords) : Value::error();
}

Value wrapped_repr(Context& ctx, const Args& args) {
    return text(
        ctx, "<{}({})>",
        {MessageArg::type(args[0]), MessageArg::repr(or_none(wrapped(args[0])->function.get()))});
}

Value wrapped_function(Context&, Value self) { return or_none(wrapped(self)->function.get()); }
Value wrapped_abstract(Context& ctx, Value self) {
    Value flag;
    const Truth t = find_attribute(ctx, wrapped(self)->function.get(),
                                   intern(ctx, "__isabstractmethod__"), flag);
    const Truth abstract = t == Truth::kYes ? is_true(ctx, flag) : t;
    return abstract == Truth::kError ? Value::error() : Value::boolean(abstract == Truth::kYes);
}

const NativeMethod kClassMethodMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", wrapped_new},
    {"__init__(self, function, /)", wrapped_init},
    {"__get__(self, instance, owner=None, /)", classmethod_get},
    {"__repr__(self, /)", wrapped_repr},
};
const NativeMethod kStaticMethodMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", wrapped_new},
    {"__init__(self, function, /)", wrapped_init},
    {"__get__(self, instance, owner=None, /)", staticmethod_get},
    {"__call__(self, /, *args, **kwargs)", staticmethod_call},
    {"__repr__(self, /)", wrapped_repr},
};
const NativeProperty kWrappedProperties[] = {
    {"__func__", wrapped_function, nullptr, nullptr, true},
    {"__wrapped__", wrapped_function, nullptr, nullptr, true},
    {"__isabstractmethod__", wrapped_abstract},
    {"__dict__", get_instance_dict, set_instance_dict_property},
};

// ---- members ----

Member* member(Value v) { return v.as<Member>(); }

Value member_get(Context& ctx, const Args& args) {
    if (args[1].is_none()) return args[0];
    return bind_descriptor(ctx, args[0], args[1], type_of(ctx, args[1]));
}
Value member_set(Context& ctx, const Args& args) {
    return set_member(ctx, member(args[0]), args[1], args[2]) ? Value::none() : Value::error();
}
Value member_delete(Context& ctx, const Args& args) {
    return set_member(ctx, member(args[0]), args[1], Value()) ? Value::none() : Value::error();
}
Value member_repr(Context& ctx, const Args& args) {
    Member* m = member(args[0]);
    return text(ctx,
                m->property ? "<attribute '{}' of '{}' objects>" : "<member '{}' of '{}' objects>",
                {m->name.get(), native_display_name(m->owner.get())});
}
Value member_name(Context&, Value self) { return Value::object(member(self)->name.get()); }
Value member_qualname(Context& ctx, Value self) {
    return text(ctx, "{}.{}", {member(self)->owner->qualname.get(), member(self)->name.get()});
}
Value member_objclass(Context&, Value self) { return Value::object(member(self)->owner.get()); }
Value member_doc(Context& ctx, Value self) {
    const NativeProperty* p = member(self)->property;
    return p && p->doc ? Value::object(make_string(ctx, p->doc)) : Value::none();
}

/// getattr(owner, name)
Value member_reduce(Context& ctx, const Args& args) {
    Member* m = member(args[0]);
    Value getattr = dict_get(ctx, ctx.runtime().builtins, intern(ctx, "getattr"));
    const Value pair[] = {Value::object(m->owner.get()), Value::object(m->name.get())};
    const Value out[] = {getattr, Value::object(make_tuple(ctx, pair))};
    return Value::object(make_tuple(ctx, out));
}

const NativeMethod kMemberMethods[] = {
    {"__get__(self, instance, owner=None, /)", member_get},
    {"__set__(self, instance, value, /)", member_set},
    {"__delete__(self, instance, /)", member_delete},
    {"__repr__(self, /)", member_repr},
    {"__reduce__(self, /)", member_reduce},
};
const NativeMethod kGetSetMethods[] = {
    {"__get__(self, instance, owner=None, /)", member_get},
    {"__set__(self, instance, value, /)", member_set},
    {"__delete__(self, instance, /)", member_delete},
    {"__repr__(self, /)", member_repr},
};
const NativeProperty kMemberProperties[] = {
    {"__name__", member_name},
    {"__qualname__", member_qualname},
    {"__objclass__", member_objclass},
    {"__doc__", member_doc},
};

// ---- super ----

Super* sup(Value v) { return v.as<Super>(); }

/// The type whose MRO super(type, object) walks. Null after TypeError.
Type* super_check(Context& ctx, Type* type, Value object) {
    if (object.is(Kind::kType) && is_subtype(object.as<Type>(), type)) return object.as<Type>();
    Type* of = type_of(ctx, object);
    if (is_subtype(of, type)) return of;
    Value cls;
    const Truth t = find_attribute(ctx, object, ctx.name(Name::k__class__), cls);
    if (t == Truth::kError) return nullptr;
    if (t == Truth::kYes && cls.is(Kind::kType) && is_subtype(cls.as<Type>(), type)) {
        return cls.as<Type>();
    }
    raise(ctx, TypeId::kTypeError, "super(type, obj): obj must be an instance or subtype of type");
    return nullptr;
}

Value super_new(Context& ctx, const Args& args) {
    auto* s = allocate<Super>(ctx, args[0].as<Type>());
    return s ? Value::object(s) : Value::error();
}

/// super() without arguments: the __class__ cell and first argument of the calling function.
bool find_implicit(Context& ctx, Value& type, Value& object) {
    FrameRef frame(ctx.regs);
    if (!frame) {
        raise(ctx, TypeId::kRuntimeError, "super(): no current frame");
        return false;
    }
    Code* code = frame.code();
    if (code->argument_count == 0) {
        raise(ctx, TypeId::kRuntimeError, "super(): no arguments");
        return false;
    }
    object = frame.regs()[0];
    const uint64_t own = code->cell_names ? code->cell_names->length : 0;
    for (uint64_t i = 0; i < own; i++) {
        if ((*code->cell_registers)[i] == 0) object = object.as<Cell>()->value.get();
    }
    if (!object) {
        raise(ctx, TypeId::kRuntimeError, "super(): arg[0] deleted");
        return false;
    }
    for (uint64_t i = 0; code->free_names && i < code->free_names->length; i++) {
        if (!equals_ascii(code->free_names->at(i).as<String>(), "__class__")) continue;
        Value cell = frame.regs()[(*code->cell_registers)[own + i]];
        type = cell.is(Kind::kCell) ? cell.as<Cell>()->value.get() : Value();
        if (!type) {
            raise(ctx, TypeId::kRuntimeError, "super(): empty __class__ cell");
            return false;
        }
        return true;
    }
    raise(ctx, TypeId::kRuntimeError, "super(): __class__ cell not found");
    return false;
}

Value super_init(Context& ctx, const Args& args) {
    if (args.rest_count > 2) {
        return raise(ctx, TypeId::kTypeError, "super() expected at most 2 arguments, got {}",
                     args.rest_count);
    }
    Value type = args.rest_count ? args.rest()[0] : Value();
    Value object = args.rest_count == 2 ? args.rest()[1] : Value::none();
    if (!type && !find_implicit(ctx, type, object)) return Value::error();
    if (!type.is(Kind::kType)) {
        return raise(ctx, TypeId::kTypeError, "super() argument 1 must be a type, not {}",
                     type_name(ctx, type));
    }
    Super* s = sup(args[0]);
    s->type.set(ctx, s, type);
    if (object.is_none()) return object;
    Type* of = super_check(ctx, type.as<Type>(), object);
    if (!of) return Value::error();
    s->object.set(ctx, s, object);
    s->object_type.set(ctx, s, Value::object(of));
    return Value::none();
}

Value super_getattribute(Context& ctx, const Args& args) {
    Super* s = sup(args[0]);
    String* name = args[1].is(Kind::kString) ? intern(ctx, args[1].as<String>()) : nullptr;
    if (!name) return raise(ctx, TypeId::kTypeError, "attribute name must be string");
    if (s->object_type && name != ctx.name(Name::k__class__)) {
        Value v =
            super_lookup(ctx, s->type.get().as<Type>(), s->object_type.get().as<Type>(), name);
        if (v) {
            const bool on_class = s->object.get() == s->object_type.get();
            return bind_descriptor(ctx, v, on_class ? Value() : s->object.get(),
                                   s->object_type.get().as<Type>());
        }
    }
    return generic_get_attribute(ctx, args[0], name);
}

Value super_get(Context& ctx, const Args& args) {
    Super* s = sup(args[0]);
    if (args[1].is_none() || s->object) return args[0];
    return call(ctx, Value::object(type_of(ctx, args[0])), {s->type.get(), args[1]});
}

Value super_repr(Context& ctx, const Args& args) {
    Super* s = sup(args[0]);
    const MessageArg type =
        s->type ? MessageArg(s->type.get().as<Type>()->name.get()) : MessageArg("NULL");
    if (!s->object_type) return text(ctx, "<super: <class '{}'>, NULL>", {type});
    return text(ctx, "<super: <class '{}'>, <{} object>>",
                {type, s->object_type.get().as<Type>()->name.get()});
}

Value super_thisclass(Context&, Value self) { return or_none(sup(self)->type.get()); }
Value super_self(Context&, Value self) { return or_none(sup(self)->object.get()); }
Value super_self_class(Context&, Value self) { return or_none(sup(self)->object_type.get()); }

const NativeMethod kSuperMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", super_new},
    {"__init__(self, /, *args)", super_init},
    {"__getattribute__(self, name, /)", super_getattribute},
    {"__get__(self, instance, owner=None, /)", super_get},
    {"__repr__(self, /)", super_repr},
};
const NativeProperty kSuperProperties[] = {
    {"__thisclass__", super_thisclass, nullptr, nullptr, true},
    {"__self__", super_self, nullptr, nullptr, true},
    {"__self_class__", super_self_class, nullptr, nullptr, true},
};

// ---- modules ----

Module* mod(Value v) { return v.as<Module>(); }

Value module_new(Context& ctx, const Args& args) {
    auto* m = allocate<Module>(ctx, args[0].as<Type>());
    Dict* d = make_dict(ctx);
    if (!m || !d) return Value::error();
    m->dict.set(ctx, m, d);
    return Value::object(m);
}

bool init_module_dict(Context& ctx, Dict* d, Value name, Value doc) {
    return dict_set(ctx, d, ctx.name(Name::k__name__), name) &&
           dict_set(ctx, d, ctx.name(Name::k__doc__), doc) &&
           dict_set(ctx, d, ctx.name(Name::k__package__), Value::none()) &&
           dict_set(ctx, d, ctx.name(Name::k__loader__), Value::none()) &&
           dict_set(ctx, d, ctx.name(Name::k__spec__), Value::none());
}

Value module_init(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "module() argument 'name' must be str, not {}",
                     MessageArg::type(args[1]));
    }
    return init_module_dict(ctx, mod(args[0])->dict.get(), args[1],
                            args[2] ? args[2] : Value::none())
               ? Value::none()
               : Value::error();
}

Value module_repr(Context& ctx, const Args& args) {
    Value bootstrap = dict_get(ctx, ctx.runtime().modules, intern(ctx, "importlib._bootstrap"));
    if (bootstrap) {
        Value f = get_attribute(ctx, bootstrap, intern(ctx, "_module_repr"));
        return f ? call(ctx, f, {args[0]}) : f;
    }
    Dict* d = mod(args[0])->dict.get();
    Value name = dict_get(ctx, d, ctx.name(Name::k__name__));
    Value file = dict_get(ctx, d, ctx.name(Name::k__file__));
    const MessageArg shown = name ? MessageArg::repr(name) : MessageArg("'?'");
    if (file.is(Kind::kString))
        return text(ctx, "<module {} from {}>", {shown, MessageArg::repr(file)});
    return text(ctx, mod(args[0])->native ? "<module {} (built-in)>" : "<module {}>", {shown});
}

Value module_dir(Context& ctx, const Args& args) {
    Value names = get_attribute(ctx, args[0], Name::k__dict__);
    if (!names) return names;
    if (!names.is(Kind::kDict)) {
        return raise(ctx, TypeId::kTypeError, "{}.__dict__ is not a dictionary",
                     MessageArg::str(get_attribute(ctx, args[0], Name::k__name__)));
    }
    Value hook = dict_get(ctx, names.as<Dict>(), ctx.runtime().special_name(Special::kDir));
    if (hook) return call(ctx, hook, {});
    List* l = to_list(ctx, names);
    return l ? Value::object(l) : Value::error();
}

Value module_annotations(Context& ctx, Value self) {
    Dict* d = mod(self)->dict.get();
    Value v = dict_get(ctx, d, ctx.name(Name::k__annotations__));
    if (v) return v;
    Dict* fresh = make_dict(ctx);
    if (!fresh || !dict_set(ctx, d, ctx.name(Name::k__annotations__), Value::object(fresh))) {
        return Value::error();
    }
    return Value::object(fresh);
}
bool set_module_annotations(Context& ctx, Value self, Value v) {
    Dict* d = mod(self)->dict.get();
    if (v) return dict_set(ctx, d, ctx.name(Name::k__annotations__), v);
    if (dict_delete(ctx, d, ctx.name(Name::k__annotations__))) return true;
    raise(ctx, TypeId::kAttributeError, "__annotations__");
    return false;
}

const NativeMethod kModuleMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", module_new},
    {"__init__(self, name, doc=None)", module_init},
    {"__repr__(self, /)", module_repr},
    {"__dir__(self, /)", module_dir},
};
const NativeProperty kModuleProperties[] = {
    {"__dict__", get_instance_dict, nullptr, nullptr, true},
    {"__annotations__", module_annotations, set_module_annotations},
};

}  // namespace

Value super_lookup(Context& ctx, Type* type, Type* start, String* name) {
    Tuple* mro = start->mro.get();
    uint64_t i = 0;
    while (i < mro->length && mro->at(i).as<Type>() != type)
        i++;
    for (i++; i < mro->length; i++) {
        Value v = dict_get(ctx, mro->at(i).as<Type>()->dict.get(), name);
        if (v) return v;
    }
    return Value();
}

bool set_member(Context& ctx, Member* m, Value object, Value value) {
    if (!is_instance_of(ctx, object, m->owner.get())) {
        raise(ctx, TypeId::kTypeError,
              "descriptor '{}' for '{}' objects doesn't apply to a '{}' object", m->name.get(),
              native_display_name(m->owner.get()), MessageArg::type(object));
        return false;
    }
    if (m->property) {
        if (m->property->set) return m->property->set(ctx, object, value);
        if (m->property->is_member) {
            raise(ctx, TypeId::kAttributeError, "readonly attribute");
            return false;
        }
        raise(ctx, TypeId::kAttributeError, "attribute '{}' of '{}' objects is not writable",
              m->name.get(), native_display_name(m->owner.get()));
        return false;
    }
    if (m->offset == 0) {
        if (value) return set_own_attribute(ctx, object.as_object(), m->name.get(), value);
        if (delete_own_attribute(ctx, object.as_object(), m->name.get())) return true;
        raise(ctx, TypeId::kAttributeError, "{}", m->name.get());
        return false;
    }
    auto* slot = reinterpret_cast<Slot*>(object.as<char>() + m->offset);
    if (!value && !*slot) {
        raise(ctx, TypeId::kAttributeError, "{}", m->name.get());
        return false;
    }
    slot->set(ctx, object.as_object(), value);
    return true;
}

Module* make_module(Context& ctx, String* name) {
    auto* m = allocate<Module>(ctx, ctx.type(TypeId::kModule));
    Dict* d = make_dict(ctx, 16);
    if (!m || !d) return nullptr;
    m->dict.set(ctx, m, d);
    return init_module_dict(ctx, d, Value::object(name), Value::none()) ? m : nullptr;
}

Value raise_no_module_attribute(Context& ctx, Module* module, String* name) {
    Value module_name = dict_get(ctx, module->dict.get(), ctx.name(Name::k__name__));
    if (!module_name.is(Kind::kString)) {
        raise(ctx, TypeId::kAttributeError, "module has no attribute '{}'", name);
    } else {
        Value spec = dict_get(ctx, module->dict.get(), ctx.name(Name::k__spec__));
        Value initializing;
        const bool partial =
            spec && !spec.is_none() &&
            find_attribute(ctx, spec, intern(ctx, "_initializing"), initializing) == Truth::kYes &&
            is_true(ctx, initializing) == Truth::kYes;
        raise(ctx, TypeId::kAttributeError,
              partial
                  ? "partially initialized module '{}' has no attribute '{}' (most likely due to "
                    "a circular import)"
                  : "module '{}' has no attribute '{}'",
              MessageArg::str(module_name), name);
    }
    set_attribute_error_fields(ctx, Value::object(module), name);
    return Value::error();
}

extern const NativeTypeSpec kPropertySpec = {
    .name = "property",
    .kind = Kind::kProperty,
    .size = sizeof(Property),
    .methods = kPropertyMethods,
    .properties = kPropertyProperties,
    .doc =
        "property(fget=None, fset=None, fdel=None, doc=None)\n--\n\nAn attribute whose access "
        "calls functions.\n\nAs a decorator it makes the getter; its methods setter and deleter "
        "are decorators for the others."};
extern const NativeTypeSpec kClassMethodSpec = {
    .name = "classmethod",
    .kind = Kind::kClassMethod,
    .size = sizeof(WrappedMethod),
    .has_dict = true,
    .methods = kClassMethodMethods,
    .properties = kWrappedProperties,
    .doc =
        "classmethod(function) -> method\n\nMake a method that gets the class as its first "
        "argument, wherever it is called through."};
extern const NativeTypeSpec kStaticMethodSpec = {
    .name = "staticmethod",
    .kind = Kind::kStaticMethod,
    .size = sizeof(WrappedMethod),
    .has_dict = true,
    .methods = kStaticMethodMethods,
    .properties = kWrappedProperties,
    .doc =
        "staticmethod(function) -> method\n\nMake a method that gets neither an instance nor a "
        "class."};
extern const NativeTypeSpec kMemberDescriptorSpec = {.name = "member_descriptor",
                                                     .kind = Kind::kMember,
                                                     .size = sizeof(Member),
                                                     .subclassable = false,
                                                     .methods = kMemberMethods,
                                                     .properties = kMemberProperties};
extern const NativeTypeSpec kGetSetDescriptorSpec = {.name = "getset_descriptor",
                                                     .kind = Kind::kMember,
                                                     .size = sizeof(Member),
                                                     .subclassable = false,
                                                     .methods = kGetSetMethods,
                                                     .properties = kMemberProperties};
extern const NativeTypeSpec kSuperSpec = {
    .name = "super",
    .kind = Kind::kSuper,
    .size = sizeof(Super),
    .methods = kSuperMethods,
    .properties = kSuperProperties,
    .doc =
        "super() -> the same as super(__class__, <first argument>)\nsuper(type) -> unbound super "
        "object\nsuper(type, obj) -> bound super object; requires isinstance(obj, "
        "type)\nsuper(type, type2) -> bound super object; requires issubclass(type2, "
        "type)\n\nAttributes are looked up in the classes that follow the type in the resolution "
        "order."};
extern const NativeTypeSpec kModuleSpec = {
    .name = "module",
    .kind = Kind::kModule,
    .size = sizeof(Module),
    .methods = kModuleMethods,
    .properties = kModuleProperties,
    .doc = "module(name, doc=None)\n--\n\nA module: a namespace with a name."};

}  // namespace orrery
