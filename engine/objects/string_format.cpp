// str.format(), str.format_map() and str.__format__().
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/formatting.h"
#include "engine/objects/numbers.h"
#include "engine/objects/string_methods.h"

namespace orrery {

namespace {

/// One call of format() or format_map().
class Formatter {
public:
    Formatter(Context& ctx, std::span<const Value> positional, Value keywords, bool is_map)
        : ctx_(ctx), positional_(positional), keywords_(keywords), is_map_(is_map) {}

    /// Appends the expansion of format[start, stop). False after an exception.
    bool expand(String* format, uint64_t start, uint64_t stop, int depth, StringBuilder& out);

private:
    enum Numbering : uint8_t { kUndecided, kAutomatic, kManual };

    bool add_field(String* format, const MarkupPiece& piece, int depth, StringBuilder& out);
    Value find_argument(String* format, uint64_t start, uint64_t stop, int64_t number);
    Value find_object(String* format, uint64_t start, uint64_t stop);
    Value convert(Value v, uint32_t conversion);
    bool settle_numbering(bool automatic);

    Context& ctx_;
    std::span<const Value> positional_;
    Value keywords_;
    bool is_map_;
    Numbering numbering_ = kUndecided;
    int64_t next_number_ = 0;
};

bool Formatter::expand(String* format, uint64_t start, uint64_t stop, int depth,
                       StringBuilder& out) {
    if (depth == 0) {
        raise(ctx_, TypeId::kValueError, "Max string recursion exceeded");
        return false;
    }
    MarkupParser parser(format->text(), start, stop);
    MarkupPiece piece;
    for (;;) {
        const Truth t = parser.next(ctx_, piece);
        if (t != Truth::kYes) return t == Truth::kNo;
        out.add(format, piece.literal_start, piece.literal_stop);
        if (piece.has_field && !add_field(format, piece, depth, out)) return false;
    }
}

bool Formatter::settle_numbering(bool automatic) {
    const Numbering wanted = automatic ? kAutomatic : kManual;
    if (numbering_ == kUndecided) numbering_ = wanted;
    if (numbering_ == wanted) return true;
    raise(ctx_, TypeId::kValueError,
          automatic ? "cannot switch from manual field specification to automatic field numbering"
                    : "cannot switch from automatic field numbering to manual field specification");
    return false;
}

Value Formatter::find_argument(String* format, uint64_t start, uint64_t stop, int64_t number) {
    const bool automatic = start == stop;
    if (automatic || number >= 0) {
        if (!settle_numbering(automatic)) return Value::error();
        if (automatic) number = next_number_++;
        if (is_map_) {
            return raise(ctx_, TypeId::kValueError, "Format string contains positional fields");
        }
        if (static_cast<uint64_t>(number) >= positional_.size()) {
            return raise(ctx_, TypeId::kIndexError,
                         "Replacement index {} out of range for positional args tuple", number);
        }
        return positional_[static_cast<size_t>(number)];
    }
    Value key = Value::object(substring(ctx_, format, start, stop));
    if (!key) return key;
    if (is_map_) return get_item(ctx_, keywords_, key);
    Value found = keywords_ ? dict_get(ctx_, keywords_.as<Dict>(), key.as<String>()) : Value();
    return found ? found : raise_key_error(ctx_, key);
}

Value Formatter::find_object(String* format, uint64_t start, uint64_t stop) {
    FieldName name(format->text(), start, stop);
    uint64_t first_start, first_stop;
    int64_t number;
    if (!name.first(ctx_, first_start, first_stop, number)) return Value::error();
    Value v = find_argument(format, first_start, first_stop, number);
    FieldName::Step step;
    while (v) {
        const Truth t = name.next(ctx_, step);
        if (t == Truth::kError) return Value::error();
        if (t == Truth::kNo) break;
        if (!step.attribute && step.number >= 0) {
            v = get_item(ctx_, v, make_int(ctx_, step.number));
            continue;
        }
        String* part = substring(ctx_, format, step.start, step.stop);
        if (!part) return Value::error();
        v = step.attribute ? get_attribute(ctx_, v, intern(ctx_, part))
                           : get_item(ctx_, v, Value::object(part));
    }
    return v;
}

Value Formatter::convert(Value v, uint32_t conversion) {
    switch (conversion) {
    case 0: return v;
    case 'r': return Value::object(to_repr(ctx_, v));
    case 's': return Value::object(to_str(ctx_, v));
    case 'a': return Value::object(to_ascii(ctx_, v));
    default: break;
    }
    if (conversion > 32 && conversion < 127) {
        return raise(ctx_, TypeId::kValueError, "Unknown conversion specifier {}",
                     std::string(1, static_cast<char>(conversion)));
    }
    char hex[16];
    snprintf(hex, sizeof hex, "%x", conversion);
    return raise(ctx_, TypeId::kValueError, "Unknown conversion specifier \\x{}", hex);
}

bool Formatter::add_field(String* format, const MarkupPiece& piece, int depth, StringBuilder& out) {
    Value v = find_object(format, piece.name_start, piece.name_stop);
    if (v) v = convert(v, piece.conversion);
    if (!v) return false;
    String* spec;
    if (piece.nested) {
        StringBuilder expanded;
        if (!expand(format, piece.spec_start, piece.spec_stop, depth - 1, expanded)) return false;
        spec = expanded.finish(ctx_);
    } else if (piece.spec_start == piece.spec_stop && v.has_shape(builtin_shape(TypeId::kString))) {
        out.add(v.as<String>());
        return true;
    } else {
        spec = substring(ctx_, format, piece.spec_start, piece.spec_stop);
    }
    String* text = spec ? format_value(ctx_, v, spec) : nullptr;
    if (text) out.add(text);
    return text != nullptr;
}

}  // namespace

Value str_format(Context& ctx, const Args& args) {
    String* format = args[0].as<String>();
    Formatter formatter(ctx, args.rest(), args.keywords, false);
    StringBuilder out;
    if (!formatter.expand(format, 0, format->length, 2, out)) return Value::error();
    return Value::object(out.finish(ctx));
}

Value str_format_map(Context& ctx, const Args& args) {
    String* format = args[0].as<String>();
    Formatter formatter(ctx, {}, args[1], true);
    StringBuilder out;
    if (!formatter.expand(format, 0, format->length, 2, out)) return Value::error();
    return Value::object(out.finish(ctx));
}

Value str_dunder_format(Context& ctx, const Args& args) {
    String* s = args[0].as<String>();
    String* spec = string_argument(ctx, args[1], "__format__() argument");
    if (!spec) return Value::error();
    if (spec->length == 0) return Value::object(to_str(ctx, args[0]));
    const std::string type = type_name(ctx, args[0]);
    FormatSpec parsed;
    if (!parse_spec(ctx, spec, type, true, parsed)) return Value::error();
    CodePointBuffer out;
    FormatError error;
    return finish_format(ctx, format_string(parsed, s->text(), type, out, error), out, error);
}

}  // namespace orrery
