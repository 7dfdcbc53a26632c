// Module _string: the parser of str.format() for Python's string.Formatter.
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/formatting.h"
#include "engine/objects/function.h"
#include "engine/objects/numbers.h"

namespace orrery {

extern const NativeTypeSpec kFormatterIteratorSpec;
extern const NativeTypeSpec kFieldNameIteratorSpec;

namespace {

/// The state of a parse: where it is in the format string.
struct ParseIterator : NativeObject {
    Ref<String> text;
    uint64_t at;
    uint64_t stop;
};

void trace_iterator(Marker& marker, Object* self) {
    marker.mark(static_cast<ParseIterator*>(self)->text);
}

/// The types live in the module's state: (formatter iterator, field name iterator).
Value make_parse_iterator(Context& ctx, unsigned which, String* text, uint64_t at, uint64_t stop) {
    Value module = import_module(ctx, "_string");
    if (!module) return module;
    Type* type = module.as<Module>()->state.get().as<Tuple>()->at(which).as<Type>();
    auto* it = allocate<ParseIterator>(ctx, type);
    if (!it) return Value::error();
    it->text.set(ctx, it, text);
    it->at = at;
    it->stop = stop;
    return Value::object(it);
}

Value formatter_step(Context& ctx, Value self) {
    auto* it = self.as<ParseIterator>();
    String* text = it->text.get();
    MarkupParser parser(text->text(), it->at, it->stop);
    MarkupPiece piece;
    const Truth t = parser.next(ctx, piece);
    if (t == Truth::kNo) return Value::stop();
    if (t == Truth::kError) return Value::error();
    it->at = parser.position();
    Value parts[4] = {Value::object(substring(ctx, text, piece.literal_start, piece.literal_stop)),
                      Value::none(), Value::none(), Value::none()};
    if (piece.has_field) {
        parts[1] = Value::object(substring(ctx, text, piece.name_start, piece.name_stop));
        parts[2] = Value::object(substring(ctx, text, piece.spec_start, piece.spec_stop));
        if (piece.conversion) parts[3] = Value::object(char_string(ctx, piece.conversion));
    }
    for (Value v : parts) {
        if (!v) return v;
    }
    return Value::object(make_tuple(ctx, parts));
}

Value field_name_step(Context& ctx, Value self) {
    auto* it = self.as<ParseIterator>();
    String* text = it->text.get();
    FieldName name(text->text(), it->at, it->stop);
    FieldName::Step step;
    const Truth t = name.next(ctx, step);
    if (t == Truth::kNo) return Value::stop();
    if (t == Truth::kError) return Value::error();
    it->at = name.position();
    const bool number = !step.attribute && step.number >= 0;
    const Value parts[] = {Value::boolean(step.attribute),
                           number ? make_int(ctx, step.number)
                                  : Value::object(substring(ctx, text, step.start, step.stop))};
    return parts[1] ? Value::object(make_tuple(ctx, parts)) : parts[1];
}

template <NextFn step>
Value next_method(Context& ctx, const Args& args) {
    Value v = step(ctx, args[0]);
    return v.is_stop() ? raise_stop_iteration(ctx, Value()) : v;
}

Value iter_method(Context&, const Args& args) { return args[0]; }

String* string_of(Context& ctx, Value v) {
    if (v.is(Kind::kString)) return v.as<String>();
    raise(ctx, TypeId::kTypeError, "expected str, got {}", MessageArg::type(v));
    return nullptr;
}

Value formatter_parser(Context& ctx, const Args& args) {
    String* s = string_of(ctx, args[0]);
    return s ? make_parse_iterator(ctx, 0, s, 0, s->length) : Value::error();
}

Value formatter_field_name_split(Context& ctx, const Args& args) {
    String* s = string_of(ctx, args[0]);
    if (!s) return Value::error();
    FieldName name(s->text(), 0, s->length);
    uint64_t start, stop;
    int64_t number;
    if (!name.first(ctx, start, stop, number)) return Value::error();
    const Value first =
        number >= 0 ? make_int(ctx, number) : Value::object(substring(ctx, s, start, stop));
    const Value rest = first ? make_parse_iterator(ctx, 1, s, name.position(), s->length) : first;
    if (!rest) return rest;
    const Value pair[] = {first, rest};
    return Value::object(make_tuple(ctx, pair));
}

constexpr NativeMethod kFormatterMethods[] = {
    {"__iter__(self, /)", iter_method},
    {"__next__(self, /)", next_method<formatter_step>},
};
constexpr NativeMethod kFieldNameMethods[] = {
    {"__iter__(self, /)", iter_method},
    {"__next__(self, /)", next_method<field_name_step>},
};

constexpr NativeMethod kFunctions[] = {
    {"formatter_parser(format_string, /)", formatter_parser},
    {"formatter_field_name_split(field_name, /)", formatter_field_name_split},
};

bool populate(Context& ctx, Module* module) {
    Type* formatter = make_native_type(ctx, kFormatterIteratorSpec);
    Type* field_name = make_native_type(ctx, kFieldNameIteratorSpec);
    if (!formatter || !field_name) return false;
    const Value types[] = {Value::object(formatter), Value::object(field_name)};
    Tuple* state = make_tuple(ctx, types);
    if (state) module->state.set(ctx, module, Value::object(state));
    return state != nullptr;
}

}  // namespace

extern const NativeTypeSpec kFormatterIteratorSpec = {
    .name = "formatteriterator",
    .size = sizeof(ParseIterator),
    .subclassable = false,
    .methods = kFormatterMethods,
    .next = formatter_step,
    .trace = trace_iterator,
};

extern const NativeTypeSpec kFieldNameIteratorSpec = {
    .name = "fieldnameiterator",
    .size = sizeof(ParseIterator),
    .subclassable = false,
    .methods = kFieldNameMethods,
    .next = field_name_step,
    .trace = trace_iterator,
};

extern const NativeModuleSpec kStringModule = {
    .name = "_string",
    .functions = kFunctions,
    .populate = populate,
    .doc = "string helper module",
};

}  // namespace orrery
