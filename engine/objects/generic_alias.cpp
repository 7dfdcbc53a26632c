// types.GenericAlias.
#include "engine/objects/generic_alias.h"

#include <algorithm>
#include <iterator>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/container_helpers.h"
#include "engine/objects/numbers.h"

namespace orrery {

namespace {

GenericAlias* alias(Value v) { return v.as<GenericAlias>(); }
Value wrap(Object* o) { return o ? Value::object(o) : Value::error(); }

Truth find_named(Context& ctx, Value v, const char* name, Value& out) {
    String* s = intern(ctx, name);
    return s ? find_attribute(ctx, v, s, out) : Truth::kError;
}

void add_once(std::vector<Value>& list, Value v) {
    if (std::find(list.begin(), list.end(), v) == list.end()) list.push_back(v);
}

int64_t index_of(std::span<const Value> list, Value v) {
    const auto at = std::find(list.begin(), list.end(), v);
    return at == list.end() ? -1 : at - list.begin();
}

GenericAlias* make(Context& ctx, Type* cls, Value origin, Value args) {
    Tuple* tuple;
    if (args.is(Kind::kTuple)) {
        tuple = args.as<Tuple>();
    } else {
        tuple = make_tuple(ctx, {&args, 1});
        if (!tuple) return nullptr;
    }
    auto* a = allocate<GenericAlias>(ctx, cls);
    if (!a) return nullptr;
    a->origin.init(origin);
    a->args.init(tuple);
    return a;
}

Value alias_new(Context& ctx, const Args& args) {
    if (args.keywords && args.keywords.as<Dict>()->live) {
        return raise(ctx, TypeId::kTypeError, "GenericAlias() takes no keyword arguments");
    }
    if (args.rest_count != 2) {
        return raise(ctx, TypeId::kTypeError, "GenericAlias expected 2 arguments, got {}",
                     args.rest_count);
    }
    return wrap(make(ctx, args[0].as<Type>(), args.rest()[0], args.rest()[1]));
}

Value alias_repr(Context& ctx, const Args& args) {
    GenericAlias* a = alias(args[0]);
    StringBuilder out;
    if (a->starred) out.add_ascii("*");
    if (!add_type_argument_repr(ctx, out, a->origin.get())) return Value::error();
    out.add_ascii("[");
    Tuple* list = a->args.get();
    for (uint64_t i = 0; i < list->length; i++) {
        if (i) out.add_ascii(", ");
        if (!add_type_argument_repr(ctx, out, list->at(i))) return Value::error();
    }
    if (list->length == 0) out.add_ascii("()");
    out.add_ascii("]");
    return wrap(out.finish(ctx));
}

Value alias_hash(Context& ctx, const Args& args) {
    int64_t origin, list;
    if (!hash_value(ctx, alias(args[0])->origin.get(), origin) ||
        !hash_value(ctx, Value::object(alias(args[0])->args.get()), list)) {
        return Value::error();
    }
    return make_int(ctx, origin ^ list);
}

Value alias_eq(Context& ctx, const Args& args) {
    if (!is_generic_alias(ctx, args[1])) return Value::not_implemented();
    GenericAlias* a = alias(args[0]);
    GenericAlias* b = alias(args[1]);
    if (a->starred != b->starred) return Value::false_value();
    const Truth same = equal(ctx, a->origin.get(), b->origin.get());
    if (same != Truth::kYes) return same == Truth::kNo ? Value::false_value() : Value::error();
    return compare(ctx, CompareOp::kEq, Value::object(a->args.get()), Value::object(b->args.get()));
}

Value alias_call(Context& ctx, const Args& args) {
    Tuple* positional = make_tuple(ctx, args.rest());
    if (!positional) return Value::error();
    Value made = call_ex(ctx, alias(args[0])->origin.get(), positional, args.keywords);
    if (!made) return made;
    String* name = intern(ctx, "__orig_class__");
    if (!name || !set_attribute(ctx, made, name, args[0])) {
        if (!exception_matches(ctx, TypeId::kAttributeError) &&
            !exception_matches(ctx, TypeId::kTypeError)) {
            return Value::error();
        }
        take_exception(ctx);
    }
    return made;
}

/// Attributes of the alias itself; all others are those of its class.
constexpr const char* kOwnAttributes[] = {
    "__class__",       "__origin__",     "__args__",
    "__unpacked__",    "__parameters__", "__typing_unpacked_tuple_args__",
    "__mro_entries__", "__reduce_ex__",  "__reduce__",
    "__copy__",        "__deepcopy__",
};

Value alias_getattribute(Context& ctx, const Args& args) {
    if (!args[1].is(Kind::kString))
        return generic_get_attribute(ctx, args[0], args[1].as<String>());
    auto* name = args[1].as<String>();
    for (const char* own : kOwnAttributes) {
        if (equals_ascii(name, own)) return generic_get_attribute(ctx, args[0], name);
    }
    return get_attribute(ctx, alias(args[0])->origin.get(), name);
}

Value alias_dir(Context& ctx, const Args& args) {
    Value dir = builtin_function(ctx, "dir");
    if (!dir) return dir;
    Value names = call(ctx, dir, {alias(args[0])->origin.get()});
    if (!names.is(Kind::kList)) return names;
    for (const char* own : kOwnAttributes) {
        String* name = intern(ctx, own);
        if (!name) return Value::error();
        const Truth there = contains(ctx, names, Value::object(name));
        if (there == Truth::kError) return Value::error();
        if (there == Truth::kNo && !list_append(ctx, names.as<List>(), Value::object(name))) {
            return Value::error();
        }
    }
    return names;
}

Value alias_mro_entries(Context& ctx, const Args& args) {
    const Value origin = alias(args[0])->origin.get();
    return wrap(make_tuple(ctx, {&origin, 1}));
}
Value alias_instancecheck(Context& ctx, const Args&) {
    return raise(ctx, TypeId::kTypeError,
                 "isinstance() argument 2 cannot be a parameterized generic");
}
Value alias_subclasscheck(Context& ctx, const Args&) {
    return raise(ctx, TypeId::kTypeError,
                 "issubclass() argument 2 cannot be a parameterized generic");
}

Tuple* parameters_of(Context& ctx, GenericAlias* a) {
    if (!a->parameters) {
        Tuple* found = collect_type_parameters(ctx, a->args.get());
        if (!found) return nullptr;
        a->parameters.set(ctx, a, found);
    }
    return a->parameters.get();
}

Value alias_getitem(Context& ctx, const Args& args) {
    GenericAlias* a = alias(args[0]);
    Tuple* parameters = parameters_of(ctx, a);
    if (!parameters) return Value::error();
    Tuple* list = substitute_type_parameters(ctx, args[0], a->args.get(), parameters, args[1]);
    if (!list) return Value::error();
    Value out = make_generic_alias(ctx, a->origin.get(), Value::object(list));
    if (out) alias(out)->starred = a->starred;
    return out;
}

/// Iteration gives the alias once, starred: `*tuple[int]` in a subscript.
Value alias_iter(Context& ctx, const Args& args) {
    GenericAlias* a = alias(args[0]);
    GenericAlias* starred =
        make(ctx, ctx.type(TypeId::kGenericAlias), a->origin.get(), Value::object(a->args.get()));
    if (!starred) return Value::error();
    starred->starred = true;
    const Value one = Value::object(starred);
    Tuple* t = make_tuple(ctx, {&one, 1});
    return t ? get_iterator(ctx, Value::object(t)) : Value::error();
}

Value alias_reduce(Context& ctx, const Args& args) {
    GenericAlias* a = alias(args[0]);
    if (a->starred) {
        Value next = builtin_function(ctx, "next");
        Value plain =
            next ? make_generic_alias(ctx, a->origin.get(), Value::object(a->args.get())) : next;
        Value it = plain ? get_iterator(ctx, plain) : plain;
        Tuple* arguments = it ? make_tuple(ctx, {&it, 1}) : nullptr;
        if (!arguments) return Value::error();
        const Value out[] = {next, Value::object(arguments)};
        return wrap(make_tuple(ctx, out));
    }
    const Value arguments[] = {a->origin.get(), Value::object(a->args.get())};
    const Value out[] = {Value::object(type_of(ctx, args[0])), wrap(make_tuple(ctx, arguments))};
    return out[1] ? wrap(make_tuple(ctx, out)) : Value::error();
}

Value alias_or(Context& ctx, const Args& args) { return make_union(ctx, args[0], args[1]); }
Value alias_ror(Context& ctx, const Args& args) { return make_union(ctx, args[1], args[0]); }

Value get_origin(Context&, Value self) { return alias(self)->origin.get(); }
Value get_args(Context&, Value self) { return Value::object(alias(self)->args.get()); }
Value get_parameters(Context& ctx, Value self) { return wrap(parameters_of(ctx, alias(self))); }
Value get_unpacked(Context&, Value self) { return Value::boolean(alias(self)->starred); }
Value get_unpacked_tuple_args(Context& ctx, Value self) {
    GenericAlias* a = alias(self);
    const bool tuple = a->origin.get() == Value::object(ctx.type(TypeId::kTuple));
    return a->starred && tuple ? Value::object(a->args.get()) : Value::none();
}

void trace(Marker& marker, Object* o) {
    auto* a = static_cast<GenericAlias*>(o);
    marker.mark(a->origin);
    marker.mark(a->args);
    marker.mark(a->parameters);
}

const NativeMethod kMethods[] = {
    {"__new__(cls, *args, **kwargs)", alias_new},
    {"__repr__(self, /)", alias_repr},
    {"__hash__(self, /)", alias_hash},
    {"__eq__(self, value, /)", alias_eq},
    {"__call__(self, /, *args, **kwargs)", alias_call},
    {"__getattribute__(self, name, /)", alias_getattribute},
    {"__dir__(self, /)", alias_dir},
    {"__mro_entries__(self, bases, /)", alias_mro_entries},
    {"__instancecheck__(self, instance, /)", alias_instancecheck},
    {"__subclasscheck__(self, cls, /)", alias_subclasscheck},
    {"__getitem__(self, key, /)", alias_getitem},
    {"__iter__(self, /)", alias_iter},
    {"__reduce__(self, /)", alias_reduce},
    {"__or__(self, value, /)", alias_or},
    {"__ror__(self, value, /)", alias_ror},
};
const NativeProperty kProperties[] = {
    {"__origin__", get_origin},
    {"__args__", get_args},
    {"__parameters__", get_parameters, nullptr, "Type variables in the GenericAlias."},
    {"__unpacked__", get_unpacked},
    {"__typing_unpacked_tuple_args__", get_unpacked_tuple_args},
};

/// Arguments with unpacked tuples (`*tuple[int, str]`) replaced by what they hold.
bool unpack_arguments(Context& ctx, Value item, std::vector<Value>& out) {
    const std::span<const Value> items =
        item.is(Kind::kTuple) ? item.as<Tuple>()->values() : std::span<const Value>(&item, 1);
    for (Value v : items) {
        Value inside;
        if (!v.is(Kind::kType) &&
            find_named(ctx, v, "__typing_unpacked_tuple_args__", inside) == Truth::kError) {
            return false;
        }
        if (inside.is(Kind::kTuple)) {
            auto* t = inside.as<Tuple>();
            if (!t->length || !(t->at(t->length - 1) == Value::ellipsis())) {
                out.insert(out.end(), t->values().begin(), t->values().end());
                continue;
            }
        }
        out.push_back(v);
    }
    return true;
}

/// `v` with its own type parameters substituted, if it has any.
Value substitute_inside(Context& ctx, Value v, Tuple* parameters,
                        std::span<const Value> arguments) {
    Value inner;
    const Truth t = find_named(ctx, v, "__parameters__", inner);
    if (t == Truth::kError) return Value::error();
    if (!inner.is(Kind::kTuple) || inner.as<Tuple>()->length == 0) return v;
    ValueVector list(ctx);
    for (Value p : inner.as<Tuple>()->values()) {
        const int64_t at = index_of(parameters->values(), p);
        if (at < 0) {
            list.values.push_back(p);
            continue;
        }
        const Value argument = arguments[static_cast<size_t>(at)];
        if (argument.is(Kind::kTuple) && type_of(ctx, p)->lookup_special(Special::kIter)) {
            const auto many = argument.as<Tuple>()->values();  // of a TypeVarTuple
            list.values.insert(list.values.end(), many.begin(), many.end());
        } else {
            list.values.push_back(argument);
        }
    }
    Tuple* key = make_tuple(ctx, list.values);
    return key ? get_item(ctx, v, Value::object(key)) : Value::error();
}

Truth is_unpacked_variadic(Context& ctx, Value v) {
    if (v.is(Kind::kType)) return Truth::kNo;
    Value answer;
    const Truth t = find_named(ctx, v, "__typing_is_unpacked_typevartuple__", answer);
    return t == Truth::kYes ? is_true(ctx, answer) : t;
}

}  // namespace

bool add_type_argument_repr(Context& ctx, StringBuilder& out, Value v) {
    if (v == Value::ellipsis()) {
        out.add_ascii("...");
        return true;
    }
    Value origin, args, qualname, module;
    Truth t = find_named(ctx, v, "__origin__", origin);
    if (t == Truth::kYes) t = find_named(ctx, v, "__args__", args);
    if (t == Truth::kError) return false;
    if (t == Truth::kNo) {
        t = find_attribute(ctx, v, ctx.name(Name::k__qualname__), qualname);
        if (t == Truth::kYes) t = find_attribute(ctx, v, ctx.name(Name::k__module__), module);
        if (t == Truth::kError) return false;
        if (t == Truth::kYes && !module.is_none()) {
            if (!module.is(Kind::kString) || !equals_ascii(module.as<String>(), "builtins")) {
                String* text = to_str(ctx, module);
                if (!text) return false;
                out.add(text);
                out.add_ascii(".");
            }
            String* text = to_str(ctx, qualname);
            if (!text) return false;
            out.add(text);
            return true;
        }
    }
    String* text = to_repr(ctx, v);
    if (text) out.add(text);
    return text;
}

Tuple* collect_type_parameters(Context& ctx, Tuple* args) {
    ValueVector found(ctx);
    for (Value v : args->values()) {
        if (v.is(Kind::kType)) continue;
        Value subst, inner;
        Truth t = find_named(ctx, v, "__typing_subst__", subst);
        if (t == Truth::kError) return nullptr;
        if (t == Truth::kYes) {
            add_once(found.values, v);
            continue;
        }
        t = find_named(ctx, v, "__parameters__", inner);
        if (t == Truth::kError) return nullptr;
        if (!inner.is(Kind::kTuple)) continue;
        for (Value p : inner.as<Tuple>()->values())
            add_once(found.values, p);
    }
    return make_tuple(ctx, found.values);
}

Tuple* substitute_type_parameters(Context& ctx, Value self, Tuple* args, Tuple* parameters,
                                  Value item) {
    if (parameters->length == 0) {
        raise(ctx, TypeId::kTypeError, "{} is not a generic class", MessageArg::repr(self));
        return nullptr;
    }
    ValueVector arguments(ctx);
    if (!unpack_arguments(ctx, item, arguments.values)) return nullptr;
    Tuple* tuple = make_tuple(ctx, arguments.values);
    if (!tuple) return nullptr;
    Value given = Value::object(tuple);
    for (Value p : parameters->values()) {
        Value prepare;
        const Truth t = find_named(ctx, p, "__typing_prepare_subst__", prepare);
        if (t == Truth::kError) return nullptr;
        if (t == Truth::kNo || prepare.is_none()) continue;
        if (!given.is(Kind::kTuple)) {
            tuple = make_tuple(ctx, {&given, 1});
            if (!tuple) return nullptr;
            given = Value::object(tuple);
        }
        given = call(ctx, prepare, {self, given});
        if (!given) return nullptr;
    }
    const std::span<const Value> items =
        given.is(Kind::kTuple) ? given.as<Tuple>()->values() : std::span<const Value>(&given, 1);
    if (items.size() != parameters->length) {
        raise(ctx, TypeId::kTypeError, "Too {} arguments for {}; actual {}, expected {}",
              items.size() > parameters->length ? "many" : "few", MessageArg::repr(self),
              items.size(), parameters->length);
        return nullptr;
    }
    ValueVector out(ctx);
    for (Value v : args->values()) {
        if (v.is(Kind::kType)) {
            out.values.push_back(v);
            continue;
        }
        const Truth variadic = is_unpacked_variadic(ctx, v);
        Value subst;
        const Truth t =
            variadic == Truth::kError ? variadic : find_named(ctx, v, "__typing_subst__", subst);
        if (t == Truth::kError) return nullptr;
        Value replaced;
        const int64_t at = t == Truth::kYes ? index_of(parameters->values(), v) : -1;
        if (at >= 0) {
            replaced = call(ctx, subst, {items[static_cast<size_t>(at)]});
        } else {
            replaced = substitute_inside(ctx, v, parameters, items);
        }
        if (!replaced) return nullptr;
        if (variadic == Truth::kYes && replaced.is(Kind::kTuple)) {
            for (Value inside : replaced.as<Tuple>()->values())
                out.values.push_back(inside);
        } else {
            out.values.push_back(replaced);
        }
    }
    return make_tuple(ctx, out.values);
}

Value make_generic_alias(Context& ctx, Value origin, Value args) {
    return wrap(make(ctx, ctx.type(TypeId::kGenericAlias), origin, args));
}

const NativeTypeSpec kGenericAliasSpec = {
    .name = "types.GenericAlias",
    .size = sizeof(GenericAlias),
    .methods = kMethods,
    .properties = kProperties,
    .trace = trace,
    .doc =
        "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and "
        "t.__args__ is (int,)."};

}  // namespace orrery
