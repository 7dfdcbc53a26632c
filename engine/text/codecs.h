// The other codecs that are native: UTF-16, UTF-32, UTF-7, Latin-1, ASCII, unicode_escape and
// raw_unicode_escape. UTF-8 is in utf8.h; character maps belong to Python's library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/text/codec_errors.h"
#include "engine/text/small_buffer.h"
#include "engine/text/text_ref.h"

namespace orrery {

// `native` reads a byte-order mark if there is one and writes one.
enum class UnitOrder : int8_t { little = -1, native = 0, big = 1 };

// *order is read and, when a byte-order mark was found, set: incremental decoders keep it.
CodecResult utf16_decode(std::span<const uint8_t> bytes, const DecodeHandler& handler, bool final,
                         UnitOrder* order, CodePointBuffer& out);
CodecResult utf16_encode(TextRef text, const EncodeHandler& handler, UnitOrder order,
                         ByteBuffer& out);
CodecResult utf32_decode(std::span<const uint8_t> bytes, const DecodeHandler& handler, bool final,
                         UnitOrder* order, CodePointBuffer& out);
CodecResult utf32_encode(TextRef text, const EncodeHandler& handler, UnitOrder order,
                         ByteBuffer& out);

CodecResult utf7_decode(std::span<const uint8_t> bytes, const DecodeHandler& handler, bool final,
                        CodePointBuffer& out);
CodecResult utf7_encode(TextRef text, ByteBuffer& out);

void latin1_decode(std::span<const uint8_t> bytes, CodePointBuffer& out);
CodecResult latin1_encode(TextRef text, const EncodeHandler& handler, ByteBuffer& out);
CodecResult ascii_decode(std::span<const uint8_t> bytes, const DecodeHandler& handler,
                         CodePointBuffer& out);
CodecResult ascii_encode(TextRef text, const EncodeHandler& handler, ByteBuffer& out);

// Escapes of string literals. *bad_escape gets the index of the first unknown escape (its
// backslash), or stays SIZE_MAX: the caller warns.
CodecResult unicode_escape_decode(std::span<const uint8_t> bytes, const DecodeHandler& handler,
                                  bool final, CodePointBuffer& out, size_t* bad_escape);
void unicode_escape_encode(TextRef text, ByteBuffer& out);
CodecResult raw_unicode_escape_decode(std::span<const uint8_t> bytes, const DecodeHandler& handler,
                                      bool final, CodePointBuffer& out);
void raw_unicode_escape_encode(TextRef text, ByteBuffer& out);

}  // namespace orrery
