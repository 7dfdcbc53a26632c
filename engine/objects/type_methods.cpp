// The methods and properties of `type`.
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/function.h"
#include "engine/objects/native_docs.h"
#include "engine/objects/numbers.h"
#include "engine/objects/structseq.h"
#include "engine/objects/type_internal.h"
#include "engine/objects/weakref.h"

namespace orrery {

namespace {

Type* self_type(Value v) { return v.as<Type>(); }

/// The most derived metatype of the bases. Null after TypeError.
Type* winning_metatype(Context& ctx, Type* metatype, Tuple* bases) {
    for (Value b : bases->values()) {
        Type* t = type_of(ctx, b);
        if (is_subtype(metatype, t)) continue;
        if (is_subtype(t, metatype)) {
            metatype = t;
            continue;
        }
        raise(
            ctx, TypeId::kTypeError,
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass "
            "of the metaclasses of all its bases");
        return nullptr;
    }
    return metatype;
}

bool check_type_name(Context& ctx, String* name) {
    for (uint64_t i = 0; i < name->length; i++) {
        const uint32_t c = name->at(i);
        if (c == 0) {
            raise(ctx, TypeId::kValueError, "type name must not contain null characters");
            return false;
        }
        if (c >= 0xD800 && c <= 0xDFFF) {
            // As encoding it would: the name of a type is text for the outside world too.
            return bool(call_method(ctx, Value::object(name), intern(ctx, "encode"), {}));
        }
    }
    return true;
}

Value type_new(Context& ctx, const Args& args) {
    auto* metatype = args[0].as<Type>();
    if (args.rest_count != 3) {
        return raise(ctx, TypeId::kTypeError, "type.__new__() takes exactly 3 arguments ({} given)",
                     args.rest_count);
    }
    const Value name = args.rest()[0], bases = args.rest()[1], ns = args.rest()[2];
    if (!name.is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "type.__new__() argument 1 must be str, not {}",
                     MessageArg::type(name));
    }
    if (!bases.is(Kind::kTuple)) {
        return raise(ctx, TypeId::kTypeError, "type.__new__() argument 2 must be tuple, not {}",
                     MessageArg::type(bases));
    }
    if (!ns.is(Kind::kDict)) {
        return raise(ctx, TypeId::kTypeError, "type.__new__() argument 3 must be dict, not {}",
                     MessageArg::type(ns));
    }
    for (Value b : bases.as<Tuple>()->values()) {
        if (b.is(Kind::kType)) continue;
        Value entries;
        if (find_attribute(ctx, b, ctx.runtime().special_name(Special::kMroEntries), entries) ==
            Truth::kYes) {
            return raise(ctx, TypeId::kTypeError,
                         "type() doesn't support MRO entry resolution; use types.new_class()");
        }
    }
    Type* winner = winning_metatype(ctx, metatype, bases.as<Tuple>());
    if (!winner) return Value::error();
    if (winner != metatype) {
        Value make = winner->lookup_special(Special::kNew);
        if (!(make == ctx.type(TypeId::kType)->lookup_special(Special::kNew))) {
            Value f = bind_descriptor(ctx, make, Value(), winner);
            const Value all[] = {Value::object(winner), name, bases, ns};
            return f ? call_ex(ctx, f, make_tuple(ctx, all), args.keywords) : f;
        }
    }
    if (!check_type_name(ctx, name.as<String>())) return Value::error();
    return make_class(ctx, winner, name.as<String>(), bases.as<Tuple>(), ns.as<Dict>(),
                      args.keywords);
}

Value type_init(Context& ctx, const Args& args) {
    if (args.rest_count != 1 && args.rest_count != 3) {
        return raise(ctx, TypeId::kTypeError, "type.__init__() takes 1 or 3 arguments");
    }
    if (args.rest_count == 1 && args.keywords) {
        return raise(ctx, TypeId::kTypeError, "type.__init__() takes no keyword arguments");
    }
    return Value::none();
}

Value type_call(Context& ctx, const Args& args) {
    // Reached through super().__call__ and explicit type.__call__(cls, ...): the plain
    // construction.
    auto* type = self_type(args[0]);
    ValueVector all(ctx);
    all.values.push_back(args[0]);
    for (Value v : args.rest())
        all.values.push_back(v);
    Tuple* positional = make_tuple(ctx, std::span<const Value>(all.values));
    Tuple* rest = make_tuple(ctx, args.rest());
    if (!positional || !rest) return Value::error();
    if (type == ctx.type(TypeId::kType)) {
        if (args.rest_count == 1 && !args.keywords) {
            return Value::object(type_of(ctx, args.rest()[0]));
        }
        if (args.rest_count != 3) return raise_type_arity(ctx);
    }
    Value make = bind_descriptor(ctx, type->lookup_special(Special::kNew), Value(), type);
    Value object = make ? call_ex(ctx, make, positional, args.keywords) : make;
    if (!object || !is_instance_of(ctx, object, type)) return object;
    Type* made = type_of(ctx, object);
    Value init = bind_descriptor(ctx, made->lookup_special(Special::kInit), object, made);
    Value result = init ? call_ex(ctx, init, rest, args.keywords) : init;
    if (!result) return result;
    if (!result.is_none()) {
        return raise(ctx, TypeId::kTypeError, "__init__() should return None, not '{}'",
                     MessageArg::type(result));
    }
    return object;
}

Value type_repr(Context& ctx, const Args& args) {
    Type* type = self_type(args[0]);
    Value module = dict_get(ctx, type->dict.get(), ctx.name(Name::k__module__));
    StringBuilder out;
    out.add_ascii("<class '");
    if (module.is(Kind::kString) && !equals_ascii(module.as<String>(), "builtins")) {
        out.add(module.as<String>());
        out.add_ascii(".");
    }
    out.add(type->qualname.get());
    out.add_ascii("'>");
    String* s = out.finish(ctx);
    return s ? Value::object(s) : Value::error();
}

String* name_argument(Context& ctx, Value v) {
    if (v.is(Kind::kString)) return intern(ctx, v.as<String>());
    raise(ctx, TypeId::kTypeError, "attribute name must be string, not '{}'", MessageArg::type(v));
    return nullptr;
}

Value type_getattribute(Context& ctx, const Args& args) {
    String* name = name_argument(ctx, args[1]);
    return name ? generic_get_attribute(ctx, args[0], name) : Value::error();
}

Value type_setattr(Context& ctx, const Args& args) {
    String* name = name_argument(ctx, args[1]);
    if (!name) return Value::error();
    return generic_set_attribute(ctx, args[0], name, args[2]) ? Value::none() : Value::error();
}

Value type_delattr(Context& ctx, const Args& args) {
    String* name = name_argument(ctx, args[1]);
    if (!name) return Value::error();
    return generic_set_attribute(ctx, args[0], name, Value()) ? Value::none() : Value::error();
}

Value type_mro(Context& ctx, const Args& args) {
    // Computed anew: a metaclass may ask while the class is being made.
    Tuple* mro = default_mro(ctx, self_type(args[0]));
    List* l = mro ? to_list(ctx, Value::object(mro)) : nullptr;
    return l ? Value::object(l) : Value::error();
}

Value type_subclasses(Context& ctx, const Args& args) {
    List* out = make_list(ctx);
    ValueArray* list = self_type(args[0])->subclasses.get();
    for (uint64_t i = 0; out && list && i < list->capacity; i++) {
        Value w = list->slots()[i].get();
        Value t = w ? weakref_target(w.as<WeakRef>()) : Value();
        if (t && !list_append(ctx, out, t)) return Value::error();
    }
    return out ? Value::object(out) : Value::error();
}

Value type_prepare(Context& ctx, const Args&) {
    Dict* d = make_dict(ctx);
    return d ? Value::object(d) : Value::error();
}

Value type_instancecheck(Context& ctx, const Args& args) {
    Type* type = self_type(args[0]);
    if (is_instance_of(ctx, args[1], type)) return Value::true_value();
    Value cls;
    const Truth t = find_attribute(ctx, args[1], ctx.name(Name::k__class__), cls);
    if (t == Truth::kError) return Value::error();
    return Value::boolean(t == Truth::kYes && cls.is(Kind::kType) &&
                          is_subtype(cls.as<Type>(), type));
}

/// issubclass()'s first argument must be a type, or have a tuple __bases__. False after TypeError.
bool check_class(Context& ctx, Value v) {
    if (v.is(Kind::kType)) return true;
    Value bases;
    const Truth t = find_attribute(ctx, v, ctx.name(Name::k__bases__), bases);
    if (t == Truth::kYes && bases.is(Kind::kTuple)) return true;
    if (t != Truth::kError) {
        raise(ctx, TypeId::kTypeError, "issubclass() arg 1 must be a class");
    }
    return false;
}

Value type_subclasscheck(Context& ctx, const Args& args) {
    if (args[1].is(Kind::kType)) {
        return Value::boolean(is_subtype(args[1].as<Type>(), self_type(args[0])));
    }
    if (!check_class(ctx, args[1])) return Value::error();
    const Truth t = abstract_is_subclass(ctx, args[1], args[0]);
    return t == Truth::kError ? Value::error() : Value::boolean(t == Truth::kYes);
}

Value type_dir(Context& ctx, const Args& args) {
    Dict* names = make_dict(ctx);
    for (Value t : self_type(args[0])->mro->values()) {
        if (!names || !dict_update(ctx, names, Value::object(t.as<Type>()->dict.get()))) {
            return Value::error();
        }
    }
    List* l = to_list(ctx, Value::object(names));
    return l ? Value::object(l) : Value::error();
}

Value type_or(Context& ctx, const Args& args) { return make_union(ctx, args[0], args[1]); }
Value type_ror(Context& ctx, const Args& args) { return make_union(ctx, args[1], args[0]); }

Value type_sizeof(Context&, const Args&) { return Value::small_int(sizeof(Type)); }

// ---- properties ----

bool refuse_immutable(Context& ctx, Value self, const char* name) {
    Type* type = self_type(self);
    if (!type->has(Type::kImmutable)) return false;
    raise(ctx, TypeId::kTypeError, "cannot set '{}' attribute of immutable type '{}'", name,
          native_display_name(type));
    return true;
}

/// As refuse_immutable, for attributes that no class can lose.
bool refuse_change(Context& ctx, Value self, Value v, const char* name) {
    if (refuse_immutable(ctx, self, name)) return true;
    if (v) return false;
    raise(ctx, TypeId::kTypeError, "cannot delete '{}' attribute of immutable type '{}'", name,
          native_display_name(self_type(self)));
    return true;
}

Value get_name(Context&, Value self) { return Value::object(self_type(self)->name.get()); }
bool set_name(Context& ctx, Value self, Value v) {
    if (refuse_change(ctx, self, v, "__name__")) return false;
    if (!v.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError, "can only assign string to {}.__name__, not '{}'",
              self_type(self)->name.get(), MessageArg::type(v));
        return false;
    }
    if (!check_type_name(ctx, v.as<String>())) return false;
    self_type(self)->name.set(ctx, self.as_object(), v.as<String>());
    return true;
}
Value get_qualname(Context&, Value self) { return Value::object(self_type(self)->qualname.get()); }
bool set_qualname(Context& ctx, Value self, Value v) {
    if (refuse_change(ctx, self, v, "__qualname__")) return false;
    if (!v.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError, "can only assign string to {}.__qualname__, not '{}'",
              self_type(self)->name.get(), MessageArg::type(v));
        return false;
    }
    self_type(self)->qualname.set(ctx, self.as_object(), v.as<String>());
    return true;
}
Value get_module(Context& ctx, Value self) {
    Value v = dict_get(ctx, self_type(self)->dict.get(), ctx.name(Name::k__module__));
    // The entries of type and function are the descriptors of their instances.
    if (v && !v.is(Kind::kMember)) return v;
    if (self_type(self)->has(Type::kUserDefined)) {
        return raise(ctx, TypeId::kAttributeError, "__module__");
    }
    return Value::object(ctx.name(Name::kbuiltins));
}
bool set_module(Context& ctx, Value self, Value v) {
    return !refuse_change(ctx, self, v, "__module__") &&
           type_set_attribute(ctx, self_type(self), ctx.name(Name::k__module__), v);
}
Value get_bases(Context&, Value self) { return Value::object(self_type(self)->bases.get()); }
bool set_bases(Context& ctx, Value self, Value v) {
    if (refuse_change(ctx, self, v, "__bases__")) return false;
    return change_bases(ctx, self_type(self), v);
}
Value get_base(Context&, Value self) {
    Type* base = self_type(self)->base.get();
    return base ? Value::object(base) : Value::none();
}
Value get_mro(Context&, Value self) {
    Tuple* mro = self_type(self)->mro.get();
    return mro ? Value::object(mro) : Value::none();
}
Value get_dict(Context& ctx, Value self) {
    return make_mapping_proxy(ctx, Value::object(self_type(self)->dict.get()));
}
Value get_doc(Context& ctx, Value self) {
    Value v = dict_get(ctx, self_type(self)->dict.get(), ctx.name(Name::k__doc__));
    if (!v) return Value::none();
    return bind_descriptor(ctx, v, Value(), self_type(self));
}
bool set_doc(Context& ctx, Value self, Value v) {
    return !refuse_change(ctx, self, v, "__doc__") &&
           type_set_attribute(ctx, self_type(self), ctx.name(Name::k__doc__), v);
}
Value get_annotations(Context& ctx, Value self) {
    Type* type = self_type(self);
    Value v = dict_get(ctx, type->dict.get(), ctx.name(Name::k__annotations__));
    if (v) return bind_descriptor(ctx, v, Value(), type);
    if (!type->has(Type::kUserDefined)) {
        return raise(ctx, TypeId::kAttributeError,
                     "type object '{}' has no attribute '__annotations__'", type->name.get());
    }
    Dict* d = make_dict(ctx);
    if (!d ||
        !dict_set(ctx, type->dict.get(), ctx.name(Name::k__annotations__), Value::object(d))) {
        return Value::error();
    }
    type_modified(ctx, type, ctx.name(Name::k__annotations__));
    return Value::object(d);
}
bool set_annotations(Context& ctx, Value self, Value v) {
    if (refuse_immutable(ctx, self, "__annotations__")) return false;
    return type_set_attribute(ctx, self_type(self), ctx.name(Name::k__annotations__), v);
}
Value get_abstract(Context& ctx, Value self) {
    Value v =
        self_type(self) == ctx.type(TypeId::kType)
            ? Value()
            : dict_get(ctx, self_type(self)->dict.get(), ctx.name(Name::k__abstractmethods__));
    return v ? v : raise(ctx, TypeId::kAttributeError, "__abstractmethods__");
}
bool set_abstract(Context& ctx, Value self, Value v) {
    return type_set_attribute(ctx, self_type(self), ctx.name(Name::k__abstractmethods__), v);
}
Value get_basicsize(Context&, Value self) { return Value::small_int(self_type(self)->basic_size); }
Value get_itemsize(Context&, Value self) {
    return Value::small_int(self_type(self)->has(Type::kVariableSize) ? 8 : 0);
}
Value get_flags(Context& ctx, Value self) {
    Type* t = self_type(self);
    // CPython's bits, as far as they mean something here.
    enum : int64_t {
        kManagedDict = 1 << 4,
        kSequence = 1 << 5,
        kMapping = 1 << 6,
        kImmutable = 1 << 8,
        kHeapType = 1 << 9,
        kBaseType = 1 << 10,
        kReady = 1 << 12,
        kHaveGc = 1 << 14,
        kValidVersion = 1 << 19,
        kIsAbstract = 1 << 20,
        kMatchSelf = 1 << 22,
    };
    static constexpr struct {
        TypeId family;
        int64_t bits;
    } kFamilies[] = {
        {TypeId::kInt, int64_t{1} << 24 | kMatchSelf},
        {TypeId::kList, int64_t{1} << 25 | kMatchSelf},
        {TypeId::kTuple, int64_t{1} << 26 | kMatchSelf},
        {TypeId::kBytes, int64_t{1} << 27 | kMatchSelf},
        {TypeId::kString, int64_t{1} << 28 | kMatchSelf},
        {TypeId::kDict, int64_t{1} << 29 | kMatchSelf},
        {TypeId::kBaseException, int64_t{1} << 30},
        {TypeId::kType, int64_t{1} << 31},
        {TypeId::kFloat, kMatchSelf},
        {TypeId::kSet, kMatchSelf},
        {TypeId::kFrozenSet, kMatchSelf},
        {TypeId::kByteArray, kMatchSelf},
    };
    const bool user = t->has(Type::kUserDefined);
    int64_t bits = kReady | (user ? kHeapType : kImmutable);
    if (t->has(Type::kSubclassable)) bits |= kBaseType;
    if (t->has(Type::kSequence)) bits |= kSequence;
    if (t->has(Type::kMapping)) bits |= kMapping;
    if (t->has(Type::kAbstract)) bits |= kIsAbstract;
    if (t->version) bits |= kValidVersion;
    if (user || has_references(t)) bits |= kHaveGc;
    const Type* native = t;
    while (native->has(Type::kUserDefined))
        native = native->base.get();
    if (user && t->attrs_offset && !native->attrs_offset && !t->has(Type::kVariableSize)) {
        bits |= kManagedDict;
    }
    for (const auto& row : kFamilies) {
        if (is_subtype(t, ctx.type(row.family))) bits |= row.bits;
    }
    return make_int(ctx, bits);
}
Value get_dictoffset(Context&, Value self) {
    const uint32_t o = self_type(self)->attrs_offset;
    return Value::small_int(o == Type::kAttrsLast ? -1 : static_cast<int64_t>(o));
}
/// References are found through the heap: the number only tells whether there may be any.
Value get_weakrefoffset(Context& ctx, Value self) {
    Type* type = self_type(self);
    return Value::small_int(has_referable_instances(ctx, type) ? type->basic_size : 0);
}
Value get_text_signature(Context& ctx, Value self) {
    Type* type = self_type(self);
    if (type->has(Type::kUserDefined) || !type->native->doc) return Value::none();
    const NativeDoc doc = split_doc(type->native->doc, to_utf8(type->name.get()));
    if (doc.signature.empty()) return Value::none();
    String* s = make_string(ctx, doc.signature);
    return s ? Value::object(s) : Value::error();
}

const NativeMethod kTypeMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", type_new},
    {"__init__(self, /, *args, **kwargs)", type_init},
    {"__call__(self, /, *args, **kwargs)", type_call, "Call self as a function."},
    {"__repr__(self, /)", type_repr, "Return repr(self)."},
    {"__getattribute__(self, name, /)", type_getattribute, "Return getattr(self, name)."},
    {"__setattr__(self, name, value, /)", type_setattr, "Implement setattr(self, name, value)."},
    {"__delattr__(self, name, /)", type_delattr, "Implement delattr(self, name)."},
    {"mro(self, /)", type_mro, "Return a type's method resolution order."},
    {"__subclasses__(self, /)", type_subclasses, "Return a list of immediate subclasses."},
    {"__prepare__(cls, /, *args, **kwargs)", type_prepare,
     "used to create the namespace for the class statement", NativeMethod::kClassMethod},
    {"__instancecheck__(self, instance, /)", type_instancecheck,
     "Check if an object is an instance."},
    {"__subclasscheck__(self, subclass, /)", type_subclasscheck, "Check if a class is a subclass."},
    {"__dir__(self, /)", type_dir, "Specialized __dir__ implementation for types."},
    {"__or__(self, value, /)", type_or, "Return self|value."},
    {"__ror__(self, value, /)", type_ror, "Return value|self."},
    {"__sizeof__(self, /)", type_sizeof, "Return memory consumption of the type object."},
};

const NativeProperty kTypeProperties[] = {
    {"__name__", get_name, set_name},
    {"__qualname__", get_qualname, set_qualname},
    {"__module__", get_module, set_module},
    {"__bases__", get_bases, set_bases},
    {"__base__", get_base, nullptr, nullptr, true},
    {"__mro__", get_mro, nullptr, nullptr, true},
    {"__dict__", get_dict},
    {"__doc__", get_doc, set_doc},
    {"__annotations__", get_annotations, set_annotations},
    {"__abstractmethods__", get_abstract, set_abstract},
    {"__basicsize__", get_basicsize, nullptr, nullptr, true},
    {"__itemsize__", get_itemsize, nullptr, nullptr, true},
    {"__flags__", get_flags, nullptr, nullptr, true},
    {"__dictoffset__", get_dictoffset, nullptr, nullptr, true},
    {"__weakrefoffset__", get_weakrefoffset, nullptr, nullptr, true},
    {"__text_signature__", get_text_signature},
};

/// One entry of isinstance's second argument.
Truth check_one(Context& ctx, Value v, Value type, Special hook, const char* message) {
    const bool plain_type = type.is(Kind::kType) && type_of(ctx, type) == ctx.type(TypeId::kType);
    if (plain_type) {
        if (hook == Special::kSubclasscheck) {
            if (v.is(Kind::kType)) return truth(is_subtype(v.as<Type>(), type.as<Type>()));
            return check_class(ctx, v) ? abstract_is_subclass(ctx, v, type) : Truth::kError;
        }
        if (is_instance_of(ctx, v, type.as<Type>())) return Truth::kYes;
        if (!v.is_object() || type_of(ctx, v)->has(Type::kDefaultGetattribute)) {
            // __class__ can differ only through a property or an overridden look-up.
            Value found = type_lookup(ctx, type_of(ctx, v), ctx.name(Name::k__class__));
            if (found ==
                dict_get(ctx, ctx.type(TypeId::kObject)->dict.get(), ctx.name(Name::k__class__))) {
                return Truth::kNo;
            }
        }
    }
    Value out;
    const Truth t = call_special(ctx, type, hook, {v}, out);
    if (t == Truth::kError) return t;
    if (t == Truth::kYes) return is_true(ctx, out);
    Value bases;
    if (hook == Special::kSubclasscheck && !check_class(ctx, v)) return Truth::kError;
    const Truth has_bases = find_attribute(ctx, type, ctx.name(Name::k__bases__), bases);
    if (has_bases == Truth::kError) return has_bases;
    if (has_bases == Truth::kNo || !bases.is(Kind::kTuple)) {
        raise(ctx, TypeId::kTypeError, message);
        return Truth::kError;
    }
    if (hook == Special::kSubclasscheck) return abstract_is_subclass(ctx, v, type);
    Value cls = get_attribute(ctx, v, Name::k__class__);
    return cls ? abstract_is_subclass(ctx, cls, type) : Truth::kError;
}

Truth check_any(Context& ctx, Value v, Value types, Special hook, const char* message) {
    if (hook == Special::kInstancecheck && Value::object(type_of(ctx, v)) == types)
        return Truth::kYes;
    if (!types.is(Kind::kTuple)) return check_one(ctx, v, types, hook, message);
    NativeRecursion guard(ctx, " in __instancecheck__");
    if (!guard.ok()) return Truth::kError;
    for (Value t : types.as<Tuple>()->values()) {
        const Truth one = check_any(ctx, v, t, hook, message);
        if (one != Truth::kNo) return one;
    }
    return Truth::kNo;
}

}  // namespace

Truth abstract_is_subclass(Context& ctx, Value derived, Value cls) {
    if (derived == cls) return Truth::kYes;
    Value bases;
    const Truth t = find_attribute(ctx, derived, ctx.name(Name::k__bases__), bases);
    if (t != Truth::kYes || !bases.is(Kind::kTuple)) return t == Truth::kError ? t : Truth::kNo;
    NativeRecursion guard(ctx, " in __issubclass__");
    if (!guard.ok()) return Truth::kError;
    for (Value b : bases.as<Tuple>()->values()) {
        const Truth one = abstract_is_subclass(ctx, b, cls);
        if (one != Truth::kNo) return one;
    }
    return Truth::kNo;
}

Truth is_instance(Context& ctx, Value v, Value type_or_tuple) {
    return check_any(ctx, v, type_or_tuple, Special::kInstancecheck,
                     "isinstance() arg 2 must be a type, a tuple of types, or a union");
}

Truth is_subclass(Context& ctx, Value c, Value type_or_tuple) {
    return check_any(ctx, c, type_or_tuple, Special::kSubclasscheck,
                     "issubclass() arg 2 must be a class, a tuple of classes, or a union");
}

extern const NativeTypeSpec kTypeSpec = {
    .name = "type",
    .kind = Kind::kType,
    .size = sizeof(Type),
    .methods = kTypeMethods,
    .properties = kTypeProperties,
    .doc = "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type"};

}  // namespace orrery
