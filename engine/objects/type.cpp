// Making and changing classes. The methods of `type` itself are in type_methods.cpp.
#include "engine/objects/type.h"

#include <algorithm>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/function.h"
#include "engine/objects/method_cache.h"
#include "engine/objects/native_docs.h"
#include "engine/objects/structseq.h"
#include "engine/objects/type_internal.h"
#include "engine/objects/weakref.h"

namespace orrery {

namespace {

Type* as_type(Value v) { return v.is(Kind::kType) ? v.as<Type>() : nullptr; }

// ---- special tables and flags ----

void apply_own_specials(Context& ctx, Type* type, const Type* from) {
    Dict* dict = from->dict.get();
    uint64_t position = 0;
    Value key, value;
    while (dict && dict_next(dict, position, key, value)) {
        if (!key.is(Kind::kString)) continue;
        const unsigned s = ctx.runtime().special_of(key.as<String>());
        if (s < kSpecialCount) type->special[s].set(ctx, type, value);
    }
}

void refresh_flags(Context& ctx, Type* type) {
    Type* object = ctx.type(TypeId::kObject);
    auto same = [&](Special s) { return type->lookup_special(s) == object->lookup_special(s); };
    auto flag = [&](Type::TypeFlags f, bool on) {
        type->type_flags = on ? type->type_flags | f : type->type_flags & ~uint32_t{f};
    };
    flag(Type::kDefaultNew, same(Special::kNew));
    flag(Type::kDefaultInit, same(Special::kInit));
    flag(Type::kDefaultGetattribute,
         same(Special::kGetattribute) && type->lookup_special(Special::kGetattr).is_empty());
    flag(Type::kDefaultSetattr, same(Special::kSetattr) && same(Special::kDelattr));
    flag(Type::kHasDel, !type->lookup_special(Special::kDel).is_empty());
}

}  // namespace

void refresh_specials(Context& ctx, Type* type) {
    Tuple* mro = type->mro.get();
    Type* base = type->base.get();
    const bool single = base && mro->length == base->mro->length + 1;
    if (single) {
        for (unsigned i = 0; i < kSpecialCount; i++) {
            type->special[i].set(ctx, type, base->special[i].get());
        }
        apply_own_specials(ctx, type, type);
    } else {
        for (unsigned i = 0; i < kSpecialCount; i++)
            type->special[i].set(ctx, type, Value());
        for (uint64_t i = mro->length; i-- > 0;) {
            apply_own_specials(ctx, type, mro->at(i).as<Type>());
        }
    }
    refresh_flags(ctx, type);
}

namespace {

void drop_versions(Type* type) {
    type->version = 0;
    for_each_subclass(type, [](Type* t) { drop_versions(t); });
}

void refresh_special_below(Context& ctx, Type* type, unsigned s) {
    Value found = type_lookup(ctx, type, ctx.runtime().special_names_[s]);
    type->special[s].set(ctx, type, found);
    refresh_flags(ctx, type);
    for_each_subclass(type, [&](Type* t) { refresh_special_below(ctx, t, s); });
}

}  // namespace

bool add_subclass(Context& ctx, Type* base, Type* type) {
    Value w = make_weakref(ctx, Value::object(type));
    if (!w) return false;
    ValueArray* list = base->subclasses.get();
    const uint64_t n = list ? list->capacity : 0;
    for (uint64_t i = 0; i < n; i++) {
        Value old = list->slots()[i].get();
        if (!old || !weakref_target(old.as<WeakRef>())) {
            list->slots()[i].set(ctx, list, w);
            return true;
        }
    }
    ValueArray* grown = ctx.heap().allocate_values(std::max<uint64_t>(4, n * 2));
    if (!grown) return false;
    for (uint64_t i = 0; i < n; i++)
        grown->slots()[i].set(ctx, grown, list->slots()[i].get());
    grown->slots()[n].set(ctx, grown, w);
    base->subclasses.set(ctx, base, grown);
    return true;
}

namespace {

// ---- method resolution order ----

}  // namespace

Tuple* merge_mro(Context& ctx, Type* type, Tuple* bases) {
    for (uint64_t i = 0; i < bases->length; i++) {
        for (uint64_t j = i + 1; j < bases->length; j++) {
            if (bases->at(i) == bases->at(j)) {
                raise(ctx, TypeId::kTypeError, "duplicate base class {}",
                      bases->at(i).as<Type>()->name.get());
                return nullptr;
            }
        }
    }
    std::vector<std::vector<Type*>> lists;
    for (Value b : bases->values()) {
        std::vector<Type*> l;
        for (Value v : b.as<Type>()->mro->values())
            l.push_back(v.as<Type>());
        lists.push_back(std::move(l));
    }
    std::vector<Type*> direct;
    for (Value b : bases->values())
        direct.push_back(b.as<Type>());
    lists.push_back(direct);
    std::vector<Value> out{Value::object(type)};
    for (;;) {
        std::erase_if(lists, [](const auto& l) { return l.empty(); });
        if (lists.empty()) return make_tuple(ctx, out);
        Type* next = nullptr;
        for (const auto& l : lists) {
            const bool blocked = std::any_of(lists.begin(), lists.end(), [&](const auto& other) {
                return std::find(other.begin() + 1, other.end(), l[0]) != other.end();
            });
            if (!blocked) {
                next = l[0];
                break;
            }
        }
        if (!next) {
            StringBuilder names;
            for (size_t i = 0; i < lists.size(); i++) {
                bool seen = false;
                for (size_t j = 0; j < i; j++)
                    seen |= lists[j][0] == lists[i][0];
                if (seen) continue;
                if (names.length()) names.add_ascii(", ");
                names.add(lists[i][0]->name.get());
            }
            raise(ctx, TypeId::kTypeError,
                  "Cannot create a consistent method resolution\norder (MRO) for bases {}",
                  names.finish(ctx));
            return nullptr;
        }
        out.push_back(Value::object(next));
        for (auto& l : lists) {
            if (l[0] == next) l.erase(l.begin());
        }
    }
}

namespace {

/// The nearest base that decides the C++ layout or adds slots.
Type* solid_base(Type* type) {
    while (!type->has(Type::kSolid) && type->base)
        type = type->base.get();
    return type;
}

/// What a metaclass's mro() gave holds only classes whose methods suit instances of `type`. False
/// after TypeError.
bool check_custom_mro(Context& ctx, Type* type, Tuple* mro) {
    Type* solid = solid_base(type);
    for (Value v : mro->values()) {
        const Type* t = as_type(v);
        if (!t) {
            raise(ctx, TypeId::kTypeError, "mro() returned a non-class ('{}')",
                  MessageArg::type(v));
            return false;
        }
        if (!is_subtype(solid, solid_base(v.as<Type>()))) {
            raise(ctx, TypeId::kTypeError, "mro() returned base with unsuitable layout ('{}')",
                  t->name.get());
            return false;
        }
    }
    return true;
}

Tuple* compute_mro(Context& ctx, Type* metatype, Type* type) {
    if (metatype != ctx.type(TypeId::kType)) {
        Value custom = type_lookup(ctx, metatype, ctx.name(Name::kmro));
        if (custom.is(Kind::kFunction)) {
            const Value result = call(ctx, custom, {Value::object(type)});
            Tuple* mro = result ? to_tuple(ctx, result) : nullptr;
            return mro && check_custom_mro(ctx, type, mro) ? mro : nullptr;
        }
    }
    return merge_mro(ctx, type, type->bases.get());
}

// ---- layout ----

/// The base whose layout the class extends. Null after TypeError.
Type* best_base(Context& ctx, Tuple* bases) {
    Type* winner_solid = nullptr;
    Type* winner = nullptr;
    for (Value v : bases->values()) {
        Type* base = v.as<Type>();
        if (!base->has(Type::kSubclassable)) {
            raise(ctx, TypeId::kTypeError, "type '{}' is not an acceptable base type",
                  native_display_name(base));
            return nullptr;
        }
        Type* solid = solid_base(base);
        if (!winner || (solid != winner_solid && is_subtype(solid, winner_solid))) {
            winner = base;
            winner_solid = solid;
        } else if (!is_subtype(winner_solid, solid)) {
            raise(ctx, TypeId::kTypeError, "multiple bases have instance lay-out conflict");
            return nullptr;
        }
    }
    return winner;
}

struct Layout {
    uint32_t basic_size, attrs_offset, inline_capacity;
    std::vector<std::pair<String*, uint32_t>> members;  // __slots__ with their offsets
};

String* mangle_slot(Context& ctx, String* class_name, String* slot) {
    const std::string s = to_utf8(slot);
    std::string c = to_utf8(class_name);
    if (!s.starts_with("__") || s.ends_with("__")) return intern(ctx, slot);
    c.erase(0, c.find_first_not_of('_'));
    if (c.empty()) return intern(ctx, slot);
    return intern(ctx, "_" + c + s);
}

/// Reads __slots__. False after an exception.
bool read_slots(Context& ctx, Type* base, String* name, Dict* ns, Value slots, bool base_has_dict,
                std::vector<String*>& members, bool& wants_dict) {
    List* list = nullptr;
    if (slots.is(Kind::kString)) {
        list = make_list(ctx);
        if (!list || !list_append(ctx, list, slots)) return false;
    } else {
        list = to_list(ctx, slots);
        if (!list) return false;
    }
    if (list->size > 0 &&
        ((base->has(Type::kVariableSize) && base->instance_kind != Kind::kString) ||
         base->instance_kind == Kind::kType)) {
        raise(ctx, TypeId::kTypeError, "nonempty __slots__ not supported for subtype of '{}'",
              base->name.get());
        return false;
    }
    for (uint64_t i = 0; i < list->size; i++) {
        Value v = list->at(i);
        if (!v.is(Kind::kString)) {
            raise(ctx, TypeId::kTypeError, "__slots__ items must be strings, not '{}'",
                  MessageArg::type(v));
            return false;
        }
        if (call_method(ctx, v, intern(ctx, "isidentifier"), {}).is_false()) {
            raise(ctx, TypeId::kTypeError, "__slots__ must be identifiers");
            return false;
        }
        String* s = v.as<String>();
        if (equals_ascii(s, "__dict__")) {
            if (base_has_dict || wants_dict) {
                raise(ctx, TypeId::kTypeError, "__dict__ slot disallowed: we already got one");
                return false;
            }
            wants_dict = true;
            continue;
        }
        if (equals_ascii(s, "__weakref__")) continue;
        String* mangled = mangle_slot(ctx, name, s);
        if (dict_get(ctx, ns, mangled) && !equals_ascii(mangled, "__qualname__") &&
            !equals_ascii(mangled, "__classcell__")) {
            raise(ctx, TypeId::kValueError, "{} in __slots__ conflicts with class variable",
                  MessageArg::repr(Value::object(mangled)));
            return false;
        }
        members.push_back(mangled);
    }
    std::sort(members.begin(), members.end(),
              [](String* a, String* b) { return string_compare(a, b) < 0; });
    return true;
}

bool has_own_storage(const Type* base) {  // kinds with a namespace of their own
    return base->instance_kind == Kind::kType || base->instance_kind == Kind::kModule;
}

bool plan_layout(Context& ctx, Type* base, Tuple* bases, String* name, Dict* ns, uint32_t hint,
                 Layout& out) {
    out = {base->basic_size, base->attrs_offset, base->inline_capacity, {}};
    bool any_dict = base->attrs_offset != 0;
    for (Value b : bases->values()) {
        any_dict |= b.as<Type>()->attrs_offset != 0;
        if (b.as<Type>() != base) hint += b.as<Type>()->inline_capacity;
    }
    bool wants_dict = false;
    std::vector<String*> members;
    Value slots = dict_get(ctx, ns, ctx.name(Name::k__slots__));
    if (slots) {
        if (!read_slots(ctx, base, name, ns, slots, base->attrs_offset != 0, members, wants_dict)) {
            return false;
        }
        wants_dict |= any_dict && base->attrs_offset == 0;
    } else {
        wants_dict = true;
    }
    const bool text = base->instance_kind == Kind::kString;
    for (String* m : members) {
        // Characters follow the layout of str: members are kept among the attributes.
        out.members.emplace_back(m, text ? 0 : out.basic_size);
        if (!text) out.basic_size += 8;
    }
    if (text && !members.empty() && !wants_dict) out.attrs_offset = Type::kAttrsLast;
    if (!wants_dict || has_own_storage(base)) return true;
    constexpr uint32_t kMostInline = 48, kLeastInline = 2;
    if (base->attrs_offset == 0) {
        if (base->has(Type::kVariableSize)) {
            out.attrs_offset = Type::kAttrsLast;
        } else {
            out.attrs_offset = out.basic_size;
            out.inline_capacity = std::clamp(hint, kLeastInline, kMostInline);
            out.basic_size += 8 * (1 + out.inline_capacity);
        }
    } else if (base->attrs_offset != Type::kAttrsLast && members.empty() && hint > 0 &&
               base->attrs_offset + 8 * (1 + base->inline_capacity) == base->basic_size &&
               base->has(Type::kUserDefined)) {
        out.inline_capacity = std::min(base->inline_capacity + hint, kMostInline);
        out.inline_capacity = std::max(out.inline_capacity, base->inline_capacity);
        out.basic_size += 8 * (out.inline_capacity - base->inline_capacity);
    } else if (base->attrs_offset != Type::kAttrsLast && !base->has(Type::kUserDefined) &&
               base->inline_capacity == 0 && members.empty() &&
               base->attrs_offset + 8 == base->basic_size && hint > 0) {
        out.inline_capacity = std::min(hint, kMostInline);
        out.basic_size += 8 * out.inline_capacity;
    }
    return true;
}

Value get_no_weakref(Context&, Value) { return Value::none(); }

}  // namespace

bool init_shapes(Context& ctx, Type* type) {
    ShapeTable& shapes = ctx.runtime().shapes;
    type->root_shape = shapes.create(type)->id;
    Shape* dictionary = shapes.create(type);
    dictionary->is_dictionary = true;
    type->dictionary_shape = dictionary->id;
    return true;
}

bool keeps_attrs_in_layout(const Type* type) {
    for (; type; type = type->base.get()) {
        if (type->native && type->native->attrs_offset) return true;
    }
    return false;
}

namespace {

// ---- the steps of a class statement ----

bool wrap_implicit(Context& ctx, Dict* dict, Special special, TypeId wrapper) {
    String* name = ctx.runtime().special_name(special);
    Value f = dict_get(ctx, dict, name);
    if (!f.is(Kind::kFunction)) return true;
    auto* w = allocate<WrappedMethod>(ctx, ctx.type(wrapper));
    if (!w) return false;
    w->function.init(f);
    return dict_set(ctx, dict, name, Value::object(w));
}

Value get_weakref(Context& ctx, Value self) {
    WeakRef* w = ctx.heap().first_weakref(self.as_object());
    return w ? Value::object(w) : Value::none();
}

/// Deletion leaves an instance of a class that a program made without attributes.
bool set_or_empty_dict(Context& ctx, Value self, Value v) {
    const Type* native = type_of(ctx, self);
    while (native->has(Type::kUserDefined))
        native = native->base.get();
    if (v || native->attrs_offset || !attrs_word(ctx, self.as_object())) {
        return set_instance_dict_property(ctx, self, v);
    }
    Dict* fresh = make_dict(ctx);
    if (fresh) set_instance_dict(ctx, self.as_object(), fresh);
    return fresh;
}

/// The descriptors __dict__ and __weakref__ of a class whose instances are the first to have them.
bool add_instance_properties(Context& ctx, Type* type, Dict* dict) {
    static constexpr NativeProperty kDict = {"__dict__", get_instance_dict, set_or_empty_dict,
                                             "dictionary for instance variables (if defined)"};
    static constexpr NativeProperty kWeakRef = {
        "__weakref__", get_weakref, nullptr, "list of weak references to the object (if defined)"};
    const Type* base = type->base.get();
    auto add = [&](const NativeProperty& p) {
        String* name = intern(ctx, p.name);
        if (!name) return false;
        if (dict_get(ctx, dict, name)) return true;
        auto* m = allocate<Member>(ctx, ctx.type(TypeId::kGetSetDescriptor));
        if (!m) return false;
        m->owner.init(type);
        m->name.init(name);
        m->property = &p;
        return dict_set(ctx, dict, name, Value::object(m));
    };
    if (type->attrs_offset && !base->attrs_offset && !add(kDict)) return false;
    Value slots = dict_get(ctx, dict, ctx.name(Name::k__slots__));
    bool referable = !slots && !type->has(Type::kVariableSize);
    if (slots.is(Kind::kTuple) || slots.is(Kind::kList)) {
        referable =
            contains(ctx, slots, Value::object(ctx.name(Name::k__weakref__))) == Truth::kYes;
    }
    const bool first = !base->has(Type::kUserDefined) ||
                       !type_lookup(ctx, type->base.get(), ctx.name(Name::k__weakref__));
    return !referable || !first || add(kWeakRef);
}

bool fill_namespace(Context& ctx, Type* type, String* name, Dict* dict) {
    Value qualname = dict_get(ctx, dict, ctx.name(Name::k__qualname__));
    if (qualname) {
        if (!qualname.is(Kind::kString)) {
            raise(ctx, TypeId::kTypeError, "type __qualname__ must be a str, not {}",
                  MessageArg::type(qualname));
            return false;
        }
        dict_delete(ctx, dict, ctx.name(Name::k__qualname__));
    }
    type->qualname.set(ctx, type, qualname ? qualname.as<String>() : name);
    if (!dict_get(ctx, dict, ctx.name(Name::k__module__)) && ctx.regs) {
        Value module =
            dict_get(ctx, FrameRef(ctx.regs).function()->globals.get(), ctx.name(Name::k__name__));
        if (module && !dict_set(ctx, dict, ctx.name(Name::k__module__), module)) return false;
    }
    if (!add_instance_properties(ctx, type, dict)) return false;
    if (!dict_get(ctx, dict, ctx.name(Name::k__doc__)) &&
        !dict_set(ctx, dict, ctx.name(Name::k__doc__), Value::none())) {
        return false;
    }
    String* eq = ctx.runtime().special_name(Special::kEq);
    String* hash = ctx.runtime().special_name(Special::kHash);
    if (dict_get(ctx, dict, eq) && !dict_get(ctx, dict, hash) &&
        !dict_set(ctx, dict, hash, Value::none())) {
        return false;
    }
    return wrap_implicit(ctx, dict, Special::kNew, TypeId::kStaticMethod) &&
           wrap_implicit(ctx, dict, Special::kInitSubclass, TypeId::kClassMethod) &&
           wrap_implicit(ctx, dict, Special::kClassGetitem, TypeId::kClassMethod);
}

bool add_members(Context& ctx, Type* type, const Layout& layout) {
    for (auto& [name, offset] : layout.members) {
        auto* m = allocate<Member>(ctx, ctx.type(TypeId::kMemberDescriptor));
        if (!m) return false;
        m->owner.init(type);
        m->name.init(name);
        m->offset = offset;
        if (!dict_set(ctx, type->dict.get(), name, Value::object(m))) return false;
    }
    return true;
}

/// The descriptors of __dict__ and __weakref__, in the class that introduces them.
bool add_implicit_properties(Context& ctx, Type* type) {
    static const NativeProperty kDict = {"__dict__", get_instance_dict, set_or_empty_dict,
                                         "dictionary for instance variables (if defined)"};
    static const NativeProperty kWeakref = {"__weakref__", get_no_weakref, nullptr,
                                            "list of weak references to the object (if defined)"};
    if (!type->attrs_offset || type->base->attrs_offset || has_own_storage(type->base.get())) {
        return true;
    }
    if (dict_get(ctx, type->dict.get(), ctx.name(Name::k__slots__)) && type->has(Type::kSolid) &&
        type->instance_kind == Kind::kString) {
        return true;  // the storage holds its __slots__
    }
    for (const NativeProperty* p : {&kDict, &kWeakref}) {
        String* name = intern(ctx, p->name);
        if (dict_get(ctx, type->dict.get(), name)) continue;
        auto* m = allocate<Member>(ctx, ctx.type(TypeId::kGetSetDescriptor));
        if (!m) return false;
        m->owner.init(type);
        m->name.init(name);
        m->property = p;
        if (!dict_set(ctx, type->dict.get(), name, Value::object(m))) return false;
    }
    return true;
}

/// What a class is in patterns: what the first base that is either is.
void inherit_pattern_flags(Type* type) {
    constexpr uint32_t kEither = Type::kSequence | Type::kMapping;
    for (Value v : type->mro->values()) {
        if (type->type_flags & kEither) return;
        type->type_flags |= v.as<Type>()->type_flags & kEither;
    }
}

bool set_class_cell(Context& ctx, Type* type, Dict* dict) {
    String* name = ctx.name(Name::k__classcell__);
    Value cell = dict_get(ctx, dict, name);
    if (!cell) return true;
    if (!cell.is(Kind::kCell)) {
        raise(ctx, TypeId::kTypeError, "__classcell__ must be a nonlocal cell, not {}",
              MessageArg::repr(Value::object(type_of(ctx, cell))));
        return false;
    }
    cell.as<Cell>()->value.set(ctx, cell.as_object(), Value::object(type));
    dict_delete(ctx, dict, name);
    return true;
}

bool call_set_names(Context& ctx, Type* type) {
    Dict* names = dict_copy(ctx, type->dict.get());
    if (!names) return false;
    uint64_t position = 0;
    Value key, value;
    while (dict_next(names, position, key, value)) {
        Value result;
        const Truth t =
            call_special(ctx, value, Special::kSetName, {Value::object(type), key}, result);
        if (t != Truth::kError) continue;
        Value cause = take_exception(ctx);
        raise(ctx, TypeId::kRuntimeError, "Error calling __set_name__ on '{}' instance {} in '{}'",
              MessageArg::type(value), MessageArg::repr(key), type->name.get());
        if (ctx.exception.is(Kind::kException)) {
            auto* e = ctx.exception.as<Exception>();
            e->cause.set(ctx, e, cause);
            e->context.set(ctx, e, cause);
            e->flags |= Exception::kSuppressContext;
        }
        return false;
    }
    return true;
}

bool call_init_subclass(Context& ctx, Type* type, Value keywords) {
    // super(type, type).__init_subclass__(**keywords)
    String* name = ctx.runtime().special_name(Special::kInitSubclass);
    Tuple* mro = type->mro.get();
    for (uint64_t i = 1; i < mro->length; i++) {
        Type* t = mro->at(i).as<Type>();
        Value f = t->dict ? dict_get(ctx, t->dict.get(), name) : Value();
        if (!f) continue;
        Value bound = bind_descriptor(ctx, f, Value(), type);
        if (!bound) return false;
        return bool(call_ex(ctx, bound, empty_tuple(ctx), keywords));
    }
    return true;
}

}  // namespace

bool has_references(const Type* type) {
    switch (type->instance_kind) {
    case Kind::kInstance:
    case Kind::kInt:
    case Kind::kFloat:
    case Kind::kComplex:
    case Kind::kString:
    case Kind::kBytes:
    case Kind::kByteArray:
    case Kind::kRange:
    case Kind::kCode: break;
    default: return true;
    }
    for (const Type* base; (base = type->base.get()); type = base) {
        if (!type->has(Type::kUserDefined)) return false;
        if (type->basic_size > base->basic_size || type->attrs_offset != base->attrs_offset) {
            return true;
        }
    }
    return false;
}

Value raise_type_arity(Context& ctx) {
    return raise(ctx, TypeId::kTypeError, "type() takes 1 or 3 arguments");
}

Tuple* default_mro(Context& ctx, Type* type) { return merge_mro(ctx, type, type->bases.get()); }

bool is_subtype(const Type* t, const Type* base) {
    if (t == base) return true;
    Tuple* mro = t->mro.get();
    if (!mro) {
        while ((t = t->base.get())) {
            if (t == base) return true;
        }
        return false;
    }
    for (Value v : mro->values()) {
        if (v.as_object() == base) return true;
    }
    return false;
}

bool is_instance_of(Context& ctx, Value v, const Type* t) { return is_subtype(type_of(ctx, v), t); }

std::string type_name(Context& ctx, Value v) {
    const Type* type = type_of(ctx, v);
    return type->has(Type::kUserDefined) ? to_utf8(type->name.get()) : type->native->name;
}

Value type_lookup(Context& ctx, Type* type, String* name) {
    if (!type->mro) return Value();  // its metaclass's mro() is at work
    const uint32_t version = type_version(ctx, type);
    MethodCacheEntry& cached = ctx.runtime().method_cache->entry(version, name);
    if (cached.version == version && cached.name == name) return cached.value;
    if (!type->mro) return Value();  // its metaclass's mro() looks at it
    Value found;
    for (Value v : type->mro->values()) {
        Dict* dict = v.as<Type>()->dict.get();
        if (dict && (found = dict_get(ctx, dict, name))) break;
    }
    if (name->is_interned()) cached = {version, name, found};
    return found;
}

uint32_t type_version(Context& ctx, Type* type) {
    if (type->version == 0) type->version = ctx.runtime().next_type_version++;
    return type->version;
}

void type_modified(Context& ctx, Type* type, String* name) {
    drop_versions(type);
    const unsigned s = ctx.runtime().special_of(name);
    if (s < kSpecialCount) refresh_special_below(ctx, type, s);
    if (equals_ascii(name, "__abstractmethods__")) {
        Value v = dict_get(ctx, type->dict.get(), name);
        const bool abstract = v && is_true(ctx, v) == Truth::kYes;
        type->type_flags = abstract ? type->type_flags | Type::kAbstract
                                    : type->type_flags & ~uint32_t{Type::kAbstract};
    }
}

namespace {

/// Empties all inline caches: the short ones (Site::word) know an object's shape only, and a new
/// data descriptor in its class goes before the object's own attribute. Classes that gain one after
/// they are made are rare.
void flush_inline_caches(Context& ctx) {
    ctx.runtime().method_cache->clear_slots();
    ctx.heap().for_each_object([](Object* o) {
        if (!o->is(Kind::kCode)) return;
        auto* code = static_cast<Code*>(o);
        for (uint32_t i = 0; code->side && i < code->site_count; i++) {
            Site& site = code->side->site_at(i);
            site.word.store(0, std::memory_order_relaxed);
            site.entry.store(nullptr, std::memory_order_release);
        }
    });
}

bool has_attribute(const Shape* shape, const String* name) {
    for (const Shape* next : shape->transitions) {
        if (next->last_name == name || has_attribute(next, name)) return true;
    }
    return false;
}

/// True if an inline cache may know, by the shape alone, where instances of the class or of one
/// below it have this attribute of their own.
bool may_be_cached_by_shape(Context& ctx, Type* type, const String* name) {
    if (type->instance_kind == Kind::kType || type->instance_kind == Kind::kModule) return true;
    if (has_attribute(ctx.runtime().shapes.at(type->root_shape), name)) return true;
    bool found = false;
    for_each_subclass(type,
                      [&](Type* t) { found = found || may_be_cached_by_shape(ctx, t, name); });
    return found;
}

/// True if the name is a __slots__ member for the class or one below it: inline caches know where
/// those are by the shape alone.
bool finds_member(Context& ctx, Type* type, String* name) {
    bool found = type_lookup(ctx, type, name).has_shape(builtin_shape(TypeId::kMemberDescriptor));
    for_each_subclass(type, [&](Type* t) { found = found || finds_member(ctx, t, name); });
    return found;
}

/// True if what a class gains or loses changes how its instances' own attributes are found.
bool overrides_instances(Context& ctx, Type* type, String* name, Value value) {
    const unsigned s = ctx.runtime().special_of(name);
    if (s == static_cast<unsigned>(Special::kSetattr) ||
        s == static_cast<unsigned>(Special::kDelattr) ||
        s == static_cast<unsigned>(Special::kGetattribute)) {
        return true;
    }
    if (!value.is_object() || value.is(Kind::kFunction)) return false;
    const Type* t = type_of(ctx, value);
    return (t->lookup_special(Special::kSet) || t->lookup_special(Special::kDelete)) &&
           may_be_cached_by_shape(ctx, type, name);
}

}  // namespace

bool type_set_attribute(Context& ctx, Type* type, String* name, Value value) {
    Dict* dict = type->dict.get();
    name = intern(ctx, name);
    if (!name) return false;
    const bool hides_member = finds_member(ctx, type, name);
    if (value) {
        if (!dict_set(ctx, dict, name, value)) return false;
    } else if (!dict_delete(ctx, dict, name)) {
        raise(ctx, TypeId::kAttributeError, "type object '{}' has no attribute '{}'",
              type->name.get(), name);
        return false;
    }
    type_modified(ctx, type, name);
    if (hides_member || overrides_instances(ctx, type, name, value)) flush_inline_caches(ctx);
    return true;
}

Object* allocate_instance(Context& ctx, Type* type, uint64_t extra) {
    uint64_t bytes = type->basic_size + extra;
    if (type->attrs_offset == Type::kAttrsLast) bytes = (bytes + 7 + 8) & ~uint64_t{7};
    Object* o = ctx.heap().allocate(type->instance_kind, type->root_shape, bytes);
    if (!o) return nullptr;
    if (type->has(Type::kUserDefined)) {
        o->flags |= Object::kUserType;
        if (type->has(Type::kHasDel)) {
            o->gc |= Object::kHasDel;
            ctx.heap().register_finalizable(o);
        }
    }
    if (type->attrs_offset && type->instance_kind != Kind::kInstance) o->flags |= Object::kHasAttrs;
    if (type->native && type->native->finalize) ctx.heap().needs_finalize(o);
    return o;
}

Object* native_cast(Context& ctx, Value v, const NativeTypeSpec& spec) {
    if (!v.is(Kind::kNative)) return nullptr;
    for (const Type* t = type_of(ctx, v); t; t = t->base.get()) {
        if (t->native == &spec) return v.as_object();
    }
    return nullptr;
}

Value make_class(Context& ctx, Type* metatype, String* name, Tuple* bases, Dict* ns,
                 Value keywords) {
    if (bases->length == 0) {
        Value object = Value::object(ctx.type(TypeId::kObject));
        bases = make_tuple(ctx, {&object, 1});
        if (!bases) return Value::error();
    }
    for (Value b : bases->values()) {
        if (!as_type(b)) return raise(ctx, TypeId::kTypeError, "bases must be types");
    }
    Type* base = best_base(ctx, bases);
    if (!base) return Value::error();
    uint32_t hint = 0;
    String* hint_name = intern(ctx, "__inline_attributes__");
    if (Value h = dict_get(ctx, ns, hint_name); h.is_small_int()) {
        hint = static_cast<uint32_t>(h.as_small_int());
        dict_delete(ctx, ns, hint_name);
    }
    Layout layout;
    if (!plan_layout(ctx, base, bases, name, ns, hint, layout)) return Value::error();

    Type* type = allocate<Type>(ctx, metatype);
    Dict* dict = dict_copy(ctx, ns);
    if (!type || !dict) return Value::error();
    type->instance_kind = base->instance_kind;
    type->type_flags = Type::kUserDefined | Type::kSubclassable |
                       (base->type_flags & uint32_t{Type::kVariableSize});
    if (!layout.members.empty()) type->type_flags |= Type::kSolid;
    type->basic_size = layout.basic_size;
    type->attrs_offset = layout.attrs_offset;
    type->inline_capacity = layout.inline_capacity;
    type->native = base->native;
    type->next = base->next;
    type->name.set(ctx, type, name);
    type->qualname.set(ctx, type, name);  // until fill_namespace; a metaclass's mro() may show it
    type->base.set(ctx, type, base);
    type->bases.set(ctx, type, bases);
    type->dict.set(ctx, type, dict);
    init_shapes(ctx, type);
    if (!set_class_cell(ctx, type, dict)) return Value::error();
    Tuple* mro = compute_mro(ctx, metatype, type);
    if (!mro) return Value::error();
    type->mro.set(ctx, type, mro);
    inherit_pattern_flags(type);
    if (!fill_namespace(ctx, type, name, dict) || !add_members(ctx, type, layout) ||
        !add_implicit_properties(ctx, type)) {
        return Value::error();
    }
    refresh_specials(ctx, type);
    // A Python __next__ replaces the native step.
    if (!type->lookup_special(Special::kNext).is(Kind::kNativeFunction)) type->next = nullptr;
    for (Value b : bases->values()) {
        if (!add_subclass(ctx, b.as<Type>(), type)) return Value::error();
    }
    if (dict_get(ctx, dict, ctx.name(Name::k__abstractmethods__))) {
        type_modified(ctx, type, ctx.name(Name::k__abstractmethods__));
    }
    if (!call_set_names(ctx, type) || !call_init_subclass(ctx, type, keywords)) {
        return Value::error();
    }
    return Value::object(type);
}

bool change_bases(Context& ctx, Type* type, Value bases) {
    if (!bases.is(Kind::kTuple)) {
        raise(ctx, TypeId::kTypeError, "can only assign tuple to {}.__bases__, not {}",
              type->name.get(), MessageArg::type(bases));
        return false;
    }
    if (bases.as<Tuple>()->length == 0) {
        raise(ctx, TypeId::kTypeError, "can only assign non-empty tuple to {}.__bases__, not ()",
              type->name.get());
        return false;
    }
    for (Value b : bases.as<Tuple>()->values()) {
        if (!as_type(b)) {
            raise(ctx, TypeId::kTypeError, "{}.__bases__ must be tuple of classes, not '{}'",
                  type->name.get(), MessageArg::type(b));
            return false;
        }
        if (is_subtype(b.as<Type>(), type)) {
            raise(ctx, TypeId::kTypeError, "a __bases__ item causes an inheritance cycle");
            return false;
        }
    }
    Type* base = best_base(ctx, bases.as<Tuple>());
    if (!base) return false;
    if (has_references(base) != has_references(type->base.get())) {
        raise(ctx, TypeId::kTypeError, "__bases__ assignment: '{}' deallocator differs from '{}'",
              base->name.get(), type->base->name.get());
        return false;
    }
    if (solid_base(base) != solid_base(type->base.get()) ||
        base->attrs_offset > type->attrs_offset || base->basic_size > type->basic_size) {
        raise(ctx, TypeId::kTypeError, "__bases__ assignment: '{}' object layout differs from '{}'",
              base->name.get(), type->base->name.get());
        return false;
    }
    Tuple* old = type->bases.get();
    type->bases.set(ctx, type, bases.as<Tuple>());
    Tuple* mro = compute_mro(ctx, type_of(ctx, Value::object(type)), type);
    if (!mro) {
        type->bases.set(ctx, type, old);
        return false;
    }
    type->base.set(ctx, type, base);
    type->mro.set(ctx, type, mro);
    drop_versions(type);
    flush_inline_caches(ctx);
    refresh_specials(ctx, type);
    for (Value b : bases.as<Tuple>()->values()) {
        if (!add_subclass(ctx, b.as<Type>(), type)) return false;
    }
    bool ok = true;
    for_each_subclass(type, [&](Type* t) {
        Tuple* m = compute_mro(ctx, type_of(ctx, Value::object(t)), t);
        ok = ok && m;
        if (!m) return;
        t->mro.set(ctx, t, m);
        refresh_specials(ctx, t);
    });
    return ok;
}

}  // namespace orrery
