// TextIOWrapper's state, for the files that implement it: text_io.cpp reads and writes,
// text_position.cpp seeks and tells, text_setup.cpp chooses codec and newlines.
#pragma once

#include <string>

#include "engine/interpreter/operations.h"
#include "engine/interpreter/runtime.h"
#include "engine/modules/io/objects.h"
#include "engine/objects/encoding.h"
#include "engine/objects/function.h"
#include "engine/objects/numbers.h"
#include "engine/text/codecs.h"
#include "engine/text/utf8.h"

namespace orrery::io {

enum class Codec : uint8_t { kUtf8, kAscii, kLatin1, kOther };

struct TextState {
    Codec codec = Codec::kOther;
    ErrorPolicy policy = ErrorPolicy::strict;
    std::string encoding, errors;
    std::string read_newline;   // ends lines, unless universal
    std::string write_newline;  // what "\n" is written as; empty: itself
    bool universal = false;     // \n, \r and \r\n end lines
    bool translate = false;     // and all read as \n
    bool line_buffering = false, write_through = false;
    bool can_read = false, can_write = false, has_read1 = false;
    bool seekable = false, telling = false;
    uint8_t seen = 0;
    std::string pending;  // encoded text for a buffer that is not native
    std::string carry, chunk;
    uint64_t used = 0;
    int64_t chunk_size = 8192;
    // For kOther: the decoder's flags before `chunk` was decoded.
    int64_t decoder_flags = 0;
    bool encoder_started = false;
};

struct TextWrapper : IoObject {
    TextState* state;   // null until __init__
    Slot buffer;        // empty when detached
    Buffered* native;   // the same, where it is exactly a native buffered stream
    Slot encoder, decoder;  // for kOther
    Slot decoded;       // String, or empty
    Slot encoding, errors;
};

inline TextWrapper* text_self(const Args& args) { return args[0].as<TextWrapper>(); }

/// False after ValueError: without a buffer, or never initialised.
bool check_attached(Context& ctx, TextWrapper* t);
/// The same, or closed.
bool check_open(Context& ctx, TextWrapper* t);
void forget_decoded(Context& ctx, TextWrapper* t);
bool text_flush(Context& ctx, TextWrapper* t);
bool flush_pending(Context& ctx, TextWrapper* t);
bool decoder_state(Context& ctx, TextWrapper* t, std::string& buffer, int64_t& flags);
bool set_decoder_state(Context& ctx, TextWrapper* t, std::string_view buffer, int64_t flags);
String* decoder_decode(Context& ctx, TextWrapper* t, std::string_view bytes, bool final);
/// A stateful encoder writes its byte-order mark at the start of a file only.
bool set_encoder_start(Context& ctx, TextWrapper* t, bool at_start);
bool buffer_tell(Context& ctx, TextWrapper* t, int64_t& out);
/// Decoded text of `bytes` with its newlines translated; `consumed` tells how many were used.
String* decode_text(Context& ctx, TextState* st, std::string_view bytes, bool final,
                    size_t& consumed, uint8_t& seen);
String* decoded(TextWrapper* t);
bool text_init(Context& ctx, TextWrapper* t, Value buffer, Value encoding, Value errors,
               Value newline, bool line_buffering, bool write_through);

// Methods.
Value text_tell(Context& ctx, const Args& args);
Value text_seek(Context& ctx, const Args& args);
Value text_truncate(Context& ctx, const Args& args);
Value text_init_method(Context& ctx, const Args& args);
Value text_reconfigure(Context& ctx, const Args& args);

}  // namespace orrery::io
