// UTF-8 to and from arrays of 1, 2 or 4-byte code points.
//
// Valid input takes two passes: utf8_scan() counts and validates, so that the caller allocates
// the exact array once, and utf8_decode_valid() fills it. Only input with errors takes
// utf8_decode(), which collects code points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/text/codec_errors.h"
#include "engine/text/small_buffer.h"
#include "engine/text/text_ref.h"

namespace orrery {

struct Utf8Scan {
    size_t valid_bytes;     // length of the longest valid prefix of whole sequences
    size_t length;          // code points in it
    char32_t upper_bound;   // 0x7F, 0xFF, 0xFFFF or 0x10FFFF: none in the prefix is above
};
Utf8Scan utf8_scan(const uint8_t* bytes, size_t size);

// Decodes `size` valid bytes; Unit is uint8_t, uint16_t or uint32_t and wide enough.
template <typename Unit>
void utf8_decode_valid(const uint8_t* bytes, size_t size, Unit* out);

// Any input. With final = false a truncated sequence at the end is left unconsumed.
CodecResult utf8_decode(std::span<const uint8_t> bytes, const DecodeHandler& handler, bool final,
                        CodePointBuffer& out);

// Bytes that utf8_encode will write if `text` has no surrogates.
size_t utf8_size(TextRef text);
CodecResult utf8_encode(TextRef text, const EncodeHandler& handler, ByteBuffer& out);
// Writes utf8_size(text) bytes; surrogates become three bytes each ("surrogatepass").
void utf8_write(TextRef text, uint8_t* out);

// Number of leading bytes below 0x80.
size_t ascii_prefix(const uint8_t* bytes, size_t size);
inline bool is_ascii(const uint8_t* bytes, size_t size) {
    return ascii_prefix(bytes, size) == size;
}
// Largest code point, rounded up as in Utf8Scan::upper_bound.
char32_t text_upper_bound(TextRef text);

}  // namespace orrery
