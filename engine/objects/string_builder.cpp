#include <cstring>

#include "engine/interpreter/context.h"
#include "engine/objects/string.h"
#include "engine/text/utf8.h"

namespace orrery {

namespace {

template <typename To, typename From>
void widen(const From* from, uint64_t count, std::string& out) {
    out.resize(count * sizeof(To));
    To* to = reinterpret_cast<To*>(out.data());
    for (uint64_t i = 0; i < count; i++)
        to[i] = from[i];
}

}  // namespace

/// Makes room for `more` characters, all at most `max_char`, and widens what is there if needed.
void StringBuilder::reserve(uint64_t more, uint32_t max_char) {
    const unsigned width = max_char < 0x100 ? 0 : max_char < 0x10000 ? 1 : 2;
    max_char_ |= max_char;  // exact as far as the bounds 0x80, 0x100 and 0x10000 go
    if (width > width_) {
        std::string wide;
        const char* old = bytes_.data();
        if (width_ == 1) {
            widen<uint32_t>(reinterpret_cast<const uint16_t*>(old), length_, wide);
        } else if (width == 1) {
            widen<uint16_t>(reinterpret_cast<const uint8_t*>(old), length_, wide);
        } else {
            widen<uint32_t>(reinterpret_cast<const uint8_t*>(old), length_, wide);
        }
        bytes_.swap(wide);
        width_ = width;
    }
    const size_t wanted = (length_ + more) << width_;
    if (bytes_.capacity() < wanted) bytes_.reserve(std::max(wanted, bytes_.capacity() * 2));
    bytes_.resize(wanted);
}

void StringBuilder::add(uint32_t code_point) { fill(code_point, 1); }

void StringBuilder::fill(uint32_t code_point, uint64_t count) {
    if (count == 0) return;
    reserve(count, code_point);
    char* end = bytes_.data() + (length_ << width_);
    switch (width_) {
    case 0: std::memset(end, static_cast<int>(code_point), count); break;
    case 1:
        std::fill_n(reinterpret_cast<uint16_t*>(end), count, static_cast<uint16_t>(code_point));
        break;
    default: std::fill_n(reinterpret_cast<uint32_t*>(end), count, code_point); break;
    }
    length_ += count;
}

void StringBuilder::add(TextRef text) {
    if (text.length == 0) return;
    reserve(text.length, text_upper_bound(text));
    char* end = bytes_.data() + (length_ << width_);
    visit_units(text, [&](const auto* in) {
        auto copy = [&](auto* out) {
            using Unit = std::remove_reference_t<decltype(*out)>;
            for (size_t i = 0; i < text.length; i++)
                out[i] = static_cast<Unit>(in[i]);
        };
        switch (width_) {
        case 0: copy(reinterpret_cast<uint8_t*>(end)); break;
        case 1: copy(reinterpret_cast<uint16_t*>(end)); break;
        default: copy(reinterpret_cast<uint32_t*>(end)); break;
        }
    });
    length_ += text.length;
}

void StringBuilder::add_ascii(std::string_view ascii) {
    add(TextRef{ascii.data(), ascii.size(), 1});
}

void StringBuilder::add_utf8(std::string_view utf8) {
    const auto* bytes = reinterpret_cast<const uint8_t*>(utf8.data());
    if (is_ascii(bytes, utf8.size())) return add_ascii(utf8);
    CodePointBuffer chars;
    utf8_decode({bytes, utf8.size()}, {ErrorPolicy::surrogate_pass}, true, chars);
    add(TextRef{chars.data(), chars.size(), 4});
}

void StringBuilder::add(const String* s) { add(s->text()); }

void StringBuilder::add(const String* s, uint64_t start, uint64_t stop) {
    add(s->text().slice(start, stop));
}

String* StringBuilder::finish(Context& ctx) {
    if (length_ == 1 && width_ == 0) return char_string(ctx, static_cast<uint8_t>(bytes_[0]));
    String* s = new_string(ctx, length_, max_char_);
    if (s && length_) std::memcpy(s->inline_data(), bytes_.data(), length_ << width_);
    return s;
}

}  // namespace orrery
