// The registry of codecs behind module _codecs: search functions, the codecs they found, error
// handlers. Python's package `encodings` is imported when the first codec is asked for that is not
// native.
#pragma once

#include <string_view>

#include "engine/interpreter/context.h"
#include "engine/objects/native.h"
#include "engine/text/codec_errors.h"

namespace orrery {

/// The CodecInfo tuple of an encoding. Empty after LookupError ("unknown encoding: x").
Value lookup_codec(Context& ctx, std::string_view encoding);
/// codecs.encode() and decode(): through any codec, whatever it returns.
Value encode_through(Context& ctx, Value object, std::string_view encoding,
                     std::string_view errors);
Value decode_through(Context& ctx, Value object, std::string_view encoding,
                     std::string_view errors);
bool register_search(Context& ctx, Value function);
bool unregister_search(Context& ctx, Value function);
/// Drops one encoding from the cache; false if it was not there.
bool forget_codec(Context& ctx, std::string_view encoding);

/// The error handler of a name. Empty after LookupError.
Value lookup_error_handler(Context& ctx, std::string_view name);
bool register_error_handler(Context& ctx, String* name, Value handler);
/// How the native codecs treat errors: the names of built-in handlers mean these even where a
/// program registered others; `callback` for the rest, and for those that do not apply.
ErrorPolicy error_policy(std::string_view name, bool decoding);

/// The built-in error handlers as programs see them (codec_handlers.cpp).
struct BuiltinErrorHandler {
    const char* name;
    NativeMethod method;
};
std::span<const BuiltinErrorHandler> builtin_error_handlers();

}  // namespace orrery
