// Making, joining and comparing strings. The methods of `str`: string_type.cpp, string_methods.h.
#include "engine/objects/string.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "engine/interpreter/runtime.h"
#include "engine/numbers/hash.h"
#include "engine/text/search.h"
#include "engine/text/unicode.h"
#include "engine/text/utf8.h"

namespace orrery {

namespace {

constexpr uint64_t kMaxLength = uint64_t{1} << 46;  // characters; beyond it: MemoryError
constexpr uint64_t kAppendBufferFrom = 128;         // bytes of the result of a concatenation
constexpr uint32_t kString = builtin_shape(TypeId::kString);

uint8_t width_for(uint32_t max_char) { return max_char < 0x100 ? 0 : max_char < 0x10000 ? 1 : 2; }

uint8_t flags_for(uint32_t max_char) {
    return width_for(max_char) | (max_char < 0x80 ? String::kAscii : 0);
}

HashKey hash_key(Context& ctx) {
    const uint64_t* seed = ctx.runtime().hash_seed;
    return {seed[0], seed[1]};
}

/// Copies `count` characters between arrays of the given widths (log2); never narrows a
/// character that does not fit.
void copy_chars(void* to, unsigned to_width, const void* from, unsigned from_width,
                uint64_t count) {
    if (to_width == from_width) {
        std::memcpy(to, from, count << to_width);
        return;
    }
    auto convert = [count](auto* out, const auto* in) {
        using Unit = std::remove_reference_t<decltype(*out)>;
        for (uint64_t i = 0; i < count; i++)
            out[i] = static_cast<Unit>(in[i]);
    };
    const TextRef source{from, static_cast<size_t>(count), static_cast<uint8_t>(1u << from_width)};
    visit_units(source, [&](const auto* in) {
        switch (to_width) {
        case 0: convert(static_cast<uint8_t*>(to), in); break;
        case 1: convert(static_cast<uint16_t*>(to), in); break;
        default: convert(static_cast<uint32_t*>(to), in); break;
        }
    });
}

/// A copy of text whose characters are all at most `max_char`, which one of them reaches (as far
/// as the choice of width and the ASCII flag goes).
String* copy_text(Context& ctx, TextRef text, uint32_t max_char) {
    if (text.length == 0) return empty_string(ctx);
    if (text.length == 1 && max_char < 0x100) return char_string(ctx, text[0]);
    String* s = new_string(ctx, text.length, max_char);
    if (!s) return nullptr;
    copy_chars(s->inline_data(), s->width_log2(), text.data,
               static_cast<unsigned>(std::countr_zero(text.kind)), text.length);
    return s;
}

uint64_t hash_chars(Context& ctx, const void* data, size_t bytes) {
    return static_cast<uint64_t>(hash_bytes(data, bytes, hash_key(ctx)));
}

// ---- append buffers ----

struct AppendHeader {
    uint64_t used;  // bytes of characters
};

String* share_buffer(Context& ctx, Buffer* buffer, uint64_t length, uint8_t flags) {
    auto* s = ctx.heap().allocate<String>(Kind::kString, kString);
    if (!s) return nullptr;
    s->flags = flags | String::kShared | String::kConcatenated;
    s->length = length;
    s->data = buffer->bytes() + sizeof(AppendHeader);
    return s;
}

/// Extends the append buffer that `a` ends, if nobody did so before and there is room.
bool extend_in_place(const String* a, const String* b, unsigned width) {
    Buffer* buffer = a->append_buffer();
    auto* header = reinterpret_cast<AppendHeader*>(buffer->bytes());
    uint64_t end = a->length << width;
    const uint64_t more = b->length << width;
    if (sizeof(AppendHeader) + end + more > buffer->capacity) return false;
    const uint64_t start = end;
    if (!__atomic_compare_exchange_n(&header->used, &end, end + more, false, __ATOMIC_RELAXED,
                                     __ATOMIC_RELAXED)) {
        return false;
    }
    copy_chars(buffer->bytes() + sizeof(AppendHeader) + start, width, b->data, b->width_log2(),
               b->length);
    return true;
}

String* concat_appending(Context& ctx, const String* a, const String* b, uint8_t flags) {
    const unsigned width = flags & String::kWidthMask;
    const uint64_t length = a->length + b->length;
    if ((a->flags & String::kShared) && a->width_log2() == width && extend_in_place(a, b, width)) {
        return share_buffer(ctx, a->append_buffer(), length, flags);
    }
    const uint64_t bytes = length << width;
    Buffer* buffer = ctx.heap().allocate_buffer(sizeof(AppendHeader) + bytes + bytes / 2);
    if (!buffer) return nullptr;
    reinterpret_cast<AppendHeader*>(buffer->bytes())->used = bytes;
    uint8_t* chars = buffer->bytes() + sizeof(AppendHeader);
    copy_chars(chars, width, a->data, a->width_log2(), a->length);
    copy_chars(chars + (a->length << width), width, b->data, b->width_log2(), b->length);
    return share_buffer(ctx, buffer, length, flags);
}

}  // namespace

// ---- makers ----

String* new_string(Context& ctx, uint64_t length, uint32_t max_char) {
    if (length == 0) return empty_string(ctx);
    const uint8_t flags = flags_for(max_char);
    if (length > kMaxLength) {
        raise_memory_error(ctx);
        return nullptr;
    }
    auto* s =
        ctx.heap().allocate<String>(Kind::kString, kString, length << (flags & String::kWidthMask));
    if (!s) return nullptr;
    s->flags = flags;
    s->length = length;
    s->data = s->inline_data();
    return s;
}

String* empty_string(Context& ctx) {
    String*& shared = ctx.runtime().empty_string;
    if (!shared) {
        auto* s = ctx.heap().allocate<String>(Kind::kString, kString, 8);
        if (!s) return nullptr;
        s->flags = String::kAscii;
        s->data = s->inline_data();
        shared = s;
    }
    return shared;
}

String* char_string(Context& ctx, uint32_t code_point) {
    String** shared = code_point < 256 ? &ctx.runtime().char_strings[code_point] : nullptr;
    if (shared && *shared) return *shared;
    String* s = new_string(ctx, 1, code_point);
    if (!s) return nullptr;
    copy_chars(s->inline_data(), s->width_log2(), &code_point, 2, 1);
    if (shared) *shared = s;
    return s;
}

String* make_string(Context& ctx, std::string_view utf8) {
    const auto* bytes = reinterpret_cast<const uint8_t*>(utf8.data());
    if (is_ascii(bytes, utf8.size())) {
        return copy_text(ctx, {bytes, utf8.size(), 1}, 0x7F);
    }
    const Utf8Scan scan = utf8_scan(bytes, utf8.size());
    if (scan.valid_bytes < utf8.size()) {  // lone surrogates
        CodePointBuffer chars;
        utf8_decode({bytes, utf8.size()}, {ErrorPolicy::surrogate_pass}, true, chars);
        return make_string(ctx, chars);
    }
    if (scan.upper_bound < 0x100) {
        if (scan.length == 1) {
            uint8_t c;
            utf8_decode_valid(bytes, utf8.size(), &c);
            return char_string(ctx, c);
        }
        String* s = new_string(ctx, scan.length, scan.upper_bound);
        if (s) utf8_decode_valid(bytes, utf8.size(), static_cast<uint8_t*>(s->inline_data()));
        return s;
    }
    String* s = new_string(ctx, scan.length, scan.upper_bound);
    if (!s) return nullptr;
    if (scan.upper_bound < 0x10000) {
        utf8_decode_valid(bytes, utf8.size(), static_cast<uint16_t*>(s->inline_data()));
    } else {
        utf8_decode_valid(bytes, utf8.size(), static_cast<uint32_t*>(s->inline_data()));
    }
    return s;
}

String* make_string(Context& ctx, TextRef text) {
    return copy_text(ctx, text, text_upper_bound(text));
}

String* make_string_latin1(Context& ctx, const uint8_t* chars, uint64_t length) {
    return make_string(ctx, TextRef{chars, static_cast<size_t>(length), 1});
}

String* make_string(Context& ctx, const uint16_t* chars, uint64_t length) {
    return make_string(ctx, TextRef{chars, static_cast<size_t>(length), 2});
}

String* make_string(Context& ctx, const uint32_t* chars, uint64_t length) {
    return make_string(ctx, TextRef{chars, static_cast<size_t>(length), 4});
}

String* make_string(Context& ctx, const CodePointBuffer& chars) {
    if (chars.failed()) {
        raise_memory_error(ctx);
        return nullptr;
    }
    return make_string(ctx, TextRef{chars.data(), chars.size(), 4});
}

// ---- parts and wholes ----

String* concat(Context& ctx, String* a, String* b) {
    if (b->length == 0 && a->shape == kString) return a;
    if (a->length == 0 && b->shape == kString) return b;
    const uint8_t width = std::max(a->flags & String::kWidthMask, b->flags & String::kWidthMask);
    const uint8_t flags = width | (a->flags & b->flags & String::kAscii);
    const uint64_t length = a->length + b->length;
    if (length > kMaxLength) {
        raise_memory_error(ctx);
        return nullptr;
    }
    if ((a->flags & String::kConcatenated) && (length << width) >= kAppendBufferFrom) {
        return concat_appending(ctx, a, b, flags);
    }
    auto* s = ctx.heap().allocate<String>(Kind::kString, kString, length << width);
    if (!s) return nullptr;
    s->flags = flags | String::kConcatenated;
    s->length = length;
    auto* chars = static_cast<uint8_t*>(s->inline_data());
    s->data = chars;
    copy_chars(chars, width, a->data, a->width_log2(), a->length);
    copy_chars(chars + (a->length << width), width, b->data, b->width_log2(), b->length);
    return s;
}

String* substring(Context& ctx, String* s, uint64_t start, uint64_t stop) {
    if (stop - start == s->length && s->shape == kString) return s;
    const TextRef part = s->text().slice(start, stop);
    if (part.length == 1) return char_string(ctx, part[0]);
    return copy_text(ctx, part, s->is_ascii() ? 0x7F : text_upper_bound(part));
}

bool string_equal(const String* a, const String* b) {
    if (a == b) return true;
    return a->length == b->length && a->width_log2() == b->width_log2() &&
           (!a->length || *a->data1() == *b->data1()) &&
           std::memcmp(a->data, b->data, a->length << a->width_log2()) == 0;
}

int string_compare(const String* a, const String* b) {
    if (a->width_log2() == 0 && b->width_log2() == 0) {
        const int order = std::memcmp(a->data, b->data, std::min(a->length, b->length));
        if (order) return order;
        return (a->length > b->length) - (a->length < b->length);
    }
    return text_compare(a->text(), b->text());
}

uint64_t string_hash(Context& ctx, String* s) {
    if (s->hash == 0 && s->length) s->hash = hash_chars(ctx, s->data, s->length << s->width_log2());
    return s->hash;
}

bool equals_ascii(const String* s, std::string_view ascii) {
    return s->is_ascii() && s->ascii() == ascii;
}

std::string to_utf8(const String* s) {
    if (s->is_ascii()) return std::string(s->ascii());
    std::string out(utf8_size(s->text()), '\0');
    utf8_write(s->text(), reinterpret_cast<uint8_t*>(out.data()));
    return out;
}

}  // namespace orrery
