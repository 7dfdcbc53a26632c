// Module unicodedata, on engine/text/unicode.h and unicode_3_2.h.
#include <algorithm>

#include "engine/modules/module_support.h"
#include "engine/objects/bytes.h"
#include "engine/text/search.h"
#include "engine/text/unicode_3_2.h"

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

// Each function is one of the module and, with `kOld`, a method of ucd_3_2_0: its arguments follow
// self then.

template <bool kOld>
Value decimal(Context& ctx, const Args& args) {
    char32_t c;
    if (!char_argument(ctx, args[kOld], "decimal", "argument 1", c)) return Value::error();
    const int value = kOld ? old_properties(c).decimal : decimal_value(c);
    return value >= 0 ? Value::small_int(value) : default_or(ctx, args[kOld + 1], "not a decimal");
}

template <bool kOld>
Value digit(Context& ctx, const Args& args) {
    char32_t c;
    if (!char_argument(ctx, args[kOld], "digit", "argument 1", c)) return Value::error();
    const int value = digit_value(c);
    return value >= 0 ? Value::small_int(value) : default_or(ctx, args[kOld + 1], "not a digit");
}

template <bool kOld>
Value numeric(Context& ctx, const Args& args) {
    char32_t c;
    double value;
    if (!char_argument(ctx, args[kOld], "numeric", "argument 1", c)) return Value::error();
    if ((!kOld || old_properties(c).is_assigned()) && numeric_value(c, &value))
        return Value::number(value);
    return default_or(ctx, args[kOld + 1], "not a numeric character");
}

template <bool kOld>
Value category(Context& ctx, const Args& args) {
    char32_t c;
    if (!char_argument(ctx, args[kOld], "category", "argument", c)) return Value::error();
    return text_value(ctx, kOld ? old_properties(c).category : unicode_category(c));
}

template <bool kOld>
Value bidirectional(Context& ctx, const Args& args) {
    char32_t c;
    if (!char_argument(ctx, args[kOld], "bidirectional", "argument", c)) return Value::error();
    return text_value(ctx, kOld ? old_properties(c).bidirectional : unicode_bidirectional(c));
}

template <bool kOld>
Value combining(Context& ctx, const Args& args) {
    char32_t c;
    if (!char_argument(ctx, args[kOld], "combining", "argument", c)) return Value::error();
    const bool counts = !kOld || old_properties(c).is_assigned();
    return Value::small_int(counts ? unicode_combining(c) : 0);
}

template <bool kOld>
Value mirrored(Context& ctx, const Args& args) {
    char32_t c;
    if (!char_argument(ctx, args[kOld], "mirrored", "argument", c)) return Value::error();
    return Value::small_int(kOld ? old_properties(c).mirrored : is_mirrored(c));
}

template <bool kOld>
Value east_asian_width(Context& ctx, const Args& args) {
    char32_t c;
    if (!char_argument(ctx, args[kOld], "east_asian_width", "argument", c)) return Value::error();
    return text_value(ctx, kOld ? old_properties(c).east_asian_width : unicode_east_asian_width(c));
}

template <bool kOld>
Value decomposition(Context& ctx, const Args& args) {
    char32_t c;
    if (!char_argument(ctx, args[kOld], "decomposition", "argument", c)) return Value::error();
    AsciiBuffer out;
    if (!kOld || old_properties(c).is_assigned()) unicode_decomposition(c, out);
    return text_value(ctx, out.view());
}

/// Reads (form, text). False after TypeError or ValueError.
bool form_arguments(Context& ctx, const Value* args, const char* function, NormalForm& form,
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

template <bool kOld>
Value normalize(Context& ctx, const Args& args) {
    NormalForm form;
    String* text;
    if (!form_arguments(ctx, args.values + kOld, "normalize", form, text)) return Value::error();
    if (text->is_ascii() || (!kOld && is_normalized(text->text(), form))) return args[kOld + 1];
    CodePointBuffer out;
    kOld ? normalize_old_text(text->text(), form, out) : normalize_text(text->text(), form, out);
    return or_error(make_string(ctx, out));
}

template <bool kOld>
Value is_normalized_method(Context& ctx, const Args& args) {
    NormalForm form;
    String* text;
    if (!form_arguments(ctx, args.values + kOld, "is_normalized", form, text))
        return Value::error();
    if (text->is_ascii()) return Value::true_value();
    if (!kOld) return Value::boolean(is_normalized(text->text(), form));
    CodePointBuffer out;
    normalize_old_text(text->text(), form, out);
    return Value::boolean(text_equal(text->text(), {out.data(), out.size(), 4}));
}

template <bool kOld>
Value name(Context& ctx, const Args& args) {
    char32_t c;
    if (!char_argument(ctx, args[kOld], "name", "argument 1", c)) return Value::error();
    AsciiBuffer out;
    return (!kOld || old_properties(c).is_assigned()) && unicode_name(c, out)
               ? text_value(ctx, out.view())
               : default_or(ctx, args[kOld + 1], "no such name");
}

bool is_old_name(char32_t c, std::string_view wanted) {
    AsciiBuffer name;
    return old_properties(c).is_assigned() && unicode_name(c, name) &&
           std::equal(wanted.begin(), wanted.end(), name.begin(), name.end(), [](char a, char b) {
               return (a >= 'a' && a <= 'z' ? a - 'a' + 'A' : a) == b;
           });
}
template <bool kOld>
Value lookup(Context& ctx, const Args& args) {
    std::string wanted;
    if (args[kOld].is(Kind::kString)) {
        wanted = to_utf8(args[kOld].as<String>());
    } else if (!copy_buffer(ctx, args[kOld], wanted)) {
        return Value::error();
    }
    char32_t code_point = 0, sequence[4];
    // Unicode 3.2.0 had no sequences, and aliases are not looked for.
    const int count = unicode_lookup(wanted, &code_point, kOld ? nullptr : sequence);
    if (count == 1 && (!kOld || is_old_name(code_point, wanted))) {
        return Value::object(char_string(ctx, code_point));
    }
    if (count > 1) {
        StringBuilder out;
        for (int i = 0; i < count; i++)
            out.add(sequence[i]);
        return Value::object(out.finish(ctx));
    }
    return raise(ctx, TypeId::kKeyError, "undefined character name '{}'", wanted);
}

#define FUNCTIONS(self, kOld) \
    {"decimal(" self "chr, default=?, /)", decimal<kOld>}, \
    {"digit(" self "chr, default=?, /)", digit<kOld>}, \
    {"numeric(" self "chr, default=?, /)", numeric<kOld>}, \
    {"category(" self "chr, /)", category<kOld>}, \
    {"bidirectional(" self "chr, /)", bidirectional<kOld>}, \
    {"combining(" self "chr, /)", combining<kOld>}, \
    {"mirrored(" self "chr, /)", mirrored<kOld>}, \
    {"east_asian_width(" self "chr, /)", east_asian_width<kOld>}, \
    {"decomposition(" self "chr, /)", decomposition<kOld>}, \
    {"is_normalized(" self "form, unistr, /)", is_normalized_method<kOld>}, \
    {"normalize(" self "form, unistr, /)", normalize<kOld>}, \
    {"name(" self "chr, default=?, /)", name<kOld>}, \
    {"lookup(" self "name, /)", lookup<kOld>},
constexpr NativeMethod kFunctions[] = {FUNCTIONS("", false)};
constexpr NativeMethod kOldMethods[] = {FUNCTIONS("self, ", true)};
#undef FUNCTIONS

Value get_old_version(Context& ctx, Value) { return text_value(ctx, "3.2.0"); }
constexpr NativeProperty kOldProperties[] = {
    {"unidata_version", get_old_version, nullptr, nullptr, true},
};
const NativeTypeSpec kOldSpec = {
    .name = "unicodedata.UCD",
    .size = sizeof(NativeObject),
    .subclassable = false,
    .methods = kOldMethods,
    .properties = kOldProperties,
};

bool populate(Context& ctx, Module* module) {
    Type* type = add_shared_type(ctx, module, kOldSpec);
    if (!type) return false;
    type->type_flags |= Type::kDisallowInstantiation;
    return add_to_module(ctx, module, "unidata_version", text_value(ctx, kUnicodeVersion)) &&
           add_to_module(ctx, module, "ucd_3_2_0", or_error(allocate<NativeObject>(ctx, type)));
}

}  // namespace

extern const NativeModuleSpec kUnicodedataModule = {
    .name = "unicodedata",
    .functions = kFunctions,
    .populate = populate,
    .doc = "Properties, names and normal forms of Unicode characters.",
};

}  // namespace orrery
