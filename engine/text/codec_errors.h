// What codecs do with what they cannot decode or encode: the error handlers of Python's codecs.
//
// The built-in handlers run inside the codecs. `strict` stops and reports the place, and the
// caller raises; `callback` asks the caller (codecs.register_error).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "engine/text/small_buffer.h"
#include "engine/text/text_ref.h"

namespace orrery {

enum class ErrorPolicy : uint8_t {
    strict,
    replace,
    ignore,
    surrogate_escape,
    surrogate_pass,
    backslash_replace,
    xml_char_ref_replace,  // encoding only
    name_replace,          // encoding only
    callback,
};
// The policy of that name; callback when it is not built in.
ErrorPolicy error_policy_from_name(std::string_view name);

// The range [start, end) of the input and the words for the exception.
struct CodecError {
    std::string_view encoding;  // "utf-8"
    std::string_view reason;    // "invalid start byte"
    size_t start = 0;
    size_t end = 0;
};

enum class CodecStatus : uint8_t {
    ok,
    error,   // `error` says where; raise UnicodeDecodeError or UnicodeEncodeError
    failed,  // the callback raised, or asked for an impossible place
    no_memory,
};

// The callback appends its replacement to `out`, sets *resume to the input index to go on at, and
// may exchange the input (a decode handler may assign exc.object); false stops with `failed`.
struct DecodeHandler {
    ErrorPolicy policy = ErrorPolicy::strict;
    bool (*callback)(void* context, const CodecError& error, std::span<const uint8_t>* input,
                     CodePointBuffer& out, size_t* resume) = nullptr;
    void* context = nullptr;
};
// The replacement is either text, which must be encodable (else the original error is reported),
// or bytes.
struct EncodeHandler {
    ErrorPolicy policy = ErrorPolicy::strict;
    bool (*callback)(void* context, const CodecError& error, CodePointBuffer& text,
                     ByteBuffer& bytes, bool* is_bytes, size_t* resume) = nullptr;
    void* context = nullptr;
};

struct CodecResult {
    CodecStatus status = CodecStatus::ok;
    size_t consumed = 0;  // input units used; less than all only for incomplete, non-final input
    CodecError error = {};
};

// For the codecs: a decoding under way. Holds the input, which a callback may exchange.
class Decoding {
public:
    Decoding(std::string_view encoding, std::span<const uint8_t> input,
             const DecodeHandler& handler, CodePointBuffer& out)
        : input(input), out(out), encoding_(encoding), handler_(handler) {}

    // Handles bytes [start, end) by the policy. True: go on at *position; false: return result.
    bool handle(std::string_view reason, size_t start, size_t end, size_t* position);
    CodecResult finish(size_t consumed);

    std::span<const uint8_t> input;
    CodePointBuffer& out;
    CodecResult result;

private:
    // Bytes that "surrogatepass" takes, with their surrogate in *unit; 0: none.
    size_t encoded_surrogate(size_t start, char32_t* unit) const;

    std::string_view encoding_;
    const DecodeHandler& handler_;
};

// For the codecs: an encoding under way.
class Encoding {
public:
    Encoding(std::string_view encoding, TextRef input, const EncodeHandler& handler,
             ByteBuffer& out)
        : input(input), out(out), encoding_(encoding), handler_(handler) {}

    // The replacement for code points [start, end), as text or bytes: see `replacement...`. True:
    // write it and go on at *position; false: return result.
    bool handle(std::string_view reason, size_t start, size_t end, size_t* position);
    // The same error, unhandled.
    bool refuse(std::string_view reason, size_t start, size_t end);
    CodecResult finish(size_t consumed);

    TextRef input;
    ByteBuffer& out;
    CodecResult result;
    CodePointBuffer replacement_text;
    ByteBuffer replacement_bytes;

private:
    std::string_view encoding_;
    const EncodeHandler& handler_;
};

// Writes c as the handler "backslashreplace" does: \xe9, \u20ac or \U0001f40d.
void append_backslash_escape(char32_t c, CodePointBuffer& out);

}  // namespace orrery
