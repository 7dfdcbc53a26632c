#include "engine/objects/structseq.h"

#include <array>
#include <utility>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"

namespace orrery {

namespace {

/// The declaration of a type made here.
const StructSequence& declaration_of(Context& ctx, const Type* type) {
    const auto& all = ctx.runtime().struct_types;
    auto at = all.begin();
    while (at->second.type != type)
        ++at;
    return *at->first;
}

/// The names of the tuple's elements as repr() shows them: an element without a name borrows that
/// of the attribute after the tuple's end that stands for it.
std::vector<const char*> shown_names(const StructSequence& d) {
    std::vector<const char*> out;
    for (const char* name : d.fields) {
        if (name) out.push_back(name);
    }
    return out;
}

Value repr(Context& ctx, const Args& args) {
    const auto names = shown_names(declaration_of(ctx, type_of(ctx, args[0])));
    StringBuilder out;
    out.add_ascii(native_display_name(type_of(ctx, args[0])));
    out.add_ascii("(");
    auto* t = args[0].as<Tuple>();
    for (uint64_t i = 0; i < t->length; i++) {
        if (i) out.add_ascii(", ");
        out.add_ascii(names[i]);
        out.add_ascii("=");
        String* s = to_repr(ctx, t->at(i));
        if (!s) return Value::error();
        out.add(s);
    }
    out.add_ascii(")");
    String* s = out.finish(ctx);
    return s ? Value::object(s) : Value::error();
}

/// The fields beyond the tuple are the instance's own attributes; where they are not given, those
/// that stand for elements without a name repeat these.
Value build(Context& ctx, Type* type, std::span<const Value> values, const StructSequence& d) {
    auto* t = allocate<Tuple>(ctx, type, d.visible * sizeof(Slot));
    if (!t) return Value::error();
    t->length = d.visible;
    for (uint64_t i = 0; i < d.visible; i++)
        t->slots()[i].init(values[i]);
    uint64_t unnamed = 0;
    for (uint64_t i = d.visible; i < d.fields.size(); i++) {
        Value v = Value::none();
        while (unnamed < d.visible && d.fields[unnamed])
            unnamed++;
        if (unnamed < d.visible) v = values[unnamed++];
        if (i < values.size()) v = values[i];
        if (!set_own_attribute(ctx, t, intern(ctx, d.fields[i]), v)) return Value::error();
    }
    return Value::object(t);
}

Value construct(Context& ctx, const Args& args) {
    auto* type = args[0].as<Type>();
    const StructSequence& d = declaration_of(ctx, type);
    if (!type_of(ctx, args[1])->lookup_special(Special::kIter) &&
        !type_of(ctx, args[1])->lookup_special(Special::kGetitem)) {
        return raise(ctx, TypeId::kTypeError, "constructor requires a sequence");
    }
    Tuple* given = to_tuple(ctx, args[1]);
    if (!given) return Value::error();
    const uint64_t least = d.visible;
    const uint64_t most = d.fields.size();
    if (given->length < least || given->length > most) {
        return raise(ctx, TypeId::kTypeError, "{}() takes {} {}-sequence ({}-sequence given)",
                     native_display_name(type),
                     least == most           ? "a"
                     : given->length < least ? "an at least"
                                             : "an at most",
                     given->length < least ? least : most, given->length);
    }
    return build(ctx, type, given->values(), d);
}

Value reduce(Context& ctx, const Args& args) {
    Tuple* t = make_tuple(ctx, args[0].as<Tuple>()->values());
    Dict* d = make_dict(ctx);
    if (!t || !d) return Value::error();
    const Value inner[] = {Value::object(t), Value::object(d)};
    const Value out[] = {Value::object(type_of(ctx, args[0])),
                         Value::object(make_tuple(ctx, inner))};
    return Value::object(make_tuple(ctx, out));
}

const NativeMethod kMethods[] = {
    {"__new__(cls, sequence, dict=None)", construct},
    {"__repr__(self, /)", repr},
    {"__reduce__(self, /)", reduce},
};

/// Reads element i: one getter an index, since native properties carry no data. Beyond the tuple:
/// the own attribute of the field's name.
template <unsigned I>
Value element(Context& ctx, Value self) {
    if (I < self.as<Tuple>()->length) return self.as<Tuple>()->at(I);
    const StructSequence& d = declaration_of(ctx, type_of(ctx, self));
    Value v = get_own_attribute(ctx, self.as_object(), intern(ctx, d.fields[I]));
    return v ? v : Value::none();
}
bool refuse_set(Context& ctx, Value, Value) {
    raise(ctx, TypeId::kAttributeError, "readonly attribute");
    return false;
}
using Getter = Value (*)(Context&, Value);
template <unsigned... I>
constexpr auto make_getters(std::integer_sequence<unsigned, I...>) {
    return std::array<Getter, sizeof...(I)>{element<I>...};
}
constexpr auto kGetters = make_getters(std::make_integer_sequence<unsigned, 40>());

}  // namespace

std::string native_display_name(const Type* type) {
    return type->has(Type::kUserDefined) ? to_utf8(type->name.get()) : type->native->name;
}

Type* struct_sequence_type(Context& ctx, const StructSequence& d) {
    auto& made = ctx.runtime().struct_types[&d];
    if (made.type) return made.type;
    made.spec =
        std::make_unique<NativeTypeSpec>(NativeTypeSpec{.name = d.name,
                                                        .base = TypeId::kTuple,
                                                        .kind = Kind::kTuple,
                                                        .size = sizeof(Tuple),
                                                        .subclassable = false,
                                                        .has_dict = d.fields.size() > d.visible,
                                                        .variable_size = true});
    made.properties = std::make_unique<std::vector<NativeProperty>>();
    for (uint32_t i = 0; i < d.fields.size(); i++) {
        if (d.fields[i]) made.properties->push_back({d.fields[i], kGetters[i], refuse_set});
    }
    made.spec->methods = d.instantiable ? std::span(kMethods) : std::span(kMethods).subspan(1);
    made.spec->properties = *made.properties;
    Type* type = make_native_type(ctx, *made.spec);
    if (!type) return nullptr;
    if (!d.instantiable) type->type_flags |= Type::kDisallowInstantiation;
    ValueVector matched(ctx);
    for (uint32_t i = 0; i < d.visible; i++) {
        if (d.fields[i]) matched.values.push_back(Value::object(intern(ctx, d.fields[i])));
    }
    const auto fields = static_cast<int64_t>(d.fields.size());
    Tuple* match_args = make_tuple(ctx, matched.values);
    if (!match_args) return nullptr;
    Dict* dict = type->dict.get();
    dict_set(ctx, dict, ctx.name(Name::k__match_args__), Value::object(match_args));
    dict_set(ctx, dict, intern(ctx, "n_sequence_fields"), Value::small_int(d.visible));
    dict_set(ctx, dict, intern(ctx, "n_fields"), Value::small_int(fields));
    dict_set(ctx, dict, intern(ctx, "n_unnamed_fields"),
             Value::small_int(static_cast<int64_t>(d.visible - matched.values.size())));
    made.type = type;
    ctx.runtime().extra_roots.push_back(Value::object(type));
    return type;
}

Value make_struct_sequence(Context& ctx, const StructSequence& d, std::span<const Value> values) {
    Type* type = struct_sequence_type(ctx, d);
    if (!type) return Value::error();
    return build(ctx, type, values, d);
}

}  // namespace orrery
