// The built-in error handlers of codecs as functions: what codecs.lookup_error() returns. The
// native codecs apply the same rules themselves (engine/text/codec_errors.h).
#include <algorithm>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/objects/bytes.h"
#include "engine/objects/codec_registry.h"
#include "engine/objects/exceptions.h"
#include "engine/objects/numbers.h"
#include "engine/text/unicode.h"

namespace orrery {

namespace {

enum class Direction : uint8_t { kEncode, kDecode, kTranslate };

/// A UnicodeError taken apart, its range clamped to its object.
struct Problem {
    Direction direction;
    Exception* exception;
    String* text = nullptr;    // of kEncode and kTranslate
    Bytes* bytes = nullptr;    // of kDecode
    uint64_t start = 0, end = 0;

    std::string encoding() const {
        Value v = exception->fields[0].get();
        return v.is(Kind::kString) ? to_utf8(v.as<String>()) : std::string();
    }
};

enum Accepts : unsigned { kEncode = 1, kDecode = 2, kTranslate = 4 };

Value refuse(Context& ctx, Value v) {
    return raise(ctx, TypeId::kTypeError, "don't know how to handle {} in error callback",
                 MessageArg::type(v));
}

/// False after TypeError for what the handler does not accept.
bool take_apart(Context& ctx, Value v, unsigned accepts, Problem& out) {
    auto is = [&](TypeId id) { return is_instance_of(ctx, v, ctx.type(id)); };
    if ((accepts & kEncode) && is(TypeId::kUnicodeEncodeError)) {
        out.direction = Direction::kEncode;
    } else if ((accepts & kDecode) && is(TypeId::kUnicodeDecodeError)) {
        out.direction = Direction::kDecode;
    } else if ((accepts & kTranslate) && is(TypeId::kUnicodeTranslateError)) {
        out.direction = Direction::kTranslate;
    } else {
        refuse(ctx, v);
        return false;
    }
    out.exception = v.as<Exception>();
    Value object = out.exception->fields[1].get();
    uint64_t length;
    if (out.direction == Direction::kDecode && object.is(Kind::kBytes)) {
        out.bytes = object.as<Bytes>();
        length = out.bytes->length;
    } else if (out.direction != Direction::kDecode && object.is(Kind::kString)) {
        out.text = object.as<String>();
        length = out.text->length;
    } else {
        raise(ctx, TypeId::kTypeError,
              object ? "object attribute must be {}" : "object attribute not set",
              out.direction == Direction::kDecode ? "bytes" : "unicode");
        return false;
    }
    int64_t start = 0, end = 0;
    int_to_int64(out.exception->fields[2].get(), start);
    int_to_int64(out.exception->fields[3].get(), end);
    const auto n = static_cast<int64_t>(length);
    start = std::clamp<int64_t>(start, 0, std::max<int64_t>(n - 1, 0));
    end = std::clamp<int64_t>(end, std::min<int64_t>(1, n), n);
    out.start = static_cast<uint64_t>(start);
    out.end = static_cast<uint64_t>(std::max(start, end));
    return true;
}

Value answer(Context& ctx, Object* replacement, uint64_t position) {
    if (!replacement) return Value::error();
    const Value pair[] = {Value::object(replacement),
                          make_int(ctx, static_cast<int64_t>(position))};
    return Value::object(make_tuple(ctx, pair));
}

Value strict_errors(Context& ctx, const Args& args) {
    if (args[0].is(Kind::kException)) return raise_value(ctx, args[0]);
    return raise(ctx, TypeId::kTypeError, "codec must pass exception instance");
}

Value ignore_errors(Context& ctx, const Args& args) {
    Problem p;
    if (!take_apart(ctx, args[0], kEncode | kDecode | kTranslate, p)) return Value::error();
    return answer(ctx, empty_string(ctx), p.end);
}

Value replace_errors(Context& ctx, const Args& args) {
    Problem p;
    if (!take_apart(ctx, args[0], kEncode | kDecode | kTranslate, p)) return Value::error();
    StringBuilder out;
    switch (p.direction) {
    case Direction::kEncode: out.fill('?', p.end - p.start); break;
    case Direction::kDecode: out.add(0xFFFD); break;
    case Direction::kTranslate: out.fill(0xFFFD, p.end - p.start); break;
    }
    return answer(ctx, out.finish(ctx), p.end);
}

Value xmlcharrefreplace_errors(Context& ctx, const Args& args) {
    Problem p;
    if (!take_apart(ctx, args[0], kEncode, p)) return Value::error();
    StringBuilder out;
    for (uint64_t i = p.start; i < p.end; i++) {
        out.add_ascii("&#" + std::to_string(p.text->at(i)) + ";");
    }
    return answer(ctx, out.finish(ctx), p.end);
}

Value backslashreplace_errors(Context& ctx, const Args& args) {
    Problem p;
    if (!take_apart(ctx, args[0], kEncode | kDecode | kTranslate, p)) return Value::error();
    StringBuilder out;
    for (uint64_t i = p.start; i < p.end; i++) {
        add_escape(out, p.bytes ? p.bytes->data()[i] : p.text->at(i));
    }
    return answer(ctx, out.finish(ctx), p.end);
}

Value namereplace_errors(Context& ctx, const Args& args) {
    Problem p;
    if (!take_apart(ctx, args[0], kEncode, p)) return Value::error();
    StringBuilder out;
    for (uint64_t i = p.start; i < p.end; i++) {
        AsciiBuffer name;
        if (unicode_name(p.text->at(i), name)) {
            out.add_ascii("\\N{");
            out.add_ascii(name.view());
            out.add('}');
        } else {
            add_escape(out, p.text->at(i));
        }
    }
    return answer(ctx, out.finish(ctx), p.end);
}

Value surrogateescape_errors(Context& ctx, const Args& args) {
    Problem p;
    if (!take_apart(ctx, args[0], kEncode | kDecode, p)) return Value::error();
    if (p.direction == Direction::kEncode) {
        std::string out;
        for (uint64_t i = p.start; i < p.end; i++) {
            const uint32_t c = p.text->at(i);
            if (c < 0xDC80 || c > 0xDCFF) return raise_value(ctx, args[0]);
            out.push_back(static_cast<char>(c - 0xDC00));
        }
        return answer(ctx, make_bytes(ctx, std::string_view(out)), p.end);
    }
    StringBuilder out;
    uint64_t i = p.start;
    for (; i < p.end && i < p.start + 4 && p.bytes->data()[i] >= 0x80; i++) {
        out.add(0xDC00u + p.bytes->data()[i]);
    }
    return i == p.start ? raise_value(ctx, args[0]) : answer(ctx, out.finish(ctx), i);
}

/// How an encoding writes one 16-bit unit; 0 bytes: it is none of Unicode's.
struct UnitForm {
    unsigned size;  // 2 and 4: that many bytes; 3: UTF-8
    bool little;
};

UnitForm unit_form(std::string name) {
    std::string plain;
    for (char c : name) {
        if (c != '-' && c != '_')
            plain.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
    }
    if (plain == "utf8" || plain == "cputf8" || plain == "cp65001") return {3, true};
    const unsigned size = plain.starts_with("utf16") ? 2 : plain.starts_with("utf32") ? 4 : 0;
    const std::string order = size ? plain.substr(5) : "";
    if (order == "be") return {size, false};
    return {order.empty() || order == "le" ? size : 0, true};
}

Value surrogatepass_errors(Context& ctx, const Args& args) {
    Problem p;
    if (!take_apart(ctx, args[0], kEncode | kDecode, p)) return Value::error();
    const UnitForm form = unit_form(p.encoding());
    if (!form.size) return raise_value(ctx, args[0]);
    if (p.direction == Direction::kEncode) {
        std::string out;
        for (uint64_t i = p.start; i < p.end; i++) {
            const uint32_t c = p.text->at(i);
            if (!is_surrogate(c)) return raise_value(ctx, args[0]);
            if (form.size == 3) {
                out.push_back(static_cast<char>(0xE0 | c >> 12));
                out.push_back(static_cast<char>(0x80 | (c >> 6 & 0x3F)));
                out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
                continue;
            }
            for (unsigned k = 0; k < form.size; k++) {
                out.push_back(static_cast<char>(c >> 8 * (form.little ? k : form.size - 1 - k)));
            }
        }
        return answer(ctx, make_bytes(ctx, std::string_view(out)), p.end);
    }
    const uint8_t* b = p.bytes->data() + p.start;
    uint32_t c = 0;
    if (p.bytes->length - p.start >= form.size) {
        if (form.size == 3) {
            const bool shaped =
                (b[0] & 0xF0) == 0xE0 && (b[1] & 0xC0) == 0x80 && (b[2] & 0xC0) == 0x80;
            if (shaped)
                c = static_cast<uint32_t>((b[0] & 15) << 12 | (b[1] & 63) << 6 | (b[2] & 63));
        } else {
            for (unsigned k = 0; k < form.size; k++) {
                c = c << 8 | b[form.little ? form.size - 1 - k : k];
            }
        }
    }
    if (!is_surrogate(c)) return raise_value(ctx, args[0]);
    return answer(ctx, char_string(ctx, c), p.start + form.size);
}

constexpr BuiltinErrorHandler kHandlers[] = {
    {"strict", {"strict_errors(exception, /)", strict_errors}},
    {"ignore", {"ignore_errors(exception, /)", ignore_errors}},
    {"replace", {"replace_errors(exception, /)", replace_errors}},
    {"xmlcharrefreplace", {"xmlcharrefreplace_errors(exception, /)", xmlcharrefreplace_errors}},
    {"backslashreplace", {"backslashreplace_errors(exception, /)", backslashreplace_errors}},
    {"namereplace", {"namereplace_errors(exception, /)", namereplace_errors}},
    {"surrogatepass", {"surrogatepass(exception, /)", surrogatepass_errors}},
    {"surrogateescape", {"surrogateescape(exception, /)", surrogateescape_errors}},
};

}  // namespace

std::span<const BuiltinErrorHandler> builtin_error_handlers() { return kHandlers; }

}  // namespace orrery
