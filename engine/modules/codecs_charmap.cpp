// Character maps of module _codecs: encodings given by a table, as most 8-bit ones of the package
// `encodings` are.
#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/codecs_module.h"
#include "engine/objects/bytes.h"
#include "engine/objects/native_codecs.h"
#include "engine/objects/numbers.h"
#include "engine/text/codec_errors.h"
#include "engine/text/unicode.h"

namespace orrery {

namespace {

constexpr char kUndefined[] = "character maps to <undefined>";

enum class Mapped : uint8_t { kYes, kUndefined, kError };

/// mapping[key]; kUndefined where it raises LookupError or gives None.
Mapped look_up(Context& ctx, Value mapping, Value key, Value& out) {
    if (mapping.has_shape(builtin_shape(TypeId::kDict))) {
        const Truth t = dict_get(ctx, mapping.as<Dict>(), key, out);
        if (t == Truth::kError) return Mapped::kError;
        if (t == Truth::kNo) return Mapped::kUndefined;
    } else {
        out = get_item(ctx, mapping, key);
        if (!out) {
            if (!exception_matches(ctx, TypeId::kLookupError)) return Mapped::kError;
            take_exception(ctx);
            return Mapped::kUndefined;
        }
    }
    return out.is_none() ? Mapped::kUndefined : Mapped::kYes;
}

// ---- decoding ----

/// Appends what a byte stands for.
Mapped decode_byte(Context& ctx, Value mapping, uint8_t byte, CodePointBuffer& out) {
    if (mapping.is(Kind::kString)) {
        const String* table = mapping.as<String>();
        if (byte >= table->length || table->at(byte) == 0xFFFE) return Mapped::kUndefined;
        out.push(table->at(byte));
        return Mapped::kYes;
    }
    Value v;
    const Mapped m = look_up(ctx, mapping, Value::small_int(byte), v);
    if (m != Mapped::kYes) return m;
    if (v.is(Kind::kString)) {
        const String* s = v.as<String>();
        if (s->length == 1 && s->at(0) == 0xFFFE) return Mapped::kUndefined;
        for (uint64_t i = 0; i < s->length; i++)
            out.push(s->at(i));
        return Mapped::kYes;
    }
    if (!is_int(v)) {
        raise(ctx, TypeId::kTypeError, "character mapping must return integer, None or str");
        return Mapped::kError;
    }
    int64_t code;
    if (!int_to_int64(v, code) || code < 0 || code > int64_t{kMaxCodePoint}) {
        raise(ctx, TypeId::kTypeError, "character mapping must be in range(0x110000)");
        return Mapped::kError;
    }
    if (code == 0xFFFE) return Mapped::kUndefined;
    out.push(static_cast<char32_t>(code));
    return Mapped::kYes;
}

// ---- encoding ----

/// Appends the bytes of a character.
Mapped encode_char(Context& ctx, Value mapping, uint32_t c, ByteBuffer& out) {
    Value v;
    const Mapped m = look_up(ctx, mapping, Value::small_int(c), v);
    if (m != Mapped::kYes) return m;
    if (v.is(Kind::kBytes)) {
        out.append(v.as<Bytes>()->data(), v.as<Bytes>()->length);
        return Mapped::kYes;
    }
    if (!is_int(v)) {
        raise(ctx, TypeId::kTypeError,
              "character mapping must return integer, bytes or None, not {}", MessageArg::type(v));
        return Mapped::kError;
    }
    int64_t byte;
    if (!int_to_int64(v, byte) || byte < 0 || byte > 255) {
        raise(ctx, TypeId::kTypeError, "character mapping must be in range(256)");
        return Mapped::kError;
    }
    out.push(static_cast<uint8_t>(byte));
    return Mapped::kYes;
}

/// Writes what the error handler gave. False after an exception, the original error included.
bool write_replacement(Context& ctx, Value mapping, Encoding& encoding, EncodeCallback& callback,
                       size_t start, size_t end) {
    encoding.out.append(encoding.replacement_bytes.data(), encoding.replacement_bytes.size());
    for (char32_t c : encoding.replacement_text) {
        const Mapped m = encode_char(ctx, mapping, c, encoding.out);
        if (m == Mapped::kYes) continue;
        if (m == Mapped::kUndefined) callback.raise_error({"charmap", kUndefined, start, end});
        return false;
    }
    return true;
}

/// False after an exception.
bool encode_mapped(Context& ctx, String* text, Value mapping, std::string_view errors,
                   ByteBuffer& out) {
    EncodeCallback callback(ctx, text, errors);
    const EncodeHandler handler = callback.handler();
    Encoding encoding("charmap", text->text(), handler, out);
    size_t at = 0;
    while (at < text->length) {
        Mapped m = encode_char(ctx, mapping, text->at(at), out);
        if (m == Mapped::kError) return false;
        if (m == Mapped::kYes) {
            at++;
            continue;
        }
        const size_t start = at;
        size_t end = at + 1;
        for (; end < text->length; end++) {
            ByteBuffer ignored;
            m = encode_char(ctx, mapping, text->at(end), ignored);
            if (m == Mapped::kError) return false;
            if (m == Mapped::kYes) break;
        }
        if (!encoding.handle(kUndefined, start, end, &at)) {
            if (encoding.result.status == CodecStatus::error) {
                callback.raise_error(encoding.result.error);
            }
            return false;
        }
        if (!write_replacement(ctx, mapping, encoding, callback, start, end)) return false;
    }
    return true;
}

}  // namespace

Value charmap_decode_method(Context& ctx, const Args& args) {
    std::string errors;
    BufferView data;
    if (!data.acquire(ctx, args[0]) || !optional_errors(ctx, args[1], "charmap_decode", errors)) {
        return Value::error();
    }
    const uint64_t size = data.size();
    if (!args[2] || args[2].is_none()) {
        return codec_answer(ctx, Value::object(make_string_latin1(ctx, data.data(), size)), size);
    }
    DecodeCallback callback(ctx, args[0], data.span(), errors);
    const DecodeHandler handler = callback.handler();
    CodePointBuffer out;
    Decoding decoding("charmap", data.span(), handler, out);
    size_t at = 0;
    while (at < decoding.input.size()) {
        const Mapped m = decode_byte(ctx, args[2], decoding.input[at], out);
        if (m == Mapped::kError) return Value::error();
        if (m == Mapped::kYes) {
            at++;
            continue;
        }
        if (!decoding.handle(kUndefined, at, at + 1, &at)) {
            if (decoding.result.status == CodecStatus::error) {
                callback.raise_error(decoding.result.error);
            }
            return Value::error();
        }
    }
    return codec_answer(ctx, Value::object(make_string(ctx, out)), size);
}

Value charmap_encode_method(Context& ctx, const Args& args) {
    std::string errors;
    String* text = text_argument(ctx, args[0], "charmap_encode");
    if (!text || !optional_errors(ctx, args[1], "charmap_encode", errors)) return Value::error();
    if (!args[2] || args[2].is_none()) {
        return codec_answer(ctx,
                            run_encoder(ctx, encode_latin1_any, text, errors, UnitOrder::native),
                            text->length);
    }
    ByteBuffer out;
    if (!encode_mapped(ctx, text, args[2], errors, out)) return Value::error();
    if (out.failed()) return raise_memory_error(ctx);
    return codec_answer(ctx, Value::object(make_bytes(ctx, out.span())), text->length);
}

/// The inverse of a decoding table: {ord(character): byte}.
Value charmap_build_method(Context& ctx, const Args& args) {
    String* table = text_argument(ctx, args[0], "charmap_build");
    Dict* map = table ? make_dict(ctx) : nullptr;
    if (!map) return Value::error();
    for (uint64_t i = 0; i < table->length && i < 256; i++) {
        const uint32_t c = table->at(i);
        if (c == 0xFFFE) continue;
        if (!dict_set(ctx, map, Value::small_int(c), Value::small_int(static_cast<int64_t>(i)))) {
            return Value::error();
        }
    }
    return Value::object(map);
}

}  // namespace orrery
