// UTF-16, UTF-32, Latin-1 and ASCII. UTF-7 and the escapes are in codecs_escape.cpp.
#include "engine/text/codecs.h"

#include <algorithm>
#include <bit>

#include "engine/text/unicode.h"
#include "engine/text/utf8.h"

namespace orrery {

namespace {

constexpr bool kNativeLittle = std::endian::native == std::endian::little;

uint16_t load16(const uint8_t* bytes, bool little) {
    return static_cast<uint16_t>(little ? bytes[1] << 8 | bytes[0] : bytes[0] << 8 | bytes[1]);
}

uint32_t load32(const uint8_t* bytes, bool little) {
    const uint32_t first = load16(bytes, little);
    const uint32_t second = load16(bytes + 2, little);
    return little ? second << 16 | first : first << 16 | second;
}

void store16(uint32_t unit, bool little, ByteBuffer& out) {
    const uint8_t high = static_cast<uint8_t>(unit >> 8);
    const uint8_t low = static_cast<uint8_t>(unit);
    out.push(little ? low : high);
    out.push(little ? high : low);
}

void store32(uint32_t unit, bool little, ByteBuffer& out) {
    store16(little ? unit & 0xFFFF : unit >> 16, little, out);
    store16(little ? unit >> 16 : unit & 0xFFFF, little, out);
}

bool is_little(UnitOrder order) {
    return order == UnitOrder::native ? kNativeLittle : order == UnitOrder::little;
}

// The loop that encoders share: `encode(c)` writes a code point or returns false when it cannot;
// `run` says whether neighbouring failures are one error.
template <typename CanEncode, typename Encode>
CodecResult encode_text(Encoding& encoding, std::string_view reason, bool run, size_t unit_size,
                        CanEncode can_encode, Encode encode) {
    const TextRef text = encoding.input;
    size_t at = 0;
    while (at < text.length) {
        const char32_t c = text[at];
        if (can_encode(c)) {
            encode(c);
            ++at;
            continue;
        }
        const size_t start = at;
        size_t end = at + 1;
        while (run && end < text.length && !can_encode(text[end])) {
            ++end;
        }
        if (!encoding.handle(reason, start, end, &at)) {
            return encoding.result;
        }
        // A replacement that cannot be encoded itself makes it an error after all.
        for (const char32_t replacement : encoding.replacement_text) {
            if (unit_size == 1 ? !can_encode(replacement) : replacement >= 0x80) {
                encoding.refuse(reason, start, end);
                return encoding.result;
            }
            encode(replacement);
        }
        if (encoding.replacement_bytes.size() % unit_size != 0) {
            encoding.refuse(reason, start, end);
            return encoding.result;
        }
        encoding.out.append(encoding.replacement_bytes.data(), encoding.replacement_bytes.size());
    }
    return encoding.finish(at);
}

}  // namespace

// --- UTF-16 -----------------------------------------------------------------------------------

CodecResult utf16_decode(std::span<const uint8_t> bytes, const DecodeHandler& handler, bool final,
                         UnitOrder* order, CodePointBuffer& out) {
    size_t at = 0;
    if (*order == UnitOrder::native && bytes.size() >= 2) {
        const uint16_t mark = load16(bytes.data(), true);
        if (mark == 0xFEFF || mark == 0xFFFE) {
            *order = mark == 0xFEFF ? UnitOrder::little : UnitOrder::big;
            at = 2;
        }
    }
    const bool little = is_little(*order);
    Decoding decoding(little ? "utf-16-le" : "utf-16-be", bytes, handler, out);
    while (true) {
        const uint8_t* const b = decoding.input.data() + at;
        const size_t size = decoding.input.size();
        const size_t left = size - at;
        std::string_view problem;
        size_t end = at + 2;
        if (left < 2) {
            if (left == 0 || !final) {
                break;
            }
            problem = "truncated data";
            end = size;
        } else {
            const char32_t unit = load16(b, little);
            if (!is_surrogate(unit)) {
                out.push(unit);
                at += 2;
                continue;
            }
            if (unit >= 0xDC00) {
                problem = "illegal encoding";
            } else if (left < 4) {
                if (!final) {
                    break;
                }
                problem = "unexpected end of data";
                end = size;
            } else {
                const char32_t second = load16(b + 2, little);
                if (second >= 0xDC00 && second <= 0xDFFF) {
                    out.push(0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00));
                    at += 4;
                    continue;
                }
                problem = "illegal UTF-16 surrogate";
            }
        }
        if (!decoding.handle(problem, at, end, &at)) {
            return decoding.result;
        }
    }
    return decoding.finish(at);
}

CodecResult utf16_encode(TextRef text, const EncodeHandler& handler, UnitOrder order,
                         ByteBuffer& out) {
    const bool little = is_little(order);
    Encoding encoding(order == UnitOrder::native ? "utf-16"
                      : little                   ? "utf-16-le"
                                                 : "utf-16-be",
                      text, handler, out);
    out.reserve(out.size() + 2 * (text.length + 1));
    if (order == UnitOrder::native) {
        store16(0xFEFF, little, out);
    }
    return encode_text(
        encoding, "surrogates not allowed", false, 2, [](char32_t c) { return !is_surrogate(c); },
        [&](char32_t c) {
            if (c < 0x10000) {
                store16(c, little, out);
            } else {
                store16(0xD7C0 + (c >> 10), little, out);
                store16(0xDC00 + (c & 0x3FF), little, out);
            }
        });
}

// --- UTF-32 -----------------------------------------------------------------------------------

CodecResult utf32_decode(std::span<const uint8_t> bytes, const DecodeHandler& handler, bool final,
                         UnitOrder* order, CodePointBuffer& out) {
    size_t at = 0;
    if (*order == UnitOrder::native && bytes.size() >= 4) {
        const uint32_t mark = load32(bytes.data(), true);
        if (mark == 0xFEFF || mark == 0xFFFE0000) {
            *order = mark == 0xFEFF ? UnitOrder::little : UnitOrder::big;
            at = 4;
        }
    }
    const bool little = is_little(*order);
    Decoding decoding(little ? "utf-32-le" : "utf-32-be", bytes, handler, out);
    while (true) {
        const size_t size = decoding.input.size();
        std::string_view problem;
        size_t end = at + 4;
        if (size - at < 4) {
            if (size == at || !final) {
                break;
            }
            problem = "truncated data";
            end = size;
        } else {
            const char32_t c = load32(decoding.input.data() + at, little);
            if (is_surrogate(c)) {
                problem = "code point in surrogate code point range(0xd800, 0xe000)";
            } else if (c > kMaxCodePoint) {
                problem = "code point not in range(0x110000)";
            } else {
                out.push(c);
                at += 4;
                continue;
            }
        }
        if (!decoding.handle(problem, at, end, &at)) {
            return decoding.result;
        }
    }
    return decoding.finish(at);
}

CodecResult utf32_encode(TextRef text, const EncodeHandler& handler, UnitOrder order,
                         ByteBuffer& out) {
    const bool little = is_little(order);
    Encoding encoding(order == UnitOrder::native ? "utf-32"
                      : little                   ? "utf-32-le"
                                                 : "utf-32-be",
                      text, handler, out);
    out.reserve(out.size() + 4 * (text.length + 1));
    if (order == UnitOrder::native) {
        store32(0xFEFF, little, out);
    }
    return encode_text(
        encoding, "surrogates not allowed", false, 4, [](char32_t c) { return !is_surrogate(c); },
        [&](char32_t c) { store32(c, little, out); });
}

// --- Latin-1 and ASCII ------------------------------------------------------------------------

void latin1_decode(std::span<const uint8_t> bytes, CodePointBuffer& out) {
    if (char32_t* place = out.extend(bytes.size())) {
        std::copy(bytes.begin(), bytes.end(), place);
    }
}

CodecResult latin1_encode(TextRef text, const EncodeHandler& handler, ByteBuffer& out) {
    Encoding encoding("latin-1", text, handler, out);
    out.reserve(out.size() + text.length);
    return encode_text(
        encoding, "ordinal not in range(256)", true, 1, [](char32_t c) { return c < 0x100; },
        [&](char32_t c) { out.push(static_cast<uint8_t>(c)); });
}

CodecResult ascii_decode(std::span<const uint8_t> bytes, const DecodeHandler& handler,
                         CodePointBuffer& out) {
    Decoding decoding("ascii", bytes, handler, out);
    size_t at = 0;
    while (at < decoding.input.size()) {
        const size_t run = ascii_prefix(decoding.input.data() + at, decoding.input.size() - at);
        latin1_decode(decoding.input.subspan(at, run), out);
        at += run;
        if (at < decoding.input.size() &&
            !decoding.handle("ordinal not in range(128)", at, at + 1, &at)) {
            return decoding.result;
        }
    }
    return decoding.finish(at);
}

CodecResult ascii_encode(TextRef text, const EncodeHandler& handler, ByteBuffer& out) {
    Encoding encoding("ascii", text, handler, out);
    out.reserve(out.size() + text.length);
    return encode_text(
        encoding, "ordinal not in range(128)", true, 1, [](char32_t c) { return c < 0x80; },
        [&](char32_t c) { out.push(static_cast<uint8_t>(c)); });
}

}  // namespace orrery
