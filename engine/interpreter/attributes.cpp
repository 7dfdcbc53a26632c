// Attribute access in full, and the inline caches in front of it.
#include "engine/interpreter/cache.h"
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/collections_module.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/method_cache.h"
#include "engine/objects/structseq.h"

namespace orrery {

namespace {

bool has_special(Context& ctx, Value v, Special s) {
    return v.is_object() && bool(type_of(ctx, v)->lookup_special(s));
}

bool is_data_descriptor(Context& ctx, Value v) {
    if (v.is(Kind::kFunction)) return false;
    return has_special(ctx, v, Special::kSet) || has_special(ctx, v, Special::kDelete);
}

/// A function that a look-up through an instance turns into a method by putting the receiver first.
bool is_plain_method(Value v) {
    if (v.has_shape(builtin_shape(TypeId::kFunction))) return true;
    constexpr uint8_t kMask =
        NativeFunction::kMethod | NativeFunction::kBound | NativeFunction::kClassMethod;
    return v.is(Kind::kNativeFunction) &&
           (v.as<NativeFunction>()->flags & kMask) == NativeFunction::kMethod;
}

Value raise_no_attribute(Context& ctx, Value object, String* name) {
    if (object.is(Kind::kType)) {
        raise(ctx, TypeId::kAttributeError, "type object '{}' has no attribute '{}'",
              object.as<Type>()->name.get(), name);
    } else if (object.is(Kind::kModule)) {
        return raise_no_module_attribute(ctx, object.as<Module>(), name);
    } else {
        raise(ctx, TypeId::kAttributeError, "'{}' object has no attribute '{}'",
              MessageArg::type(object), name);
    }
    set_attribute_error_fields(ctx, object, name);
    return Value::error();
}

Value call_getter(Context& ctx, Value descriptor, Value object, Type* type) {
    Value out;
    const Truth t = call_special(ctx, descriptor, Special::kGet,
                                 {object ? object : Value::none(), Value::object(type)}, out);
    if (t == Truth::kError) return Value::error();
    return t == Truth::kYes ? out : descriptor;
}

Value read_member(Context& ctx, Member* m, Value object) {
    if (m->property) {
        if (!is_instance_of(ctx, object, m->owner.get())) {
            return raise(ctx, TypeId::kTypeError,
                         "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                         m->name.get(), m->owner->name.get(), MessageArg::type(object));
        }
        return m->property->get(ctx, object);
    }
    if (!is_instance_of(ctx, object, m->owner.get())) {
        return raise(ctx, TypeId::kTypeError,
                     "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                     m->name.get(), m->owner->name.get(), MessageArg::type(object));
    }
    Value v = m->offset ? reinterpret_cast<Slot*>(object.as<char>() + m->offset)->get()
                        : get_own_attribute(ctx, object.as_object(), m->name.get());
    return v ? v : raise_no_attribute(ctx, object, m->name.get());
}

/// type.__getattribute__: the metatype's data descriptors, the class and its bases, the metatype.
Value type_get_attribute(Context& ctx, Type* type, String* name, bool raise_absent) {
    Type* metatype = type_of(ctx, Value::object(type));
    Value meta = type_lookup(ctx, metatype, name);
    if (meta && is_data_descriptor(ctx, meta)) {
        return bind_descriptor(ctx, meta, Value::object(type), metatype);
    }
    if (Value found = type_lookup(ctx, type, name)) {
        return bind_descriptor(ctx, found, Value(), type);
    }
    if (meta) return bind_descriptor(ctx, meta, Value::object(type), metatype);
    return raise_absent ? raise_no_attribute(ctx, Value::object(type), name) : Value::stop();
}

/// object.__getattribute__; with `raise_absent` false, absence gives stop() without an exception.
Value generic_get(Context& ctx, Value object, String* name, bool raise_absent) {
    if (object.is(Kind::kType)) {
        return type_get_attribute(ctx, object.as<Type>(), name, raise_absent);
    }
    Type* type = type_of(ctx, object);
    Value found = type_lookup(ctx, type, name);
    if (found && is_data_descriptor(ctx, found) && has_special(ctx, found, Special::kGet)) {
        return bind_descriptor(ctx, found, object, type);
    }
    if (object.is_object()) {
        Value own = object.is(Kind::kModule) ? dict_get(ctx, object.as<Module>()->dict.get(), name)
                                             : get_own_attribute(ctx, object.as_object(), name);
        if (own) return own;
    }
    if (found) return bind_descriptor(ctx, found, object, type);
    if (object.is(Kind::kModule)) {
        // PEP 562
        Value hook = dict_get(ctx, object.as<Module>()->dict.get(),
                              ctx.runtime().special_name(Special::kGetattr));
        if (hook) return call(ctx, hook, {Value::object(name)});
    }
    return raise_absent ? raise_no_attribute(ctx, object, name) : Value::stop();
}

bool is_absence(Context& ctx) {
    if (!exception_matches(ctx, TypeId::kAttributeError)) return false;
    take_exception(ctx);
    return true;
}

/// obj.name with __getattribute__ and __getattr__; stop() for absence when not `raise_absent`.
Value full_get(Context& ctx, Value object, String* name, bool raise_absent) {
    Type* type = type_of(ctx, object);
    if (type->has(Type::kDefaultGetattribute) || type == ctx.type(TypeId::kModule)) {
        return generic_get(ctx, object, name, raise_absent);
    }
    Value out;
    Value getattribute = type->lookup_special(Special::kGetattribute);
    const bool generic = getattribute.is(Kind::kNativeFunction);
    const bool has_getattr = bool(type->lookup_special(Special::kGetattr));
    if (generic) {
        // type's, object's and native types' own are reached through their declaration.
        if (getattribute == ctx.type(TypeId::kObject)->lookup_special(Special::kGetattribute) ||
            getattribute == ctx.type(TypeId::kType)->lookup_special(Special::kGetattribute) ||
            getattribute == ctx.type(TypeId::kModule)->lookup_special(Special::kGetattribute)) {
            out = generic_get(ctx, object, name, raise_absent && !has_getattr);
            if (out.is_stop() && !has_getattr) return out;
        } else {
            const Value args[] = {object, Value::object(name)};
            out = call_native_unchecked(ctx, getattribute.as<NativeFunction>(), args, 2);
        }
    } else {
        call_special(ctx, object, Special::kGetattribute, {Value::object(name)}, out);
    }
    if (out && !out.is_stop()) return out;
    if (!has_getattr) {
        if (!raise_absent && is_absence(ctx)) return Value::stop();
        return Value::error();
    }
    const Value absence = out ? Value() : ctx.exception;
    if (!out && !is_absence(ctx)) return Value::error();
    if (call_special(ctx, object, Special::kGetattr, {Value::object(name)}, out) == Truth::kNo) {
        // __getattribute__ has deleted it.
        ctx.exception = absence;
        if (!absence) return raise_absent ? raise_no_attribute(ctx, object, name) : Value::stop();
    }
    if (!out && !raise_absent && is_absence(ctx)) return Value::stop();
    return out;
}

bool raise_cannot_set(Context& ctx, Value object, String* name, Value value, Value found) {
    if (object.is(Kind::kType)) {
        raise(ctx, TypeId::kTypeError, "cannot set '{}' attribute of immutable type '{}'", name,
              native_display_name(object.as<Type>()));
        return false;
    }
    if (found) {
        raise(ctx, TypeId::kAttributeError, "'{}' object attribute '{}' is read-only",
              MessageArg::type(object), name);
    } else {
        raise(ctx, TypeId::kAttributeError, "'{}' object has no attribute '{}'",
              MessageArg::type(object), name);
    }
    (void)value;
    set_attribute_error_fields(ctx, object, name);
    return false;
}

// ---- filling caches ----

void publish(Context& ctx, Code* code, Site& site, CacheEntry* e) {
    unsigned length = 0;
    for (CacheEntry* n = site.entry.load(std::memory_order_relaxed); n; n = n->next.get())
        length++;
    if (length < CacheEntry::kMaxEntries) e->next.init(site.entry.load(std::memory_order_relaxed));
    site.entry.store(e, std::memory_order_release);
    site.misses.fetch_add(1, std::memory_order_relaxed);
    write_barrier(ctx, code);
}

CacheEntry* new_entry(Context& ctx, const Object* receiver, Type* guard,
                      CacheEntry::Action action) {
    auto* e = ctx.heap().allocate<CacheEntry>(Kind::kCacheEntry, 0);
    if (!e) {
        take_exception(ctx);  // a cache is not worth a MemoryError
        return nullptr;
    }
    e->shape = receiver->shape;
    e->version = type_version(ctx, guard);
    e->type.init(guard);
    e->action = action;
    return e;
}

constexpr uint32_t kMegamorphic = 64;  // misses after which a site is no longer filled

bool is_exact(Value v, Kind kind) { return v.is(kind) && v.as_object()->is_exact(); }

/// True if nothing but the class and its bases decides what `Class.name` is, once it is found
/// there. (A metaclass that comes to decide it empties all caches: type_set_attribute.)
bool has_plain_type_access(Context& ctx, Type* type, String* name) {
    Type* metatype = type_of(ctx, Value::object(type));
    Type* plain = ctx.type(TypeId::kType);
    if (metatype != plain && !(metatype->lookup_special(Special::kGetattribute) ==
                               plain->lookup_special(Special::kGetattribute))) {
        return false;
    }
    const Value meta = type_lookup(ctx, metatype, name);
    return !meta || !is_data_descriptor(ctx, meta);
}

/// Caches `Class.name` when nothing but the class and its bases decides it.
void cache_type_attribute(Context& ctx, Code* code, Site& site, Type* type, String* name) {
    if (!has_plain_type_access(ctx, type, name)) return;
    Value found = type_lookup(ctx, type, name);
    if (!found) return;
    if (is_exact(found, Kind::kStaticMethod)) {
        found = found.as<StaticMethod>()->function.get();
    } else if (!found.has_shape(builtin_shape(TypeId::kFunction)) &&
               has_special(ctx, found, Special::kGet)) {
        return;
    }
    if (CacheEntry* e = new_entry(ctx, type, type, CacheEntry::kTypeAttribute)) {
        e->value.init(found);
        publish(ctx, code, site, e);
    }
}

void cache_module_attribute(Context& ctx, Code* code, Site& site, Module* module, String* name) {
    Type* type = type_of(ctx, Value::object(module));
    if (!type->has(Type::kDefaultGetattribute) && type != ctx.type(TypeId::kModule)) return;
    Value found = type_lookup(ctx, type, name);
    if (found && is_data_descriptor(ctx, found)) return;
    Dict* dict = module->dict.get();
    const int64_t entry = dict_find(ctx, dict, name);
    if (entry < 0) return;
    if (CacheEntry* e = new_entry(ctx, module, type, CacheEntry::kModule)) {
        e->offset = static_cast<uint32_t>(entry);
        e->value.init(Value::small_int(dict_keys_version(ctx, dict)));
        publish(ctx, code, site, e);
    }
}

/// Caches that objects of this shape have the attribute at a byte offset: what changes that empties
/// all caches (type_set_attribute).
void cache_place(Context& ctx, Code* code, Site& site, Object* o, Type* type, const String* name,
                 uint32_t offset) {
    // A second shape goes to the entries, so that two shapes do not evict each other.
    if (site.word.load(std::memory_order_relaxed) == 0) {
        site.word.store(uint64_t{o->shape} << 32 | offset, std::memory_order_relaxed);
        return;
    }
    ctx.runtime().method_cache->slot(o->shape, name) = {o->shape, offset, name};
    if (site.misses.load(std::memory_order_relaxed) > kMegamorphic) return;
    if (CacheEntry* e = new_entry(ctx, o, type, CacheEntry::kInlineSlot)) {
        e->offset = offset;
        publish(ctx, code, site, e);
    }
}

/// Caches the look-up of an instance attribute that has just succeeded.
void cache_load(Context& ctx, Code* code, Site& site, Value object, String* name) {
    if (!object.is_object()) return;
    const bool full = site.misses.load(std::memory_order_relaxed) > kMegamorphic;
    Object* o = object.as_object();
    Type* type = type_of(ctx, object);
    if (full && !o->is(Kind::kInstance)) return;
    if (o->is(Kind::kType)) return cache_type_attribute(ctx, code, site, object.as<Type>(), name);
    if (o->is(Kind::kModule))
        return cache_module_attribute(ctx, code, site, object.as<Module>(), name);
    if (!type->has(Type::kDefaultGetattribute)) return;
    Shape* shape = ctx.runtime().shapes.at(o->shape);
    Value found = type_lookup(ctx, type, name);
    if (found && is_data_descriptor(ctx, found)) {
        if (found.has_shape(builtin_shape(TypeId::kMemberDescriptor)) &&
            !found.as<Member>()->property && found.as<Member>()->offset) {
            cache_place(ctx, code, site, o, type, name,
                        static_cast<uint32_t>(found.as<Member>()->offset));
        } else if (found.has_shape(builtin_shape(TypeId::kProperty)) &&
                   found.as<Property>()->get.get().has_shape(builtin_shape(TypeId::kFunction))) {
            if (full) return;
            if (CacheEntry* e = new_entry(ctx, o, type, CacheEntry::kProperty)) {
                e->value.init(found.as<Property>()->get.get());
                publish(ctx, code, site, e);
            }
        } else if (const int64_t i = tuple_getter_index(ctx, found);
                   i >= 0 && o->is(Kind::kTuple)) {
            if (full) return;
            if (CacheEntry* e = new_entry(ctx, o, type, CacheEntry::kTupleItem)) {
                e->offset = static_cast<uint32_t>(i);
                publish(ctx, code, site, e);
            }
        }
        return;
    }
    if (shape->is_dictionary) return;
    const int32_t index = shape->find(name);
    if (index >= 0) {
        if (static_cast<uint32_t>(index) < type->inline_capacity) {
            cache_place(ctx, code, site, o, type, name,
                        type->attrs_offset + 8 * (1 + static_cast<uint32_t>(index)));
            return;
        }
        if (full) return;
        if (CacheEntry* e = new_entry(ctx, o, type, CacheEntry::kSlot)) {
            e->offset = static_cast<uint32_t>(index);
            publish(ctx, code, site, e);
        }
        return;
    }
    if (full || !found || has_special(ctx, found, Special::kGet)) return;
    if (CacheEntry* e = new_entry(ctx, o, type, CacheEntry::kClassValue)) {
        e->value.init(found);
        publish(ctx, code, site, e);
    }
}

/// The method `name` gives through an instance, or empty when it is not a plain method.
Value method_for(Context& ctx, Value object, String* name) {
    Type* type = type_of(ctx, object);
    if (!type->has(Type::kDefaultGetattribute)) return Value();
    if (object.is(Kind::kType) || object.is(Kind::kModule)) return Value();
    Value found = type_lookup(ctx, type, name);
    return found && is_plain_method(found) ? found : Value();
}

/// Calls through an instance of a staticmethod find the function without a binding.
void cache_static_method(Context& ctx, Code* code, Site& site, Value object, String* name) {
    if (!object.is_object() || object.is(Kind::kType) || object.is(Kind::kModule) ||
        site.misses.load(std::memory_order_relaxed) > kMegamorphic) {
        return;
    }
    Object* o = object.as_object();
    Type* type = type_of(ctx, object);
    Shape* shape = ctx.runtime().shapes.at(o->shape);
    Value found = type->has(Type::kDefaultGetattribute) ? type_lookup(ctx, type, name) : Value();
    if (!is_exact(found, Kind::kStaticMethod) || shape->is_dictionary || shape->find(name) >= 0) {
        return;
    }
    if (CacheEntry* e = new_entry(ctx, o, type, CacheEntry::kClassValue)) {
        e->value.init(found.as<StaticMethod>()->function.get());
        publish(ctx, code, site, e);
    }
}

/// The function under the classmethod that `name` is for a class or an instance, and in `cls` the
/// class to call it with; empty if it is none. Caches it.
Value class_method_for(Context& ctx, Code* code, Site& site, Value object, String* name,
                       Value& cls) {
    if (!object.is_object() || object.is(Kind::kModule)) return Value();
    Object* o = object.as_object();
    const bool on_class = o->is(Kind::kType);
    Type* type = on_class ? object.as<Type>() : type_of(ctx, object);
    if (on_class ? !has_plain_type_access(ctx, type, name)
                 : !type->has(Type::kDefaultGetattribute)) {
        return Value();
    }
    const Value found = type_lookup(ctx, type, name);
    if (!is_exact(found, Kind::kClassMethod)) return Value();
    const Value function = found.as<ClassMethod>()->function.get();
    if (!function.is(Kind::kFunction)) return Value();
    if (!on_class && get_own_attribute(ctx, o, name)) return Value();
    cls = Value::object(type);
    if ((on_class || !ctx.runtime().shapes.at(o->shape)->is_dictionary) &&
        site.misses.load(std::memory_order_relaxed) <= kMegamorphic) {
        const auto action = on_class ? CacheEntry::kTypeMethod : CacheEntry::kClassMethod;
        if (CacheEntry* e = new_entry(ctx, o, type, action)) {
            e->value.init(function);
            publish(ctx, code, site, e);
        }
    }
    return function;
}

}  // namespace

void set_attribute_error_fields(Context& ctx, Value object, String* name) {
    if (!ctx.exception.is(Kind::kException)) return;
    auto* e = ctx.exception.as<Exception>();
    e->fields[0].set(ctx, e, Value::object(name));
    e->fields[1].set(ctx, e, object);
}

Value bind_descriptor(Context& ctx, Value attribute, Value object, Type* type) {
    if (!attribute.is_object()) return attribute;
    switch (attribute.as_object()->kind) {
    case Kind::kFunction: return object ? make_bound_method(ctx, attribute, object) : attribute;
    case Kind::kNativeFunction: {
        auto* f = attribute.as<NativeFunction>();
        if (f->flags & NativeFunction::kBound) return attribute;
        if (f->flags & NativeFunction::kClassMethod) {
            NativeFunction* b = bind_native(ctx, f, Value::object(type));
            return b ? Value::object(b) : Value::error();
        }
        if (!object || !(f->flags & NativeFunction::kMethod)) return attribute;
        NativeFunction* b = bind_native(ctx, f, object);
        return b ? Value::object(b) : Value::error();
    }
    case Kind::kMember:
        return object ? read_member(ctx, attribute.as<Member>(), object) : attribute;
    case Kind::kStaticMethod:
        if (attribute.as_object()->is_exact()) return attribute.as<StaticMethod>()->function.get();
        break;
    case Kind::kProperty:
        if (object && attribute.as_object()->is_exact()) {
            Value getter = attribute.as<Property>()->get.get();
            if (getter && !getter.is_none()) return call(ctx, getter, {object});
        }
        break;
    case Kind::kString:
    case Kind::kInt:
    case Kind::kTuple:
    case Kind::kList:
    case Kind::kDict:
        if (attribute.as_object()->is_exact()) return attribute;
        break;
    default: break;
    }
    if (!has_special(ctx, attribute, Special::kGet)) return attribute;
    return call_getter(ctx, attribute, object, type);
}

namespace {

/// An AttributeError the program raised itself learns what was looked for.
Value named_error(Context& ctx, Value object, String* name) {
    if (exception_matches(ctx, TypeId::kAttributeError)) {
        auto* e = ctx.exception.as<Exception>();
        if (!e->fields[0] && !e->fields[1]) set_attribute_error_fields(ctx, object, name);
    }
    return Value::error();
}

}  // namespace

Value get_attribute(Context& ctx, Value object, String* name) {
    Value v = full_get(ctx, object, name, true);
    return v ? v : named_error(ctx, object, name);
}

Value get_attribute(Context& ctx, Value object, Name name) {
    return get_attribute(ctx, object, ctx.name(name));
}

Truth find_attribute(Context& ctx, Value object, String* name, Value& out) {
    Value v = full_get(ctx, object, name, false);
    if (!v) return is_absence(ctx) ? Truth::kNo : Truth::kError;
    if (v.is_stop()) return Truth::kNo;
    out = v;
    return Truth::kYes;
}

Value generic_get_attribute(Context& ctx, Value object, String* name) {
    return generic_get(ctx, object, name, true);
}

bool generic_set_attribute(Context& ctx, Value object, String* name, Value value) {
    Type* type = type_of(ctx, object);
    Value found = type_lookup(ctx, type, name);
    if (found && is_data_descriptor(ctx, found)) {
        if (found.is(Kind::kMember)) return set_member(ctx, found.as<Member>(), object, value);
        Value ignored;
        const Truth t = value ? call_special(ctx, found, Special::kSet, {object, value}, ignored)
                              : call_special(ctx, found, Special::kDelete, {object}, ignored);
        if (t == Truth::kNo) {
            raise(ctx, TypeId::kAttributeError, value ? "__set__" : "__delete__");
        }
        return t == Truth::kYes;
    }
    if (object.is(Kind::kType)) {
        Type* target = object.as<Type>();
        if (target->has(Type::kImmutable)) {
            return raise_cannot_set(ctx, object, name, value, found);
        }
        return type_set_attribute(ctx, target, name, value);
    }
    if (!object.is_object()) return raise_cannot_set(ctx, object, name, value, found);
    Object* o = object.as_object();
    if (o->is(Kind::kModule)) {
        Dict* dict = object.as<Module>()->dict.get();
        if (value) return dict_set(ctx, dict, intern(ctx, name), value);
        if (dict_delete(ctx, dict, name)) return true;
        raise(ctx, TypeId::kAttributeError, "'{}' object has no attribute '{}'",
              MessageArg::type(object), name);
        set_attribute_error_fields(ctx, object, name);
        return false;
    }
    if (!attrs_word(ctx, o)) return raise_cannot_set(ctx, object, name, value, found);
    if (value) return set_own_attribute(ctx, o, intern(ctx, name), value);
    if (delete_own_attribute(ctx, o, intern(ctx, name))) return true;
    raise(ctx, TypeId::kAttributeError, "'{}' object has no attribute '{}'",
          MessageArg::type(object), name);
    return false;
}

bool set_attribute(Context& ctx, Value object, String* name, Value value) {
    Type* type = type_of(ctx, object);
    if (type->has(Type::kDefaultSetattr)) return generic_set_attribute(ctx, object, name, value);
    Value ignored;
    const Truth t =
        value ? call_special(ctx, object, Special::kSetattr, {Value::object(name), value}, ignored)
              : call_special(ctx, object, Special::kDelattr, {Value::object(name)}, ignored);
    return t == Truth::kYes;
}

bool delete_attribute(Context& ctx, Value object, String* name) {
    return set_attribute(ctx, object, name, Value());
}

// ---- through inline caches ----

Value load_attribute(Context& ctx, Code* code, Site& site, Value object) {
    auto* name = site.name.get().as<String>();
    if (object.is_object()) {
        const uint32_t shape = object.as_object()->shape;
        const SlotCacheEntry& known = ctx.runtime().method_cache->slot(shape, name);
        if (known.shape == shape && known.name == name) {
            const Value v = reinterpret_cast<Slot*>(object.as<char>() + known.offset)->get();
            if (v) return v;
        }
        if (CacheEntry* e = find_entry(site, object.as_object())) {
            if (e->action == CacheEntry::kProperty) return call(ctx, e->value.get(), {object});
        }
    }
    Value v = full_get(ctx, object, name, true);
    if (!v) return named_error(ctx, object, name);
    cache_load(ctx, code, site, object, name);
    return v;
}

bool store_attribute(Context& ctx, Code* code, Site& site, Value object, Value value) {
    auto* name = site.name.get().as<String>();
    Type* type = type_of(ctx, object);
    const bool cacheable = object.is_object() && type->has(Type::kDefaultSetattr) &&
                           object.as_object()->is(Kind::kInstance) &&
                           site.misses.load(std::memory_order_relaxed) <= kMegamorphic;
    const uint32_t before = cacheable ? object.as_object()->shape : 0;
    if (!set_attribute(ctx, object, name, value)) return false;
    if (!cacheable) return true;
    Value found = type_lookup(ctx, type, name);
    Object* o = object.as_object();
    if (found && is_data_descriptor(ctx, found)) {
        if (found.has_shape(builtin_shape(TypeId::kMemberDescriptor)) &&
            !found.as<Member>()->property && site.word.load(std::memory_order_relaxed) == 0) {
            site.word.store(uint64_t{o->shape} << 32 | found.as<Member>()->offset,
                            std::memory_order_relaxed);
        }
        return true;
    }
    Shape* shape = ctx.runtime().shapes.at(o->shape);
    const int32_t index = shape->is_dictionary ? -1 : shape->find(name);
    if (index < 0 || static_cast<uint32_t>(index) >= type->inline_capacity) return true;
    const uint32_t offset = type->attrs_offset + 8 * (1 + static_cast<uint32_t>(index));
    if (o->shape == before) {
        // The latest shape wins: stores are mostly monomorphic.
        site.word.store(uint64_t{o->shape} << 32 | offset, std::memory_order_relaxed);
    } else if (CacheEntry* e = new_entry(ctx, o, type, CacheEntry::kAddSlot)) {
        e->shape = before;
        e->version = o->shape;
        e->offset = offset;
        publish(ctx, code, site, e);
    }
    return true;
}

Value load_method(Context& ctx, Code* code, Site& site, Value object, Value& self) {
    auto* name = site.name.get().as<String>();
    self = Value();
    Value method = method_for(ctx, object, name);
    if (!method) {
        if (const Value f = class_method_for(ctx, code, site, object, name, self)) return f;
        Value v = load_attribute(ctx, code, site, object);
        if (v) cache_static_method(ctx, code, site, object, name);
        return v;
    }
    if (object.is_object()) {
        Object* o = object.as_object();
        Shape* shape = ctx.runtime().shapes.at(o->shape);
        Value own = get_own_attribute(ctx, o, name);
        if (own) return own;
        if (!shape->is_dictionary && site.misses.load(std::memory_order_relaxed) <= kMegamorphic) {
            if (CacheEntry* e = new_entry(ctx, o, type_of(ctx, object), CacheEntry::kMethod)) {
                e->value.init(method);
                publish(ctx, code, site, e);
            }
        }
    }
    self = object;
    return method;
}

}  // namespace orrery
