#include "engine/objects/encoding.h"

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/bytes.h"
#include "engine/objects/codec_registry.h"
#include "engine/objects/native_codecs.h"
#include "engine/text/utf8.h"

namespace orrery {

namespace {

/// The encodings that do without the registry, by normalized name.
struct NativeEncoding {
    std::string_view name;
    DecodeFunction decode;
    EncodeFunction encode;
};

constexpr NativeEncoding kEncodings[] = {
    {"utf-8", decode_utf8_any, encode_utf8_any},
    {"utf8", decode_utf8_any, encode_utf8_any},
    {"ascii", decode_ascii_any, encode_ascii_any},
    {"us-ascii", decode_ascii_any, encode_ascii_any},
    {"latin-1", decode_latin1_any, encode_latin1_any},
    {"latin1", decode_latin1_any, encode_latin1_any},
    {"iso-8859-1", decode_latin1_any, encode_latin1_any},
    {"iso8859-1", decode_latin1_any, encode_latin1_any},
    {"utf-16", decode_utf16_any, utf16_encode},
    {"utf-32", decode_utf32_any, utf32_encode},
};

const NativeEncoding* find_encoding(std::string_view name) {
    char plain[16];
    if (name.empty() || name.size() > sizeof plain) return nullptr;
    for (size_t i = 0; i < name.size(); i++) {
        const char c = name[i];
        plain[i] = c == '_' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    for (const NativeEncoding& e : kEncodings) {
        if (e.name == std::string_view(plain, name.size())) return &e;
    }
    return nullptr;
}

/// Text of bytes without errors in the two commonest encodings; null without an exception if it
/// takes the long way.
String* decode_quickly(Context& ctx, const NativeEncoding& e, std::string_view bytes) {
    const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
    if (e.decode == decode_latin1_any) return make_string_latin1(ctx, data, bytes.size());
    if (e.decode != decode_utf8_any && e.decode != decode_ascii_any) return nullptr;
    const bool ascii = is_ascii(data, bytes.size());
    if (!ascii && (e.decode == decode_ascii_any ||
                   utf8_scan(data, bytes.size()).valid_bytes != bytes.size())) {
        return nullptr;
    }
    return make_string(ctx, bytes);
}

/// The registry's name check of str.encode and bytes.decode.
bool check_text_encoding(Context& ctx, std::string_view encoding, const char* alternative) {
    Value codec = lookup_codec(ctx, encoding);
    if (!codec) return false;
    if (codec.has_shape(builtin_shape(TypeId::kTuple))) return true;
    Value flag;
    const Truth found = find_attribute(ctx, codec, intern(ctx, "_is_text_encoding"), flag);
    if (found == Truth::kError) return false;
    const Truth text = found == Truth::kNo ? Truth::kYes : is_true(ctx, flag);
    if (text != Truth::kNo) return text == Truth::kYes;
    raise(ctx, TypeId::kLookupError,
          "'{}' is not a text encoding; use {} to handle arbitrary codecs", encoding, alternative);
    return false;
}

}  // namespace

Value decode_bytes(Context& ctx, Value source, std::string_view encoding, std::string_view errors) {
    if (const NativeEncoding* e = find_encoding(encoding)) {
        BufferView view;
        if (!view.acquire(ctx, source)) return Value::error();
        if (String* s = decode_quickly(ctx, *e, view.chars())) return Value::object(s);
        if (has_exception(ctx)) return Value::error();
        UnitOrder order = UnitOrder::native;
        return Value::object(
            run_decoder(ctx, e->decode, source, view.span(), errors, true, &order, nullptr));
    }
    if (!check_text_encoding(ctx, encoding, "codecs.decode()")) return Value::error();
    if (!source.is(Kind::kBytes) && !source.is(Kind::kMemoryView)) {
        MemoryView* m = make_memoryview(ctx, source);
        if (!m) return Value::error();
        source = Value::object(m);
    }
    Value text = decode_through(ctx, source, encoding, errors);
    if (!text || text.is(Kind::kString)) return text;
    return raise(ctx, TypeId::kTypeError,
                 "'{}' decoder returned '{}' instead of 'str'; use codecs.decode() to decode to "
                 "arbitrary types",
                 encoding, MessageArg::type(text));
}

Value encode_string(Context& ctx, String* text, std::string_view encoding,
                    std::string_view errors) {
    if (const NativeEncoding* e = find_encoding(encoding)) {
        const bool narrow = e->encode == encode_utf8_any || e->encode == encode_ascii_any ||
                            e->encode == encode_latin1_any;
        if (narrow && text->is_ascii()) return Value::object(make_bytes(ctx, text->ascii()));
        if (e->encode == encode_latin1_any && text->width_log2() == 0) {
            return Value::object(
                make_bytes(ctx, std::span(text->data1(), static_cast<size_t>(text->length))));
        }
        return run_encoder(ctx, e->encode, text, errors, UnitOrder::native);
    }
    if (!check_text_encoding(ctx, encoding, "codecs.encode()")) return Value::error();
    Value bytes = encode_through(ctx, Value::object(text), encoding, errors);
    if (!bytes || bytes.is(Kind::kBytes)) return bytes;
    if (bytes.is(Kind::kByteArray)) {
        return Value::object(make_bytes(ctx, bytes.as<ByteArray>()->view()));
    }
    return raise(ctx, TypeId::kTypeError,
                 "'{}' encoder returned '{}' instead of 'bytes'; use codecs.encode() to encode to "
                 "arbitrary types",
                 encoding, MessageArg::type(bytes));
}

String* decode_utf8(Context& ctx, std::string_view bytes) {
    const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
    if (is_ascii(data, bytes.size()) || utf8_scan(data, bytes.size()).valid_bytes == bytes.size()) {
        return make_string(ctx, bytes);
    }
    return run_decoder(ctx, decode_utf8_any, Value(), {data, bytes.size()}, "strict", true, nullptr,
                       nullptr);
}

bool encode_utf8(Context& ctx, String* s, std::string& out) {
    if (s->is_ascii()) {
        out = s->ascii();
        return true;
    }
    Value bytes = run_encoder(ctx, encode_utf8_any, s, "strict", UnitOrder::native);
    if (bytes) out = bytes.as<Bytes>()->view();
    return bool(bytes);
}

String* decode_file_name(Context& ctx, std::string_view bytes) {
    const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
    if (utf8_scan(data, bytes.size()).valid_bytes == bytes.size()) return make_string(ctx, bytes);
    return run_decoder(ctx, decode_utf8_any, Value(), {data, bytes.size()}, "surrogateescape", true,
                       nullptr, nullptr);
}

bool encode_file_name(Context& ctx, String* s, std::string& out) {
    if (s->is_ascii()) {
        out = s->ascii();
        return true;
    }
    Value bytes = run_encoder(ctx, encode_utf8_any, s, "surrogateescape", UnitOrder::native);
    if (bytes) out = bytes.as<Bytes>()->view();
    return bool(bytes);
}

}  // namespace orrery
