// Module unicodedata, on engine/text/unicode.h.
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/bytes.h"
#include "engine/objects/function.h"
#include "engine/objects/numbers.h"
#include "engine/text/unicode.h"

namespace orrery {

namespace {

/// The only character of an argument. False after TypeError; `which` is "argument" or "argument 1".
bool char_argument(Context& ctx, Value v, const char* function, const char* which, char32_t& out) {
    if (v.is(Kind::kString) && v.as<String>()->length == 1) {
        out = v.as<String>()->at(0);
        return true;
    }
    raise(ctx, TypeId::kTypeError, "{}() {} must be a unicode character, not {}", function, which,
          v.is_none() ? MessageArg("None") : MessageArg::type(v));
    return false;
}

/// The given default, or ValueError.
Value default_or(Context& ctx, Value given, const char* message) {
    return given ? given : raise(ctx, TypeId::kValueError, message);
}

Value text_value(Context& ctx, std::string_view s) { return Value::object(make_string(ctx, s)); }

Value decimal(Context& ctx, const Args& args) {
    char32_t c;
    if (!char_argument(ctx, args[0], "decimal", "argument 1", c)) return Value::error();
    const int value = decimal_value(c);
    return value >= 0 ? Value::small_int(value) : default_or(ctx, args[1], "not a decimal");
}

Value digit(Context& ctx, const Args& args) {
    char32_t c;
    if (!char_argument(ctx, args[0], "digit", "argument 1", c)) return Value::error();
    const int value = digit_value(c);
    return value >= 0 ? Value::small_int(value) : default_or(ctx, args[1], "not a digit");
}

Value numeric(Context& ctx, const Args& args) {
    char32_t c;
    double value;
    if (!char_argument(ctx, args[0], "numeric", "argument 1", c)) return Value::error();
    return numeric_value(c, &value) ? Value::number(value)
                                    : default_or(ctx, args[1], "not a numeric character");
}

Value category(Context& ctx, const Args& args) {
    char32_t c;
    if (!char_argument(ctx, args[0], "category", "argument", c)) return Value::error();
    return text_value(ctx, unicode_category(c));
}

Value bidirectional(Context& ctx, const Args& args) {
    char32_t c;
    if (!char_argument(ctx, args[0], "bidirectional", "argument", c)) return Value::error();
    return text_value(ctx, unicode_bidirectional(c));
}

Value combining(Context& ctx, const Args& args) {
    char32_t c;
    if (!char_argument(ctx, args[0], "combining", "argument", c)) return Value::error();
    return Value::small_int(unicode_combining(c));
}

Value mirrored(Context& ctx, const Args& args) {
    char32_t c;
    if (!char_argument(ctx, args[0], "mirrored", "argument", c)) return Value::error();
    return Value::small_int(is_mirrored(c));
}

Value east_asian_width(Context& ctx, const Args& args) {
    char32_t c;
    if (!char_argument(ctx, args[0], "east_asian_width", "argument", c)) return Value::error();
    return text_value(ctx, unicode_east_asian_width(c));
}

Value decomposition(Context& ctx, const Args& args) {
    char32_t c;
    if (!char_argument(ctx, args[0], "decomposition", "argument", c)) return Value::error();
    AsciiBuffer out;
    unicode_decomposition(c, out);
    return text_value(ctx, out.view());
}

/// Reads (form, text). False after TypeError or ValueError.
bool form_arguments(Context& ctx, const Args& args, const char* function, NormalForm& form,
                    String*& text) {
    for (unsigned i = 0; i < 2; i++) {
        if (args[i].is(Kind::kString)) continue;
        raise(ctx, TypeId::kTypeError, "{}() argument {} must be str, not {}", function, i + 1,
              args[i].is_none() ? MessageArg("None") : MessageArg::type(args[i]));
        return false;
    }
    text = args[1].as<String>();
    if (parse_normal_form(to_utf8(args[0].as<String>()), &form)) return true;
    raise(ctx, TypeId::kValueError, "invalid normalization form");
    return false;
}

Value normalize(Context& ctx, const Args& args) {
    NormalForm form;
    String* text;
    if (!form_arguments(ctx, args, "normalize", form, text)) return Value::error();
    if (text->is_ascii() || is_normalized(text->text(), form)) return args[1];
    CodePointBuffer out;
    normalize_text(text->text(), form, out);
    return Value::object(make_string(ctx, out));
}

Value is_normalized_method(Context& ctx, const Args& args) {
    NormalForm form;
    String* text;
    if (!form_arguments(ctx, args, "is_normalized", form, text)) return Value::error();
    return Value::boolean(text->is_ascii() || is_normalized(text->text(), form));
}

Value name(Context& ctx, const Args& args) {
    char32_t c;
    if (!char_argument(ctx, args[0], "name", "argument 1", c)) return Value::error();
    AsciiBuffer out;
    return unicode_name(c, out) ? text_value(ctx, out.view())
                                : default_or(ctx, args[1], "no such name");
}

Value lookup(Context& ctx, const Args& args) {
    std::string wanted;
    if (args[0].is(Kind::kString)) {
        wanted = to_utf8(args[0].as<String>());
    } else if (!copy_buffer(ctx, args[0], wanted)) {
        return Value::error();
    }
    char32_t code_point = 0, sequence[4];
    const int count = unicode_lookup(wanted, &code_point, sequence);
    if (count == 1) return Value::object(char_string(ctx, code_point));
    if (count > 1) {
        StringBuilder out;
        for (int i = 0; i < count; i++)
            out.add(sequence[i]);
        return Value::object(out.finish(ctx));
    }
    return raise(ctx, TypeId::kKeyError, "undefined character name '{}'", wanted);
}

constexpr NativeMethod kFunctions[] = {
    {"decimal(chr, default=?, /)", decimal},
    {"digit(chr, default=?, /)", digit},
    {"numeric(chr, default=?, /)", numeric},
    {"category(chr, /)", category},
    {"bidirectional(chr, /)", bidirectional},
    {"combining(chr, /)", combining},
    {"mirrored(chr, /)", mirrored},
    {"east_asian_width(chr, /)", east_asian_width},
    {"decomposition(chr, /)", decomposition},
    {"is_normalized(form, unistr, /)", is_normalized_method},
    {"normalize(form, unistr, /)", normalize},
    {"name(chr, default=?, /)", name},
    {"lookup(name, /)", lookup},
};

bool populate(Context& ctx, Module* module) {
    Value version = text_value(ctx, kUnicodeVersion);
    return version && dict_set(ctx, module->dict.get(), intern(ctx, "unidata_version"), version);
}

}  // namespace

extern const NativeModuleSpec kUnicodedataModule = {
    .name = "unicodedata",
    .functions = kFunctions,
    .populate = populate,
    .doc = "Properties, names and normal forms of Unicode characters.",
};

}  // namespace orrery
