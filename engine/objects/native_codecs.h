// Running the codecs of engine/text on Python objects: error handlers by name, exceptions raised.
#pragma once

#include <span>

#include "engine/interpreter/context.h"
#include "engine/text/codecs.h"

namespace orrery {

using DecodeFunction = CodecResult (*)(std::span<const uint8_t> bytes, const DecodeHandler& handler,
                                       bool final, UnitOrder* order, CodePointBuffer& out);
using EncodeFunction = CodecResult (*)(TextRef text, const EncodeHandler& handler, UnitOrder order,
                                       ByteBuffer& out);

/// `source` is what `bytes` belong to: the `object` of a UnicodeDecodeError (copied unless bytes).
/// Null after an exception. `order` and `consumed` may be null.
String* run_decoder(Context& ctx, DecodeFunction decode, Value source,
                    std::span<const uint8_t> bytes, std::string_view errors, bool final,
                    UnitOrder* order, size_t* consumed);
/// A bytes object. Empty after an exception.
Value run_encoder(Context& ctx, EncodeFunction encode, String* text, std::string_view errors,
                  UnitOrder order);

/// An error handler that a program registered, called for one input.
class DecodeCallback {
public:
    DecodeCallback(Context& ctx, Value source, std::span<const uint8_t> bytes,
                   std::string_view errors)
        : ctx_(ctx), source_(source), bytes_(bytes), errors_(errors) {}
    DecodeHandler handler();
    /// The exception for an error that is not handled. Returns empty.
    Value raise_error(const CodecError& error);
    /// For codecs outside engine/text: calls the handler, as DecodeHandler::callback does.
    bool call_handler(const CodecError& error, std::span<const uint8_t>* input,
                      CodePointBuffer& out, size_t* resume);

private:
    Value exception_for(const CodecError& error);
    Context& ctx_;
    Value source_;
    std::span<const uint8_t> bytes_;
    std::string errors_;
    Value exception_;
};

class EncodeCallback {
public:
    EncodeCallback(Context& ctx, String* text, std::string_view errors)
        : ctx_(ctx), text_(text), errors_(errors) {}
    EncodeHandler handler();
    Value raise_error(const CodecError& error);
    bool call_handler(const CodecError& error, CodePointBuffer& text, ByteBuffer& bytes,
                      bool* is_bytes, size_t* resume);

private:
    Value exception_for(const CodecError& error);
    Context& ctx_;
    String* text_;
    std::string errors_;
    Value exception_;
};

// The codecs of engine/text in the shape run_decoder() and run_encoder() want.
CodecResult decode_utf8_any(std::span<const uint8_t> bytes, const DecodeHandler& handler,
                            bool final, UnitOrder* order, CodePointBuffer& out);
CodecResult decode_latin1_any(std::span<const uint8_t> bytes, const DecodeHandler& handler,
                              bool final, UnitOrder* order, CodePointBuffer& out);
CodecResult decode_ascii_any(std::span<const uint8_t> bytes, const DecodeHandler& handler,
                             bool final, UnitOrder* order, CodePointBuffer& out);
CodecResult decode_utf16_any(std::span<const uint8_t> bytes, const DecodeHandler& handler,
                             bool final, UnitOrder* order, CodePointBuffer& out);
CodecResult decode_utf32_any(std::span<const uint8_t> bytes, const DecodeHandler& handler,
                             bool final, UnitOrder* order, CodePointBuffer& out);
CodecResult decode_utf7_any(std::span<const uint8_t> bytes, const DecodeHandler& handler,
                            bool final, UnitOrder* order, CodePointBuffer& out);
CodecResult encode_utf8_any(TextRef text, const EncodeHandler& handler, UnitOrder order,
                            ByteBuffer& out);
CodecResult encode_latin1_any(TextRef text, const EncodeHandler& handler, UnitOrder order,
                              ByteBuffer& out);
CodecResult encode_ascii_any(TextRef text, const EncodeHandler& handler, UnitOrder order,
                             ByteBuffer& out);
CodecResult encode_utf7_any(TextRef text, const EncodeHandler& handler, UnitOrder order,
                            ByteBuffer& out);

}  // namespace orrery
