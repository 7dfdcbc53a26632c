// Module _abc: what abc.ABCMeta is built on.
//
// Classes keep their registry and caches in an object under the name _abc_impl. Caches hold classes
// weakly; their entries are hashed by identity, so that asking runs no Python code.
#include <algorithm>

#include "engine/modules/module_support.h"
#include "engine/objects/weakref.h"

namespace orrery {

namespace {

/// `registry`, `cache` and `negative` are sets of weak references.
struct AbcData : NativeObject {
    Ref<Set> registry, cache, negative;
    int64_t negative_version;
};
void trace(Marker& marker, Object* o) {
    auto* d = static_cast<AbcData*>(o);
    marker.mark(d->registry);
    marker.mark(d->cache);
    marker.mark(d->negative);
}
const NativeTypeSpec kAbcDataSpec = {.name = "_abc._abc_data",
                                     .size = sizeof(AbcData),
                                     .subclassable = false,
                                     .trace = trace,
                                     .doc = "Internal state held by ABC machinery."};

/// How often register() has been called in this engine (kept as the module's state): what negative
/// caches hold is older. -1 after an exception.
int64_t version(Context& ctx) {
    Value m = import_module(ctx, "_abc");
    if (!m) return -1;
    const Value v = m.as<Module>()->state.get();
    return v ? v.as_small_int() : 0;
}
bool advance_version(Context& ctx) {
    Value m = import_module(ctx, "_abc");
    const int64_t now = m ? version(ctx) : -1;
    if (now < 0) return false;
    m.as<Module>()->state.set(ctx, m.as_object(), Value::small_int(now + 1));
    return true;
}

AbcData* data_of(Context& ctx, Value cls) {
    String* name = intern(ctx, "_abc_impl");
    Value v = name ? get_attribute(ctx, cls, name) : Value::error();
    if (!v) return nullptr;
    AbcData* d = native_cast<AbcData>(ctx, v, kAbcDataSpec);
    if (!d) raise(ctx, TypeId::kTypeError, "_abc_impl is set to a wrong type");
    return d;
}

Truth holds(Context& ctx, Set* set, Value cls) {
    if (!set || set->live == 0 || !ctx.heap().first_weakref(cls.as_object())) return Truth::kNo;
    Value w = make_weakref(ctx, cls);
    return w ? set_contains(ctx, set, w) : Truth::kError;
}
bool add_weakly(Context& ctx, AbcData* d, Ref<Set>& set, Value cls) {
    if (!set) {
        Set* made = make_set(ctx);
        if (!made) return false;
        set.set(ctx, d, made);
    }
    // References that have died hash as before but equal nothing: they are dropped when the set
    // has doubled.
    Set* s = set.get();
    if (s->live >= 32 && (s->live & (s->live - 1)) == 0) {
        Set* kept = make_set(ctx);
        if (!kept) return false;
        uint64_t position = 0;
        Value w;
        while (set_next(s, position, w)) {
            if (weakref_target(w.as<WeakRef>()) && !set_add(ctx, kept, w)) return false;
        }
        set.set(ctx, d, kept);
        s = kept;
    }
    Value w = make_weakref(ctx, cls);
    return w && set_add(ctx, s, w);
}

// ---- abstract methods ----

Truth is_abstract(Context& ctx, Value v) {
    String* name = intern(ctx, "__isabstractmethod__");
    Value flag;
    const Truth t = name ? find_attribute(ctx, v, name, flag) : Truth::kError;
    return t == Truth::kYes ? is_true(ctx, flag) : t;
}

bool collect_abstract(Context& ctx, Value cls) {
    String* abstract_name = ctx.name(Name::k__abstractmethods__);
    Set* found = make_set(ctx, true);
    Value ns = get_attribute(ctx, cls, Name::k__dict__);
    Value bases = get_attribute(ctx, cls, Name::k__bases__);
    if (!found || !ns || !bases) return false;
    Value items = call_method(ctx, ns, Name::kitems, {});
    List* list = items ? list_from(ctx, items) : nullptr;
    if (!list) return false;
    for (uint64_t i = 0; i < list->size; i++) {
        auto* pair = list->at(i).as<Tuple>();
        const Truth t = is_abstract(ctx, pair->at(1));
        if (t == Truth::kError) return false;
        if (t == Truth::kYes && !set_add(ctx, found, pair->at(0))) return false;
    }
    for (Value base : bases.as<Tuple>()->values()) {
        Value names;
        Truth t = find_attribute(ctx, base, abstract_name, names);
        if (t == Truth::kError) return false;
        if (t == Truth::kNo) continue;
        const bool ok = for_each(ctx, names, [&](Value name) {
            Value v;
            Truth there = find_attribute(ctx, cls, name.as<String>(), v);
            if (there == Truth::kYes) there = is_abstract(ctx, v);
            return there == Truth::kNo || (there == Truth::kYes && set_add(ctx, found, name));
        });
        if (!ok) return false;
    }
    return set_attribute(ctx, cls, abstract_name, Value::object(found));
}

/// Py_TPFLAGS_SEQUENCE and _MAPPING as the base declares them (__abc_tpflags__).
bool take_pattern_flags(Context& ctx, Value cls) {
    String* name = intern(ctx, "__abc_tpflags__");
    if (!name || !cls.is(Kind::kType)) return bool(name);
    auto* type = cls.as<Type>();
    const Value flags = dict_get(ctx, type->dict.get(), name);
    if (!flags) return true;
    int64_t bits;
    if (int_to_int64(flags, bits)) {
        constexpr int64_t kSequence = 1 << 5, kMapping = 1 << 6;
        if ((bits & kSequence) && (bits & kMapping)) {
            raise(ctx, TypeId::kTypeError,
                  "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING");
            return false;
        }
        if (bits & kSequence) type->type_flags |= Type::kSequence;
        if (bits & kMapping) type->type_flags |= Type::kMapping;
    }
    return delete_attribute(ctx, cls, name);
}

Value abc_init(Context& ctx, const Args& args) {
    if (!collect_abstract(ctx, args[0])) return Value::error();
    Type* type = shared_type(ctx, kAbcDataSpec);
    auto* d = type ? allocate<AbcData>(ctx, type) : nullptr;
    String* name = intern(ctx, "_abc_impl");
    if (!d || !name) return Value::error();
    d->negative_version = version(ctx);
    if (!set_attribute(ctx, args[0], name, Value::object(d)) || !take_pattern_flags(ctx, args[0])) {
        return Value::error();
    }
    return Value::none();
}

void set_pattern_flags(Type* child, uint32_t flags, Context& ctx) {
    child->type_flags |= flags;
    ValueArray* list = child->subclasses.get();
    for (uint64_t i = 0; list && i < list->capacity; i++) {
        const Value w = list->slots()[i].get();
        if (!w) continue;
        const Value target = weakref_target(w.as<WeakRef>());
        if (target.is(Kind::kType)) set_pattern_flags(target.as<Type>(), flags, ctx);
    }
}

Value abc_register(Context& ctx, const Args& args) {
    const Value cls = args[0], subclass = args[1];
    if (!subclass.is(Kind::kType))
        return raise(ctx, TypeId::kTypeError, "Can only register classes");
    Truth t = is_subclass(ctx, subclass, cls);
    if (t == Truth::kError) return Value::error();
    if (t == Truth::kYes) return subclass;
    t = is_subclass(ctx, cls, subclass);
    if (t == Truth::kError) return Value::error();
    if (t == Truth::kYes) {
        return raise(ctx, TypeId::kRuntimeError, "Refusing to create an inheritance cycle");
    }
    AbcData* d = data_of(ctx, cls);
    if (!d || !add_weakly(ctx, d, d->registry, subclass) || !advance_version(ctx)) {
        return Value::error();
    }
    if (cls.is(Kind::kType)) {
        const uint32_t flags = cls.as<Type>()->type_flags & (Type::kSequence | Type::kMapping);
        // Text is registered as a sequence, but sequence patterns do not match it.
        const Kind kind = subclass.as<Type>()->instance_kind;
        const bool text = kind == Kind::kString || kind == Kind::kBytes || kind == Kind::kByteArray;
        if (flags && !text) set_pattern_flags(subclass.as<Type>(), flags, ctx);
    }
    return subclass;
}

Value check_subclass(Context& ctx, Value cls, Value subclass);

Value abc_instancecheck(Context& ctx, const Args& args) {
    const Value cls = args[0], instance = args[1];
    AbcData* d = data_of(ctx, cls);
    if (!d) return Value::error();
    Value subclass = get_attribute(ctx, instance, Name::k__class__);
    if (!subclass) return subclass;
    if (subclass.is(Kind::kType)) {
        const Truth t = holds(ctx, d->cache.get(), subclass);
        if (t != Truth::kNo) return from_truth(t);
    }
    const Value type = Value::object(type_of(ctx, instance));
    String* name = ctx.runtime().special_name(Special::kSubclasscheck);
    if (type == subclass) {
        if (d->negative_version == version(ctx)) {
            const Truth t = holds(ctx, d->negative.get(), subclass);
            if (t == Truth::kError) return Value::error();
            if (t == Truth::kYes) return Value::false_value();
        }
        const Value given[] = {subclass};
        return call_method(ctx, cls, name, given);
    }
    for (Value c : {subclass, type}) {
        const Value given[] = {c};
        Value v = call_method(ctx, cls, name, given);
        if (!v) return v;
        const Truth t = is_true(ctx, v);
        if (t != Truth::kNo) return from_truth(t);
    }
    return Value::false_value();
}

Value check_subclass(Context& ctx, Value cls, Value subclass) {
    if (!subclass.is(Kind::kType)) {
        return raise(ctx, TypeId::kTypeError, "issubclass() arg 1 must be a class");
    }
    NativeRecursion guard(ctx, " in __subclasscheck__");
    AbcData* d = guard.ok() ? data_of(ctx, cls) : nullptr;
    if (!d) return Value::error();
    Truth t = holds(ctx, d->cache.get(), subclass);
    if (t != Truth::kNo) return from_truth(t);
    if (d->negative_version < version(ctx)) {
        d->negative.init(nullptr);
        d->negative_version = version(ctx);
    } else {
        t = holds(ctx, d->negative.get(), subclass);
        if (t == Truth::kError) return Value::error();
        if (t == Truth::kYes) return Value::false_value();
    }
    auto positive = [&] {
        return add_weakly(ctx, d, d->cache, subclass) ? Value::true_value() : Value::error();
    };
    String* hook = intern(ctx, "__subclasshook__");
    const Value given[] = {subclass};
    Value answer = hook ? call_method(ctx, cls, hook, given) : Value::error();
    if (!answer) return answer;
    if (answer.is_true()) return positive();
    if (answer.is_false()) {
        return add_weakly(ctx, d, d->negative, subclass) ? answer : Value::error();
    }
    if (!answer.is_not_implemented()) {
        return raise(ctx, TypeId::kAssertionError,
                     "__subclasshook__ must return either False, True, or NotImplemented");
    }
    if (cls.is(Kind::kType) && is_subtype(subclass.as<Type>(), cls.as<Type>())) return positive();
    if (Set* registry = d->registry.get()) {
        ValueVector all(ctx);
        uint64_t position = 0;
        Value w;
        while (set_next(registry, position, w)) {
            if (Value target = weakref_target(w.as<WeakRef>())) all.values.push_back(target);
        }
        for (Value c : all.values) {
            t = c == subclass ? Truth::kYes : is_subclass(ctx, subclass, c);
            if (t == Truth::kError) return Value::error();
            if (t == Truth::kYes) return positive();
        }
    }
    String* name = intern(ctx, "__subclasses__");
    Value subclasses = name ? call_method(ctx, cls, name, {}) : Value::error();
    if (!subclasses) return subclasses;
    if (!subclasses.is(Kind::kList)) {
        return raise(ctx, TypeId::kTypeError, "__subclasses__() must return a list");
    }
    for (uint64_t i = 0; i < subclasses.as<List>()->size; i++) {
        t = is_subclass(ctx, subclass, subclasses.as<List>()->at(i));
        if (t == Truth::kError) return Value::error();
        if (t == Truth::kYes) return positive();
    }
    return add_weakly(ctx, d, d->negative, subclass) ? Value::false_value() : Value::error();
}
Value abc_subclasscheck(Context& ctx, const Args& args) {
    return check_subclass(ctx, args[0], args[1]);
}

Value abc_get_cache_token(Context& ctx, const Args&) { return make_int(ctx, version(ctx)); }
Value abc_reset_registry(Context& ctx, const Args& args) {
    AbcData* d = data_of(ctx, args[0]);
    if (!d) return Value::error();
    d->registry.init(nullptr);
    return Value::none();
}
Value abc_reset_caches(Context& ctx, const Args& args) {
    AbcData* d = data_of(ctx, args[0]);
    if (!d) return Value::error();
    d->cache.init(nullptr);
    d->negative.init(nullptr);
    return Value::none();
}
Value abc_get_dump(Context& ctx, const Args& args) {
    AbcData* d = data_of(ctx, args[0]);
    if (!d) return Value::error();
    auto copy = [&](Set* s) {
        Set* out = make_set(ctx);
        if (!out || (s && !set_update(ctx, out, Value::object(s)))) return Value::error();
        return Value::object(out);
    };
    return tuple_of(ctx, {copy(d->registry.get()), copy(d->cache.get()), copy(d->negative.get()),
                          make_int(ctx, d->negative_version)});
}

const NativeMethod kFunctions[] = {
    {"get_cache_token()", abc_get_cache_token, "Returns the current ABC cache token."},
    {"_abc_init(self, /)", abc_init,
     "Internal ABC helper for class set-up. Should be never used outside abc module."},
    {"_abc_register(self, subclass, /)", abc_register,
     "Internal ABC helper for subclasss registration. Should be never used outside abc module."},
    {"_abc_instancecheck(self, instance, /)", abc_instancecheck,
     "Internal ABC helper for instance checks. Should be never used outside abc module."},
    {"_abc_subclasscheck(self, subclass, /)", abc_subclasscheck,
     "Internal ABC helper for subclasss checks. Should be never used outside abc module."},
    {"_reset_registry(self, /)", abc_reset_registry,
     "Internal ABC helper to reset registry of a given class."},
    {"_reset_caches(self, /)", abc_reset_caches,
     "Internal ABC helper to reset both caches of a given class."},
    {"_get_dump(self, /)", abc_get_dump, "Internal ABC helper for cache and registry debugging."},
};

}  // namespace

extern const NativeModuleSpec kAbcModule;
const NativeModuleSpec kAbcModule = {
    .name = "_abc",
    .functions = kFunctions,
    .doc = "Module contains faster C implementation of abc.ABCMeta",
};

}  // namespace orrery
