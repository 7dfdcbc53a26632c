// Slow halves of the instructions that build, unpack and match data.
#include <algorithm>

#include "engine/interpreter/cache.h"
#include "engine/interpreter/execute.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/dict_internal.h"
#include "engine/objects/numbers.h"

namespace orrery {

Value load_item_slow(Context& ctx, Value object, Value key) {
    if (object.has_shape(builtin_shape(TypeId::kDict))) {
        Value out;
        const Truth t = dict_get(ctx, object.as<Dict>(), key, out);
        if (t == Truth::kYes) return out;
        return t == Truth::kError ? Value::error() : raise_key_error(ctx, key);
    }
    if (object.has_shape(builtin_shape(TypeId::kString)) && key.is_small_int()) {
        auto* s = object.as<String>();
        int64_t i = key.as_small_int();
        if (i < 0) i += static_cast<int64_t>(s->length);
        if (static_cast<uint64_t>(i) < s->length) {
            String* c = char_string(ctx, s->at(static_cast<uint64_t>(i)));
            return c ? Value::object(c) : Value::error();
        }
    }
    return get_item(ctx, object, key);
}

Value load_super_method(Context& ctx, Site& site, Value cell, Value self, Value& receiver) {
    auto* name = site.name.get().as<String>();
    Value cls = cell.is(Kind::kCell) ? cell.as<Cell>()->value.get() : Value();
    if (!cls) return raise(ctx, TypeId::kRuntimeError, "super(): empty __class__ cell");
    if (!self) return raise(ctx, TypeId::kRuntimeError, "super(): arg[0] deleted");
    if (cls.is(Kind::kType)) {
        auto* type = cls.as<Type>();
        Type* start = nullptr;
        const bool on_class = self.is(Kind::kType) && is_subtype(self.as<Type>(), type);
        if (on_class) {
            start = self.as<Type>();
        } else if (is_instance_of(ctx, self, type)) {
            start = type_of(ctx, self);
        }
        Value found = start ? super_lookup(ctx, type, start, name) : Value();
        if (found) {
            if (!on_class && (found.is(Kind::kFunction) ||
                              (found.is(Kind::kNativeFunction) &&
                               (found.as<NativeFunction>()->flags &
                                (NativeFunction::kMethod | NativeFunction::kBound |
                                 NativeFunction::kClassMethod)) == NativeFunction::kMethod))) {
                receiver = self;
                return found;
            }
            return bind_descriptor(ctx, found, on_class ? Value() : self, start);
        }
    }
    Value object = call(ctx, Value::object(ctx.type(TypeId::kSuper)), {cls, self});
    return object ? get_attribute(ctx, object, name) : object;
}

bool unpack_into_list(Context& ctx, List* list, Value iterable) {
    if (!type_of(ctx, iterable)->lookup_special(Special::kIter) &&
        !type_of(ctx, iterable)->lookup_special(Special::kGetitem)) {
        raise(ctx, TypeId::kTypeError, "Value after * must be an iterable, not {}",
              MessageArg::type(iterable));
        return false;
    }
    return list_extend(ctx, list, iterable);
}

bool dict_update_mapping(Context& ctx, Dict* d, Value mapping) {
    if (mapping.is(Kind::kDict)) return dict_update(ctx, d, mapping);
    Value keys;
    const Truth t = find_attribute(ctx, mapping, ctx.name(Name::kkeys), keys);
    if (t == Truth::kError) return false;
    if (t == Truth::kNo) {
        raise(ctx, TypeId::kTypeError, "'{}' object is not a mapping", MessageArg::type(mapping));
        return false;
    }
    return dict_update(ctx, d, mapping);
}

namespace {

/// "module.f()" as messages about a call's arguments name the callee.
std::string callee_name(Context& ctx, Value callee) {
    Value qualname, module;
    if (find_attribute(ctx, callee, ctx.name(Name::k__qualname__), qualname) != Truth::kYes) {
        String* s = to_str(ctx, callee);
        return s ? to_utf8(s) : "?";
    }
    std::string out;
    if (find_attribute(ctx, callee, ctx.name(Name::k__module__), module) == Truth::kYes &&
        module.is(Kind::kString) && !equals_ascii(module.as<String>(), "builtins")) {
        out = to_utf8(module.as<String>()) + ".";
    }
    return out + (qualname.is(Kind::kString) ? to_utf8(qualname.as<String>()) : "?") + "()";
}

}  // namespace

Tuple* call_arguments(Context& ctx, Value iterable, Value callee) {
    if (iterable.has_shape(builtin_shape(TypeId::kTuple))) return iterable.as<Tuple>();
    Type* type = type_of(ctx, iterable);
    if (!type->lookup_special(Special::kIter) && !type->lookup_special(Special::kGetitem)) {
        raise(ctx, TypeId::kTypeError, "{} argument after * must be an iterable, not {}",
              callee_name(ctx, callee), MessageArg::type(iterable));
        return nullptr;
    }
    return to_tuple(ctx, iterable);
}

bool dict_merge_keywords(Context& ctx, Dict* d, Value mapping, Value callee) {
    auto add = [&](Value key, Value value) {
        if (!key.is(Kind::kString)) {
            raise(ctx, TypeId::kTypeError, "keywords must be strings");
            return false;
        }
        Value old;
        const Truth t = dict_get(ctx, d, key, old);
        if (t == Truth::kYes) {
            raise(ctx, TypeId::kTypeError, "{} got multiple values for keyword argument '{}'",
                  callee_name(ctx, callee), MessageArg::str(key));
        }
        return t == Truth::kNo && dict_set(ctx, d, key, value);
    };
    if (iterates_as_dict(ctx, mapping)) {
        uint64_t position = 0;
        Value key, value;
        while (dict_next(mapping.as<Dict>(), position, key, value)) {
            if (!add(key, value)) return false;
        }
        return true;
    }
    Value keys_method;
    const Truth t = find_attribute(ctx, mapping, ctx.name(Name::kkeys), keys_method);
    if (t == Truth::kError) return false;
    if (t == Truth::kNo) {
        raise(ctx, TypeId::kTypeError, "{} argument after ** must be a mapping, not {}",
              callee_name(ctx, callee), MessageArg::type(mapping));
        return false;
    }
    Value keys = call(ctx, keys_method, {});
    return keys && for_each(ctx, keys, [&](Value key) {
               Value value = get_item(ctx, mapping, key);
               return value && add(key, value);
           });
}

Value build_string(Context& ctx, const Value* parts, unsigned count) {
    uint64_t length = 0;
    bool ascii = true;
    for (unsigned i = 0; i < count; i++) {
        length += parts[i].as<String>()->length;
        ascii &= parts[i].as<String>()->is_ascii();
    }
    if (ascii && length > 1) {
        String* s = new_string(ctx, length, 0x7F);
        if (!s) return Value::error();
        auto* end = static_cast<char*>(s->inline_data());
        for (unsigned i = 0; i < count; i++) {
            const std::string_view part = parts[i].as<String>()->ascii();
            end = std::copy(part.begin(), part.end(), end);
        }
        return Value::object(s);
    }
    StringBuilder out;
    for (unsigned i = 0; i < count; i++)
        out.add(parts[i].as<String>());
    String* s = out.finish(ctx);
    return s ? Value::object(s) : Value::error();
}

Value format_part(Context& ctx, const Value* value, unsigned flags) {
    Value v = value[0];
    String* s = nullptr;
    switch (flags & 3) {
    case 1: s = to_str(ctx, v); break;
    case 2: s = to_repr(ctx, v); break;
    case 3: s = to_ascii(ctx, v); break;
    default: break;
    }
    if (flags & 3) {
        if (!s) return Value::error();
        v = Value::object(s);
    }
    String* spec = flags & 4 ? value[1].as<String>() : empty_string(ctx);
    s = format_value(ctx, v, spec);
    return s ? Value::object(s) : Value::error();
}

namespace {

Value unpack_iterator(Context& ctx, Value v) {
    Type* type = type_of(ctx, v);
    Value iter = type->lookup_special(Special::kIter);
    if ((!iter || iter.is_none()) && !type->lookup_special(Special::kGetitem)) {
        return raise(ctx, TypeId::kTypeError, "cannot unpack non-iterable {} object",
                     MessageArg::type(v));
    }
    return get_iterator(ctx, v);
}

}  // namespace

bool unpack(Context& ctx, Value v, Value* out, unsigned count) {
    if (v.has_shape(builtin_shape(TypeId::kList)) && v.as<List>()->size == count) {
        for (unsigned i = 0; i < count; i++)
            out[i] = v.as<List>()->at(i);
        return true;
    }
    Value it = unpack_iterator(ctx, v);
    if (!it) return false;
    for (unsigned i = 0; i < count; i++) {
        Value item = iterator_next(ctx, it);
        if (item.is_stop()) {
            raise(ctx, TypeId::kValueError, "not enough values to unpack (expected {}, got {})",
                  count, i);
            return false;
        }
        if (!item) return false;
        out[i] = item;
    }
    Value more = iterator_next(ctx, it);
    if (more.is_stop()) return true;
    if (more) {
        raise(ctx, TypeId::kValueError, "too many values to unpack (expected {})", count);
    }
    return false;
}

bool unpack_star(Context& ctx, Value v, Value* out, unsigned before, unsigned after) {
    Value it = unpack_iterator(ctx, v);
    if (!it) return false;
    for (unsigned i = 0; i < before; i++) {
        Value item = iterator_next(ctx, it);
        if (item.is_stop()) {
            raise(ctx, TypeId::kValueError,
                  "not enough values to unpack (expected at least {}, got {})", before + after, i);
            return false;
        }
        if (!item) return false;
        out[i] = item;
    }
    List* rest = make_list(ctx);
    if (!rest) return false;
    for (;;) {
        Value item = iterator_next(ctx, it);
        if (item.is_stop()) break;
        if (!item || !list_append(ctx, rest, item)) return false;
    }
    if (rest->size < after) {
        raise(ctx, TypeId::kValueError,
              "not enough values to unpack (expected at least {}, got {})", before + after,
              before + rest->size);
        return false;
    }
    const uint64_t keep = rest->size - after;
    for (unsigned i = 0; i < after; i++)
        out[before + 1 + i] = rest->at(keep + i);
    List* middle = rest;
    if (after) {
        middle = make_list(ctx, keep);
        for (uint64_t i = 0; middle && i < keep; i++) {
            if (!list_append(ctx, middle, rest->at(i))) return false;
        }
        if (!middle) return false;
    }
    out[before] = Value::object(middle);
    return true;
}

Value make_function_from(Context& ctx, const Value* parts, unsigned flags, Dict* globals) {
    Function* f = make_function(ctx, parts[0].as<Code>(), globals);
    if (!f) return Value::error();
    const Value* next = parts + 1;
    if (flags & 1) f->defaults.set(ctx, f, (next++)->as<Tuple>());
    if (flags & 2) f->kwdefaults.set(ctx, f, (next++)->as<Dict>());
    if (flags & 4) f->annotations.set(ctx, f, *next++);
    if (flags & 8) f->closure.set(ctx, f, next->as<Tuple>());
    return Value::object(f);
}

Value match_keys(Context& ctx, Value subject, Tuple* keys) {
    Value getter = get_attribute(ctx, subject, Name::kget);
    if (!getter) return getter;
    Set* seen = make_set(ctx);
    Object* marker = allocate_instance(ctx, ctx.type(TypeId::kObject));
    Tuple* out = new_tuple(ctx, keys->length);
    if (!seen || !marker || !out) return Value::error();
    for (uint64_t i = 0; i < keys->length; i++) {
        const Value key = keys->at(i);
        const Truth repeated = set_contains(ctx, seen, key);
        if (repeated == Truth::kError) return Value::error();
        if (repeated == Truth::kYes) {
            return raise(ctx, TypeId::kValueError, "mapping pattern checks duplicate key ({})",
                         MessageArg::repr(key));
        }
        if (!set_add(ctx, seen, key)) return Value::error();
        Value v = call(ctx, getter, {key, Value::object(marker)});
        if (!v) return v;
        if (v == Value::object(marker)) return Value::none();
        out->slots()[i].set(ctx, out, v);
    }
    return Value::object(out);
}

namespace {

/// One attribute of a class pattern. kNo: the subject does not have it.
Truth match_attribute(Context& ctx, Value subject, Value type, Value name, Set* seen, List* out) {
    if (!name.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError, "__match_args__ elements must be strings (got {})",
              MessageArg::type(name));
        return Truth::kError;
    }
    const Truth repeated = set_contains(ctx, seen, name);
    if (repeated == Truth::kError) return repeated;
    if (repeated == Truth::kYes) {
        raise(ctx, TypeId::kTypeError, "{}() got multiple sub-patterns for attribute {}",
              type.as<Type>()->name.get(), MessageArg::repr(name));
        return Truth::kError;
    }
    Value v;
    if (!set_add(ctx, seen, name)) return Truth::kError;
    const Truth t = find_attribute(ctx, subject, intern(ctx, name.as<String>()), v);
    if (t != Truth::kYes) return t;
    return list_append(ctx, out, v) ? Truth::kYes : Truth::kError;
}

/// Built-in types whose one positional pattern is the subject itself.
bool matches_itself(Context& ctx, const Type* type) {
    static constexpr TypeId kSelf[] = {TypeId::kBool,   TypeId::kByteArray, TypeId::kBytes,
                                       TypeId::kDict,   TypeId::kFloat,     TypeId::kFrozenSet,
                                       TypeId::kInt,    TypeId::kList,      TypeId::kSet,
                                       TypeId::kString, TypeId::kTuple};
    for (TypeId id : kSelf) {
        if (is_subtype(type, ctx.type(id))) return true;
    }
    return false;
}

}  // namespace

Value match_class(Context& ctx, Value subject, Value type, Tuple* names, unsigned positional) {
    if (!type.is(Kind::kType)) {
        return raise(ctx, TypeId::kTypeError, "called match pattern must be a type");
    }
    const Truth is = is_instance(ctx, subject, type);
    if (is == Truth::kError) return Value::error();
    if (is == Truth::kNo) return Value::none();
    Set* seen = make_set(ctx);
    List* out = make_list(ctx);
    if (!seen || !out) return Value::error();
    if (positional) {
        Value match_args;
        const Truth t = find_attribute(ctx, type, ctx.name(Name::k__match_args__), match_args);
        if (t == Truth::kError) return Value::error();
        const bool self = t == Truth::kNo && matches_itself(ctx, type.as<Type>());
        if (t == Truth::kYes && !match_args.is(Kind::kTuple)) {
            return raise(ctx, TypeId::kTypeError, "{}.__match_args__ must be a tuple (got {})",
                         type.as<Type>()->name.get(), MessageArg::type(match_args));
        }
        const uint64_t allowed = self ? 1 : t == Truth::kYes ? match_args.as<Tuple>()->length : 0;
        if (allowed < positional) {
            return raise(ctx, TypeId::kTypeError,
                         "{}() accepts {} positional sub-pattern{} ({} given)",
                         type.as<Type>()->name.get(), allowed, allowed == 1 ? "" : "s", positional);
        }
        if (self) {
            if (!list_append(ctx, out, subject)) return Value::error();
        } else {
            for (unsigned i = 0; i < positional; i++) {
                const Truth one =
                    match_attribute(ctx, subject, type, match_args.as<Tuple>()->at(i), seen, out);
                if (one != Truth::kYes) return one == Truth::kNo ? Value::none() : Value::error();
            }
        }
    }
    for (Value name : names->values()) {
        const Truth one = match_attribute(ctx, subject, type, name, seen, out);
        if (one != Truth::kYes) return one == Truth::kNo ? Value::none() : Value::error();
    }
    Tuple* t = to_tuple(ctx, Value::object(out));
    return t ? Value::object(t) : Value::error();
}

Value copy_dict_without(Context& ctx, Value subject, Tuple* keys) {
    Dict* d = make_dict(ctx);
    if (!d || !dict_update(ctx, d, subject)) return Value::error();
    for (Value key : keys->values()) {
        if (dict_delete(ctx, d, key) == Truth::kError) return Value::error();
    }
    return Value::object(d);
}

}  // namespace orrery
