#include "engine/text/utf8.h"

#include <algorithm>
#include <cstring>

#include "engine/text/unicode.h"

namespace orrery {

namespace {

constexpr uint64_t kHighBits = 0x8080808080808080u;

uint64_t load_word(const uint8_t* bytes) {
    uint64_t word;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

bool is_continuation(uint8_t byte) { return (byte & 0xC0) == 0x80; }

// What is wrong with a sequence, in CPython's words; null: nothing.
struct Sequence {
    size_t length;  // bytes of the sequence, or of its part that the error covers
    char32_t code_point;
    const char* problem;
};

constexpr const char* kBadStart = "invalid start byte";
constexpr const char* kBadContinuation = "invalid continuation byte";
constexpr const char* kTruncated = "unexpected end of data";

// Reads the sequence at `bytes`, whose first byte is not ASCII. The error ranges are the maximal
// subparts of the Unicode standard.
Sequence read_sequence(const uint8_t* bytes, size_t left) {
    const uint8_t first = bytes[0];
    if (first < 0xC2 || first > 0xF4) {
        return {1, 0, kBadStart};
    }
    if (left < 2) {
        return {1, 0, kTruncated};
    }
    const uint8_t second = bytes[1];
    if (first < 0xE0) {
        if (!is_continuation(second)) {
            return {1, 0, kBadContinuation};
        }
        return {2, static_cast<char32_t>((first & 0x1F) << 6 | (second & 0x3F)), nullptr};
    }
    // No overlong forms, no surrogates, nothing above U+10FFFF: all show in the second byte.
    const uint8_t least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    const uint8_t most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (second < least || second > most) {
        return {1, 0, kBadContinuation};
    }
    if (left < 3) {
        return {2, 0, kTruncated};
    }
    if (!is_continuation(bytes[2])) {
        return {2, 0, kBadContinuation};
    }
    if (first < 0xF0) {
        return {
            3,
            static_cast<char32_t>((first & 0x0F) << 12 | (second & 0x3F) << 6 | (bytes[2] & 0x3F)),
            nullptr};
    }
    if (left < 4) {
        return {3, 0, kTruncated};
    }
    if (!is_continuation(bytes[3])) {
        return {3, 0, kBadContinuation};
    }
    return {4,
            static_cast<char32_t>((first & 0x07) << 18 | (second & 0x3F) << 12 |
                                  (bytes[2] & 0x3F) << 6 | (bytes[3] & 0x3F)),
            nullptr};
}

char32_t round_up_bound(char32_t c) {
    return c < 0x80 ? 0x7F : c < 0x100 ? 0xFF : c < 0x10000 ? 0xFFFF : kMaxCodePoint;
}

uint8_t* write_code_point(char32_t c, uint8_t* out) {
    if (c < 0x80) {
        *out++ = static_cast<uint8_t>(c);
    } else if (c < 0x800) {
        *out++ = static_cast<uint8_t>(0xC0 | c >> 6);
        *out++ = static_cast<uint8_t>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        *out++ = static_cast<uint8_t>(0xE0 | c >> 12);
        *out++ = static_cast<uint8_t>(0x80 | (c >> 6 & 0x3F));
        *out++ = static_cast<uint8_t>(0x80 | (c & 0x3F));
    } else {
        *out++ = static_cast<uint8_t>(0xF0 | c >> 18);
        *out++ = static_cast<uint8_t>(0x80 | (c >> 12 & 0x3F));
        *out++ = static_cast<uint8_t>(0x80 | (c >> 6 & 0x3F));
        *out++ = static_cast<uint8_t>(0x80 | (c & 0x3F));
    }
    return out;
}

}  // namespace

size_t ascii_prefix(const uint8_t* bytes, size_t size) {
    size_t at = 0;
    for (; at + 32 <= size; at += 32) {
        const uint64_t any = load_word(bytes + at) | load_word(bytes + at + 8) |
                             load_word(bytes + at + 16) | load_word(bytes + at + 24);
        if ((any & kHighBits) != 0) {
            break;
        }
    }
    for (; at + 8 <= size; at += 8) {
        const uint64_t high = load_word(bytes + at) & kHighBits;
        if (high != 0) {
            break;
        }
    }
    while (at < size && bytes[at] < 0x80) {
        ++at;
    }
    return at;
}

Utf8Scan utf8_scan(const uint8_t* bytes, size_t size) {
    size_t at = ascii_prefix(bytes, size);
    size_t length = at;
    char32_t all = 0;  // bits of all code points: as good as the largest for the bounds
    while (at < size) {
        if (bytes[at] < 0x80) {
            if (at + 8 <= size && (load_word(bytes + at) & kHighBits) == 0) {
                at += 8;
                length += 8;
            } else {
                ++at;
                ++length;
            }
            continue;
        }
        const Sequence sequence = read_sequence(bytes + at, size - at);
        if (sequence.problem != nullptr) {
            break;
        }
        all |= sequence.code_point;
        at += sequence.length;
        ++length;
    }
    return {at, length, round_up_bound(all)};
}

template <typename Unit>
void utf8_decode_valid(const uint8_t* bytes, size_t size, Unit* out) {
    size_t at = 0;
    while (at < size) {
        if (bytes[at] < 0x80) {
            const size_t run = ascii_prefix(bytes + at, size - at);
            if constexpr (sizeof(Unit) == 1) {
                std::memcpy(out, bytes + at, run);
            } else {
                for (size_t i = 0; i < run; ++i) {
                    out[i] = bytes[at + i];
                }
            }
            out += run;
            at += run;
            continue;
        }
        // Valid: the first byte tells the length.
        const uint8_t first = bytes[at];
        if (first < 0xE0) {
            *out++ = static_cast<Unit>((first & 0x1F) << 6 | (bytes[at + 1] & 0x3F));
            at += 2;
        } else if (first < 0xF0) {
            *out++ = static_cast<Unit>((first & 0x0F) << 12 | (bytes[at + 1] & 0x3F) << 6 |
                                       (bytes[at + 2] & 0x3F));
            at += 3;
        } else {
            *out++ = static_cast<Unit>((first & 0x07) << 18 | (bytes[at + 1] & 0x3F) << 12 |
                                       (bytes[at + 2] & 0x3F) << 6 | (bytes[at + 3] & 0x3F));
            at += 4;
        }
    }
}

template void utf8_decode_valid<uint8_t>(const uint8_t*, size_t, uint8_t*);
template void utf8_decode_valid<uint16_t>(const uint8_t*, size_t, uint16_t*);
template void utf8_decode_valid<uint32_t>(const uint8_t*, size_t, uint32_t*);
template void utf8_decode_valid<char32_t>(const uint8_t*, size_t, char32_t*);

CodecResult utf8_decode(std::span<const uint8_t> bytes, const DecodeHandler& handler, bool final,
                        CodePointBuffer& out) {
    Decoding decoding("utf-8", bytes, handler, out);
    size_t at = 0;
    while (at < decoding.input.size()) {
        const uint8_t* const start = decoding.input.data() + at;
        const size_t left = decoding.input.size() - at;
        const size_t run = ascii_prefix(start, left);
        if (run != 0) {
            char32_t* place = out.extend(run);
            if (place == nullptr) {
                break;
            }
            std::copy_n(start, run, place);
            at += run;
            continue;
        }
        const Sequence sequence = read_sequence(start, left);
        if (sequence.problem == nullptr) {
            out.push(sequence.code_point);
            at += sequence.length;
        } else if (sequence.problem == kTruncated && !final) {
            break;
        } else if (!decoding.handle(sequence.problem, at, at + sequence.length, &at)) {
            return decoding.result;
        }
    }
    return decoding.finish(at);
}

size_t utf8_size(TextRef text) {
    return visit_units(text, [&]<typename Unit>(const Unit* units) {
        size_t size = text.length;
        for (size_t i = 0; i < text.length; ++i) {
            const uint32_t c = units[i];
            size += c >= 0x80;
            if constexpr (sizeof(Unit) > 1) {
                size += c >= 0x800;
            }
            if constexpr (sizeof(Unit) > 2) {
                size += c >= 0x10000;
            }
        }
        return size;
    });
}

void utf8_write(TextRef text, uint8_t* out) {
    visit_units(text, [&]<typename Unit>(const Unit* units) {
        for (size_t i = 0; i < text.length; ++i) {
            out = write_code_point(units[i], out);
        }
    });
}

CodecResult utf8_encode(TextRef text, const EncodeHandler& handler, ByteBuffer& out) {
    Encoding encoding("utf-8", text, handler, out);
    constexpr std::string_view kReason = "surrogates not allowed";
    size_t at = 0;
    while (at < text.length) {
        // A run without surrogates.
        size_t end = at;
        visit_units(text, [&](auto* units) {
            while (end < text.length && !is_surrogate(units[end])) {
                ++end;
            }
        });
        if (end > at) {
            const TextRef run = text.slice(at, end);
            uint8_t* place = out.extend(utf8_size(run));
            if (place == nullptr) {
                break;
            }
            utf8_write(run, place);
            at = end;
            continue;
        }
        while (end < text.length && is_surrogate(text[end])) {
            ++end;
        }
        const size_t start = at;
        if (!encoding.handle(kReason, start, end, &at)) {
            return encoding.result;
        }
        for (const char32_t c : encoding.replacement_text) {
            if (c >= 0x80) {
                encoding.refuse(kReason, start, end);
                return encoding.result;
            }
            out.push(static_cast<uint8_t>(c));
        }
        out.append(encoding.replacement_bytes.data(), encoding.replacement_bytes.size());
    }
    return encoding.finish(at);
}

char32_t text_upper_bound(TextRef text) {
    if (text.kind == 1) {
        return is_ascii(static_cast<const uint8_t*>(text.data), text.length) ? 0x7F : 0xFF;
    }
    return visit_units(text, [&](auto* units) {
        char32_t all = 0;
        for (size_t i = 0; i < text.length; ++i) {
            all |= units[i];
        }
        return round_up_bound(all);
    });
}

}  // namespace orrery
