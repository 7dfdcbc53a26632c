#include "engine/objects/structseq.h"

#include <array>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"

namespace orrery {

namespace {

Value class_attribute(Context& ctx, Value self, const char* name) {
    return get_attribute(ctx, Value::object(type_of(ctx, self)), intern(ctx, name));
}

/// The field names of the type, in order.
Tuple* field_names(Context& ctx, Value self) {
    Value v = class_attribute(ctx, self, "_fields");
    return v.is(Kind::kTuple) ? v.as<Tuple>() : nullptr;
}

Value repr(Context& ctx, const Args& args) {
    Tuple* names = field_names(ctx, args[0]);
    if (!names) return Value::error();
    StringBuilder out;
    Value module = class_attribute(ctx, args[0], "__module__");
    if (module.is(Kind::kString)) {
        out.add(module.as<String>());
        out.add_ascii(".");
    }
    out.add(type_of(ctx, args[0])->name.get());
    out.add_ascii("(");
    auto* t = args[0].as<Tuple>();
    for (uint64_t i = 0; i < t->length; i++) {
        if (i) out.add_ascii(", ");
        out.add(names->at(i).as<String>());
        out.add_ascii("=");
        String* s = to_repr(ctx, t->at(i));
        if (!s) return Value::error();
        out.add(s);
    }
    out.add_ascii(")");
    String* s = out.finish(ctx);
    return s ? Value::object(s) : Value::error();
}

Value build(Context& ctx, Type* type, std::span<const Value> values, uint64_t visible, Tuple* names) {
    auto* t = allocate<Tuple>(ctx, type, visible * sizeof(Slot));
    if (!t) return Value::error();
    t->length = visible;
    for (uint64_t i = 0; i < visible; i++) t->slots()[i].init(values[i]);
    // Fields beyond the tuple are ordinary attributes of the instance.
    for (uint64_t i = visible; i < names->length; i++) {
        const Value v = i < values.size() ? values[i] : Value::none();
        if (!set_own_attribute(ctx, t, names->at(i).as<String>(), v)) return Value::error();
    }
    return Value::object(t);
}

Value construct(Context& ctx, const Args& args) {
    auto* type = args[0].as<Type>();
    Value fields = get_attribute(ctx, args[0], intern(ctx, "_fields"));
    Value visible = get_attribute(ctx, args[0], intern(ctx, "n_sequence_fields"));
    if (!fields || !visible) return Value::error();
    Tuple* given = to_tuple(ctx, args[1]);
    if (!given) return Value::error();
    const auto least = static_cast<uint64_t>(visible.as_small_int());
    const uint64_t most = fields.as<Tuple>()->length;
    if (given->length < least || given->length > most) {
        return raise(ctx, TypeId::kTypeError, "{}() takes {} {}-sequence ({}-sequence given)",
                     native_display_name(type), least == most ? "a" : given->length < least ? "an at least" : "an at most",
                     given->length < least ? least : most, given->length);
    }
    return build(ctx, type, given->values(), least, fields.as<Tuple>());
}

Value reduce(Context& ctx, const Args& args) {
    Tuple* t = make_tuple(ctx, args[0].as<Tuple>()->values());
    Dict* d = make_dict(ctx);
    if (!t || !d) return Value::error();
    const Value inner[] = {Value::object(t), Value::object(d)};
    const Value out[] = {Value::object(type_of(ctx, args[0])), Value::object(make_tuple(ctx, inner))};
    return Value::object(make_tuple(ctx, out));
}

const NativeMethod kMethods[] = {
    {"__new__(cls, sequence, dict=None)", construct},
    {"__repr__(self, /)", repr},
    {"__reduce__(self, /)", reduce},
};

/// Reads element i: one getter an index, since native properties carry no data.
template <unsigned I>
Value element(Context&, Value self) {
    return self.as<Tuple>()->at(I);
}
using Getter = Value (*)(Context&, Value);
template <unsigned... I>
constexpr auto make_getters(std::integer_sequence<unsigned, I...>) {
    return std::array<Getter, sizeof...(I)>{element<I>...};
}
constexpr auto kGetters = make_getters(std::make_integer_sequence<unsigned, 40>());

}  // namespace

std::string native_display_name(const Type* type) { return type->native->name; }

Type* struct_sequence_type(Context& ctx, const StructSequence& d) {
    auto& made = ctx.runtime().struct_types[&d];
    if (made.type) return made.type;
    made.spec = std::make_unique<NativeTypeSpec>(
        NativeTypeSpec{.name = d.name, .base = TypeId::kTuple, .kind = Kind::kTuple,
                       .size = sizeof(Tuple), .subclassable = false,
                       .has_dict = d.fields.size() > d.visible, .variable_size = true});
    made.properties = std::make_unique<std::vector<NativeProperty>>();
    for (uint32_t i = 0; i < d.visible; i++) {
        if (d.fields[i]) made.properties->push_back({d.fields[i], kGetters[i]});
    }
    made.spec->methods = d.instantiable ? std::span(kMethods) : std::span(kMethods).subspan(1);
    made.spec->properties = *made.properties;
    Type* type = make_native_type(ctx, *made.spec);
    if (!type) return nullptr;
    if (!d.instantiable) type->type_flags |= Type::kDisallowInstantiation;
    std::vector<Value> names;
    for (const char* f : d.fields) names.push_back(Value::object(intern(ctx, f ? f : "?")));
    Dict* dict = type->dict.get();
    dict_set(ctx, dict, intern(ctx, "_fields"), Value::object(make_tuple(ctx, names)));
    dict_set(ctx, dict, intern(ctx, "__match_args__"),
             Value::object(make_tuple(ctx, std::span<const Value>(names).subspan(0, d.visible))));
    dict_set(ctx, dict, intern(ctx, "n_sequence_fields"), Value::small_int(d.visible));
    dict_set(ctx, dict, intern(ctx, "n_fields"), Value::small_int(static_cast<int64_t>(d.fields.size())));
    dict_set(ctx, dict, intern(ctx, "n_unnamed_fields"), Value::small_int(0));
    made.type = type;
    ctx.runtime().extra_roots.push_back(Value::object(type));
    return type;
}

Value make_struct_sequence(Context& ctx, const StructSequence& d, std::span<const Value> values) {
    Type* type = struct_sequence_type(ctx, d);
    if (!type) return Value::error();
    Value names = dict_get(ctx, type->dict.get(), intern(ctx, "_fields"));
    return build(ctx, type, values, d.visible, names.as<Tuple>());
}

}  // namespace orrery
