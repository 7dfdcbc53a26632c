// The type `object`, and the types of None, NotImplemented and Ellipsis.
#include <algorithm>
#include <vector>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/function.h"
#include "engine/objects/numbers.h"
#include "engine/objects/shape.h"

namespace orrery {

namespace {

bool overrides(Context& ctx, Type* type, Special s) {
    return !(type->lookup_special(s) == ctx.type(TypeId::kObject)->lookup_special(s));
}

Value raise_abstract(Context& ctx, Type* type) {
    Value names = get_attribute(ctx, Value::object(type), Name::k__abstractmethods__);
    List* sorted = names ? to_list(ctx, names) : nullptr;
    if (!sorted) return Value::error();
    if (!call_method(ctx, Value::object(sorted), intern(ctx, "sort"), {})) return Value::error();
    StringBuilder list;
    for (uint64_t i = 0; i < sorted->size; i++) {
        String* name = to_str(ctx, sorted->at(i));
        if (!name) return Value::error();
        if (i) list.add_ascii(", ");
        list.add(name);
    }
    return raise(ctx, TypeId::kTypeError,
                 "Can't instantiate abstract class {} with abstract method{} {}", type->name.get(),
                 sorted->size == 1 ? "" : "s", list.finish(ctx));
}

Value object_new(Context& ctx, const Args& args) {
    auto* type = args[0].as<Type>();
    const bool excess = args.rest_count > 0 || args.keywords;
    if (excess) {
        if (overrides(ctx, type, Special::kNew)) {
            return raise(ctx, TypeId::kTypeError,
                         "object.__new__() takes exactly one argument (the type to instantiate)");
        }
        if (!overrides(ctx, type, Special::kInit)) {
            return raise(ctx, TypeId::kTypeError, "{}() takes no arguments", type->name.get());
        }
    }
    if (type->has(Type::kAbstract)) return raise_abstract(ctx, type);
    Object* o = allocate_instance(ctx, type);
    return o ? Value::object(o) : Value::error();
}

Value object_init(Context& ctx, const Args& args) {
    if (args.rest_count > 0 || args.keywords) {
        Type* type = type_of(ctx, args[0]);
        if (overrides(ctx, type, Special::kInit)) {
            return raise(
                ctx, TypeId::kTypeError,
                "object.__init__() takes exactly one argument (the instance to initialize)");
        }
        if (!overrides(ctx, type, Special::kNew)) {
            return raise(ctx, TypeId::kTypeError,
                         "{}.__init__() takes exactly one argument (the instance to initialize)",
                         type->name.get());
        }
    }
    return Value::none();
}

/// "module.Qualified.Name", without the module for builtins.
String* full_name(Context& ctx, Type* type) {
    Value module = dict_get(ctx, type->dict.get(), ctx.name(Name::k__module__));
    StringBuilder out;
    if (module.is(Kind::kString) && !equals_ascii(module.as<String>(), "builtins")) {
        out.add(module.as<String>());
        out.add_ascii(".");
    }
    out.add(type->qualname.get());
    return out.finish(ctx);
}

Value object_repr(Context& ctx, const Args& args) {
    String* name = full_name(ctx, type_of(ctx, args[0]));
    if (!name) return Value::error();
    String* s = format_message(ctx, "<{} object at {}>",
                               std::initializer_list<MessageArg>{name, address_text(args[0])});
    return s ? Value::object(s) : Value::error();
}

Value object_str(Context& ctx, const Args& args) {
    // Whoever asked for the str checks that it is one.
    Value out;
    NativeRecursion guard(ctx, " while getting the repr of an object");
    if (!guard.ok() || call_special(ctx, args[0], Special::kRepr, {}, out) != Truth::kYes) {
        return Value::error();
    }
    return out;
}

Value object_eq(Context&, const Args& args) {
    return args[0] == args[1] ? Value::true_value() : Value::not_implemented();
}

Value object_ne(Context& ctx, const Args& args) {
    Value out;
    const Truth t = call_special(ctx, args[0], Special::kEq, {args[1]}, out);
    if (t != Truth::kYes) return Value::error();
    if (out.is_not_implemented()) return out;
    const Truth same = is_true(ctx, out);
    return same == Truth::kError ? Value::error() : Value::boolean(same == Truth::kNo);
}

Value object_order(Context&, const Args&) { return Value::not_implemented(); }

Value object_hash(Context& ctx, const Args& args) {
    const uint64_t a = args[0].bits() >> 4;
    return make_int(ctx, static_cast<int64_t>(a ^ (a << 40 >> 4)) & Value::kMaxSmallInt);
}

String* name_argument(Context& ctx, Value v) {
    if (v.is(Kind::kString)) return intern(ctx, v.as<String>());
    raise(ctx, TypeId::kTypeError, "attribute name must be string, not '{}'", MessageArg::type(v));
    return nullptr;
}

Value object_getattribute(Context& ctx, const Args& args) {
    String* name = name_argument(ctx, args[1]);
    return name ? generic_get_attribute(ctx, args[0], name) : Value::error();
}

Value object_setattr(Context& ctx, const Args& args) {
    String* name = name_argument(ctx, args[1]);
    if (!name) return Value::error();
    if (args[0].is(Kind::kType)) {
        return raise(ctx, TypeId::kTypeError, "can't apply this __setattr__ to {} object",
                     MessageArg::type(args[0]));
    }
    return generic_set_attribute(ctx, args[0], name, args[2]) ? Value::none() : Value::error();
}

Value object_delattr(Context& ctx, const Args& args) {
    String* name = name_argument(ctx, args[1]);
    if (!name) return Value::error();
    return generic_set_attribute(ctx, args[0], name, Value()) ? Value::none() : Value::error();
}

bool merge_class_names(Context& ctx, Dict* into, Type* type) {
    for (Value t : type->mro->values()) {
        if (!dict_update(ctx, into, Value::object(t.as<Type>()->dict.get()))) return false;
    }
    return true;
}

Value object_dir(Context& ctx, const Args& args) {
    Dict* names = nullptr;
    Value own;
    const Truth t = find_attribute(ctx, args[0], ctx.name(Name::k__dict__), own);
    if (t == Truth::kError) return Value::error();
    names =
        t == Truth::kYes && own.is(Kind::kDict) ? dict_copy(ctx, own.as<Dict>()) : make_dict(ctx);
    if (!names) return Value::error();
    Value cls = get_attribute(ctx, args[0], Name::k__class__);
    if (cls.is(Kind::kType) && !merge_class_names(ctx, names, cls.as<Type>()))
        return Value::error();
    List* list = to_list(ctx, Value::object(names));
    return list ? Value::object(list) : Value::error();
}

Value object_format(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kString)) {
        return raise(ctx, TypeId::kTypeError, "__format__() argument must be str, not {}",
                     MessageArg::type(args[1]));
    }
    if (args[1].as<String>()->length > 0) {
        return raise(ctx, TypeId::kTypeError, "unsupported format string passed to {}.__format__",
                     MessageArg::type(args[0]));
    }
    String* s = to_str(ctx, args[0]);
    return s ? Value::object(s) : Value::error();
}

Value object_sizeof(Context& ctx, const Args& args) {
    return make_int(ctx, args[0].is_object()
                             ? static_cast<int64_t>(ctx.heap().cell_size(args[0].as_object()))
                             : 8);
}

Value object_init_subclass(Context& ctx, const Args& args) {
    if (args.keywords && args.keywords.as<Dict>()->live) {
        return raise(ctx, TypeId::kTypeError, "{}.__init_subclass__() takes no keyword arguments",
                     args[0].as<Type>()->qualname.get());
    }
    return Value::none();
}

Value object_subclasshook(Context&, const Args&) { return Value::not_implemented(); }

/// The members of __slots__ along the MRO that are set, for pickling.
bool slot_state(Context& ctx, Value self, Dict* out) {
    for (Value t : type_of(ctx, self)->mro->values()) {
        uint64_t position = 0;
        Value key, value;
        while (dict_next(t.as<Type>()->dict.get(), position, key, value)) {
            if (!value.has_shape(builtin_shape(TypeId::kMemberDescriptor))) continue;
            auto* m = value.as<Member>();
            if (m->property) continue;
            if (m->offset == 0) continue;  // among the attributes already
            Value v = reinterpret_cast<Slot*>(self.as<char>() + m->offset)->get();
            if (v && !dict_set(ctx, out, m->name.get(), v)) return false;
        }
    }
    return true;
}

Value object_getstate(Context& ctx, const Args& args) {
    const Value self = args[0];
    Value state = Value::none();
    if (self.is_object() && attrs_word(ctx, self.as_object())) {
        Dict* d = copy_instance_dict(ctx, self.as_object());
        if (!d) return Value::error();
        if (d->live || !type_of(ctx, self)->has(Type::kUserDefined)) state = Value::object(d);
        if (d->live == 0) state = Value::none();
    }
    Dict* slots = make_dict(ctx);
    if (!slots || (self.is_object() && !slot_state(ctx, self, slots))) return Value::error();
    if (slots->live == 0) return state;
    const Value pair[] = {state, Value::object(slots)};
    return Value::object(make_tuple(ctx, pair));
}

Value object_reduce_ex(Context& ctx, const Args& args) {
    Type* type = type_of(ctx, args[0]);
    String* name = intern(ctx, "__reduce__");
    Value own = type_lookup(ctx, type, name);
    Value base = type_lookup(ctx, ctx.type(TypeId::kObject), name);
    if (!(own == base)) return call_method(ctx, args[0], name, {});
    Value copyreg = import_module(ctx, "copyreg");
    if (!copyreg) return Value::error();
    int64_t protocol = 0;
    if (!to_int64(ctx, args[1], protocol)) return Value::error();
    const Value pair[] = {args[0], args[1]};
    if (protocol < 2) return call_method(ctx, copyreg, intern(ctx, "_reduce_ex"), pair);
    return reduce_newobj(ctx, copyreg, args[0]);
}

Value object_reduce(Context& ctx, const Args& args) {
    Value copyreg = import_module(ctx, "copyreg");
    if (!copyreg) return Value::error();
    const Value pair[] = {args[0], Value::small_int(0)};
    return call_method(ctx, copyreg, intern(ctx, "_reduce_ex"), pair);
}

Value object_class(Context& ctx, Value self) { return Value::object(type_of(ctx, self)); }

/// The __slots__ a class itself adds, by name.
std::vector<std::pair<String*, uint32_t>> own_members(const Type* type) {
    std::vector<std::pair<String*, uint32_t>> out;
    uint64_t position = 0;
    Value key, value;
    while (dict_next(type->dict.get(), position, key, value)) {
        if (!value.has_shape(builtin_shape(TypeId::kMemberDescriptor))) continue;
        auto* m = value.as<Member>();
        if (!m->property && m->owner.get() == type) out.emplace_back(m->name.get(), m->offset);
    }
    std::sort(out.begin(), out.end());
    return out;
}

/// True if instances of one class can become instances of the other: the same native part, the
/// same __slots__, and attribute storage in the same place.
bool same_layout(Type* from, Type* to) {
    if (from->instance_kind != to->instance_kind || from->native != to->native ||
        from->attrs_offset != to->attrs_offset) {
        return false;
    }
    auto solid = [](Type* t) {
        while (t && !t->has(Type::kSolid))
            t = t->base.get();
        return t;
    };
    Type* a = solid(from);
    Type* b = solid(to);
    if (a == b) return true;
    if (!a || !b || own_members(a) != own_members(b)) return false;
    return solid(a->base.get()) == solid(b->base.get());
}

bool set_object_class(Context& ctx, Value self, Value value) {
    if (!value) {
        raise(ctx, TypeId::kTypeError, "can't delete __class__ attribute");
        return false;
    }
    if (!value.is(Kind::kType)) {
        raise(ctx, TypeId::kTypeError, "__class__ must be set to a class, not '{}' object",
              MessageArg::type(value));
        return false;
    }
    Type* from = type_of(ctx, self);
    auto* to = value.as<Type>();
    if (from == to) return true;
    const bool modules = from->instance_kind == Kind::kModule && to->instance_kind == Kind::kModule;
    if (!modules && !(from->has(Type::kUserDefined) && to->has(Type::kUserDefined))) {
        raise(ctx, TypeId::kTypeError,
              "__class__ assignment only supported for mutable types or ModuleType subclasses");
        return false;
    }
    const bool compatible = same_layout(from, to) &&
                            (modules || ctx.heap().cell_size(self.as_object()) >= to->basic_size);
    if (!compatible) {
        raise(ctx, TypeId::kTypeError, "__class__ assignment: '{}' object layout differs from '{}'",
              to->name.get(), from->name.get());
        return false;
    }
    Object* o = self.as_object();
    if (from->attrs_offset && !modules) {
        // Attributes move through the dictionary form, whose place does not depend on the class.
        if (!instance_dict(ctx, o)) return false;
        o->shape = to->dictionary_shape;
    } else {
        o->shape = to->root_shape;
    }
    return true;
}

const NativeMethod kObjectMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", object_new,
     "Create and return a new object.  See help(type) for accurate signature."},
    {"__init__(self, /, *args, **kwargs)", object_init,
     "Initialize self.  See help(type(self)) for accurate signature."},
    {"__repr__(self, /)", object_repr, "Return repr(self)."},
    {"__str__(self, /)", object_str, "Return str(self)."},
    {"__eq__(self, value, /)", object_eq, "Return self==value."},
    {"__ne__(self, value, /)", object_ne, "Return self!=value."},
    {"__lt__(self, value, /)", object_order, "Return self<value."},
    {"__le__(self, value, /)", object_order, "Return self<=value."},
    {"__gt__(self, value, /)", object_order, "Return self>value."},
    {"__ge__(self, value, /)", object_order, "Return self>=value."},
    {"__hash__(self, /)", object_hash, "Return hash(self)."},
    {"__getattribute__(self, name, /)", object_getattribute, "Return getattr(self, name)."},
    {"__setattr__(self, name, value, /)", object_setattr, "Implement setattr(self, name, value)."},
    {"__delattr__(self, name, /)", object_delattr, "Implement delattr(self, name)."},
    {"__dir__(self, /)", object_dir, "Default dir() implementation."},
    {"__format__(self, format_spec, /)", object_format, "Default object formatter."},
    {"__sizeof__(self, /)", object_sizeof, "Size of object in memory, in bytes."},
    {"__reduce__(self, /)", object_reduce, "Helper for pickle."},
    {"__reduce_ex__(self, protocol, /)", object_reduce_ex, "Helper for pickle."},
    {"__getstate__(self, /)", object_getstate, "Helper for pickle."},
    {"__init_subclass__(cls, /, **kwargs)", object_init_subclass,
     "This method is called when a class is subclassed.", NativeMethod::kClassMethod},
    {"__subclasshook__(cls, subclass, /)", object_subclasshook,
     "Abstract classes can override this to customize issubclass().", NativeMethod::kClassMethod},
};

const NativeProperty kObjectProperties[] = {
    {"__class__", object_class, set_object_class, "the object's class"},
};

// ---- None, NotImplemented, Ellipsis ----

Value text(Context& ctx, const char* s) {
    String* v = intern(ctx, s);
    return v ? Value::object(v) : Value::error();
}

Value none_new(Context& ctx, const Args& args) {
    if (args.rest_count) return raise(ctx, TypeId::kTypeError, "NoneType takes no arguments");
    return Value::none();
}
Value none_repr(Context& ctx, const Args&) { return text(ctx, "None"); }
Value none_bool(Context&, const Args&) { return Value::false_value(); }
Value none_hash(Context&, const Args&) { return Value::small_int(0xFCA86420); }
const NativeMethod kNoneMethods[] = {
    {"__new__(cls, /, *args)", none_new},
    {"__repr__(self, /)", none_repr},
    {"__bool__(self, /)", none_bool},
    {"__hash__(self, /)", none_hash},
};

Value not_implemented_new(Context& ctx, const Args& args) {
    if (args.rest_count) {
        return raise(ctx, TypeId::kTypeError, "NotImplementedType takes no arguments");
    }
    return Value::not_implemented();
}
Value not_implemented_repr(Context& ctx, const Args&) { return text(ctx, "NotImplemented"); }
Value not_implemented_bool(Context& ctx, const Args&) {
    if (!issue_warning(ctx, TypeId::kDeprecationWarning,
                       "NotImplemented should not be used in a boolean context")) {
        return Value::error();
    }
    return Value::true_value();
}
const NativeMethod kNotImplementedMethods[] = {
    {"__new__(cls, /, *args)", not_implemented_new},
    {"__repr__(self, /)", not_implemented_repr},
    {"__reduce__(self, /)", not_implemented_repr},
    {"__bool__(self, /)", not_implemented_bool},
};

Value ellipsis_new(Context& ctx, const Args& args) {
    if (args.rest_count) return raise(ctx, TypeId::kTypeError, "EllipsisType takes no arguments");
    return Value::ellipsis();
}
Value ellipsis_repr(Context& ctx, const Args&) { return text(ctx, "Ellipsis"); }
const NativeMethod kEllipsisMethods[] = {
    {"__new__(cls, /, *args)", ellipsis_new},
    {"__repr__(self, /)", ellipsis_repr},
    {"__reduce__(self, /)", ellipsis_repr},
};

}  // namespace

std::string address_text(Value v) {
    char buffer[32];
    snprintf(buffer, sizeof buffer, "0x%012llx", static_cast<unsigned long long>(v.bits()));
    return buffer;
}

namespace {

/// True if cls.__new__(cls) and a state can make such an object again: it has nothing else inside.
bool can_remake(Context& ctx, Value self) {
    if (!self.is_object()) return true;
    switch (self.as_object()->kind) {
    case Kind::kInstance:
    case Kind::kList:
    case Kind::kDict: return true;
    default: break;
    }
    String* name = intern(ctx, "__getstate__");
    return !(type_lookup(ctx, type_of(ctx, self), name) ==
             type_lookup(ctx, ctx.type(TypeId::kObject), name));
}

/// A method of the object's type: neither the instance nor its __getattr__ is asked.
Truth find_on_type(Context& ctx, Value self, const char* method, Value& out) {
    Type* type = type_of(ctx, self);
    String* name = intern(ctx, method);
    const Value found = name ? type_lookup(ctx, type, name) : Value();
    if (!found) return name ? Truth::kNo : Truth::kError;
    out = bind_descriptor(ctx, found, self, type);
    return out ? Truth::kYes : Truth::kError;
}

}  // namespace

Value reduce_newobj(Context& ctx, Value copyreg, Value self) {
    Type* type = type_of(ctx, self);
    Value args = Value::object(empty_tuple(ctx)), kwargs;
    Value hook;
    Truth t = find_on_type(ctx, self, "__getnewargs_ex__", hook);
    if (t == Truth::kError) return Value::error();
    if (t == Truth::kYes) {
        Value pair = call(ctx, hook, {});
        if (!pair) return pair;
        if (!pair.is(Kind::kTuple) || pair.as<Tuple>()->length != 2) {
            return raise(ctx, TypeId::kTypeError,
                         "__getnewargs_ex__ should return a tuple, not '{}'",
                         MessageArg::type(pair));
        }
        args = pair.as<Tuple>()->at(0);
        kwargs = pair.as<Tuple>()->at(1);
    } else {
        t = find_on_type(ctx, self, "__getnewargs__", hook);
        if (t == Truth::kError) return Value::error();
        if (t == Truth::kYes) {
            args = call(ctx, hook, {});
            if (!args) return args;
            if (!args.is(Kind::kTuple)) {
                return raise(ctx, TypeId::kTypeError,
                             "__getnewargs__ should return a tuple, not '{}'",
                             MessageArg::type(args));
            }
        } else if (!can_remake(ctx, self)) {
            const bool many = self.is(Kind::kMemoryView) || self.is(Kind::kCode);
            return raise(ctx, TypeId::kTypeError,
                         many ? "cannot pickle {} objects" : "cannot pickle '{}' object",
                         MessageArg::type(self));
        }
    }
    Value state = call_method(ctx, self, intern(ctx, "__getstate__"), {});
    if (!state) return state;
    Value list_items = Value::none(), dict_items = Value::none();
    if (self.is(Kind::kList)) list_items = get_iterator(ctx, self);
    if (self.is(Kind::kDict)) {
        Value items = call_method(ctx, self, Name::kitems, {});
        dict_items = items ? get_iterator(ctx, items) : items;
    }
    if (!list_items || !dict_items) return Value::error();
    Value maker, make_args;
    if (kwargs && kwargs.is(Kind::kDict) && kwargs.as<Dict>()->live) {
        maker = get_attribute(ctx, copyreg, intern(ctx, "__newobj_ex__"));
        const Value triple[] = {Value::object(type), args, kwargs};
        make_args = Value::object(make_tuple(ctx, triple));
    } else {
        maker = get_attribute(ctx, copyreg, intern(ctx, "__newobj__"));
        ValueVector all(ctx);
        all.values.push_back(Value::object(type));
        for (Value v : args.as<Tuple>()->values())
            all.values.push_back(v);
        make_args = Value::object(make_tuple(ctx, std::span<const Value>(all.values)));
    }
    if (!maker || !make_args) return Value::error();
    const Value out[] = {maker, make_args, state, list_items, dict_items};
    return Value::object(make_tuple(ctx, out));
}

extern const NativeTypeSpec kObjectSpec = {
    .name = "object",
    .kind = Kind::kInstance,
    .size = sizeof(Object),
    .methods = kObjectMethods,
    .properties = kObjectProperties,
    .doc =
        "object()\n--\n\nThe base class of the class hierarchy.\n\nWhen called, it accepts no "
        "arguments and "
        "returns a new featureless\ninstance that has no instance attributes and cannot be "
        "given any.\n"};
extern const NativeTypeSpec kNoneTypeSpec = {
    .name = "NoneType", .kind = Kind::kNative, .subclassable = false, .methods = kNoneMethods};
extern const NativeTypeSpec kNotImplementedTypeSpec = {.name = "NotImplementedType",
                                                       .kind = Kind::kNative,
                                                       .subclassable = false,
                                                       .methods = kNotImplementedMethods};
extern const NativeTypeSpec kEllipsisSpec = {
    .name = "ellipsis", .kind = Kind::kNative, .subclassable = false, .methods = kEllipsisMethods};

}  // namespace orrery
