// Module _codecs: the registry of codecs and the native codecs. Character maps and byte escapes
// are in codecs_charmap.cpp.
#include "engine/modules/codecs_module.h"

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/bytes.h"
#include "engine/objects/codec_registry.h"
#include "engine/objects/native_codecs.h"
#include "engine/objects/numbers.h"
#include "engine/text/utf8.h"

namespace orrery {

bool optional_errors(Context& ctx, Value v, const char* function, std::string& out) {
    if (!v || v.is_none()) return true;
    if (v.is(Kind::kString)) {
        out = to_utf8(v.as<String>());
        return true;
    }
    raise(ctx, TypeId::kTypeError, "{}() argument 2 must be str or None, not {}", function,
          MessageArg::type(v));
    return false;
}

Value codec_answer(Context& ctx, Value result, uint64_t used) {
    if (!result) return result;
    const Value pair[] = {result, make_int(ctx, static_cast<int64_t>(used))};
    return Value::object(make_tuple(ctx, pair));
}

String* text_argument(Context& ctx, Value v, const char* function) {
    if (v.is(Kind::kString)) return v.as<String>();
    raise(ctx, TypeId::kTypeError, "{}() argument 1 must be str, not {}", function,
          v.is_none() ? MessageArg("None") : MessageArg::type(v));
    return nullptr;
}

namespace {

// ---- registry ----

/// A str argument as UTF-8. False after TypeError.
bool name_argument(Context& ctx, Value v, const char* what, std::string& out) {
    if (!v.is(Kind::kString)) {
        raise(ctx, TypeId::kTypeError, "{} must be str, not {}", what,
              v.is_none() ? MessageArg("None") : MessageArg::type(v));
        return false;
    }
    out = to_utf8(v.as<String>());
    return true;
}

Value codecs_register(Context& ctx, const Args& args) {
    return register_search(ctx, args[0]) ? Value::none() : Value::error();
}

Value codecs_unregister(Context& ctx, const Args& args) {
    return unregister_search(ctx, args[0]) ? Value::none() : Value::error();
}

Value codecs_lookup(Context& ctx, const Args& args) {
    std::string name;
    return name_argument(ctx, args[0], "lookup() argument", name) ? lookup_codec(ctx, name)
                                                                  : Value::error();
}

Value codecs_forget(Context& ctx, const Args& args) {
    std::string name;
    if (!name_argument(ctx, args[0], "_forget_codec() argument", name)) return Value::error();
    if (!forget_codec(ctx, name) && !has_exception(ctx)) return raise_key_error(ctx, args[0]);
    return has_exception(ctx) ? Value::error() : Value::none();
}

Value codecs_encode(Context& ctx, const Args& args) {
    std::string encoding = "utf-8", errors;
    if ((args[1] && !name_argument(ctx, args[1], "encode() argument 'encoding'", encoding)) ||
        (args[2] && !name_argument(ctx, args[2], "encode() argument 'errors'", errors))) {
        return Value::error();
    }
    return encode_through(ctx, args[0], encoding, errors);
}

Value codecs_decode(Context& ctx, const Args& args) {
    std::string encoding = "utf-8", errors;
    if ((args[1] && !name_argument(ctx, args[1], "decode() argument 'encoding'", encoding)) ||
        (args[2] && !name_argument(ctx, args[2], "decode() argument 'errors'", errors))) {
        return Value::error();
    }
    return decode_through(ctx, args[0], encoding, errors);
}

Value codecs_register_error(Context& ctx, const Args& args) {
    String* name = text_argument(ctx, args[0], "register_error");
    return name && register_error_handler(ctx, name, args[1]) ? Value::none() : Value::error();
}

Value codecs_lookup_error(Context& ctx, const Args& args) {
    std::string name;
    return name_argument(ctx, args[0], "lookup_error() argument", name)
               ? lookup_error_handler(ctx, name)
               : Value::error();
}

// ---- native codecs ----

bool flag_argument(Context& ctx, Value v, bool& out) {
    if (!v) return true;
    const Truth t = is_true(ctx, v);
    out = t == Truth::kYes;
    return t != Truth::kError;
}

bool order_argument(Context& ctx, Value v, UnitOrder& out) {
    int32_t order = 0;
    if (v && !to_int32(ctx, v, order)) return false;
    out = order < 0 ? UnitOrder::little : order > 0 ? UnitOrder::big : UnitOrder::native;
    return true;
}

/// x_decode(data, errors=None, final=False).
Value decode(Context& ctx, const Args& args, const char* name, DecodeFunction function,
             UnitOrder order = UnitOrder::native, Value final = Value(),
             bool always_final = false) {
    std::string errors;
    BufferView data;
    bool last = always_final;
    if (!data.acquire(ctx, args[0]) || !optional_errors(ctx, args[1], name, errors) ||
        !flag_argument(ctx, final, last)) {
        return Value::error();
    }
    size_t used = 0;
    String* text = run_decoder(ctx, function, args[0], data.span(), errors, last, &order, &used);
    return codec_answer(ctx, Value::object(text), used);
}

Value encode(Context& ctx, const Args& args, const char* name, EncodeFunction function,
             UnitOrder order = UnitOrder::native) {
    std::string errors;
    String* text = text_argument(ctx, args[0], name);
    if (!text || !optional_errors(ctx, args[1], name, errors)) return Value::error();
    return codec_answer(ctx, run_encoder(ctx, function, text, errors, order), text->length);
}

Value utf_8_decode(Context& ctx, const Args& args) {
    BufferView data;
    std::string errors;
    if (data.acquire(ctx, args[0]) &&
        utf8_scan(data.data(), data.size()).valid_bytes == data.size() &&
        optional_errors(ctx, args[1], "utf_8_decode", errors)) {
        return codec_answer(ctx, Value::object(make_string(ctx, data.chars())), data.size());
    }
    if (has_exception(ctx)) return Value::error();
    return decode(ctx, args, "utf_8_decode", decode_utf8_any, UnitOrder::native, args[2]);
}
Value utf_8_encode(Context& ctx, const Args& args) {
    return encode(ctx, args, "utf_8_encode", encode_utf8_any);
}
Value utf_7_decode(Context& ctx, const Args& args) {
    return decode(ctx, args, "utf_7_decode", decode_utf7_any, UnitOrder::native, args[2]);
}
Value utf_7_encode(Context& ctx, const Args& args) {
    return encode(ctx, args, "utf_7_encode", encode_utf7_any);
}
Value latin_1_decode(Context& ctx, const Args& args) {
    return decode(ctx, args, "latin_1_decode", decode_latin1_any, UnitOrder::native, Value(), true);
}
Value latin_1_encode(Context& ctx, const Args& args) {
    return encode(ctx, args, "latin_1_encode", encode_latin1_any);
}
Value ascii_decode_method(Context& ctx, const Args& args) {
    return decode(ctx, args, "ascii_decode", decode_ascii_any, UnitOrder::native, Value(), true);
}
Value ascii_encode_method(Context& ctx, const Args& args) {
    return encode(ctx, args, "ascii_encode", encode_ascii_any);
}

Value utf_16_decode(Context& ctx, const Args& args) {
    return decode(ctx, args, "utf_16_decode", decode_utf16_any, UnitOrder::native, args[2]);
}
Value utf_16_le_decode(Context& ctx, const Args& args) {
    return decode(ctx, args, "utf_16_le_decode", decode_utf16_any, UnitOrder::little, args[2]);
}
Value utf_16_be_decode(Context& ctx, const Args& args) {
    return decode(ctx, args, "utf_16_be_decode", decode_utf16_any, UnitOrder::big, args[2]);
}
Value utf_32_decode(Context& ctx, const Args& args) {
    return decode(ctx, args, "utf_32_decode", decode_utf32_any, UnitOrder::native, args[2]);
}
Value utf_32_le_decode(Context& ctx, const Args& args) {
    return decode(ctx, args, "utf_32_le_decode", decode_utf32_any, UnitOrder::little, args[2]);
}
Value utf_32_be_decode(Context& ctx, const Args& args) {
    return decode(ctx, args, "utf_32_be_decode", decode_utf32_any, UnitOrder::big, args[2]);
}

/// Also tells the byte order found: (text, used, order).
Value decode_ex(Context& ctx, const Args& args, const char* name, DecodeFunction function) {
    std::string errors;
    BufferView data;
    UnitOrder order;
    bool last = false;
    if (!data.acquire(ctx, args[0]) || !optional_errors(ctx, args[1], name, errors) ||
        !order_argument(ctx, args[2], order) || !flag_argument(ctx, args[3], last)) {
        return Value::error();
    }
    size_t used = 0;
    String* text = run_decoder(ctx, function, args[0], data.span(), errors, last, &order, &used);
    if (!text) return Value::error();
    const Value parts[] = {Value::object(text), make_int(ctx, static_cast<int64_t>(used)),
                           Value::small_int(static_cast<int64_t>(order))};
    return Value::object(make_tuple(ctx, parts));
}
Value utf_16_ex_decode(Context& ctx, const Args& args) {
    return decode_ex(ctx, args, "utf_16_ex_decode", decode_utf16_any);
}
Value utf_32_ex_decode(Context& ctx, const Args& args) {
    return decode_ex(ctx, args, "utf_32_ex_decode", decode_utf32_any);
}

Value utf_16_encode(Context& ctx, const Args& args) {
    UnitOrder order;
    if (!order_argument(ctx, args[2], order)) return Value::error();
    return encode(ctx, args, "utf_16_encode", utf16_encode, order);
}
Value utf_16_le_encode(Context& ctx, const Args& args) {
    return encode(ctx, args, "utf_16_le_encode", utf16_encode, UnitOrder::little);
}
Value utf_16_be_encode(Context& ctx, const Args& args) {
    return encode(ctx, args, "utf_16_be_encode", utf16_encode, UnitOrder::big);
}
Value utf_32_encode(Context& ctx, const Args& args) {
    UnitOrder order;
    if (!order_argument(ctx, args[2], order)) return Value::error();
    return encode(ctx, args, "utf_32_encode", utf32_encode, order);
}
Value utf_32_le_encode(Context& ctx, const Args& args) {
    return encode(ctx, args, "utf_32_le_encode", utf32_encode, UnitOrder::little);
}
Value utf_32_be_encode(Context& ctx, const Args& args) {
    return encode(ctx, args, "utf_32_be_encode", utf32_encode, UnitOrder::big);
}

Value readbuffer_encode(Context& ctx, const Args& args) {
    std::string data, errors;
    if (args[0].is(Kind::kString)) {
        data = to_utf8(args[0].as<String>());
    } else if (!copy_buffer(ctx, args[0], data)) {
        return Value::error();
    }
    if (!optional_errors(ctx, args[1], "readbuffer_encode", errors)) return Value::error();
    return codec_answer(ctx, Value::object(make_bytes(ctx, std::string_view(data))), data.size());
}

constexpr NativeMethod kFunctions[] = {
    {"register(search_function, /)", codecs_register},
    {"unregister(search_function, /)", codecs_unregister},
    {"lookup(encoding, /)", codecs_lookup},
    {"_forget_codec(encoding, /)", codecs_forget},
    {"encode(obj, encoding='utf-8', errors='strict')", codecs_encode},
    {"decode(obj, encoding='utf-8', errors='strict')", codecs_decode},
    {"register_error(errors, handler, /)", codecs_register_error},
    {"lookup_error(name, /)", codecs_lookup_error},
    {"utf_8_encode(str, errors=None, /)", utf_8_encode},
    {"utf_8_decode(data, errors=None, final=False, /)", utf_8_decode},
    {"utf_7_encode(str, errors=None, /)", utf_7_encode},
    {"utf_7_decode(data, errors=None, final=False, /)", utf_7_decode},
    {"latin_1_encode(str, errors=None, /)", latin_1_encode},
    {"latin_1_decode(data, errors=None, /)", latin_1_decode},
    {"ascii_encode(str, errors=None, /)", ascii_encode_method},
    {"ascii_decode(data, errors=None, /)", ascii_decode_method},
    {"utf_16_encode(str, errors=None, byteorder=0, /)", utf_16_encode},
    {"utf_16_le_encode(str, errors=None, /)", utf_16_le_encode},
    {"utf_16_be_encode(str, errors=None, /)", utf_16_be_encode},
    {"utf_16_decode(data, errors=None, final=False, /)", utf_16_decode},
    {"utf_16_le_decode(data, errors=None, final=False, /)", utf_16_le_decode},
    {"utf_16_be_decode(data, errors=None, final=False, /)", utf_16_be_decode},
    {"utf_16_ex_decode(data, errors=None, byteorder=0, final=False, /)", utf_16_ex_decode},
    {"utf_32_encode(str, errors=None, byteorder=0, /)", utf_32_encode},
    {"utf_32_le_encode(str, errors=None, /)", utf_32_le_encode},
    {"utf_32_be_encode(str, errors=None, /)", utf_32_be_encode},
    {"utf_32_decode(data, errors=None, final=False, /)", utf_32_decode},
    {"utf_32_le_decode(data, errors=None, final=False, /)", utf_32_le_decode},
    {"utf_32_be_decode(data, errors=None, final=False, /)", utf_32_be_decode},
    {"utf_32_ex_decode(data, errors=None, byteorder=0, final=False, /)", utf_32_ex_decode},
    {"readbuffer_encode(data, errors=None, /)", readbuffer_encode},
    {"unicode_escape_encode(str, errors=None, /)", unicode_escape_encode_method},
    {"unicode_escape_decode(data, errors=None, final=True, /)", unicode_escape_decode_method},
    {"raw_unicode_escape_encode(str, errors=None, /)", raw_unicode_escape_encode_method},
    {"raw_unicode_escape_decode(data, errors=None, final=True, /)",
     raw_unicode_escape_decode_method},
    {"escape_encode(data, errors=None, /)", escape_encode_method},
    {"escape_decode(data, errors=None, /)", escape_decode_method},
    {"charmap_encode(str, errors=None, mapping=None, /)", charmap_encode_method},
    {"charmap_decode(data, errors=None, mapping=None, /)", charmap_decode_method},
    {"charmap_build(map, /)", charmap_build_method},
};

}  // namespace

extern const NativeModuleSpec kCodecsModule = {.name = "_codecs", .functions = kFunctions};

}  // namespace orrery
