// Making bytes and bytearrays, and changing the length of the latter. Their methods are in
// bytes_methods.cpp, bytes_type.cpp and bytearray_type.cpp.
#include "engine/objects/bytes.h"

#include <cstring>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/numbers/hash.h"
#include "engine/objects/sequence_support.h"

namespace orrery {

namespace {

constexpr uint64_t kMaxLength = uint64_t{1} << 47;

}  // namespace

Bytes* new_bytes(Context& ctx, uint64_t length) {
    if (length == 0) return empty_bytes(ctx);
    if (length > kMaxLength) {
        raise_memory_error(ctx);
        return nullptr;
    }
    auto* b = ctx.heap().allocate<Bytes>(Kind::kBytes, builtin_shape(TypeId::kBytes), length);
    if (b) b->length = length;
    return b;
}

Bytes* make_bytes(Context& ctx, std::string_view data) {
    Bytes* b = new_bytes(ctx, data.size());
    if (b && !data.empty()) std::memcpy(b->data(), data.data(), data.size());
    return b;
}

Bytes* make_bytes(Context& ctx, std::span<const uint8_t> data) {
    return make_bytes(ctx,
                      std::string_view(reinterpret_cast<const char*>(data.data()), data.size()));
}

Bytes* empty_bytes(Context& ctx) {
    Value& shared = ctx.runtime().empty_bytes;
    if (!shared) {
        auto* b = ctx.heap().allocate<Bytes>(Kind::kBytes, builtin_shape(TypeId::kBytes), 8);
        if (!b) return nullptr;
        shared = Value::object(b);
    }
    return shared.as<Bytes>();
}

ByteArray* make_bytearray(Context& ctx, std::string_view data) {
    auto* b = ctx.heap().allocate<ByteArray>(Kind::kByteArray, builtin_shape(TypeId::kByteArray));
    return b && bytearray_append(ctx, b, data) ? b : nullptr;
}

uint64_t bytes_hash(Context& ctx, Bytes* b) {
    if (b->hash == 0 && b->length) {
        const uint64_t* seed = ctx.runtime().hash_seed;
        b->hash = static_cast<uint64_t>(hash_bytes(b->data(), b->length, {seed[0], seed[1]}));
    }
    return b->hash;
}

bool bytearray_resize(Context& ctx, ByteArray* b, uint64_t length) {
    if (length == b->length) return true;
    if (!may_resize(ctx, b, b->exports)) return false;
    if (length > kMaxLength) {
        raise_memory_error(ctx);
        return false;
    }
    Buffer* buffer = b->buffer.get();
    const uint64_t room = buffer ? buffer->capacity - b->start : 0;
    if (length > room) {
        if (buffer && length <= buffer->capacity / 2) {  // reuse what was taken off the front
            std::memmove(buffer->bytes(), buffer->bytes() + b->start, b->length);
        } else {
            const uint64_t spare = b->length ? length / 8 + 16 : 0;
            Buffer* grown = ctx.heap().allocate_buffer(length + spare);
            if (!grown) return false;
            if (b->length) std::memcpy(grown->bytes(), buffer->bytes() + b->start, b->length);
            b->buffer.set(ctx, b, grown);
        }
        b->start = 0;
    } else if (length == 0) {
        b->buffer.set(ctx, b, nullptr);
        b->start = 0;
    }
    b->length = length;
    return true;
}

bool bytearray_append(Context& ctx, ByteArray* b, std::string_view data) {
    if (data.empty()) return true;
    // `data` may lie in b's own buffer, which a resize leaves alive and unchanged up to b->length;
    // only moving within the buffer would disturb it.
    const uint64_t old = b->length;
    const uint8_t* own = b->data();
    const auto* from = reinterpret_cast<const uint8_t*>(data.data());
    const bool inside = own && from >= own && from < own + old;
    const uint64_t offset = inside ? static_cast<uint64_t>(from - own) : 0;
    if (!bytearray_resize(ctx, b, old + data.size())) return false;
    std::memmove(b->data() + old, inside ? b->data() + offset : from, data.size());
    return true;
}

// ---- text of bytes ----

String* hex_text(Context& ctx, std::string_view data, int separator, int64_t group) {
    constexpr char kDigits[] = "0123456789abcdef";
    const uint64_t size = data.size();
    const uint64_t each =
        group < 0 ? 0 - static_cast<uint64_t>(group) : static_cast<uint64_t>(group);
    const bool grouped = separator >= 0 && each && size;
    const uint64_t separators = grouped ? (size - 1) / each : 0;
    String* s = new_string(ctx, size * 2 + separators, 0x7F);
    if (!s || !size) return s;
    auto* to = static_cast<uint8_t*>(s->inline_data());
    // Counted from the right, the first group is the one that may be short.
    uint64_t left = group < 0 || !grouped ? each : (size - 1) % each + 1;
    for (uint64_t i = 0; i < size; i++) {
        if (grouped && left-- == 0) {
            *to++ = static_cast<uint8_t>(separator);
            left = each - 1;
        }
        const auto byte = static_cast<uint8_t>(data[i]);
        *to++ = static_cast<uint8_t>(kDigits[byte >> 4]);
        *to++ = static_cast<uint8_t>(kDigits[byte & 15]);
    }
    return s;
}

Value hex_method(Context& ctx, std::string_view data, Value separator, Value group) {
    int32_t each = 1;
    if (!optional_int32(ctx, group, each)) return Value::error();
    if (!separator) return Value::object(hex_text(ctx, data, -1, 0));
    uint32_t c;
    if (separator.is(Kind::kString)) {
        String* s = separator.as<String>();
        if (s->length != 1) return raise(ctx, TypeId::kValueError, "sep must be length 1.");
        c = s->at(0);
    } else if (separator.is(Kind::kBytes)) {
        Bytes* b = separator.as<Bytes>();
        if (b->length != 1) return raise(ctx, TypeId::kValueError, "sep must be length 1.");
        c = b->data()[0];
    } else {
        const int64_t length = length_of(ctx, separator);
        if (length < 0) return Value::error();
        if (length != 1) return raise(ctx, TypeId::kValueError, "sep must be length 1.");
        return raise(ctx, TypeId::kTypeError, "sep must be str or bytes.");
    }
    if (c > 127) return raise(ctx, TypeId::kValueError, "sep must be ASCII.");
    return Value::object(hex_text(ctx, data, static_cast<int>(c), each));
}

void add_bytes_repr(StringBuilder& out, std::string_view data, bool escape_single) {
    const bool single = data.find('\'') != data.npos;
    const char quote = single && data.find('"') == data.npos ? '"' : '\'';
    const char escaped = escape_single ? '\'' : quote;
    out.add('b');
    out.add(static_cast<uint8_t>(quote));
    size_t start = 0;
    for (size_t i = 0; i < data.size(); i++) {
        const auto c = static_cast<uint8_t>(data[i]);
        if (c >= ' ' && c < 0x7F && c != '\\' && data[i] != escaped) continue;
        out.add_ascii(data.substr(start, i - start));
        start = i + 1;
        if (c == '\\' || data[i] == escaped) {
            out.add('\\');
            out.add(c);
        } else if (c == '\n' || c == '\r' || c == '\t') {
            out.add_ascii(c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
        } else {
            add_escape(out, c);
        }
    }
    out.add_ascii(data.substr(start));
    out.add(static_cast<uint8_t>(quote));
}

}  // namespace orrery
