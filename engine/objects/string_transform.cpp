// Methods of str that change case, pad, translate and classify.
#include <algorithm>
#include <cstring>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/numbers.h"
#include "engine/objects/sequence_support.h"
#include "engine/objects/string_methods.h"
#include "engine/text/search.h"
#include "engine/text/unicode.h"

namespace orrery {

namespace {

String* self_of(const Args& args) { return args[0].as<String>(); }

// ---- case ----

using CaseFunction = void (*)(TextRef text, CodePointBuffer& out);

Value change_case(Context& ctx, const Args& args, CaseFunction change) {
    CodePointBuffer out;
    change(self_of(args)->text(), out);
    return Value::object(make_string(ctx, out));
}

/// Flips the case of ASCII letters in [first, first + 25], without leaving bytes.
Value change_ascii_case(Context& ctx, const String* s, uint8_t first) {
    String* out = new_string(ctx, s->length, 0x7F);
    if (!out || !s->length) return Value::object(out);
    auto* to = static_cast<uint8_t*>(out->inline_data());
    const uint8_t* from = s->data1();
    for (uint64_t i = 0; i < s->length; i++) {
        const uint8_t c = from[i];
        to[i] = static_cast<uint8_t>(c ^ (static_cast<uint8_t>(c - first) < 26 ? 0x20 : 0));
    }
    return Value::object(out);
}

// ---- padding ----

Value pad(Context& ctx, String* s, uint64_t left, uint64_t right, uint32_t fill) {
    if (!left && !right) return Value::object(exact_string(ctx, s));
    if (left + right > (uint64_t{1} << 40)) return raise_memory_error(ctx);
    StringBuilder out;
    out.fill(fill, left);
    out.add(s);
    out.fill(fill, right);
    return Value::object(out.finish(ctx));
}

/// Characters to add to reach `width`; false after an exception.
bool read_padding(Context& ctx, const Args& args, uint64_t& missing, uint32_t& fill) {
    int64_t width;
    if (!optional_int64(ctx, args[1], width)) return false;
    fill = ' ';
    if (args[2]) {
        if (!args[2].is(Kind::kString)) {
            raise(ctx, TypeId::kTypeError, "The fill character must be a unicode character, not {}",
                  MessageArg::type(args[2]));
            return false;
        }
        if (args[2].as<String>()->length != 1) {
            raise(ctx, TypeId::kTypeError, "The fill character must be exactly one character long");
            return false;
        }
        fill = args[2].as<String>()->at(0);
    }
    const auto length = static_cast<int64_t>(self_of(args)->length);
    missing = width > length ? static_cast<uint64_t>(width - length) : 0;
    return true;
}

// ---- translation ----

/// Appends what the table says about `c`. False after an exception.
bool translate_char(Context& ctx, Value table, uint32_t c, StringBuilder& out) {
    const Value key = Value::small_int(c);
    Value mapped;
    if (table.has_shape(builtin_shape(TypeId::kDict))) {
        const Truth found = dict_get(ctx, table.as<Dict>(), key, mapped);
        if (found == Truth::kError) return false;
        if (found == Truth::kNo) {
            out.add(c);
            return true;
        }
    } else {
        mapped = get_item(ctx, table, key);
        if (!mapped) {
            if (!exception_matches(ctx, TypeId::kLookupError)) return false;
            take_exception(ctx);
            out.add(c);
            return true;
        }
    }
    if (mapped.is_none()) return true;
    if (mapped.is(Kind::kString)) {
        out.add(mapped.as<String>());
        return true;
    }
    if (!is_int(mapped)) {
        raise(ctx, TypeId::kTypeError, "character mapping must return integer, None or str");
        return false;
    }
    int64_t code;
    if (!int_to_int64(mapped, code) || code < 0 || code > int64_t{kMaxCodePoint}) {
        raise(ctx, TypeId::kValueError, "character mapping must be in range(0x110000)");
        return false;
    }
    out.add(static_cast<uint32_t>(code));
    return true;
}

bool maketrans_from_dict(Context& ctx, Dict* from, Dict* table) {
    uint64_t position = 0;
    Value key, value;
    while (dict_next(from, position, key, value)) {
        if (key.is(Kind::kString)) {
            if (key.as<String>()->length != 1) {
                raise(ctx, TypeId::kValueError,
                      "string keys in translate table must be of length 1");
                return false;
            }
            key = Value::small_int(key.as<String>()->at(0));
        } else if (!is_int(key)) {
            raise(ctx, TypeId::kTypeError, "keys in translate table must be strings or integers");
            return false;
        }
        if (!dict_set(ctx, table, key, value)) return false;
    }
    return true;
}

bool maketrans_from_strings(Context& ctx, const Args& args, Dict* table) {
    String* to = string_argument(ctx, args[1], "maketrans() argument 2");
    if (!to) return false;
    String* drop = args[2] ? string_argument(ctx, args[2], "maketrans() argument 3") : nullptr;
    if (args[2] && !drop) return false;
    if (!args[0].is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError,
              "first maketrans argument must be a string if there is a second argument");
        return false;
    }
    String* from = args[0].as<String>();
    if (from->length != to->length) {
        raise(ctx, TypeId::kValueError, "the first two maketrans arguments must have equal length");
        return false;
    }
    for (uint64_t i = 0; i < from->length; i++) {
        if (!dict_set(ctx, table, Value::small_int(from->at(i)), Value::small_int(to->at(i)))) {
            return false;
        }
    }
    for (uint64_t i = 0; drop && i < drop->length; i++) {
        if (!dict_set(ctx, table, Value::small_int(drop->at(i)), Value::none())) return false;
    }
    return true;
}

// ---- classification ----

template <typename Test>
Value all_chars(const Args& args, bool when_empty, Test&& test) {
    const String* s = self_of(args);
    if (s->length == 0) return Value::boolean(when_empty);
    for (uint64_t i = 0; i < s->length; i++) {
        if (!test(s->at(i))) return Value::false_value();
    }
    return Value::true_value();
}

/// At least one letter has the case, and none has the other.
Value has_case(const Args& args, bool upper) {
    const String* s = self_of(args);
    bool any = false;
    for (uint64_t i = 0; i < s->length; i++) {
        const uint32_t c = s->at(i);
        if (is_title(c) || (upper ? is_lower(c) : is_upper(c))) return Value::false_value();
        any |= upper ? is_upper(c) : is_lower(c);
    }
    return Value::boolean(any);
}

}  // namespace

Value str_upper(Context& ctx, const Args& args) {
    const String* s = self_of(args);
    return s->is_ascii() ? change_ascii_case(ctx, s, 'a') : change_case(ctx, args, upper_text);
}

Value str_lower(Context& ctx, const Args& args) {
    const String* s = self_of(args);
    return s->is_ascii() ? change_ascii_case(ctx, s, 'A') : change_case(ctx, args, lower_text);
}

Value str_casefold(Context& ctx, const Args& args) {
    const String* s = self_of(args);
    return s->is_ascii() ? change_ascii_case(ctx, s, 'A') : change_case(ctx, args, casefold_text);
}

Value str_title(Context& ctx, const Args& args) { return change_case(ctx, args, title_text); }
Value str_swapcase(Context& ctx, const Args& args) { return change_case(ctx, args, swapcase_text); }
Value str_capitalize(Context& ctx, const Args& args) {
    return change_case(ctx, args, capitalize_text);
}

Value str_center(Context& ctx, const Args& args) {
    uint64_t missing;
    uint32_t fill;
    if (!read_padding(ctx, args, missing, fill)) return Value::error();
    const uint64_t width = self_of(args)->length + missing;
    const uint64_t left = missing / 2 + (missing & width & 1);
    return pad(ctx, self_of(args), left, missing - left, fill);
}

Value str_ljust(Context& ctx, const Args& args) {
    uint64_t missing;
    uint32_t fill;
    if (!read_padding(ctx, args, missing, fill)) return Value::error();
    return pad(ctx, self_of(args), 0, missing, fill);
}

Value str_rjust(Context& ctx, const Args& args) {
    uint64_t missing;
    uint32_t fill;
    if (!read_padding(ctx, args, missing, fill)) return Value::error();
    return pad(ctx, self_of(args), missing, 0, fill);
}

Value str_zfill(Context& ctx, const Args& args) {
    String* s = self_of(args);
    int64_t width;
    if (!optional_int64(ctx, args[1], width)) return Value::error();
    const auto length = static_cast<int64_t>(s->length);
    if (width <= length) return Value::object(exact_string(ctx, s));
    const bool sign = length && (s->at(0) == '+' || s->at(0) == '-');
    if (width > (int64_t{1} << 40)) return raise_memory_error(ctx);
    StringBuilder out;
    if (sign) out.add(s->at(0));
    out.fill('0', static_cast<uint64_t>(width - length));
    out.add(s, sign ? 1 : 0, s->length);
    return Value::object(out.finish(ctx));
}

Value str_expandtabs(Context& ctx, const Args& args) {
    int32_t size = 8;
    if (!optional_int32(ctx, args[1], size)) return Value::error();
    String* s = self_of(args);
    if (text_find_unit(s->text(), '\t') == kNotFound) return Value::object(exact_string(ctx, s));
    StringBuilder out;
    uint64_t column = 0, start = 0;
    for (uint64_t i = 0; i < s->length; i++) {
        const uint32_t c = s->at(i);
        if (c == '\t') {
            out.add(s, start, i);
            start = i + 1;
            if (size > 0) {
                const uint64_t step = static_cast<uint64_t>(size);
                const uint64_t spaces = step - column % step;
                if (out.length() + spaces > (uint64_t{1} << 40)) {
                    return raise(ctx, TypeId::kOverflowError, "new string is too long");
                }
                out.fill(' ', spaces);
                column += spaces;
            }
        } else {
            column = c == '\n' || c == '\r' ? 0 : column + 1;
        }
    }
    out.add(s, start, s->length);
    return Value::object(out.finish(ctx));
}

Value str_translate(Context& ctx, const Args& args) {
    String* s = self_of(args);
    StringBuilder out;
    for (uint64_t i = 0; i < s->length; i++) {
        if (!translate_char(ctx, args[1], s->at(i), out)) return Value::error();
    }
    return Value::object(out.finish(ctx));
}

Value str_maketrans(Context& ctx, const Args& args) {
    Dict* table = make_dict(ctx);
    if (!table) return Value::error();
    if (args[1]) {
        return maketrans_from_strings(ctx, args, table) ? Value::object(table) : Value::error();
    }
    if (!args[0].has_shape(builtin_shape(TypeId::kDict))) {
        return raise(ctx, TypeId::kTypeError,
                     "if you give only one argument to maketrans it must be a dict");
    }
    return maketrans_from_dict(ctx, args[0].as<Dict>(), table) ? Value::object(table)
                                                               : Value::error();
}

Value str_isalnum(Context&, const Args& args) {
    return all_chars(args, false, [](uint32_t c) { return is_alnum(c); });
}
Value str_isalpha(Context&, const Args& args) {
    return all_chars(args, false, [](uint32_t c) { return is_alpha(c); });
}
Value str_isascii(Context&, const Args& args) { return Value::boolean(self_of(args)->is_ascii()); }
Value str_isdecimal(Context&, const Args& args) {
    return all_chars(args, false, [](uint32_t c) { return is_decimal(c); });
}
Value str_isdigit(Context&, const Args& args) {
    return all_chars(args, false, [](uint32_t c) { return is_digit(c); });
}
Value str_isnumeric(Context&, const Args& args) {
    return all_chars(args, false, [](uint32_t c) { return is_numeric(c); });
}
Value str_isprintable(Context&, const Args& args) {
    return all_chars(args, true, [](uint32_t c) { return is_printable(c); });
}
Value str_isspace(Context&, const Args& args) {
    return all_chars(args, false, [](uint32_t c) { return is_space(c); });
}
Value str_isidentifier(Context&, const Args& args) {
    return Value::boolean(is_identifier(self_of(args)->text()));
}
Value str_islower(Context&, const Args& args) { return has_case(args, false); }
Value str_isupper(Context&, const Args& args) { return has_case(args, true); }

Value str_istitle(Context&, const Args& args) {
    const String* s = self_of(args);
    bool any = false, after_cased = false;
    for (uint64_t i = 0; i < s->length; i++) {
        const uint32_t c = s->at(i);
        if (is_upper(c) || is_title(c)) {
            if (after_cased) return Value::false_value();
            any = after_cased = true;
        } else if (is_lower(c)) {
            if (!after_cased) return Value::false_value();
            any = true;
        } else {
            after_cased = false;
        }
    }
    return Value::boolean(any);
}

}  // namespace orrery
