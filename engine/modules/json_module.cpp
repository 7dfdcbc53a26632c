// Module _json: the fast parts of `json`: strings, the scanner of documents, the encoder.
#include <cstring>

#include "engine/modules/module_support.h"
#include "engine/numbers/float_text.h"
#include "engine/objects/int.h"

namespace orrery {

namespace {

struct Scanner : NativeObject {
    Slot object_hook, object_pairs_hook, parse_float, parse_int, parse_constant;
    bool strict;
};
struct Encoder : NativeObject {
    Slot markers, default_function, encoder, indent, key_separator, item_separator;
    bool sort_keys, skip_keys, allow_nan;
};

Value raise_decode_error(Context& ctx, const char* message, String* document, int64_t position) {
    Value cls = module_attribute(ctx, "json.decoder", "JSONDecodeError");
    Value text = cls ? or_error(make_string(ctx, message)) : cls;
    if (!text) return text;
    Value error = call(ctx, cls, {text, Value::object(document), make_int(ctx, position)});
    return error ? raise_value(ctx, error) : error;
}
Value raise_no_value(Context& ctx, uint64_t position) {
    const Value argument[] = {make_int_unsigned(ctx, position)};
    return raise_with(ctx, TypeId::kStopIteration, argument);
}
bool string_argument(Context& ctx, Value v) {
    if (v.is(Kind::kString)) return true;
    raise(ctx, TypeId::kTypeError, "first argument must be a string, not {}", MessageArg::type(v));
    return false;
}

// ---- decoding ----

struct Hooks {
    Value object_hook, object_pairs_hook, parse_float, parse_int, parse_constant;
    bool strict;
    Dict* memo;  // keys seen, so that equal ones are one string
};

/// A document of one character width.
template <typename Unit>
class Decoder {
public:
    Decoder(Context& ctx, String* document, const Hooks* hooks)
        : ctx_(ctx),
          document_(document),
          s_(static_cast<const Unit*>(document->data)),
          length_(document->length),
          hooks_(hooks) {}

    /// The value at `i`, which then is just after it.
    Value scan(uint64_t& i) {
        if (i >= length_) return raise_no_value(ctx_, i);
        switch (s_[i]) {
        case '"': {
            i++;
            return string(i, hooks_->strict);
        }
        case '{': {
            NativeRecursion guard(ctx_, " while decoding a JSON object from a unicode string");
            return guard.ok() ? object(++i) : Value::error();
        }
        case '[': {
            NativeRecursion guard(ctx_, " while decoding a JSON array from a unicode string");
            return guard.ok() ? array(++i) : Value::error();
        }
        case 'n':
            if (take(i, "null")) return Value::none();
            break;
        case 't':
            if (take(i, "true")) return Value::true_value();
            break;
        case 'f':
            if (take(i, "false")) return Value::false_value();
            break;
        case 'N':
            if (take(i, "NaN")) return constant("NaN");
            break;
        case 'I':
            if (take(i, "Infinity")) return constant("Infinity");
            break;
        case '-':
            if (take(i, "-Infinity")) return constant("-Infinity");
            break;
        default: break;
        }
        return number(i);
    }

    /// The string whose characters begin at `i`; then `i` is after its closing quote.
    Value string(uint64_t& i, bool strict) {
        const auto begin = static_cast<int64_t>(i) - 1;
        CodePointBuffer out;
        for (;;) {
            const uint64_t start = i;
            uint32_t bits = 0;
            uint32_t c = 0;
            for (; i < length_; i++) {
                c = s_[i];
                if (c == '"' || c == '\\') break;
                if (c <= 0x1F && strict) {
                    return error("Invalid control character at", static_cast<int64_t>(i));
                }
                bits |= c;
            }
            if (i >= length_) return error("Unterminated string starting at", begin);
            if (c == '"' && out.empty()) {
                String* text = part(start, i, bits);
                i++;
                return or_error(text);
            }
            for (uint64_t k = start; k < i; k++)
                out.push(s_[k]);
            i++;
            if (c == '"') return or_error(make_string(ctx_, out));
            if (i >= length_) return error("Unterminated string starting at", begin);
            uint32_t escaped;
            if (!escape(i, escaped)) return Value::error();
            out.push(escaped);
        }
    }

private:
    Value error(const char* message, int64_t position) {
        return raise_decode_error(ctx_, message, document_, position);
    }
    void skip_blanks(uint64_t& i) const {
        while (i < length_ && (s_[i] == ' ' || s_[i] == '\t' || s_[i] == '\n' || s_[i] == '\r'))
            i++;
    }
    bool is(uint64_t i, char c) const { return i < length_ && s_[i] == static_cast<Unit>(c); }
    bool is_digit(uint64_t i) const { return i < length_ && s_[i] >= '0' && s_[i] <= '9'; }
    bool take(uint64_t& i, std::string_view word) const {
        if (length_ - i < word.size()) return false;
        for (size_t k = 0; k < word.size(); k++) {
            if (s_[i + k] != static_cast<Unit>(word[k])) return false;
        }
        i += word.size();
        return true;
    }
    String* part(uint64_t start, uint64_t stop, uint32_t bits) {
        if constexpr (sizeof(Unit) == 1) {
            if (bits < 0x80) {
                return make_string(ctx_, std::string_view(reinterpret_cast<const char*>(s_ + start),
                                                          stop - start));
            }
            return make_string_latin1(ctx_, s_ + start, stop - start);
        } else {
            return make_string(ctx_, s_ + start, stop - start);
        }
    }

    bool hex4(uint64_t i, uint32_t& out) const {
        out = 0;
        for (uint64_t k = i; k < i + 4; k++) {
            const uint32_t c = s_[k];
            const uint32_t lower = c | 0x20;
            if (c >= '0' && c <= '9')
                out = out << 4 | (c - '0');
            else if (lower >= 'a' && lower <= 'f' && c < 0x80)
                out = out << 4 | (lower - 'a' + 10);
            else
                return false;
        }
        return true;
    }
    /// What follows a backslash at `i`.
    bool escape(uint64_t& i, uint32_t& out) {
        static constexpr std::string_view kLetters = "\"\\/bfnrt";
        static constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
        const uint32_t c = s_[i++];
        if (c != 'u') {
            const size_t k = c < 0x80 ? kLetters.find(static_cast<char>(c)) : kLetters.npos;
            if (k == kLetters.npos) {
                error("Invalid \\escape", static_cast<int64_t>(i) - 2);
                return false;
            }
            out = static_cast<uint8_t>(kMeanings[k]);
            return true;
        }
        if (i + 4 >= length_ || !hex4(i, out)) {
            error("Invalid \\uXXXX escape", static_cast<int64_t>(i) - 1);
            return false;
        }
        i += 4;
        if (out >= 0xD800 && out <= 0xDBFF && i + 6 < length_ && s_[i] == '\\' &&
            s_[i + 1] == 'u') {
            uint32_t low;
            if (!hex4(i + 2, low)) {
                error("Invalid \\uXXXX escape", static_cast<int64_t>(i) + 1);
                return false;
            }
            if (low >= 0xDC00 && low <= 0xDFFF) {
                out = 0x10000 + ((out - 0xD800) << 10 | (low - 0xDC00));
                i += 6;
            }
        }
        return true;
    }

    Value constant(const char* text) {
        return call(ctx_, hooks_->parse_constant, {Value::object(intern(ctx_, text))});
    }

    Value number(uint64_t& i) {
        const uint64_t start = i;
        uint64_t k = i;
        if (is(k, '-')) k++;
        if (is(k, '0')) {
            k++;
        } else if (is_digit(k)) {
            while (is_digit(k))
                k++;
        } else {
            return raise_no_value(ctx_, start);
        }
        bool is_float = false;
        if (is(k, '.') && is_digit(k + 1)) {
            is_float = true;
            for (k++; is_digit(k);)
                k++;
        }
        if (is(k, 'e') || is(k, 'E')) {
            uint64_t e = k + 1;
            if (is(e, '-') || is(e, '+')) e++;
            if (is_digit(e)) {
                is_float = true;
                while (is_digit(e))
                    e++;
                k = e;
            }
        }
        i = k;
        AsciiBuffer text;
        for (uint64_t at = start; at < k; at++)
            text.push(static_cast<char>(s_[at]));
        if (text.failed()) return raise_memory_error(ctx_);
        const Value hook = is_float ? hooks_->parse_float : hooks_->parse_int;
        if (is_float && hook == Value::object(ctx_.type(TypeId::kFloat))) {
            double value = 0;
            float_parse(text.view(), &value);
            return Value::number(value);
        }
        if (!is_float && text.size() <= 15 && hook == Value::object(ctx_.type(TypeId::kInt))) {
            const bool negative = text[0] == '-';
            int64_t value = 0;
            for (size_t at = negative; at < text.size(); at++)
                value = value * 10 + (text[at] - '0');
            return make_int(ctx_, negative ? -value : value);
        }
        String* s = make_string(ctx_, text.view());
        return s ? call(ctx_, hook, {Value::object(s)}) : Value::error();
    }

    Value array(uint64_t& i) {
        List* list = make_list(ctx_);
        if (!list) return Value::error();
        skip_blanks(i);
        if (is(i, ']')) {
            i++;
            return Value::object(list);
        }
        for (;;) {
            Value v = scan(i);
            if (!v || !list_append(ctx_, list, v)) return Value::error();
            skip_blanks(i);
            if (is(i, ']')) {
                i++;
                return Value::object(list);
            }
            if (!is(i, ',')) return error("Expecting ',' delimiter", static_cast<int64_t>(i));
            skip_blanks(++i);
        }
    }

    Value object(uint64_t& i) {
        const bool pairs_wanted = !hooks_->object_pairs_hook.is_none();
        Dict* dict = pairs_wanted ? nullptr : make_dict(ctx_);
        List* pairs = pairs_wanted ? make_list(ctx_) : nullptr;
        if (!dict && !pairs) return Value::error();
        skip_blanks(i);
        if (!is(i, '}')) {
            for (;;) {
                if (!is(i, '"')) {
                    return error("Expecting property name enclosed in double quotes",
                                 static_cast<int64_t>(i));
                }
                Value key = string(++i, hooks_->strict);
                if (!key || dict_set_default(ctx_, hooks_->memo, key, key, key) == Truth::kError) {
                    return Value::error();
                }
                skip_blanks(i);
                if (!is(i, ':')) return error("Expecting ':' delimiter", static_cast<int64_t>(i));
                skip_blanks(++i);
                Value v = scan(i);
                if (!v) return v;
                if (pairs) {
                    Value pair = tuple_of(ctx_, {key, v});
                    if (!pair || !list_append(ctx_, pairs, pair)) return Value::error();
                } else if (!dict_set(ctx_, dict, key.as<String>(), v)) {
                    return Value::error();
                }
                skip_blanks(i);
                if (is(i, '}')) break;
                if (!is(i, ',')) return error("Expecting ',' delimiter", static_cast<int64_t>(i));
                skip_blanks(++i);
            }
        }
        i++;
        if (pairs) return call(ctx_, hooks_->object_pairs_hook, {Value::object(pairs)});
        if (hooks_->object_hook.is_none()) return Value::object(dict);
        return call(ctx_, hooks_->object_hook, {Value::object(dict)});
    }

    Context& ctx_;
    String* document_;
    const Unit* s_;
    uint64_t length_;
    const Hooks* hooks_;
};

/// Calls `f` with the decoder of the document's character width.
template <typename F>
Value with_decoder(Context& ctx, String* document, const Hooks* hooks, F f) {
    switch (document->width_log2()) {
    case 0: return f(Decoder<uint8_t>(ctx, document, hooks));
    case 1: return f(Decoder<uint16_t>(ctx, document, hooks));
    default: return f(Decoder<uint32_t>(ctx, document, hooks));
    }
}

Value json_scanstring(Context& ctx, const Args& args) {
    int64_t at;
    if (!to_int64(ctx, args[1], at)) return Value::error();
    Truth strict = args[2] ? is_true(ctx, args[2]) : Truth::kYes;
    if (strict == Truth::kError || !string_argument(ctx, args[0])) return Value::error();
    auto* document = args[0].as<String>();
    if (at < 0 || static_cast<uint64_t>(at) > document->length) {
        return raise(ctx, TypeId::kValueError, "end is out of bounds");
    }
    auto i = static_cast<uint64_t>(at);
    Value v = with_decoder(ctx, document, nullptr,
                           [&](auto decoder) { return decoder.string(i, strict == Truth::kYes); });
    return v ? tuple_of(ctx, {v, make_int_unsigned(ctx, i)}) : v;
}

Value scanner_new(Context& ctx, const Args& args) {
    auto* s = allocate<Scanner>(ctx, args[0].as<Type>());
    if (!s) return Value::error();
    Value strict = get_attribute(ctx, args[1], intern(ctx, "strict"));
    const Truth t = strict ? is_true(ctx, strict) : Truth::kError;
    if (t == Truth::kError) return Value::error();
    s->strict = t == Truth::kYes;
    const std::pair<const char*, Slot*> hooks[] = {
        {"object_hook", &s->object_hook},       {"object_pairs_hook", &s->object_pairs_hook},
        {"parse_float", &s->parse_float},       {"parse_int", &s->parse_int},
        {"parse_constant", &s->parse_constant},
    };
    for (auto [name, slot] : hooks) {
        Value v = get_attribute(ctx, args[1], intern(ctx, name));
        if (!v) return v;
        slot->set(ctx, s, v);
    }
    return Value::object(s);
}
Value scanner_call(Context& ctx, const Args& args) {
    auto* s = args[0].as<Scanner>();
    int64_t at;
    if (!to_int64(ctx, args[2], at) || !string_argument(ctx, args[1])) return Value::error();
    if (at < 0) return raise(ctx, TypeId::kValueError, "idx cannot be negative");
    const Hooks hooks{s->object_hook.get(), s->object_pairs_hook.get(), s->parse_float.get(),
                      s->parse_int.get(),   s->parse_constant.get(),    s->strict,
                      make_dict(ctx)};
    if (!hooks.memo) return Value::error();
    auto i = static_cast<uint64_t>(at);
    Value v = with_decoder(ctx, args[1].as<String>(), &hooks,
                           [&](auto decoder) { return decoder.scan(i); });
    return v ? tuple_of(ctx, {v, make_int_unsigned(ctx, i)}) : v;
}

// ---- encoding ----

void add_unicode_escape(StringBuilder& out, uint32_t unit) {
    constexpr char kHex[] = "0123456789abcdef";
    const char text[] = {
        '\\',           'u', kHex[unit >> 12 & 15], kHex[unit >> 8 & 15], kHex[unit >> 4 & 15],
        kHex[unit & 15]};
    out.add_ascii({text, sizeof text});
}
void add_quoted(StringBuilder& out, const String* s, bool ascii_only) {
    auto is_plain = [ascii_only](uint32_t c) {
        return c >= ' ' && c != '"' && c != '\\' && (!ascii_only || c < 0x7F);
    };
    out.add('"');
    uint64_t start = 0;
    for (uint64_t i = 0; i < s->length; i++) {
        const uint32_t c = s->at(i);
        if (is_plain(c)) continue;
        if (start < i) out.add(s, start, i);
        start = i + 1;
        switch (c) {
        case '"': out.add_ascii("\\\""); break;
        case '\\': out.add_ascii("\\\\"); break;
        case '\b': out.add_ascii("\\b"); break;
        case '\f': out.add_ascii("\\f"); break;
        case '\n': out.add_ascii("\\n"); break;
        case '\r': out.add_ascii("\\r"); break;
        case '\t': out.add_ascii("\\t"); break;
        default:
            if (c >= 0x10000) {
                add_unicode_escape(out, 0xD800 + ((c - 0x10000) >> 10));
                add_unicode_escape(out, 0xDC00 + ((c - 0x10000) & 0x3FF));
            } else {
                add_unicode_escape(out, c);
            }
        }
    }
    if (start < s->length) out.add(s, start, s->length);
    out.add('"');
}
template <bool ascii_only>
Value json_encode_basestring(Context& ctx, const Args& args) {
    if (!string_argument(ctx, args[0])) return Value::error();
    StringBuilder out;
    add_quoted(out, args[0].as<String>(), ascii_only);
    return or_error(out.finish(ctx));
}

/// One document being written.
class Writer {
public:
    Writer(Context& ctx, Encoder* e) : ctx_(ctx), e_(e) {
        const Value f = e->encoder.get();
        if (f.is(Kind::kNativeFunction)) {
            const NativeFn function = f.as<NativeFunction>()->def->function;
            if (function == json_encode_basestring<true>) quoting_ = Quoting::kAscii;
            if (function == json_encode_basestring<false>) quoting_ = Quoting::kUnicode;
        }
    }
    Value finish() {
        const Value chunks[] = {or_error(out_.finish(ctx_))};
        return chunks[0] ? or_error(make_list(ctx_, chunks)) : Value::error();
    }

    bool add(Value v) {
        if (const char* word = constant(v)) {
            out_.add_ascii(word);
            return true;
        }
        if (v.is(Kind::kString)) return add_string(v);
        if (is_int(v) || is_float(v)) return add_number(v);
        NativeRecursion guard(ctx_, " while encoding a JSON object");
        if (!guard.ok()) return false;
        if (v.is(Kind::kList) || v.is(Kind::kTuple)) return add_sequence(v);
        if (v.is(Kind::kDict)) return add_dict(v);
        return add_by_default(v);
    }

private:
    enum class Quoting : uint8_t { kCall, kAscii, kUnicode };

    static const char* constant(Value v) {
        if (v.is_none()) return "null";
        if (v.is_true()) return "true";
        return v.is_false() ? "false" : nullptr;
    }

    bool add_string(Value v) {
        if (quoting_ != Quoting::kCall) {
            add_quoted(out_, v.as<String>(), quoting_ == Quoting::kAscii);
            return true;
        }
        Value text = call(ctx_, e_->encoder.get(), {v});
        if (!text) return false;
        if (!text.is(Kind::kString)) {
            raise(ctx_, TypeId::kTypeError, "encoder() must return a string, not {}",
                  MessageArg::type(text));
            return false;
        }
        out_.add(text.as<String>());
        return true;
    }
    /// The text of an int or float, subclasses' own reprs left aside.
    bool number_text(Value v, std::string& text) {
        if (is_float(v)) {
            const double x = float_value(v);
            if (x - x != 0) {
                if (!e_->allow_nan) {
                    raise(ctx_, TypeId::kValueError,
                          "Out of range float values are not JSON compliant");
                    return false;
                }
                text = x != x ? "NaN" : x > 0 ? "Infinity" : "-Infinity";
                return true;
            }
            AsciiBuffer buffer;
            float_repr(x, buffer);
            text.assign(buffer.data(), buffer.size());
            return true;
        }
        int64_t i;
        if (int_to_int64(v, i)) {
            text = std::to_string(i);
            return true;
        }
        Value n = exact_int(ctx_, v);
        String* s = n ? to_repr(ctx_, n) : nullptr;
        if (s) text = s->ascii();
        return s;
    }
    bool add_number(Value v) {
        std::string text;
        if (!number_text(v, text)) return false;
        out_.add_ascii(text);
        return true;
    }

    /// Notes that `v` is being written. False if it is already.
    bool enter(Value v, Value& mark) {
        if (e_->markers.get().is_none()) return true;
        Dict* markers = e_->markers.get().as<Dict>();
        mark = make_int_unsigned(ctx_, v.bits());
        Value there;
        const Truth t = mark ? dict_get(ctx_, markers, mark, there) : Truth::kError;
        if (t == Truth::kYes) raise(ctx_, TypeId::kValueError, "Circular reference detected");
        return t == Truth::kNo && dict_set(ctx_, markers, mark, v);
    }
    bool leave(Value mark) {
        return !mark || dict_delete(ctx_, e_->markers.get().as<Dict>(), mark) != Truth::kError;
    }
    void add_separator(Slot& separator) { out_.add(separator.get().as<String>()); }

    bool add_sequence(Value v) {
        const bool is_list = v.is(Kind::kList);
        auto size = [&] { return is_list ? v.as<List>()->size : v.as<Tuple>()->length; };
        if (size() == 0) {
            out_.add_ascii("[]");
            return true;
        }
        Value mark;
        if (!enter(v, mark)) return false;
        out_.add('[');
        for (uint64_t i = 0; i < size(); i++) {
            if (i) add_separator(e_->item_separator);
            if (!add(is_list ? v.as<List>()->at(i) : v.as<Tuple>()->at(i))) return false;
        }
        out_.add(']');
        return leave(mark);
    }

    /// Writes a key and its separator. kNo: the entry is to be skipped.
    Truth add_key(Value key, bool first) {
        std::string text;
        Value name = key;
        if (!key.is(Kind::kString)) {
            if (const char* word = constant(key)) {
                text = word;
            } else if (is_int(key) || is_float(key)) {
                if (!number_text(key, text)) return Truth::kError;
            } else if (e_->skip_keys) {
                return Truth::kNo;
            } else {
                raise(ctx_, TypeId::kTypeError,
                      "keys must be str, int, float, bool or None, not {}", MessageArg::type(key));
                return Truth::kError;
            }
            name = or_error(make_string(ctx_, text));
            if (!name) return Truth::kError;
        }
        if (!first) add_separator(e_->item_separator);
        if (!add_string(name)) return Truth::kError;
        add_separator(e_->key_separator);
        return Truth::kYes;
    }
    bool add_entry(Value key, Value value, bool& first) {
        const Truth t = add_key(key, first);
        if (t == Truth::kNo) return true;
        first = false;
        return t == Truth::kYes && add(value);
    }
    bool add_dict(Value v) {
        if (v.as<Dict>()->live == 0) {
            out_.add_ascii("{}");
            return true;
        }
        Value mark;
        if (!enter(v, mark)) return false;
        out_.add('{');
        bool first = true;
        Value items = call_method(ctx_, v, Name::kitems, {});
        List* list = items ? list_from(ctx_, items) : nullptr;
        if (!list || (e_->sort_keys && !list_sort(ctx_, list, Value(), false))) return false;
        for (uint64_t i = 0; i < list->size; i++) {
            Value pair = list->at(i);
            if (!pair.is(Kind::kTuple) || pair.as<Tuple>()->length != 2) {
                raise(ctx_, TypeId::kValueError, "items must return 2-tuples");
                return false;
            }
            if (!add_entry(pair.as<Tuple>()->at(0), pair.as<Tuple>()->at(1), first)) return false;
        }
        out_.add('}');
        return leave(mark);
    }
    bool add_by_default(Value v) {
        Value mark;
        if (!enter(v, mark)) return false;
        Value other = call(ctx_, e_->default_function.get(), {v});
        return other && add(other) && leave(mark);
    }

    Context& ctx_;
    Encoder* e_;
    Quoting quoting_ = Quoting::kCall;
    StringBuilder out_;
};

Value encoder_new(Context& ctx, const Args& args) {
    if (!args[1].is_none() && !args[1].is(Kind::kDict)) {
        return raise(ctx, TypeId::kTypeError,
                     "make_encoder() argument 1 must be dict or None, not {}",
                     MessageArg::type(args[1]));
    }
    for (unsigned i = 5; i <= 6; i++) {
        if (!args[i].is(Kind::kString)) {
            return raise(ctx, TypeId::kTypeError, "make_encoder() argument {} must be str, not {}",
                         i, args[i].is_none() ? MessageArg("None") : MessageArg::type(args[i]));
        }
    }
    auto* e = allocate<Encoder>(ctx, args[0].as<Type>());
    if (!e) return Value::error();
    Slot* slots[] = {&e->markers, &e->default_function, &e->encoder,
                     &e->indent,  &e->key_separator,    &e->item_separator};
    for (unsigned i = 0; i < 6; i++)
        slots[i]->set(ctx, e, args[1 + i]);
    bool* flags[] = {&e->sort_keys, &e->skip_keys, &e->allow_nan};
    for (unsigned i = 0; i < 3; i++) {
        const Truth t = is_true(ctx, args[7 + i]);
        if (t == Truth::kError) return Value::error();
        *flags[i] = t == Truth::kYes;
    }
    return Value::object(e);
}
Value encoder_call(Context& ctx, const Args& args) {
    Writer writer(ctx, args[0].as<Encoder>());
    return writer.add(args[1]) ? writer.finish() : Value::error();
}

// ---- declaration ----

template <auto member>
Value get_slot(Context&, Value self) {
    return (self.as<Encoder>()->*member).get();
}
template <auto member>
Value get_hook(Context&, Value self) {
    return (self.as<Scanner>()->*member).get();
}
template <auto member>
Value get_flag(Context&, Value self) {
    return Value::boolean(self.as<Encoder>()->*member);
}
const NativeProperty kScannerProperties[] = {
    {"strict", [](Context&, Value v) { return Value::boolean(v.as<Scanner>()->strict); }, nullptr,
     "strict", true},
    {"object_hook", get_hook<&Scanner::object_hook>, nullptr, "object_hook", true},
    {"object_pairs_hook", get_hook<&Scanner::object_pairs_hook>, nullptr, nullptr, true},
    {"parse_float", get_hook<&Scanner::parse_float>, nullptr, "parse_float", true},
    {"parse_int", get_hook<&Scanner::parse_int>, nullptr, "parse_int", true},
    {"parse_constant", get_hook<&Scanner::parse_constant>, nullptr, "parse_constant", true},
};
const NativeProperty kEncoderProperties[] = {
    {"markers", get_slot<&Encoder::markers>, nullptr, "markers", true},
    {"default", get_slot<&Encoder::default_function>, nullptr, "default", true},
    {"encoder", get_slot<&Encoder::encoder>, nullptr, "encoder", true},
    {"indent", get_slot<&Encoder::indent>, nullptr, "indent", true},
    {"key_separator", get_slot<&Encoder::key_separator>, nullptr, "key_separator", true},
    {"item_separator", get_slot<&Encoder::item_separator>, nullptr, "item_separator", true},
    {"sort_keys", get_flag<&Encoder::sort_keys>, nullptr, "sort_keys", true},
    {"skipkeys", get_flag<&Encoder::skip_keys>, nullptr, "skipkeys", true},
};
const NativeMethod kScannerMethods[] = {
    {"__new__(cls, /, context)", scanner_new},
    {"__call__(self, string, idx)", scanner_call},
};
const NativeMethod kEncoderMethods[] = {
    {"__new__(cls, /, markers, default, encoder, indent, key_separator, item_separator, sort_keys, "
     "skipkeys, allow_nan)",
     encoder_new},
    {"__call__(self, obj, _current_indent_level)", encoder_call},
};
const NativeTypeSpec kScannerSpec = {
    .name = "_json.Scanner",
    .size = sizeof(Scanner),
    .methods = kScannerMethods,
    .properties = kScannerProperties,
    .trace =
        [](Marker& marker, Object* o) {
            auto* s = static_cast<Scanner*>(o);
            for (Slot* slot : {&s->object_hook, &s->object_pairs_hook, &s->parse_float,
                               &s->parse_int, &s->parse_constant}) {
                marker.mark(*slot);
            }
        },
    .doc = "JSON scanner object"};
const NativeTypeSpec kEncoderSpec = {
    .name = "_json.Encoder",
    .size = sizeof(Encoder),
    .methods = kEncoderMethods,
    .properties = kEncoderProperties,
    .trace =
        [](Marker& marker, Object* o) {
            auto* e = static_cast<Encoder*>(o);
            for (Slot* slot : {&e->markers, &e->default_function, &e->encoder, &e->indent,
                               &e->key_separator, &e->item_separator}) {
                marker.mark(*slot);
            }
        },
    .doc = "_iterencode(obj, _current_indent_level) -> iterable"};

const NativeMethod kFunctions[] = {
    {"encode_basestring(string, /)", json_encode_basestring<false>,
     "encode_basestring(string) -> string\n\nReturn a JSON representation of a Python string"},
    {"encode_basestring_ascii(string, /)", json_encode_basestring<true>,
     "encode_basestring_ascii(string) -> string\n\nReturn an ASCII-only JSON representation of a "
     "Python string"},
    {"scanstring(string, end, strict=True, /)", json_scanstring,
     "scanstring(string, end, strict=True) -> (string, end)"},
};

bool populate(Context& ctx, Module* module) {
    Type* scanner = shared_type(ctx, kScannerSpec);
    Type* encoder = shared_type(ctx, kEncoderSpec);
    return scanner && encoder &&
           add_to_module(ctx, module, "make_scanner", Value::object(scanner)) &&
           add_to_module(ctx, module, "make_encoder", Value::object(encoder));
}

}  // namespace

extern const NativeModuleSpec kJsonModule;
const NativeModuleSpec kJsonModule = {
    .name = "_json",
    .functions = kFunctions,
    .populate = populate,
    .doc = "json speedups",
};

}  // namespace orrery
