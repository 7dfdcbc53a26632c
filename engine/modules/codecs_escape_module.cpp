// The escapes of string and bytes literals as codecs of module _codecs.
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/codecs_module.h"
#include "engine/objects/bytes.h"
#include "engine/objects/native_codecs.h"
#include "engine/text/codecs.h"

namespace orrery {

namespace {

CodecResult decode_escapes(std::span<const uint8_t> bytes, const DecodeHandler& handler, bool final,
                           UnitOrder*, CodePointBuffer& out) {
    size_t bad_escape = SIZE_MAX;
    return unicode_escape_decode(bytes, handler, final, out, &bad_escape);
}

CodecResult decode_raw_escapes(std::span<const uint8_t> bytes, const DecodeHandler& handler,
                               bool final, UnitOrder*, CodePointBuffer& out) {
    return raw_unicode_escape_decode(bytes, handler, final, out);
}

/// Warns of the first backslash before none of the characters in `known`. False after an exception.
bool warn_bad_escape(Context& ctx, std::string_view data, std::string_view known) {
    for (size_t i = 0; i + 1 < data.size(); i++) {
        if (data[i] != '\\') continue;
        const char c = data[++i];
        if (known.find(c) != known.npos) continue;
        CodePointBuffer shown;
        for (char ascii : std::string_view("invalid escape sequence '\\"))
            shown.push(static_cast<uint8_t>(ascii));
        shown.push(static_cast<uint8_t>(c));
        shown.push('\'');
        String* message = make_string(ctx, shown);
        return message && issue_warning(ctx, TypeId::kDeprecationWarning, to_utf8(message).c_str());
    }
    return true;
}
constexpr std::string_view kBytesEscapes = "\n\\'\"abfnrtvx01234567";
constexpr std::string_view kTextEscapes = "\n\\'\"abfnrtvx01234567uUN";

/// x_decode(data, errors=None, final=True); text stands for its UTF-8. `known`: the escapes that
/// others are warned of; empty: none are.
Value decode(Context& ctx, const Args& args, const char* name, DecodeFunction function,
             std::string_view known = {}) {
    std::string errors;
    Value source = args[0];
    if (source.is(Kind::kString)) {
        source = Value::object(make_bytes(ctx, std::string_view(to_utf8(source.as<String>()))));
        if (!source) return source;
    }
    BufferView data;
    Truth final = Truth::kYes;
    if (!data.acquire(ctx, source) || !optional_errors(ctx, args[1], name, errors)) {
        return Value::error();
    }
    if (args[2]) final = is_true(ctx, args[2]);
    if (final == Truth::kError) return Value::error();
    size_t used = 0;
    String* text = run_decoder(ctx, function, source, data.span(), errors, final == Truth::kYes,
                               nullptr, &used);
    if (text && !known.empty() && !warn_bad_escape(ctx, data.chars().substr(0, used), known)) {
        return Value::error();
    }
    return codec_answer(ctx, Value::object(text), used);
}

Value encode(Context& ctx, const Args& args, const char* name,
             void (*function)(TextRef text, ByteBuffer& out)) {
    std::string errors;
    String* text = text_argument(ctx, args[0], name);
    if (!text || !optional_errors(ctx, args[1], name, errors)) return Value::error();
    ByteBuffer out;
    function(text->text(), out);
    if (out.failed()) return raise_memory_error(ctx);
    return codec_answer(ctx, Value::object(make_bytes(ctx, out.span())), text->length);
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c = static_cast<char>(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// The byte after a backslash that stands for another; -1 if there is none.
int simple_escape(char c) {
    switch (c) {
    case '\\':
    case '\'':
    case '"': return c;
    case 'a': return '\a';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    default: return -1;
    }
}

/// Undoes the escapes of a bytes literal. False after ValueError.
bool unescape(Context& ctx, std::string_view in, const std::string& errors, std::string& out) {
    for (size_t i = 0; i < in.size();) {
        if (in[i] != '\\') {
            out.push_back(in[i++]);
            continue;
        }
        if (++i == in.size()) {
            raise(ctx, TypeId::kValueError, "Trailing \\ in string");
            return false;
        }
        const char c = in[i++];
        if (c == '\n') continue;
        if (c >= '0' && c <= '7') {
            int value = c - '0';
            for (int k = 0; k < 2 && i < in.size() && in[i] >= '0' && in[i] <= '7'; k++) {
                value = value * 8 + (in[i++] - '0');
            }
            out.push_back(static_cast<char>(value));
        } else if (c == 'x') {
            const int high = i < in.size() ? hex_digit(in[i]) : -1;
            const int low = high >= 0 && i + 1 < in.size() ? hex_digit(in[i + 1]) : -1;
            if (low >= 0) {
                out.push_back(static_cast<char>(high << 4 | low));
                i += 2;
                continue;
            }
            if (errors.empty() || errors == "strict") {
                raise(ctx, TypeId::kValueError, "invalid \\x escape at position {}", i - 2);
                return false;
            }
            if (errors == "replace") {
                out.push_back('?');
            } else if (errors != "ignore") {
                raise(ctx, TypeId::kValueError, "decoding error; unknown error handling code: {}",
                      errors);
                return false;
            }
            if (high >= 0) i++;
        } else if (const int plain = simple_escape(c); plain >= 0) {
            out.push_back(static_cast<char>(plain));
        } else {
            out.push_back('\\');
            out.push_back(c);
        }
    }
    return true;
}

}  // namespace

Value unicode_escape_decode_method(Context& ctx, const Args& args) {
    return decode(ctx, args, "unicode_escape_decode", decode_escapes, kTextEscapes);
}
Value raw_unicode_escape_decode_method(Context& ctx, const Args& args) {
    return decode(ctx, args, "raw_unicode_escape_decode", decode_raw_escapes);
}
Value unicode_escape_encode_method(Context& ctx, const Args& args) {
    return encode(ctx, args, "unicode_escape_encode", unicode_escape_encode);
}
Value raw_unicode_escape_encode_method(Context& ctx, const Args& args) {
    return encode(ctx, args, "raw_unicode_escape_encode", raw_unicode_escape_encode);
}

Value escape_decode_method(Context& ctx, const Args& args) {
    std::string in, out, errors;
    if (args[0].is(Kind::kString)) {
        in = to_utf8(args[0].as<String>());
    } else if (!copy_buffer(ctx, args[0], in)) {
        return Value::error();
    }
    if (!optional_errors(ctx, args[1], "escape_decode", errors) ||
        !unescape(ctx, in, errors, out) || !warn_bad_escape(ctx, in, kBytesEscapes)) {
        return Value::error();
    }
    return codec_answer(ctx, Value::object(make_bytes(ctx, std::string_view(out))), in.size());
}

Value escape_encode_method(Context& ctx, const Args& args) {
    std::string errors;
    if (!args[0].is(Kind::kBytes)) {
        return raise(ctx, TypeId::kTypeError, "escape_encode() argument 1 must be bytes, not {}",
                     args[0].is_none() ? MessageArg("None") : MessageArg::type(args[0]));
    }
    if (!optional_errors(ctx, args[1], "escape_encode", errors)) return Value::error();
    constexpr char kHex[] = "0123456789abcdef";
    std::string out;
    for (char c : args[0].as<Bytes>()->view()) {
        const auto byte = static_cast<uint8_t>(c);
        if (c == '\\' || c == '\'') {
            out.push_back('\\');
            out.push_back(c);
        } else if (c == '\t' || c == '\n' || c == '\r') {
            out.append(c == '\t' ? "\\t" : c == '\n' ? "\\n" : "\\r");
        } else if (byte < ' ' || byte >= 0x7F) {
            out.append({'\\', 'x', kHex[byte >> 4], kHex[byte & 15]});
        } else {
            out.push_back(c);
        }
    }
    return codec_answer(ctx, Value::object(make_bytes(ctx, std::string_view(out))),
                        args[0].as<Bytes>()->length);
}

}  // namespace orrery
