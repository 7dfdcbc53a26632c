#include <algorithm>
#include <cstring>

#include "engine/interpreter/context.h"
#include "engine/objects/string.h"
#include "engine/text/utf8.h"

namespace orrery {

namespace {

template <typename To, typename From>
void convert(const From* from, uint64_t count, void* out) {
    auto* to = static_cast<To*>(out);
    for (uint64_t i = 0; i < count; i++)
        to[i] = static_cast<To>(from[i]);
}

/// The bound of a string's characters that its representation tells.
uint32_t bound_of(const String* s) {
    constexpr uint32_t kBounds[] = {0xFF, 0xFFFF, 0x10FFFF};
    return s->is_ascii() ? 0x7F : kBounds[s->width_log2()];
}

}  // namespace

void StringBuilder::widen(unsigned width) {
    SmallBuffer<char, 128> old;
    old.append(bytes_.data(), bytes_.size());
    if (old.failed()) bytes_.set_failed();
    bytes_.truncate(0);
    char* out = bytes_.extend(length_ << width);
    if (out && !old.failed()) {
        if (width_ == 1) {
            convert<uint32_t>(reinterpret_cast<const uint16_t*>(old.data()), length_, out);
        } else if (width == 1) {
            convert<uint16_t>(reinterpret_cast<const uint8_t*>(old.data()), length_, out);
        } else {
            convert<uint32_t>(reinterpret_cast<const uint8_t*>(old.data()), length_, out);
        }
    }
    width_ = width;
}

/// Room for `more` characters, all at most `max_char`; widens what is there if needed. Null if
/// there is no memory.
void* StringBuilder::extend(uint64_t more, uint32_t max_char) {
    const unsigned width = max_char < 0x100 ? 0 : max_char < 0x10000 ? 1 : 2;
    max_char_ |= max_char;  // exact as far as the bounds 0x80, 0x100 and 0x10000 go
    if (width > width_) widen(width);
    void* out = bytes_.failed() ? nullptr : bytes_.extend(more << width_);
    if (out) length_ += more;
    return out;
}

void StringBuilder::clear() {
    bytes_.clear();
    length_ = 0;
    max_char_ = 0;
    width_ = 0;
}

void StringBuilder::add(uint32_t code_point) { fill(code_point, 1); }

void StringBuilder::fill(uint32_t code_point, uint64_t count) {
    void* end = extend(count, code_point);
    if (!end) return;
    switch (width_) {
    case 0: std::memset(end, static_cast<int>(code_point), count); break;
    case 1:
        std::fill_n(static_cast<uint16_t*>(end), count, static_cast<uint16_t>(code_point));
        break;
    default: std::fill_n(static_cast<uint32_t*>(end), count, code_point); break;
    }
}

void StringBuilder::add(TextRef text, uint32_t max_char) {
    if (text.length == 0) return;
    void* end = extend(text.length, max_char);
    if (!end) return;
    if (text.kind == 1u << width_) {
        std::memcpy(end, text.data, text.length << width_);
        return;
    }
    visit_units(text, [&](const auto* in) {
        switch (width_) {
        case 0: convert<uint8_t>(in, text.length, end); break;
        case 1: convert<uint16_t>(in, text.length, end); break;
        default: convert<uint32_t>(in, text.length, end); break;
        }
    });
}

void StringBuilder::add(TextRef text) { add(text, text_upper_bound(text)); }

void StringBuilder::add_ascii(std::string_view ascii) {
    add(TextRef{ascii.data(), ascii.size(), 1}, 0x7F);
}

void StringBuilder::add_utf8(std::string_view utf8) {
    const auto* bytes = reinterpret_cast<const uint8_t*>(utf8.data());
    if (is_ascii(bytes, utf8.size())) return add_ascii(utf8);
    CodePointBuffer chars;
    utf8_decode({bytes, utf8.size()}, {ErrorPolicy::surrogate_pass}, true, chars);
    add(TextRef{chars.data(), chars.size(), 4});
}

void StringBuilder::add(const String* s) { add(s->text(), bound_of(s)); }

void StringBuilder::add(const String* s, uint64_t start, uint64_t stop) {
    const TextRef part = s->text().slice(start, stop);
    add(part, s->is_ascii() ? 0x7F : text_upper_bound(part));
}

String* StringBuilder::finish(Context& ctx) {
    if (bytes_.failed()) {
        raise_memory_error(ctx);
        return nullptr;
    }
    if (length_ == 1 && width_ == 0) return char_string(ctx, static_cast<uint8_t>(bytes_[0]));
    String* s = new_string(ctx, length_, max_char_);
    if (s && length_) std::memcpy(s->inline_data(), bytes_.data(), length_ << width_);
    return s;
}

}  // namespace orrery
